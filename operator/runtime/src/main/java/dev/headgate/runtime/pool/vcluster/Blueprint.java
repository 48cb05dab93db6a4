package dev.headgate.runtime.pool.vcluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.headgate.api.v1alpha1.SandboxTemplate.ControlPlane;
import dev.headgate.api.v1alpha1.SandboxTemplate.Quota;
import dev.headgate.api.v1alpha1.SandboxTemplate.Vcluster;
import dev.headgate.core.Limits;
import dev.headgate.core.yaml.Document;
import dev.headgate.core.yaml.Documents;
import dev.headgate.runtime.pool.Plot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The objects of one vCluster, from {@code fence.yaml} and {@code release.yaml}. Values are put
 * into the parsed documents, so that none can be more than the text that it is; a value that a pool
 * leaves open takes its field with it, so that the chart's default holds.
 */
public final class Blueprint {

  /** On every object: the UID of the ChangeSandbox that it was made for. */
  public static final String OF = "headgate.dev/change-sandbox";

  static final String NAME = "headgate.dev/change-sandbox-name";
  private static final String OPEN = "";

  private final String operatorNamespace;

  public Blueprint(String operatorNamespace) {
    this.operatorNamespace = operatorNamespace;
  }

  /** The namespace of a sandbox, and the name of its HelmRelease. */
  static String namespace(Plot plot) {
    return "hg-sbx-" + plot.site();
  }

  /** In the order in which they are made. */
  public List<ObjectNode> fence(Plot plot, List<HostApi.Address> hostApi) {
    var objects = read("fence.yaml").stream().map(object -> filled(object, plot)).toList();
    for (var object : objects) {
      if (object.at("/metadata/name").asText().equals("sandbox-control-plane")) {
        var egress = (ArrayNode) object.at("/spec/egress");
        hostApi.forEach(address -> egress.add(address.rule()));
      }
    }
    return objects;
  }

  /** Installs it. */
  public ObjectNode release(Plot plot) {
    return filled(read("release.yaml").getFirst(), plot);
  }

  private ObjectNode filled(ObjectNode object, Plot plot) {
    fill(object, values(plot));
    var metadata = (ObjectNode) object.path("metadata");
    metadata
        .withObjectProperty("labels")
        .put(OF, plot.site())
        .put("app.kubernetes.io/managed-by", "headgate");
    var sandbox = plot.sandbox().getMetadata();
    metadata
        .withObjectProperty("annotations")
        .put(NAME, sandbox.getNamespace() + "/" + sandbox.getName());
    return object;
  }

  private Map<String, String> values(Plot plot) {
    var vcluster = Objects.requireNonNull(plot.template().vcluster());
    var values = new HashMap<String, String>();
    values.put("namespace", namespace(plot));
    values.put("operatorNamespace", operatorNamespace);
    values.put("chartKind", vcluster.chartRef().kind());
    values.put("chartName", vcluster.chartRef().name());
    values.put("registry", Objects.requireNonNullElse(vcluster.registry(), OPEN));
    values.put("imageTag", Objects.requireNonNullElse(vcluster.imageTag(), OPEN));
    putVersion(values, vcluster);
    putControlPlane(
        values, Objects.requireNonNullElse(vcluster.controlPlane(), ControlPlane.STANDARD));
    putQuota(values, Objects.requireNonNullElse(vcluster.quota(), Quota.STANDARD));
    return values;
  }

  private static void putVersion(Map<String, String> values, Vcluster vcluster) {
    var isPinned = vcluster.kubernetesVersion().contains("@");
    values.put("kubernetesVersion", isPinned ? OPEN : vcluster.kubernetesVersion());
    values.put("kubernetesTag", isPinned ? vcluster.kubernetesVersion() : OPEN);
  }

  private static void putControlPlane(Map<String, String> values, ControlPlane controlPlane) {
    values.put("controlPlaneCpu", controlPlane.cpu());
    values.put("controlPlaneMemory", controlPlane.memory());
    values.put("controlPlaneMemoryLimit", controlPlane.memoryLimit());
  }

  private static void putQuota(Map<String, String> values, Quota quota) {
    values.put("pods", Integer.toString(quota.pods()));
    values.put("cpu", quota.cpu());
    values.put("memory", quota.memory());
    values.put("storage", quota.storage());
    values.put("volumeClaims", quota.storage().matches("0[A-Za-z]*") ? "0" : "20");
  }

  /** Fills in all texts below a node; a field whose text is an open value goes. */
  private static void fill(JsonNode node, Map<String, String> values) {
    if (node instanceof ObjectNode object) {
      for (var name : List.copyOf(object.properties().stream().map(Map.Entry::getKey).toList())) {
        filled(object.path(name), values)
            .ifPresent(
                text -> {
                  if (text.isEmpty()) {
                    object.remove(name);
                  } else {
                    object.set(name, TextNode.valueOf(text));
                  }
                });
        fill(object.path(name), values);
      }
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        var index = i;
        filled(list.path(i), values).ifPresent(text -> list.set(index, TextNode.valueOf(text)));
        fill(list.path(i), values);
      }
    }
  }

  private static Optional<String> filled(JsonNode node, Map<String, String> values) {
    if (!node.isTextual() || !node.asText().contains("${")) {
      return Optional.empty();
    }
    var text = node.asText();
    for (var value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return Optional.of(text);
  }

  private static List<ObjectNode> read(String file) {
    try (var in = Blueprint.class.getResourceAsStream(file)) {
      var bytes = Objects.requireNonNull(in, file).readAllBytes();
      return new Documents(Limits.Yaml.STANDARD)
          .read(file, bytes).stream().map(Document::content).map(ObjectNode.class::cast).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
