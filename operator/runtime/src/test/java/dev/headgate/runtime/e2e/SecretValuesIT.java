package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.local.Lab;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Values that nobody else may learn, put wherever trees, kubeconfigs and pods can hold them, in
 * good form and in forms that make programs quote what they do not like. None of them is told.
 */
@ExtendWith(InLab.class)
class SecretValuesIT {

  /** What is committed, and what becomes of it; each has a value of its own. */
  enum Planted {
    IN_A_SECRET("Passed", "secret.yaml", secret("stringData: {password: %s}")),
    IN_BASE64("Passed", "secret.yaml", secret("data: {password: %2$s}")),
    IN_BAD_BASE64("Failed", "secret.yaml", secret("data: {password: '%s!'}")),
    NESTED_IN_A_SECRET("Failed", "secret.yaml", secret("stringData: {password: {inner: %s}}")),
    BESIDE_AN_UNKNOWN_FIELD("Failed", "secret.yaml", secret("password: %s")),
    IN_BROKEN_YAML("Failed", "secret.yaml", secret("stringData: {password: [%s}")),
    IN_A_BAD_SUBSTITUTION("Failed", "secret.yaml", secret("stringData: {a: '${A:=%s'}")),
    IN_A_BAD_LITERAL("Failed", "kustomization.yaml", generator("%s")),
    IN_A_GENERATED_SECRET("Passed", "kustomization.yaml", generator("password=%s")),
    IN_A_BAD_PATCH(
        "Failed",
        "kustomization.yaml",
        "resources: [settings.yaml]\npatches: [{target: {kind: ConfigMap}, patch: '%s'}]\n"),
    ENCRYPTED(
        "Passed",
        "secret.yaml",
        secret("stringData: {password: 'ENC[AES256_GCM,data:%s,type:str]'}\nsops: {mac: '%s'}")),
    IN_THE_ENVIRONMENT("Passed", "app.yaml", app("[{name: TOKEN, value: %s}]")),
    NESTED_IN_THE_ENVIRONMENT("Failed", "app.yaml", app("[{name: TOKEN, value: {inner: %s}}]")),
    TWICE_IN_THE_ENVIRONMENT(
        "Failed",
        "app.yaml",
        app("[{name: TOKEN, value: %s, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]")),
    IN_VALUES_THAT_A_CHART_QUOTES("Passed", "release.yaml", release());

    private final String result;
    private final String file;
    private final String form;

    Planted(String result, String file, String form) {
      this.result = result;
      this.file = file;
      this.form = form;
    }

    String value() {
      return "canary-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-7b1e";
    }

    Map<String, String> files() {
      var files = new LinkedHashMap<String, String>();
      files.put("apps/kustomization.yaml", "resources: [settings.yaml, %s]\n".formatted(file));
      files.put("apps/" + file, form.formatted(value(), base64(value())));
      if (this == IN_VALUES_THAT_A_CHART_QUOTES) {
        files.put("charts/shop/Chart.yaml", "{apiVersion: v2, name: shop, version: 1.0.0}\n");
        files.put("charts/shop/templates/all.yaml", "{{ fail .Values.password }}\n");
      }
      return files;
    }
  }

  @Test
  void shouldTellNobodyAValueThatStandsInATree(Lab lab) {
    try (var world = Gated.open(lab)) {
      world.crowd().patchRoot("{\"spec\": {\"postBuild\": {\"substitute\": {\"B\": \"b\"}}}}");
      var first = world.git().head();

      for (var planted : Planted.values()) {
        // when
        world.git().reset(first);
        var commit = world.commit(planted.name(), planted.files());

        // then
        world.awaitVerdict(commit, planted.result);
      }
      var told = Told.by(lab);
      for (var planted : Planted.values()) {
        assertThat(told).doesNotContain(planted.value(), base64(planted.value()));
      }
    }
  }

  @Test
  void shouldTellNobodyTheTokenOfASandboxThatDoesNotTakeIt(Lab lab) {
    // given
    var token = "canary-token-7b1e";
    var kubeconfig = lab.sandbox().adminKubeconfigYaml().replaceAll("token: .*", "token: " + token);

    try (var world = SandboxWorld.open(lab, kubeconfig)) {
      // when
      var commit = SandboxWorld.commitMedium(world, "two", Yaml.intent("Medium", "8s"));

      // then
      world.awaitVerdict(commit, "Inconclusive");
      assertThat(Told.by(lab)).contains("does not answer: Unauthorized").doesNotContain(token);
    }
  }

  @Test
  void shouldTellNobodyWhatAnApplicationSaysWhenItDies(Lab lab) {
    // given
    var lastWords = "canary-last-words-7b1e";
    try (var world = SandboxWorld.open(lab)) {
      // when
      var commit =
          world.commit(
              "an app that dies",
              Map.of(
                  "apps/kustomization.yaml",
                  "resources: [settings.yaml, app.yaml]\n",
                  "apps/app.yaml",
                  Yaml.brokenDeployment("web", "ghcr.io/example/web:1.4.1"),
                  ".headgate/app.yaml",
                  Yaml.intent("Medium")));
      SandboxWorld.awaitPhase(world, commit, Phase.RUNNING);
      world.awaitThat("its last words are there", () -> letDie(world, lastWords));

      // then
      var proof = world.awaitVerdict(commit, "Failed");
      assertThat(Sights.message(proof)).startsWith("ProbesFailed").contains("last exit code 7");
      assertThat(Told.by(lab)).doesNotContain(lastWords);
      SandboxWorld.awaitClean(world);
    }
  }

  /** Writes what a kubelet would; returns whether there was a pod to write it to. */
  private static boolean letDie(Gated world, String lastWords) {
    LocalCluster sandbox = world.lab().sandbox();
    var pods =
        sandbox.client().pods().inNamespace(world.namespace()).withLabel("app", "web").list();
    var started =
        pods.getItems().stream()
            .filter(pod -> !pod.getStatus().getContainerStatuses().isEmpty())
            .toList();
    try {
      started.forEach(pod -> sandbox.client().resource(dying(pod, lastWords)).updateStatus());
    } catch (KubernetesClientException e) {
      return false; // Somebody else wrote at the same time.
    }
    return !started.isEmpty();
  }

  private static Pod dying(Pod pod, String lastWords) {
    var last =
        new ContainerStateBuilder()
            .withNewTerminated()
            .withExitCode(7)
            .withMessage(lastWords)
            .withReason("Error")
            .endTerminated()
            .build();
    return new PodBuilder(pod)
        .editStatus()
        .editFirstContainerStatus()
        .withLastState(last)
        .endContainerStatus()
        .endStatus()
        .build();
  }

  private static String secret(String content) {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: credentials}
    """
        + content
        + "\n";
  }

  private static String generator(String literal) {
    return """
    resources: [settings.yaml]
    secretGenerator: [{name: credentials, literals: ['%s']}]
    """
        .formatted(literal);
  }

  private static String release() {
    return """
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: shop}
    spec:
      interval: 1h
      chart: {spec: {chart: ./charts/shop, sourceRef: {kind: GitRepository, name: flux-system}}}
      values: {password: %s}
    """;
  }

  private static String app(String environment) {
    return Yaml.deployment("web", "ghcr.io/example/web:1.4.1")
        .replace("containers: [{name: app,", "containers: [{name: app, env: " + environment + ",");
  }

  private static String base64(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }
}
