package dev.headgate.local.junit;

import dev.headgate.local.Lab;
import dev.headgate.local.Progress;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests a {@link Lab} by parameter. It is shared by all tests of a JVM, started on first use
 * and closed when the last test is done; a test that kills the operator starts it again.
 */
public final class InLab implements ParameterResolver {

  private static final Namespace STORE = Namespace.create(InLab.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Lab.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot()
        .getStore(STORE)
        .computeIfAbsent(
            Lab.class, key -> Lab.start(Lab.chart(), Progress.onStandardError()), Lab.class);
  }
}
