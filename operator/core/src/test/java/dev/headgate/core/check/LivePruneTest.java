package dev.headgate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.verdict.Finding;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LivePruneTest {

  private static final ObjectKey OLD = new ObjectKey("", "ConfigMap", "shop", "old");
  private static final ObjectKey STAYS = new ObjectKey("apps", "Deployment", "shop", "web");
  private static final ObjectKey ROLE =
      new ObjectKey("rbac.authorization.k8s.io", "ClusterRole", "", "shop:reader");

  private static final String INVENTORY =
      "{\"id\": \"shop_old__ConfigMap\"}, {\"id\": \"shop_web_apps_Deployment\"},"
          + " {\"id\": \"_shop__reader_rbac.authorization.k8s.io_ClusterRole\"}";

  @Test
  void shouldNameWhatTheInventoryHasAndTheCandidateLacksThoughLiveLacksItToo() {
    // when
    var warnings = LivePrune.warnings(List.of(shop(true)), rendering(STAYS), rendering(STAYS));

    // then
    assertThat(warnings)
        .extracting(Finding::object)
        .containsExactly("ConfigMap/shop/old", "ClusterRole.rbac.authorization.k8s.io/shop:reader");
    assertThat(warnings.getFirst().message())
        .isEqualTo(
            "Flux will delete it: it is in the inventory of Kustomization flux-system/shop and not"
                + " in the candidate");
  }

  @Test
  void shouldSayNothingWhereFluxDeletesNothing() {
    assertThat(LivePrune.warnings(List.of(shop(false)), rendering(STAYS), rendering(STAYS)))
        .isEmpty();
    assertThat(
            LivePrune.warnings(List.of(shop(true)), rendering(STAYS), rendering(STAYS, OLD, ROLE)))
        .isEmpty();
  }

  @Test
  void shouldSayNothingOfAKustomizationThatWasNotRenderedInFull() {
    // given
    var withRemoteBase =
        new Rendering(
            rendering(STAYS).manifests(),
            List.of(
                new Gap(
                    Gap.Kind.REMOTE_BASE,
                    "Kustomization.kustomize.toolkit.fluxcd.io/flux-system/shop",
                    "a remote base")),
            new TreeSet<>(),
            List.of());

    // then
    assertThat(LivePrune.warnings(List.of(shop(true)), rendering(STAYS), withRemoteBase)).isEmpty();
    assertThat(LivePrune.warnings(List.of(shop(true)), rendering(), rendering())).isEmpty();
  }

  @Test
  void shouldAskTheCandidateWhetherTheKustomizationPrunes() {
    assertThat(LivePrune.warnings(List.of(shop(false)), rendering(STAYS), withShop(true)))
        .hasSize(2);
    assertThat(LivePrune.warnings(List.of(shop(true)), rendering(STAYS), withShop(false)))
        .isEmpty();
  }

  @Test
  void shouldNotNameWhatFluxKeeps() {
    var kept = new Manifest(OLD, "v1", json("{}"), new Origin("flux-system/shop", "a.yaml"), false);
    var live = with(rendering(STAYS), kept, List.of());

    assertThat(LivePrune.warnings(List.of(shop(true)), live, rendering(STAYS)))
        .extracting(Finding::object)
        .containsExactly("ClusterRole.rbac.authorization.k8s.io/shop:reader");
  }

  @Test
  void shouldNotLookAtWhatOtherKustomizationsHoldOrLack() {
    var foreign = new Manifest(STAYS, "v1", json("{}"), new Origin("x/other", "a.yaml"), true);
    var gap = new Gap(Gap.Kind.REMOTE_BASE, "Kustomization/x/other", "a remote base");
    var other = with(rendering(), foreign, List.of());

    assertThat(LivePrune.warnings(List.of(shop(true)), other, other)).isEmpty();
    assertThat(
            LivePrune.warnings(
                List.of(shop(true)),
                rendering(STAYS),
                new Rendering(
                    rendering(STAYS).manifests(), List.of(gap), new TreeSet<>(), List.of())))
        .hasSize(2);
  }

  private static Rendering withShop(boolean prune) {
    var shop = shop(prune);
    return with(
        rendering(STAYS),
        new Manifest(
            shop.key(), "v1", shop.content(), new Origin("flux-system/flux", "a.yaml"), true),
        List.of());
  }

  private static Rendering with(Rendering some, Manifest another, List<Gap> gaps) {
    return new Rendering(
        Manifests.of(Stream.concat(some.manifests().all().stream(), Stream.of(another)).toList()),
        gaps,
        new TreeSet<>(),
        List.of());
  }

  @Test
  void shouldNameAllThatGoesWithAKustomization() {
    assertThat(LivePrune.warnings(List.of(shop(true)), rendering(STAYS), rendering()))
        .extracting(Finding::object)
        .contains("Deployment.apps/shop/web", "ConfigMap/shop/old");
  }

  @Test
  void shouldPassOverAnIdThatItCannotRead() {
    assertThat(LivePrune.key("")).isEmpty();
    assertThat(LivePrune.key("a_b")).isEmpty();
    assertThat(LivePrune.key("a_b_c")).isEmpty();
    assertThat(LivePrune.key("shop_old__ConfigMap")).contains(OLD);
    assertThat(LivePrune.key("_shop__reader_rbac.authorization.k8s.io_ClusterRole")).contains(ROLE);
  }

  private static FluxKustomization shop(boolean prune) {
    return FluxKustomization.of(
            json(
                """
                {"apiVersion": "kustomize.toolkit.fluxcd.io/v1", "kind": "Kustomization",
                 "metadata": {"name": "shop", "namespace": "flux-system"}, "spec": {"prune": %s},
                 "status": {"inventory": {"entries": [%s]}}}
                """
                    .formatted(prune, INVENTORY)))
        .orElseThrow();
  }

  private static Rendering rendering(ObjectKey... keys) {
    return new Rendering(
        Manifests.of(
            Stream.of(keys)
                .map(
                    key ->
                        new Manifest(
                            key, "v1", json("{}"), new Origin("flux-system/shop", "a.yaml"), true))
                .toList()),
        List.of(),
        new TreeSet<>(),
        List.of());
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new JsonMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
