package dev.headgate.benchmarks;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.core.tree.Revision;
import dev.headgate.local.Folders;
import dev.headgate.local.Lab;
import dev.headgate.local.source.LocalGit;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A namespace with a repository of its own, Flux following it, and a gate that holds it. */
final class Home {

  private static final String INTENTS = ".headgate";

  private final Lab lab;
  private final String namespace;
  private final LocalGit git;

  private Home(Lab lab, String namespace, LocalGit git) {
    this.lab = lab;
    this.namespace = namespace;
    this.git = git;
  }

  /** Returns when the gate has adopted the first commit. */
  static Home settle(Stage stage, String namespace, Map<String, String> files)
      throws InterruptedException {
    return settle(stage, namespace, files, Yaml.SHARED);
  }

  /** The same with what the gate says of its sandbox. */
  static Home settle(Stage stage, String namespace, Map<String, String> files, String sandbox)
      throws InterruptedException {
    var lab = stage.lab();
    var client = lab.host().client();
    var home = new Home(lab, namespace, LocalGit.init(stage.folder(namespace)));
    Yaml.apply(client, Yaml.namespace(namespace));
    lab.giveSandbox(namespace);
    var first = home.git.commit("the first", files);
    Yaml.apply(client, Yaml.source(namespace, home.git.url()));
    Yaml.apply(client, Yaml.kustomization(namespace, "root", "./apps"));
    Waiting.until("the root is applied", () -> home.applied().filter(first::equals).isPresent());
    Yaml.apply(client, Yaml.gate(namespace, "root", sandbox));
    Waiting.until("the gate is open", () -> home.isOpenAt(first));
    return home;
  }

  /** One ConfigMap whose value is all that changes. */
  static Map<String, String> small() {
    return Map.of(
        "apps/kustomization.yaml",
        "resources: [settings.yaml]\n",
        "apps/settings.yaml",
        Yaml.configMap("settings", "one"));
  }

  /** The one file that changes. */
  static Map<String, String> value(String value) {
    return Map.of("apps/settings.yaml", Yaml.configMap("settings", value));
  }

  String namespace() {
    return namespace;
  }

  /** Commits and lets the sources see it at once, as a webhook would. */
  String commit(String message, Map<String, String> files) {
    var commit = git.commit(message, files);
    lab.sources().poke(namespace);
    return commit;
  }

  String bump(String value) {
    Folders.delete(git.folder().resolve(INTENTS));
    return commit("settings: " + value, value(value));
  }

  /** The same, and its author says that it is High: it needs approvals. */
  String commitWithCare(String value) {
    var files = new HashMap<String, String>(value(value));
    files.put(INTENTS + "/care.yaml", Yaml.intentHigh());
    return commit("with care, settings: " + value, files);
  }

  void awaitLive(String commit) throws InterruptedException {
    Waiting.until(
        commit + " is live",
        () -> isOpenAt(commit) && applied().filter(commit::equals).isPresent());
  }

  Optional<ChangeRequest> proof(String commit) {
    return lab
        .host()
        .client()
        .resources(ChangeRequest.class)
        .inNamespace(namespace)
        .list()
        .getItems()
        .stream()
        .filter(one -> String.valueOf(one.getSpec().revision()).endsWith(commit))
        .findFirst();
  }

  private boolean isOpenAt(String commit) {
    return Optional.ofNullable(
            lab.host()
                .client()
                .resources(PromotionGate.class)
                .inNamespace(namespace)
                .withName("cluster")
                .get())
        .map(PromotionGate::getStatus)
        .filter(status -> status.state() == GateState.OPEN)
        .map(PromotionGateStatus::live)
        .filter(live -> live.endsWith(commit))
        .isPresent();
  }

  private Optional<String> applied() {
    return Yaml.flux(lab.host().client(), FluxKinds.KUSTOMIZATION, namespace, "root")
        .flatMap(root -> root.text("/status/lastAppliedRevision"))
        .map(revision -> new Revision(revision).commit());
  }

  /** The source of that name, as it is now. */
  Optional<FluxObject> source(String name) {
    return Yaml.flux(lab.host().client(), FluxKinds.GIT_REPOSITORY, namespace, name);
  }
}
