package dev.headgate.core.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Origin;
import dev.headgate.core.yaml.Documents;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseValuesTest {

  private static final Map<String, Map<String, String>> CONFIG_MAPS =
      Map.of(
          "base", Map.of("values.yaml", "{image: {tag: \"1\", pull: Always}, list: [a, b]}"),
          "over", Map.of("more", "{image: {tag: \"2\"}, list: [c]}", "host", "web.example.org"),
          "odd", Map.of("number", "080", "broken", "{a: 1, a: 2}", "several", "{}\n---\n{}"));

  @Test
  void shouldMergeInTheOrderOfTheListAndPutTheReleasesOwnOverAll() {
    // when
    var read =
        read(
            """
            valuesFrom:
            - {kind: ConfigMap, name: base}
            - {kind: ConfigMap, name: over, valuesKey: more}
            - {kind: ConfigMap, name: over, valuesKey: host, targetPath: ingress.host}
            values: {image: {pull: Never}, extra: null}
            """);

    // then
    assertThat(read.values().toString())
        .isEqualTo(
            "{\"image\":{\"tag\":\"2\",\"pull\":\"Never\"},\"list\":[\"c\"],"
                + "\"ingress\":{\"host\":\"web.example.org\"},\"extra\":null}");
    assertThat(read.gaps()).isEmpty();
  }

  @Test
  void shouldPutPlaceholdersForSecretsAndSaySo() {
    // when
    var read =
        read(
            """
            valuesFrom:
            - {kind: Secret, name: all}
            - {kind: Secret, name: one, valuesKey: password, targetPath: db.password}
            """);

    // then
    assertThat(read.values().toString())
        .isEqualTo("{\"db\":{\"password\":\"..PLACEHOLDER_password..\"}}");
    assertThat(read.gaps())
        .extracting(Gap::kind, Gap::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Gap.Kind.PLACEHOLDER, "what Secret all says of its chart's values is not known"),
            org.assertj.core.groups.Tuple.tuple(
                Gap.Kind.PLACEHOLDER, "a placeholder stands for the value of Secret one"));
  }

  @Test
  void shouldTakeNothingForWhatIsOptionalAndNotThere() {
    assertThat(
            read("valuesFrom: [{kind: ConfigMap, name: gone, optional: true}]").values().toString())
        .isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{kind: ConfigMap, name: gone} | ConfigMap gone is not there, or may not be read",
        "{kind: ConfigMap, name: base, valuesKey: x} | ConfigMap base is not there",
        "{kind: ConfigMap, name: odd, valuesKey: several} | ConfigMap odd has several documents",
        "{kind: ConfigMap, name: odd, valuesKey: broken} | ConfigMap odd",
        "{kind: ConfigMap, name: odd, valuesKey: number, targetPath: a} | a value that Helm reads by rules of its own",
        "{kind: ConfigMap, name: over, valuesKey: host, targetPath: 'a[0].b'} | a targetPath that is not known here",
        "{kind: Bucket, name: x} | Bucket x is of a kind that is not known here",
      })
  void shouldRefuseWhatItCannotTell(String from, String why) {
    assertThatThrownBy(() -> read("valuesFrom: [" + from + "]"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining(why);
  }

  private static ReleaseValues read(String spec) {
    return ReleaseValues.of(
        release(spec),
        name -> Optional.ofNullable(CONFIG_MAPS.get(name)),
        new Documents(Limits.Yaml.STANDARD));
  }

  static Manifest release(String spec) {
    var yaml =
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: web, namespace: apps}
        spec:
        """
            + spec.indent(2);
    return new ManifestReader(Limits.Yaml.STANDARD)
        .read(new Origin("flux-system/apps", "f"), yaml.getBytes(StandardCharsets.UTF_8))
        .getFirst();
  }
}
