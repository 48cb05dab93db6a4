package dev.headgate.runtime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.headgate.core.Limits;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Origin;
import dev.headgate.core.check.Intents;
import dev.headgate.core.flux.BuildInputs;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.flux.PostBuild;
import dev.headgate.core.rendered.ReleaseValues;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import dev.headgate.core.yaml.Documents;
import dev.headgate.core.yaml.YamlText;
import dev.headgate.runtime.artifact.Archive;
import dev.headgate.runtime.artifact.TarGz;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Revisions, and the files in them that say what they stand for. */
final class OfTrees {

  private static final Limits.Archive ARCHIVE =
      new Limits.Archive(32 * 1024, 24 * 1024, 16 * 1024, 20, 50, 4 * 1024, 200);
  private static final Documents DOCUMENTS = new Documents(OfYaml.LIMITS);
  private static final int BLOCK = 512;

  private OfTrees() {}

  /** A tar: its headers' checksums are set right, and it is compressed, before it is unpacked. */
  static Optional<String> archive(byte[] tar) {
    var tree = Archive.unpack(TarGz.gzip(withChecksums(tar)), ARCHIVE);
    var bytes = tree.files().values().stream().mapToLong(TreeFile::size).sum();
    assertThat(tree.files()).hasSizeLessThanOrEqualTo(ARCHIVE.entries());
    assertThat(bytes).isLessThanOrEqualTo(ARCHIVE.unpackedBytes());
    assertThat(tree.files().keySet())
        .allSatisfy(
            path ->
                assertThat(path.split("/", -1))
                    .doesNotContain("", ".", "..")
                    .noneMatch(segment -> segment.contains("\\")));
    return Optional.empty();
  }

  private static byte[] withChecksums(byte[] tar) {
    var copy = tar.clone();
    for (int at = 0; at + BLOCK <= copy.length; at += BLOCK) {
      if (new String(copy, at + 257, 5, StandardCharsets.US_ASCII).equals("ustar")) {
        Arrays.fill(copy, at + 148, at + 156, (byte) ' ');
        int sum = 0;
        for (int i = at; i < at + BLOCK; i++) {
          sum += copy[i] & 0xff;
        }
        var text = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, copy, at + 148, text.length);
      }
    }
    return copy;
  }

  /** A kustomization file; a build gets files of the tree and no others. */
  static Optional<String> kustomization(byte[] file) {
    var tree =
        Tree.of(
            Map.of(
                "apps/kustomization.yaml", new TreeFile(file, false),
                "apps/a.yaml", TreeFile.text("a: 1\n"),
                "apps/more/kustomization.yaml", TreeFile.text("resources: [../a.yaml]\n")));
    var inputs = BuildInputs.of(tree, "apps", root(), DOCUMENTS, Limits.Render.STANDARD);
    assertThat(tree.files().keySet()).containsAll(inputs.read());
    assertThat(inputs.files().keySet()).allMatch(path -> path.startsWith("apps/"));
    return Optional.empty();
  }

  private static FluxKustomization root() {
    var content = JsonNodeFactory.instance.objectNode();
    content.putObject("spec").put("path", "./apps");
    return new FluxKustomization("flux-system", "apps", content);
  }

  /** An object with variables, two of which hold as much as an author may write. */
  static Optional<String> substitution(byte[] text) {
    var values =
        Map.of("v", "value", "none", "", "as", "a".repeat(20_000), "bs", "b".repeat(20_000));
    var object = JsonNodeFactory.instance.objectNode();
    object.put("text", new String(text, StandardCharsets.UTF_8)).put("${v}", 1);
    var result = new PostBuild(values, true).apply("here", object, OfYaml.LIMITS).object();
    assertThat(YamlText.of(result).length()).isLessThanOrEqualTo(4 * OfYaml.LIMITS.bytes());
    return Optional.empty();
  }

  /** Releases, whose values are also in ConfigMaps that hold this very text. */
  static Optional<String> helmValues(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    for (Manifest release : new ManifestReader(OfYaml.LIMITS).read(Origin.INLINE, bytes)) {
      var values =
          ReleaseValues.of(
              release,
              name -> Optional.of(Map.of("values.yaml", "a: {b: 1}", "word", "a", "self", text)),
              DOCUMENTS);
      assertThat(values.values().toString()).isNotEmpty();
    }
    return Optional.empty();
  }

  /** What the author of a commit says of it. */
  static Optional<String> intent(byte[] file) {
    var live = Tree.of(Map.of("README.md", TreeFile.text("")));
    var candidate = Tree.of(Map.of(".headgate/a.yaml", new TreeFile(file, false)));
    return switch (Intents.read(live, candidate, "./.headgate")) {
      case Intents.None() -> Optional.empty();
      case Intents.Found found -> {
        assertThat(found.probes()).hasSizeLessThanOrEqualTo(Limits.Probes.STANDARD.probes());
        yield Optional.empty();
      }
      case Intents.Broken(var findings) -> Optional.of(List.copyOf(findings).toString());
    };
  }
}
