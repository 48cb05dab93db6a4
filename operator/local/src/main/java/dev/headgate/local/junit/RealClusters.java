package dev.headgate.local.junit;

import dev.headgate.local.LocalCluster;
import dev.headgate.local.LocalCluster.Options;
import dev.headgate.local.Progress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands real clusters to tests, by parameter: {@code @Host LocalCluster}, {@code @SandboxCluster
 * LocalCluster}, and as many {@link TestNamespace}s as wanted, on the host unless annotated with
 * {@link SandboxCluster}.
 *
 * <p>The two clusters are shared by all tests of a JVM, started on first use, and closed when it
 * ends. So a test keeps to its namespaces, and gives what has none a name of its own.
 */
public class RealClusters implements ParameterResolver {
  private static final Namespace STORE = Namespace.create(RealClusters.class);
  private static final Map<String, LocalCluster> CLUSTERS = new ConcurrentHashMap<>();
  private static final Set<Class<?>> OFFERED = Set.of(LocalCluster.class, TestNamespace.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return OFFERED.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    var cluster = cluster(parameter.isAnnotated(SandboxCluster.class) ? "sandbox" : "host");
    return parameter.getParameter().getType() == LocalCluster.class
        ? cluster
        : namespace(cluster, parameter.getIndex(), test);
  }

  LocalCluster cluster(String name) {
    return CLUSTERS.computeIfAbsent(
        name, key -> LocalCluster.start(Options.named(key), Progress.onStandardError()));
  }

  private static TestNamespace namespace(LocalCluster cluster, int index, ExtensionContext test) {
    var hint = test.getTestMethod().map(method -> method.getName()).orElse("shared");
    return test.getStore(STORE)
        .computeIfAbsent(
            "namespace-" + index, key -> TestNamespace.create(cluster, hint), TestNamespace.class);
  }
}
