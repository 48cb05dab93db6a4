package dev.headgate.samples;

import static org.awaitility.Awaitility.await;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.cli.SeenGate;
import dev.headgate.local.Folders;
import dev.headgate.local.Lab;
import dev.headgate.local.source.LocalGit;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The home lab of the first sample, in which the others happen too. */
record HomeLab(Lab lab, Path folder, LocalGit git, SeenGate gate) {

  static final String SAMPLE = "01-gate-a-home-lab/";

  /** Whatever a test reads of the samples, it reads here. */
  static final SampleFiles SAMPLES = new SampleFiles();

  private static final Map<Lab, HomeLab> OPENED = new ConcurrentHashMap<>();

  /** The one of that lab; its gate has adopted the first commit. */
  static HomeLab in(Lab lab) {
    return OPENED.computeIfAbsent(lab, HomeLab::open);
  }

  private static HomeLab open(Lab lab) {
    var folder = temporaryFolder();
    var git = LocalGit.init(folder.resolve("home-ops"));
    git.commit("feat: a home lab", SAMPLES.tree(SAMPLE + "repository"));
    var home = new HomeLab(lab, folder, git, new SeenGate(lab, Lab.FLUX, "cluster", "flux-system"));
    home.apply(
        SAMPLES.text(SAMPLE + "flux.yaml").replace("ssh://git@github.com/you/home-ops", git.url()));
    await("Flux applied the tree").atMost(Duration.ofMinutes(1)).until(() -> home.isRunning("37"));
    home.apply(sandboxSecret(lab.sandbox().adminKubeconfigYaml()));
    home.applyOwnGate();
    home.gate.awaitAdopted();
    return home;
  }

  private static Path temporaryFolder() {
    try {
      var folder = Files.createTempDirectory("headgate-home-lab-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sandboxSecret(String kubeconfig) {
    var secret =
        Serialization.unmarshal(
            SAMPLES.text(SAMPLE + "sandbox-secret.template.yaml"), Secret.class);
    secret
        .getStringData()
        .replaceAll((key, value) -> value.replace("${SANDBOX_KUBECONFIG}", kubeconfig));
    return Serialization.asYaml(secret);
  }

  /** Makes the gate what the first sample says. */
  void applyOwnGate() {
    apply(SAMPLES.text(SAMPLE + "gate.yaml"));
  }

  /** Commits, and lets Flux's sources see it. */
  String commit(String message, Map<String, String> files) {
    var commit = git.commit(message, files);
    lab.sources().poke();
    return commit;
  }

  /** A file as the sample has it. */
  static String original(String file) {
    return SAMPLES.text(SAMPLE + "repository/" + file);
  }

  private boolean isRunning(String version) {
    var echo = lab.host().client().apps().deployments().inNamespace("home").withName("echo").get();
    return echo != null
        && echo.getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst()
            .getImage()
            .endsWith(":" + version);
  }

  /** What the ChangeRequest of that text comes to. */
  ChangeRequest prove(String text) {
    apply(text);
    return awaitJudged(Serialization.unmarshal(text, ChangeRequest.class).getMetadata().getName());
  }

  ChangeRequest awaitJudged(String name) {
    return await("a verdict on " + name)
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                lab.host()
                    .client()
                    .resources(ChangeRequest.class)
                    .inNamespace(Lab.FLUX)
                    .withName(name)
                    .get(),
            found -> found.getStatus() != null && found.getStatus().verdict() != null);
  }

  void apply(String yaml) {
    var stream = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
    lab.host().client().load(stream).forceConflicts().serverSideApply();
  }

  static ChangeRequestStatus statusOf(ChangeRequest request) {
    return Objects.requireNonNull(request.getStatus());
  }

  static Result result(ChangeRequest request) {
    return Objects.requireNonNull(statusOf(request).verdict()).result();
  }

  static RiskLevel risk(ChangeRequest request) {
    return Objects.requireNonNull(statusOf(request).risk()).level();
  }
}
