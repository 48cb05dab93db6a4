package dev.headgate.core.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import dev.headgate.core.yaml.Documents;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartFilesTest {

  private static final Documents DOCUMENTS = new Documents(Limits.Yaml.STANDARD);

  @Test
  void shouldSeeTheChartFromInsideAndItsDependenciesAsFolders() {
    // when
    var chart =
        chart(Map.of("Chart.yaml", "a", "charts/db-1.tgz", "packed", "templates/a.yaml", "a"));

    // then
    assertThat(chart.files().keySet())
        .containsExactly("Chart.yaml", "charts/db/Chart.yaml", "templates/a.yaml");
  }

  @Test
  void shouldRefuseAFolderThatIsNoChartAndADependencyThatIsThereTwice() {
    assertThatThrownBy(() -> chart(Map.of("values.yaml", "a")))
        .isInstanceOf(RefusedInputException.class)
        .hasMessage("charts/web: has no Chart.yaml");
    assertThatThrownBy(
            () ->
                chart(Map.of("Chart.yaml", "a", "charts/db/Chart.yaml", "b", "charts/x.tgz", "c")))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("stands twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "templates/a.yaml | a: {{ (lookup \"v1\" \"Secret\" \"a\" \"b\").data }} | [lookup]",
        "templates/_helpers.tpl | {{- define \"x\" -}}{{ date \"2006\" (now) }}{{ end }} | [now]",
        "charts/db/templates/a.yaml | {{ lookup \"v1\" }} | [lookup]",
        "values.yaml | a: '{{ getHostByName \"a\" }}' | [getHostByName]",
        "templates/a.yaml | lookup: now # {{ .Values.lookups }} | []",
        "files/a.yaml | {{ lookup }} | []",
        "templates/a.yaml | {{ lookup | [lookup]",
      })
  void shouldFindFunctionsWhoseResultIsNotKnownHere(String path, String text, String found) {
    assertThat(chart(Map.of("Chart.yaml", "a", path, text)).unknowable("{}")).hasToString(found);
  }

  @Test
  void shouldFindThemInValuesThatMayBecomeTemplates() {
    assertThat(chart(Map.of("Chart.yaml", "a")).unknowable("{\"a\":\"{{ lookup }}\"}"))
        .containsExactly("lookup");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{$schema: 'http://json-schema.org/draft-07/schema#', properties: {a: {$ref: '#/definitions/a'}}} | false",
        "{properties: {a: {$ref: 'http://169.254.169.254/latest'}}} | true",
        "{properties: {a: {allOf: [{$ref: 'file:///etc/passwd'}]}}} | true",
        "{$schema: 'http://evil.example/schema'} | true",
        "{$id: 'http://evil.example/schema', type: object} | true",
        "{properties: {$ref: {type: string}, id: {type: string}}} | false",
      })
  void shouldFindSchemasThatHelmWouldFetch(String schema, boolean foreign) {
    assertThat(
            chart(Map.of("Chart.yaml", "a", "charts/db/values.schema.json", schema))
                .hasForeignSchema(DOCUMENTS))
        .isEqualTo(foreign);
  }

  private static ChartFiles chart(Map<String, String> files) {
    var tree = new HashMap<String, TreeFile>();
    files.forEach((path, text) -> tree.put("charts/web/" + path, TreeFile.text(text)));
    tree.put("charts/webby/Chart.yaml", TreeFile.text("another"));
    return ChartFiles.in(
        Tree.of(tree),
        "charts/web",
        packed -> unpacked(new String(packed, StandardCharsets.UTF_8)));
  }

  private static Tree unpacked(String text) {
    return Tree.of(Map.of("db/Chart.yaml", TreeFile.text(text)));
  }

  @Test
  void shouldKnowItsSizeAndWhetherItBringsDefinitions() {
    assertThat(chart(Map.of("Chart.yaml", "abc", "values.yaml", "de")).bytes()).isEqualTo(5);
    assertThat(chart(Map.of("Chart.yaml", "a", "crds/a.yaml", "a")).hasCrds()).isTrue();
    assertThat(chart(Map.of("Chart.yaml", "a", "charts/x/crds/a.yaml", "a")).hasCrds()).isTrue();
    assertThat(chart(Map.of("Chart.yaml", "a", "templates/crds.yaml", "a")).hasCrds()).isFalse();
  }

  @Test
  void shouldLookForSchemasOnlyWhereHelmDoes() {
    var schema = "{properties: {a: {$ref: 'http://169.254.169.254/latest'}}}";

    assertThat(
            chart(Map.of("Chart.yaml", "a", "files/other.json", schema))
                .hasForeignSchema(DOCUMENTS))
        .isFalse();
  }

  @Test
  void shouldLayValuesFilesOverEachOtherAndTakeThePlaceOfItsOwn() {
    // given
    var tree =
        Tree.of(
            Map.of(
                "a.yaml", TreeFile.text("{x: 1, w: {z: 1}}"),
                "b.yaml", TreeFile.text("{w: {z: 2}}")));
    var both = List.of("./a.yaml", "b.yaml", "missing.yaml");

    // when
    var values = ChartFiles.values(tree, list(both), true, DOCUMENTS);

    // then
    assertThat(values.asText()).isEqualTo("{\"x\":1,\"w\":{\"z\":2}}");
    assertThat(chart(Map.of("Chart.yaml", "a", "values.yaml", "own")).withValues(values).files())
        .containsEntry("values.yaml", values)
        .containsKey("Chart.yaml");
    assertThatThrownBy(() -> ChartFiles.values(tree, list(both), false, DOCUMENTS))
        .isInstanceOf(RefusedInputException.class)
        .hasMessage("missing.yaml: is not there (spec.valuesFiles)");
  }

  private static ArrayNode list(List<String> names) {
    var list = JsonNodeFactory.instance.arrayNode();
    names.forEach(list::add);
    return list;
  }
}
