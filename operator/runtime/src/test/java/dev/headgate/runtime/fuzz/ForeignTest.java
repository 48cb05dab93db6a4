package dev.headgate.runtime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes from outside is read or refused, within limits. {@code
 * -Dheadgate.fuzz.tries=100000} tries longer.
 */
class ForeignTest {

  static List<Seed> seeds() {
    return Arrays.stream(Foreign.values()).flatMap(parser -> Seed.of(parser).stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldTakeWhatIsValidAndRefuseTheRest(Seed seed) {
    var refusal = seed.of().read(seed.bytes());

    assertThat(refusal.isEmpty()).as(refusal.orElse("taken")).isEqualTo(seed.isValid());
  }

  @ParameterizedTest
  @EnumSource
  void shouldHaveSeedsOfBothKinds(Foreign parser) {
    assertThat(Seed.of(parser)).anyMatch(Seed::isValid).anyMatch(seed -> !seed.isValid());
  }

  @Test
  void shouldHaveNoSeedsThatNobodyReads() throws IOException {
    try (Stream<java.nio.file.Path> folders = Files.list(Seed.FOLDER)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Foreign.values()).map(Foreign::folder).toList());
    }
  }

  @Property
  void shouldReadOrRefuseAnyBytes(@ForAll Foreign parser, @ForAll @Size(max = 600) byte[] bytes) {
    parser.read(bytes);
  }

  @Property
  void shouldReadOrRefuseArchives(@ForAll @Mutated(Foreign.ARCHIVE) byte[] bytes) {
    Foreign.ARCHIVE.read(bytes);
  }

  @Property
  void shouldReadOrRefuseYaml(@ForAll @Mutated(Foreign.YAML) byte[] bytes) {
    Foreign.YAML.read(bytes);
  }

  @Property
  void shouldReadOrRefuseManifests(@ForAll @Mutated(Foreign.MANIFESTS) byte[] bytes) {
    Foreign.MANIFESTS.read(bytes);
  }

  @Property
  void shouldReadOrRefuseKustomizations(@ForAll @Mutated(Foreign.KUSTOMIZATION) byte[] bytes) {
    Foreign.KUSTOMIZATION.read(bytes);
  }

  @Property
  void shouldReadOrRefuseSubstitutions(@ForAll @Mutated(Foreign.SUBSTITUTION) byte[] bytes) {
    Foreign.SUBSTITUTION.read(bytes);
  }

  @Property
  void shouldReadOrRefuseHelmValues(@ForAll @Mutated(Foreign.HELM_VALUES) byte[] bytes) {
    Foreign.HELM_VALUES.read(bytes);
  }

  @Property
  void shouldReadOrRefuseIntents(@ForAll @Mutated(Foreign.INTENT) byte[] bytes) {
    Foreign.INTENT.read(bytes);
  }

  @Property
  void shouldReadOrRefuseProbes(@ForAll @Mutated(Foreign.PROBES) byte[] bytes) {
    Foreign.PROBES.read(bytes);
  }

  @Property
  void shouldReadOrRefuseConditions(@ForAll @Mutated(Foreign.CEL) byte[] bytes) {
    Foreign.CEL.read(bytes);
  }

  @Property
  void shouldReadOrRefuseAnswersOfPrometheus(@ForAll @Mutated(Foreign.PROMETHEUS) byte[] bytes) {
    Foreign.PROMETHEUS.read(bytes);
  }

  @Property
  void shouldReadOrRefuseAnswersOfServices(@ForAll @Mutated(Foreign.HTTP_ANSWER) byte[] bytes) {
    Foreign.HTTP_ANSWER.read(bytes);
  }

  @Property
  void shouldReadOrRefuseLiveObjects(@ForAll @Mutated(Foreign.LIVE_OBJECT) byte[] bytes) {
    Foreign.LIVE_OBJECT.read(bytes);
  }

  @Property
  void shouldReadOrRefuseRefusalsOfAnApiServer(@ForAll @Mutated(Foreign.API_REFUSAL) byte[] bytes) {
    Foreign.API_REFUSAL.read(bytes);
  }

  @Property
  void shouldReadOrRefuseKubeconfigs(@ForAll @Mutated(Foreign.KUBECONFIG) byte[] bytes) {
    Foreign.KUBECONFIG.read(bytes);
  }

  @Property
  void shouldReadOrRefuseRevisions(@ForAll @Mutated(Foreign.REVISION) byte[] bytes) {
    Foreign.REVISION.read(bytes);
  }

  @Property
  void shouldReadOrRefuseDurations(@ForAll @Mutated(Foreign.DURATION) byte[] bytes) {
    Foreign.DURATION.read(bytes);
  }
}
