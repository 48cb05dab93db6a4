package dev.headgate.runtime.apply;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Json;
import dev.headgate.runtime.sandbox.Kubeconfigs;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Applies 10,000 ConfigMaps of 8 KB, twice, in a JVM of its own; see {@link MemoryIT}. */
final class TenThousand {

  private static final int OBJECTS = 10_000;

  /** One text for all: the set is small, its bodies are 80 MB. */
  private static final TextNode TEXT = TextNode.valueOf("x".repeat(8 * 1024));

  private TenThousand() {}

  public static void main(String[] args) throws Exception {
    var config =
        ((Kubeconfigs.Read.Accepted) Kubeconfigs.read(Files.readAllBytes(Path.of(args[0]))))
            .config();
    var wanted = manifests(args[1]);
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      var sandbox =
          ((SandboxClient.Connection.Connected)
                  SandboxClient.connect(ApiServer.of(client), "no-cluster"))
              .client();
      var applier =
          ((Applier.Opened.Ready) Applier.open(sandbox, args[2], wanted.byKey().keySet()))
              .applier();
      var first = done(applier.apply(wanted, ApplyReport.NOTHING));
      var again = done(applier.apply(wanted, first));
      System.out.printf(
          "applied %d, rejected %d, gaps %d, again %s%n",
          first.applied().size(),
          first.rejected().size(),
          first.gaps().size(),
          again.equals(first) ? "the same" : "another");
    }
  }

  private static ApplyReport done(ApplyReport.Outcome outcome) {
    return switch (outcome) {
      case ApplyReport.Outcome.Done(var report) -> report;
      case ApplyReport.Outcome.Lost(var reason) -> throw new IllegalStateException(reason);
    };
  }

  private static Manifests manifests(String namespace) {
    return Manifests.of(
        IntStream.range(0, OBJECTS).mapToObj(i -> manifest(namespace, "map-" + i)).toList());
  }

  private static Manifest manifest(String namespace, String name) {
    var content = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    content.putObject("metadata").put("namespace", namespace).put("name", name);
    content.putObject("data").set("text", TEXT);
    return new Manifest(
        new ObjectKey("", "ConfigMap", namespace, name), "v1", content, Origin.INLINE, true);
  }
}
