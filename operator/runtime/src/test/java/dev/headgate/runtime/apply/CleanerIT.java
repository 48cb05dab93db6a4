package dev.headgate.runtime.apply;

import static dev.headgate.runtime.Trial.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.core.sandbox.Resident;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.SandboxCluster;
import dev.headgate.local.junit.TestNamespace;
import dev.headgate.runtime.Given;
import dev.headgate.runtime.Things;
import dev.headgate.runtime.Trial;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever happened, nothing of a change stays, and nothing else goes. */
@ExtendWith(RealClusters.class)
class CleanerIT {

  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Test
  void shouldRemoveEverythingItMadeAndNothingElse(@SandboxCluster LocalCluster sandbox)
      throws Exception {
    try (var trial = Trial.on(sandbox)) {
      // given
      var live =
          Given.manifests(
              Things.app("cleaned", "1.0", "")
                  + Things.deployment("default", "cleaned", "1.0", "")
                  + Things.widgets("size")
                  + Things.widget("cleaned")
                  + Things.secret("default"));
      done(trial.applier(live).apply(live, ApplyReport.NOTHING));
      await().atMost(MINUTE).until(() -> !pods(trial.admin()).isEmpty());

      // when
      var cleaned = trial.clean(MINUTE);
      var again = trial.clean(MINUTE);

      // then
      assertThat(cleaned).isEqualTo(new Cleaner.Result.Clean());
      assertThat(again).isEqualTo(new Cleaner.Result.Clean());
      var admin = trial.admin();
      assertThat(admin.namespaces().withName("cleaned").get()).isNull();
      assertThat(admin.secrets().inNamespace("default").withName("credentials").get()).isNull();
      assertThat(pods(admin)).as("pods outlive their Deployment, not its cleaning").isEmpty();
      assertThat(admin.namespaces().withName("default").get()).isNotNull();
      assertThat(inventories(trial)).isEmpty();
    }
  }

  /** A crash is what is there when nobody goes on: keys, some objects, an answer that was lost. */
  @Test
  void shouldCleanAfterACrashAtAnyPoint(
      @SandboxCluster LocalCluster sandbox, @SandboxCluster TestNamespace theirs) throws Exception {
    try (var trial = Trial.on(sandbox)) {
      var part = Given.manifests(Things.configMap(theirs.name(), "color", "red"));
      var all =
          Given.manifests(
              Things.configMap(theirs.name(), "color", "red") + Things.secret("never-made"));

      // when: it crashed after the keys were written
      trial.applier(all);

      // then
      assertThat(inventories(trial)).hasSize(1);
      assertThat(trial.clean(MINUTE)).isEqualTo(new Cleaner.Result.Clean());
      assertThat(inventories(trial)).isEmpty();

      // when: it crashed amid the objects, and the clean-up did too, before the inventory went
      done(trial.applier(all).apply(part, ApplyReport.NOTHING));
      settings(trial, theirs).delete();

      // then
      assertThat(trial.clean(MINUTE)).isEqualTo(new Cleaner.Result.Clean());
      assertThat(inventories(trial)).isEmpty();

      // when: the next owner finds the objects of somebody who is gone
      done(trial.applier(all).apply(part, ApplyReport.NOTHING));

      // then
      assertThat(new Cleaner(trial.sandbox(), Trial.CLOCK).foreign("another change"))
          .isEqualTo(
              new Cleaner.Foreign.Found(List.of(new Resident(trial.change(), "no-cluster"))));
      assertThat(trial.clean(MINUTE)).isEqualTo(new Cleaner.Result.Clean());
      assertThat(settings(trial, theirs).get()).isNull();
    }
  }

  @Test
  void shouldFindByItsInventoryWhatLostItsLabel(
      @SandboxCluster LocalCluster sandbox, @SandboxCluster TestNamespace theirs) throws Exception {
    try (var trial = Trial.on(sandbox)) {
      // given
      var wanted = Given.manifests(Things.configMap(theirs.name(), "color", "red"));
      done(trial.applier(wanted).apply(wanted, ApplyReport.NOTHING));
      settings(trial, theirs)
          .edit(
              map -> {
                map.getMetadata().getLabels().remove("headgate.dev/change");
                return map;
              });

      // when
      var cleaned = trial.clean(MINUTE);

      // then
      assertThat(cleaned).isEqualTo(new Cleaner.Result.Clean());
      assertThat(settings(trial, theirs).get()).isNull();
    }
  }

  @Test
  void shouldTakeAFinalizerAwayThatNobodyElseWill(
      @SandboxCluster LocalCluster sandbox, @SandboxCluster TestNamespace theirs) throws Exception {
    try (var trial = Trial.on(sandbox)) {
      // given
      var wanted =
          Given.manifests(
              Things.configMap(theirs.name(), "color", "red")
                  .replace("{name:", "{finalizers: [tests.headgate.dev/gone], name:"));
      done(trial.applier(wanted).apply(wanted, ApplyReport.NOTHING));

      // when
      var cleaned = trial.clean(Duration.ofSeconds(6));

      // then
      assertThat(cleaned).isEqualTo(new Cleaner.Result.Clean());
      assertThat(settings(trial, theirs).get()).isNull();
    }
  }

  private static Resource<ConfigMap> settings(Trial trial, TestNamespace namespace) {
    return trial.admin().configMaps().inNamespace(namespace.name()).withName("settings");
  }

  private static List<?> pods(KubernetesClient admin) {
    return admin.pods().inNamespace("default").withLabel("app", "cleaned").list().getItems();
  }

  private static List<ConfigMap> inventories(Trial trial) {
    return trial
        .admin()
        .configMaps()
        .inNamespace(Labels.NAMESPACE)
        .withLabel("headgate.dev/inventory-of", trial.change())
        .list()
        .getItems();
  }
}
