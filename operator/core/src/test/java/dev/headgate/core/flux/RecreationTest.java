package dev.headgate.core.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecreationTest {

  private static final ObjectKey JOB = new ObjectKey("batch", "Job", "shop", "migrate");
  private static final ObjectKey KUSTOMIZATION =
      new ObjectKey(FluxKustomization.GROUP, "Kustomization", "flux-system", "shop");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          nobody says so | {} | {} | false
          the object says so | {"annotations": {"kustomize.toolkit.fluxcd.io/force": "enabled"}} | {} | true
          Flux reads it in any case | {"annotations": {"kustomize.toolkit.fluxcd.io/force": "Enabled"}} | {} | true
          a label will do | {"labels": {"kustomize.toolkit.fluxcd.io/force": "enabled"}} | {} | true
          the object says no | {"annotations": {"kustomize.toolkit.fluxcd.io/force": "disabled"}} | {} | false
          its Kustomization says so | {} | {"force": true} | true
          its Kustomization says no | {} | {"force": false} | false
          """)
  void shouldBeAllowedAsInFlux(String sentence, String metadata, String spec, boolean allowed) {
    // given
    var job = manifest(JOB, "{\"metadata\": %s}".formatted(metadata), "flux-system/shop");
    var flux = manifest(KUSTOMIZATION, "{\"spec\": %s}".formatted(spec), "flux-system/cluster");

    // then
    assertThat(Recreation.isAllowed(job, Manifests.of(List.of(job, flux)))).isEqualTo(allowed);
    assertThat(Recreation.isAllowed(job, Manifests.of(List.of(job))))
        .isEqualTo(allowed && spec.equals("{}"));
  }

  private static Manifest manifest(ObjectKey key, String json, String kustomization) {
    try {
      return new Manifest(
          key,
          "v1",
          (ObjectNode) new JsonMapper().readTree(json),
          new Origin(kustomization, "shop.yaml"),
          true);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
