package dev.headgate.local.junit;

import dev.headgate.local.Lab;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.Progress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;

/**
 * Hands tests a {@link Lab} by parameter, and its clusters as {@link RealClusters} does. It is
 * shared by all tests of a JVM, started on first use and closed when it ends; a test that kills the
 * operator starts it again. Tests that do not mind the operator ask for the clusters of a lab too:
 * two more cost more than the tests.
 */
public final class InLab extends RealClusters {

  private static @Nullable Lab lab;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Lab.class
        || super.supportsParameter(parameter, test);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Lab.class
        ? lab()
        : super.resolveParameter(parameter, test);
  }

  @Override
  LocalCluster cluster(String name) {
    return name.equals("host") ? lab().host() : lab().sandbox();
  }

  /** Clusters close themselves when the JVM ends; what runs on them has to end before. */
  private static synchronized Lab lab() {
    if (lab == null) {
      lab = Lab.start(Lab.chart(), Progress.onStandardError());
      Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "close-lab"));
    }
    return lab;
  }
}
