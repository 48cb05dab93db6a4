package dev.headgate.runtime.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import dev.headgate.runtime.artifact.TarGz;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a tree or its archive may hold: none of it opens the gate, and the next good one passes. */
@ExtendWith(InLab.class)
class BadTreeIT {

  private static final byte[] GARBAGE = "this is no archive".repeat(20).getBytes(ISO_8859_1);

  @Test
  void shouldWaitForBytesThatTheSourceStillPromises(Lab lab) {
    try (var world = Gated.open(lab)) {
      // given
      var first = world.git().head();
      world.faults().hideArtifacts();

      // when
      var commit = world.commitLow("bad-hidden");

      // then
      world.awaitThat(
          "the proof says so",
          () -> world.see().requests(commit).stream().anyMatch(proof -> says(proof, "404")));
      assertThat(world.see().pin()).contains(first);

      // when
      world.faults().clear();
      askAgain(world, commit);

      // then
      world.awaitLive(commit);
      assertThat(world.see().requests(commit)).hasSize(1);
    }
  }

  /** What the file server sends, other than what the source promised. */
  @SuppressWarnings("ImmutableEnumChecker") // test data that nobody changes
  enum Sent {
    OTHER_BYTES(bytes -> GARBAGE),
    HALF(bytes -> Arrays.copyOf(bytes, bytes.length / 2));

    private final UnaryOperator<byte[]> change;

    Sent(UnaryOperator<byte[]> change) {
      this.change = change;
    }
  }

  @ParameterizedTest
  @EnumSource(Sent.class)
  void shouldNotTakeOtherBytesThanTheSourcePromised(Sent sent, Lab lab) {
    try (var world = Gated.open(lab)) {
      // given
      var first = world.git().head();
      world.faults().serve(bytes -> isBad(bytes) ? sent.change.apply(bytes) : bytes);

      // when
      var commit = world.commitLow("bad-" + sent.name());

      // then
      var proof = world.awaitVerdict(commit, "Failed");
      assertThat(Sights.message(proof)).startsWith("InvalidContent").contains("digest");
      assertThat(world.see().pin()).contains(first);

      // when
      world.faults().clear();
      patch(
          world,
          proof,
          "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"now\"}}}");

      // then
      world.awaitLive(commit);
      assertThat(world.see().requests(commit)).hasSize(2);
    }
  }

  /** Archives that the source itself publishes. */
  @SuppressWarnings("ImmutableEnumChecker") // test data that nobody changes
  enum Published {
    GARBAGE_BYTES(GARBAGE, "gzip"),
    BOMB(TarGz.archive().file("apps/bomb.yaml", new byte[7 << 20]).bytes(), "a bomb"),
    TRAVERSAL(TarGz.archive().file("../../etc/passwd", "root").bytes(), "..");

    private final byte[] bytes;
    private final String word;

    Published(byte[] bytes, String word) {
      this.bytes = bytes;
      this.word = word;
    }
  }

  @ParameterizedTest
  @EnumSource(Published.class)
  void shouldFailAnArchiveThatIsHostile(Published archive, Lab lab) {
    try (var world = Gated.open(lab)) {
      // given
      var first = world.git().head();
      world.faults().publish(bytes -> isBad(bytes) ? archive.bytes : bytes);

      // when
      var commit = world.commitLow("bad-" + archive.name());

      // then
      var proof = world.awaitVerdict(commit, "Failed");
      assertThat(Sights.message(proof)).startsWith("InvalidContent").contains(archive.word);
      world.awaitHeldBy(commit, "ProofFailed");
      assertThat(world.see().pin()).contains(first);

      // when
      world.faults().clear();
      var good = world.commitLow("good");

      // then
      world.awaitLive(good);
    }
  }

  /** Files of the tree that no cluster should be given. */
  enum Tree {
    DEEP("apps/settings.yaml", Gated.app("bad") + "deep: " + "[".repeat(64) + "]".repeat(64), "60"),
    TWICE("apps/settings.yaml", Gated.app("bad") + "---\n" + Gated.app("again"), "settings"),
    NO_BUILD("apps/kustomization.yaml", "resources: [missing.yaml]\n", "missing.yaml");

    private final String file;
    private final String content;
    private final String word;

    Tree(String file, String content, String word) {
      this.file = file;
      this.content = content;
      this.word = word;
    }
  }

  @ParameterizedTest
  @EnumSource(Tree.class)
  void shouldFailATreeThatCannotBeRead(Tree tree, Lab lab) {
    try (var world = Gated.open(lab)) {
      // given
      var first = world.git().head();

      // when
      var commit = world.commit("bad", Map.of(tree.file, tree.content));

      // then
      var proof = world.awaitVerdict(commit, "Failed");
      assertThat(Sights.message(proof)).startsWith("InvalidContent").contains(tree.word);
      world.awaitHeldBy(commit, "ProofFailed");
      assertThat(world.see().pin()).contains(first);

      // when
      var good =
          world.commit(
              "good",
              Map.of(
                  "apps/kustomization.yaml",
                  "resources: [settings.yaml]\n",
                  "apps/settings.yaml",
                  Gated.app("good")));

      // then
      world.awaitLive(good);
    }
  }

  @Test
  void shouldNameARemoteBaseAndNotFollowIt(Lab lab) {
    try (var world = Gated.open(lab)) {
      // when
      var commit =
          world.commit(
              "a remote base",
              Map.of(
                  "apps/kustomization.yaml",
                  "resources: [settings.yaml, 'https://127.0.0.1:1/base?ref=v1']\n"));

      // then
      world.awaitThat("it is judged", () -> world.see().judged(commit).isPresent());
      var proof = world.see().judged(commit).orElseThrow();
      assertThat(Sights.risk(proof)).isNotEqualTo(Optional.of(RiskLevel.LOW));
      assertThat(proof.getStatus().toString()).contains("127.0.0.1:1/base");
      world.awaitHeldBy(commit, "ApprovalsMissing");
    }
  }

  /** A new title is a new generation, so that nobody waits for the next look. */
  private static void askAgain(Gated world, String commit) {
    world
        .see()
        .requests(commit)
        .forEach(proof -> patch(world, proof, "{\"spec\":{\"title\":\"again\"}}"));
  }

  private static void patch(Gated world, ChangeRequest proof, String json) {
    world
        .lab()
        .host()
        .client()
        .resources(ChangeRequest.class)
        .inNamespace(world.namespace())
        .withName(proof.getMetadata().getName())
        .patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  private static boolean says(ChangeRequest proof, String word) {
    var why = proof.getStatus() == null ? null : proof.getStatus().why();
    return why != null && why.contains(word);
  }

  /** Whether an archive is that of the commit that the test calls bad. */
  private static boolean isBad(byte[] archive) {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(archive))) {
      return new String(gzip.readAllBytes(), ISO_8859_1).contains("value: bad");
    } catch (IOException e) {
      return false;
    }
  }
}
