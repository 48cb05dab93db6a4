package dev.headgate.core.flux;

import static dev.headgate.core.flux.Given.flux;
import static dev.headgate.core.flux.Given.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostBuildTest {

  @Test
  void shouldTurnABareNumberIntoANumberAsFluxDoes() {
    // given quotes do not survive Flux's way through JSON, unless a variable puts them back
    var object =
        object("{a: \"${PORT}\", b: \"x${PORT}\", c: \"${Q}${PORT}${Q}\", d: \"${PORT}0\"}");
    var postBuild = with("substitute: {PORT: '80', Q: '\"'}");

    // when
    var result = postBuild.apply("here", object, Limits.Yaml.STANDARD);

    // then
    assertThat(result.object()).hasToString("{\"a\":80,\"b\":\"x80\",\"c\":\"80\",\"d\":800}");
  }

  @Test
  void shouldLeaveTextAloneThatOnlyLooksLikeSomethingElse() {
    // given
    var text =
        "{yes: 'yes', n: '012', t: 'true', s: '', o: '- x', h: '# y', c: 'a: b', l: \"one\\n"
            + "two ${V}\\n"
            + "\", q: \"it's\", d: '${V}'}";

    // when
    var result =
        with("substitute: {V: v}").apply("here", object(text), Limits.Yaml.STANDARD).object();

    // then
    var expected = object(text.replace("${V}", "v"));
    assertThat(result).isEqualTo(expected);
  }

  @Test
  void shouldPreferInlineVariablesToConfigMapsAndThoseToFallbacks() {
    // given
    var flux =
        flux(
            "a",
            "{postBuild: {substitute: {A: inline}, substituteFrom: [{kind: ConfigMap, name: x},"
                + " {kind: ConfigMap, name: y}]}}");

    // when
    var postBuild =
        PostBuild.of(
            flux,
            Map.of("A", "fallback", "B", "fallback", "C", "fallback", "D", "fallback"),
            name ->
                Optional.of(
                    name.equals("x")
                        ? Map.of("A", "x", "B", "x", "C", "x\n")
                        : Map.of("A", "y", "B", "y")));

    // then
    assertThat(postBuild.values())
        .isEqualTo(Map.of("A", "inline", "B", "y", "C", "x", "D", "fallback"));
  }

  @Test
  void shouldNotSubstituteWithoutVariablesUnlessToldTo() {
    // given
    var object = object("{a: '${X:=1}', b: '$$'}");

    // when, then
    assertThat(with("{}").apply("here", object, Limits.Yaml.STANDARD).object()).isEqualTo(object);
    assertThat(
            with("substituteStrategy: Always").apply("here", object, Limits.Yaml.STANDARD).object())
        .hasToString("{\"a\":1,\"b\":\"$\"}");
    assertThat(PostBuild.of(flux("a", "{}"), Map.of("X", "2"), n -> Optional.empty()).active())
        .isFalse();
  }

  @Test
  void shouldLeaveObjectsAloneThatSayWhy() {
    for (var where : new String[] {"labels", "annotations"}) {
      var object =
          object(
              "{metadata: {%s: {kustomize.toolkit.fluxcd.io/substitute: disabled}}, a: '${A}'}"
                  .formatted(where));

      assertThat(apply(object).object()).isEqualTo(object);
    }
  }

  @Test
  void shouldPutAPlaceholderForWhatIsNotKnownAndTellIt() {
    // given a Secret, which is not read
    var postBuild = with("substituteFrom: [{kind: Secret, name: s}]");

    // when
    var result =
        postBuild.apply(
            "here", object("{host: 'a.${SECRET_DOMAIN}', x: '${X:-why}'}"), Limits.Yaml.STANDARD);

    // then
    assertThat(result.object())
        .hasToString("{\"host\":\"a.placeholder-secret-domain\",\"x\":\"why\"}");
    assertThat(result.missing()).containsExactly("SECRET_DOMAIN");
  }

  @Test
  void shouldRefuseWhatFluxRefuses() {
    assertThatThrownBy(() -> apply(object("{a: '${A'}")))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("here");
    assertThatThrownBy(
            () ->
                with("substitute: {a-b: x}")
                    .apply("here", object("{a: '${A}'}"), Limits.Yaml.STANDARD))
        .hasMessageContaining("a postBuild variable whose name is none");
    assertThatThrownBy(
            () ->
                with("substitute: {A: \"x: y: z\"}")
                    .apply("here", object("{a: '${A}'}"), Limits.Yaml.STANDARD))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("after substitution");
  }

  private static PostBuild.Result apply(ObjectNode object) {
    return with("substitute: {A: x}").apply("here", object, Limits.Yaml.STANDARD);
  }

  private static PostBuild with(String postBuild) {
    var body = postBuild.startsWith("{") ? postBuild : "{" + postBuild + "}";
    return PostBuild.of(flux("a", "{postBuild: " + body + "}"), Map.of(), n -> Optional.empty());
  }
}
