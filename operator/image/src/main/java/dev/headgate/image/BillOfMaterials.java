package dev.headgate.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.local.ToolFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.jar.JarFile;

/**
 * What the image is made of, for scanners: each jar as its own metadata names it, the programs from
 * Go, the Java runtime and the packages of the C library. The same image has the same one.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
final class BillOfMaterials {

  static final String FILE = "headgate.cdx.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private BillOfMaterials() {}

  /**
   * Writes it.
   *
   * @param packages of the base system, {@code name version}
   */
  static Path write(
      Path folder, Source source, Distribution distribution, Set<String> packages, String digest)
      throws IOException {
    var bill = JSON.createObjectNode();
    bill.put("bomFormat", "CycloneDX").put("specVersion", "1.6");
    bill.put(
        "serialNumber",
        "urn:uuid:" + UUID.nameUUIDFromBytes(digest.getBytes(StandardCharsets.UTF_8)));
    bill.put("version", 1);
    var metadata = bill.putObject("metadata");
    metadata.put("timestamp", source.committedAt().toString());
    component(metadata.putObject("component"), "application", Image.NAME, source.version(), "")
        .put("bom-ref", digest);
    var components = bill.putArray("components");
    try (var jars = Files.list(distribution.home().resolve("lib"))) {
      for (var jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        addJar(components, jar);
      }
    }
    addGo(components, "sigs.k8s.io/kustomize/kustomize/v5", ToolFamily.KUSTOMIZE);
    addGo(components, "helm.sh/helm/v4", ToolFamily.HELM);
    component(components.addObject(), "platform", "openjdk", Runtime.version().toString(), "");
    for (var each : packages) {
      var words = each.split(" ", 2);
      var version = words.length > 1 ? words[1] : "";
      component(
          components.addObject(),
          "library",
          words[0],
          version,
          "pkg:deb/debian/%s@%s".formatted(words[0], version));
    }
    var file = folder.resolve(FILE);
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), bill);
    return file;
  }

  /** Jars that are made of others name each of them. */
  private static void addJar(ArrayNode components, Path jar) throws IOException {
    var found = 0;
    try (var content = new JarFile(jar.toFile())) {
      var entries =
          content.stream()
              .filter(entry -> entry.getName().matches("META-INF/maven/.+/pom\\.properties"))
              .toList();
      for (var entry : entries) {
        var pom = new Properties();
        try (var in = content.getInputStream(entry)) {
          pom.load(in);
        }
        var group = pom.getProperty("groupId", "");
        var name = pom.getProperty("artifactId", "");
        var version = pom.getProperty("version", "");
        hashed(
            component(
                components.addObject(),
                "library",
                name,
                version,
                "pkg:maven/%s/%s@%s".formatted(group, name, version)),
            jar);
        found++;
      }
    }
    if (found == 0) {
      hashed(
          component(components.addObject(), "library", jar.getFileName().toString(), "", ""), jar);
    }
  }

  private static void addGo(ArrayNode components, String module, ToolFamily family) {
    component(
        components.addObject(),
        "application",
        module,
        "v" + family.version(),
        "pkg:golang/%s@v%s".formatted(module, family.version()));
  }

  private static ObjectNode component(
      ObjectNode component, String type, String name, String version, String purl) {
    component.put("type", type).put("name", name);
    if (!version.isEmpty()) {
      component.put("version", version);
    }
    if (!purl.isEmpty()) {
      component.put("purl", purl);
    }
    return component;
  }

  private static void hashed(ObjectNode component, Path file) throws IOException {
    component
        .putArray("hashes")
        .addObject()
        .put("alg", "SHA-256")
        .put("content", Reproducible.digest(file).replace("sha256:", ""));
  }
}
