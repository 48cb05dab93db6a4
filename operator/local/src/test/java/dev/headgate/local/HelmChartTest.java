package dev.headgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelmChartTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeChart() throws IOException {
    write(
        "Chart.yaml",
        "apiVersion: v2\nname: sample\nversion: 0.1.0\nicon: https://example.org/icon.svg\n");
    write("values.yaml", "text: hello\n");
    write(
        "values.schema.json",
        "{\"properties\": {\"text\": {\"type\": \"string\"}}, \"additionalProperties\": false}");
    write(
        "templates/one.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}
        data: {text: {{ .Values.text }}}
        """);
    write("templates/none.yaml", "{{- if false }}\nkind: Nothing\n{{- end }}\n");
    write("crds/thing.yaml", "kind: CustomResourceDefinition\n");
  }

  @Test
  void shouldRenderWithValues() {
    // when
    var documents = new HelmChart(folder).render("mine", "ours", Map.of("text", "bye"));

    // then
    assertThat(documents).hasSize(1);
    assertThat(documents.getFirst())
        .contains("{name: mine, namespace: ours}")
        .contains("{text: bye}");
  }

  @Test
  void shouldSayWhyValuesAreRefused() {
    assertThatThrownBy(() -> new HelmChart(folder).render("mine", "ours", Map.of("txt", "bye")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("txt");
  }

  @Test
  void shouldKeepCrdsApart() {
    assertThat(new HelmChart(folder).crds()).containsExactly("kind: CustomResourceDefinition\n");
  }

  @Test
  void shouldFindNothingToComplainOfInAGoodChart() {
    assertThat(new HelmChart(folder).lint()).isEmpty();
  }

  @Test
  void shouldSayWhatIsWrongWithABadChart() throws IOException {
    // given
    write("templates/broken.yaml", "a: {{ .Values.text");

    // when
    var findings = new HelmChart(folder).lint();

    // then
    assertThat(findings).anySatisfy(finding -> assertThat(finding).contains("broken.yaml"));
  }

  private void write(String path, String content) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), content);
  }
}
