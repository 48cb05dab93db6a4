package dev.headgate.local.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A repository of OCI artifacts beside a {@link LocalGit}, as if its commits had been pushed with
 * {@code flux push artifact}. It lies in the refs of that Git repository: {@code
 * refs/oci/manifests/<hex>} and {@code refs/oci/tags/<tag>} are manifests, {@code
 * refs/oci/layers/<hex>} are trees of files.
 */
public final class LocalRegistry {
  /**
   * The annotation that names what an artifact was made from; whoever pushes writes what he likes.
   */
  public static final String REVISION = "org.opencontainers.image.revision";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFESTS = "refs/oci/manifests/";
  private static final String LAYERS = "refs/oci/layers/";
  private static final String TAGS = "refs/oci/tags/";

  private final Path folder;
  private final Git git;

  private LocalRegistry(Path folder) {
    this.folder = folder;
    this.git = new Git(folder);
  }

  public static LocalRegistry beside(LocalGit git) {
    return in(git.folder());
  }

  static LocalRegistry in(Path folder) {
    return new LocalRegistry(folder);
  }

  /** For {@code spec.url} of an OCIRepository. */
  public String url() {
    return "oci://localhost" + folder;
  }

  /** Pushes the files of a commit on main under a tag; returns the digest, {@code sha256:…}. */
  public String push(String tag, String commit) {
    return push(tag, commit, "main@sha1:" + commit);
  }

  /** The same, with another origin in the annotation. */
  public String push(String tag, String commit, String origin) {
    var archive = GitArchive.of(git, commit);
    var layer = Sha256.of(archive);
    git.run("update-ref", LAYERS + hex(layer), git.run("rev-parse", commit + "^{tree}"));
    var manifest = manifest(commit, origin, layer, archive.length).toString();
    var blob = git.write(manifest.getBytes(StandardCharsets.UTF_8));
    var digest = Sha256.of(manifest.getBytes(StandardCharsets.UTF_8));
    git.run("update-ref", MANIFESTS + hex(digest), blob);
    tag(tag, digest);
    return digest;
  }

  /** Moves a tag to what was pushed before. */
  public void tag(String tag, String digest) {
    git.run("update-ref", TAGS + tag, MANIFESTS + hex(digest));
  }

  /** Signs what was pushed; the signature lies where cosign puts it, and always holds. */
  public void sign(String digest) {
    tag(signature(digest), digest);
  }

  /** Removes a manifest and the tags that name it, as a registry's retention does. */
  public void delete(String digest) {
    tags().entrySet().stream()
        .filter(tag -> tag.getValue().equals(digest))
        .forEach(tag -> git.run("update-ref", "-d", TAGS + tag.getKey()));
    git.run("update-ref", "-d", MANIFESTS + hex(digest));
  }

  /** All tags with the digests that they name; signatures are tags, too. */
  Map<String, String> tags() {
    return git.run("for-each-ref", "--format=%(refname)", TAGS)
        .lines()
        .collect(Collectors.toMap(ref -> ref.substring(TAGS.length()), this::digestAt));
  }

  /**
   * The digest of a tag.
   *
   * @throws GitFailedException if there is none
   */
  String digest(String tag) {
    return digestAt(TAGS + tag);
  }

  boolean isSigned(String digest) {
    return digest.equals(tags().get(signature(digest)));
  }

  /**
   * The annotations of a manifest.
   *
   * @throws GitFailedException if there is none of that digest
   */
  Map<String, String> annotations(String digest) {
    return JSON.convertValue(
        manifest(digest).path("annotations"),
        JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
  }

  /** The files of its first layer as source-controller packs them. */
  byte[] archive(String digest) {
    var layer = manifest(digest).at("/layers/0/digest").asText();
    return GitArchive.of(git, LAYERS + hex(layer));
  }

  private JsonNode manifest(String digest) {
    try {
      return JSON.readTree(git.run("cat-file", "blob", MANIFESTS + hex(digest)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read manifest " + digest, e);
    }
  }

  private ObjectNode manifest(String commit, String origin, String layer, int size) {
    var manifest = JsonNodeFactory.instance.objectNode().put("schemaVersion", 2);
    manifest.put("mediaType", "application/vnd.oci.image.manifest.v1+json");
    manifest.set("config", descriptor("config.v1+json", Sha256.of(new byte[0]), 0));
    manifest.putArray("layers").addAll(List.of(descriptor("content.v1.tar+gzip", layer, size)));
    manifest
        .putObject("annotations")
        .put("org.opencontainers.image.created", git.run("show", "-s", "--format=%cI", commit))
        .put(REVISION, origin)
        .put("org.opencontainers.image.source", "ssh://localhost" + folder);
    return manifest;
  }

  private static ObjectNode descriptor(String media, String digest, int size) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("mediaType", "application/vnd.cncf.flux." + media)
        .put("digest", digest)
        .put("size", size);
  }

  private String digestAt(String ref) {
    return Sha256.of(git.bytes(Map.of(), "cat-file", "blob", ref));
  }

  private static String signature(String digest) {
    return digest.replace(':', '-') + ".sig";
  }

  private static String hex(String digest) {
    return digest.substring(digest.indexOf(':') + 1);
  }
}
