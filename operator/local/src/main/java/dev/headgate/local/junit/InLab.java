package dev.headgate.local.junit;

import dev.headgate.local.Lab;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.Progress;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;

/**
 * Hands tests a {@link Lab} by parameter, and its clusters as {@link RealClusters} does. It is
 * shared by all tests of a JVM, started on first use and closed when the last test is done; a test
 * that kills the operator starts it again. Tests that do not mind the operator ask for the clusters
 * of a lab too: two more cost more than the tests.
 */
public final class InLab extends RealClusters {

  /**
   * For {@code @ResourceLock}: the sandbox of the lab, which one proof has at a time. Whoever kills
   * the operator or changes what is installed must be {@code @Isolated} instead.
   */
  public static final String SANDBOX = "the sandbox of the lab";

  private static final Namespace STORE = Namespace.create(InLab.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Lab.class
        || super.supportsParameter(parameter, test);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Lab.class
        ? lab(test)
        : super.resolveParameter(parameter, test);
  }

  @Override
  LocalCluster cluster(String name, ExtensionContext test) {
    return name.equals("host") ? lab(test).host() : lab(test).sandbox();
  }

  private static Lab lab(ExtensionContext test) {
    return test.getRoot()
        .getStore(STORE)
        .computeIfAbsent(
            Lab.class, key -> Lab.start(Lab.chart(), Progress.onStandardError()), Lab.class);
  }
}
