package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.api.v1alpha1.ApprovalAction;
import dev.headgate.api.v1alpha1.ChangeApproval;
import dev.headgate.api.v1alpha1.ChangeApprovalSpec;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.LocalRef;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.core.tree.Revision;
import dev.headgate.local.Folders;
import dev.headgate.local.Lab;
import dev.headgate.local.source.Faults;
import dev.headgate.local.source.LocalGit;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A namespace with a Git repository of its own, Flux following it, and a gate: the world of one
 * test. Everything that is applied lands in the namespace, so tests do not meet.
 *
 * <p>The tree is one ConfigMap {@code settings} with the keys that {@link #app} gives it, and what
 * the test adds. Methods that await say what the gate says when they have waited in vain.
 */
final class Gated implements AutoCloseable {

  static final String GATE = "cluster";
  static final String SOURCE = "flux-system";
  static final String ROOT = "cluster";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final Lab lab;
  private final Path folder;
  private final LocalGit git;
  private final Upstream upstream;
  private final Sights sights;
  private final Crowd crowd;

  private Gated(Lab lab, String namespace, Path folder, Upstream upstream) {
    this.lab = lab;
    this.folder = folder;
    this.git = LocalGit.init(folder);
    this.upstream = upstream;
    this.sights = new Sights(lab.host().client(), namespace, upstream);
    this.crowd = new Crowd(lab.host(), namespace, upstream);
  }

  /** Flux follows the first commit, and the gate has adopted it. */
  static Gated open(Lab lab) {
    return open(lab, "", Map.of());
  }

  /** The same, with more lines of YAML in the gate's spec. */
  static Gated open(Lab lab, String spec) {
    return open(lab, spec, Map.of());
  }

  /** The same, with more files in the first commit. */
  static Gated open(Lab lab, String spec, Map<String, String> files) {
    var gated = ungated(lab, files);
    gated.createGate(spec);
    gated.awaitState(GateState.OPEN);
    return gated;
  }

  /** The same, with a registry instead of a Git server. */
  static Gated openOci(Lab lab, String spec) {
    var gated = ungated(lab, Map.of(), Upstream.OCI);
    gated.createGate(spec);
    gated.awaitState(GateState.OPEN);
    return gated;
  }

  /** Flux follows the first commit, and there is no gate yet. */
  static Gated ungated(Lab lab, Map<String, String> files) {
    return ungated(lab, files, Upstream.GIT);
  }

  static Gated ungated(Lab lab, Map<String, String> files, Upstream upstream) {
    var number = COUNTER.incrementAndGet();
    var gated = new Gated(lab, "gated-" + number, temporaryFolder(), upstream);
    gated.crowd.enter();
    gated.git.write("apps/kustomization.yaml", "resources: [settings.yaml]\n");
    gated.git.write("apps/settings.yaml", app("one"));
    var first = upstream.publish(gated.git, gated.git.commit("the first", files));
    gated.apply(Yaml.flux(gated.namespace(), upstream, gated.git));
    gated.awaitApplied(first);
    return gated;
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("headgate-gated-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of {@code apps/settings.yaml}; a change of it has no risk factor. */
  static String app(String value) {
    return Yaml.configMap("settings", "value: " + value);
  }

  Lab lab() {
    return lab;
  }

  String namespace() {
    return sights.namespace();
  }

  Upstream upstream() {
    return upstream;
  }

  LocalGit git() {
    return git;
  }

  /** How its sources misbehave. */
  Faults faults() {
    return lab.sources().faults(namespace());
  }

  /** What can be seen through the API server. */
  Sights see() {
    return sights;
  }

  /** Those who act in it. */
  Crowd crowd() {
    return crowd;
  }

  // What people do.

  void createGate(String spec) {
    apply(Yaml.gate(namespace(), GATE, spec));
  }

  /** Server-side applies YAML as an admin. */
  void apply(String yaml) {
    crowd.apply(yaml);
  }

  /** Merges JSON into the gate's spec, such as {@code {"freeze": null}}. */
  void patchGate(String specJson) {
    crowd.patchGate(GATE, "{\"spec\":%s}".formatted(specJson));
  }

  /**
   * Commits files and lets the sources see it; returns the commit or, of a registry, the digits of
   * the digest.
   */
  String commit(String message, Map<String, String> files) {
    return publish(git.commit(message, files));
  }

  private String publish(String commit) {
    var published = upstream.publish(git, commit);
    lab.sources().poke(namespace());
    return published;
  }

  /** A commit without a risk factor: another value in the ConfigMap. */
  String commitLow(String value) {
    return commit("settings: " + value, Map.of("apps/settings.yaml", app(value)));
  }

  /** A commit whose author says that it is High: another value, and an intent document. */
  String commitHigh(String value) {
    return commit(
        "settings, with care: " + value,
        Map.of(
            "apps/settings.yaml", app(value), ".headgate/" + value + ".yaml", Yaml.intent("High")));
  }

  String revert(String commit) {
    return publish(git.revert(commit));
  }

  /** Each of the users, who may approve, approves that commit. */
  void approve(String commit, String... users) {
    for (var user : users) {
      decide(ApprovalAction.APPROVE, commit, user, null);
    }
  }

  /** Returns the approval's name. */
  String hold(String commit, String user) {
    return decide(ApprovalAction.HOLD, commit, user, null);
  }

  void bypass(String commit, String user) {
    decide(ApprovalAction.BYPASS, commit, user, Instant.now().plusSeconds(3600));
  }

  private String decide(
      ApprovalAction action, String commit, String user, @Nullable Instant expiresAt) {
    var approval = new ChangeApproval();
    approval.setMetadata(
        new ObjectMetaBuilder()
            .withName(
                "%s-%s-%s"
                    .formatted(
                        action.word().toLowerCase(Locale.ROOT), user, commit.substring(0, 12)))
            .withNamespace(namespace())
            .build());
    approval.setSpec(
        new ChangeApprovalSpec(
            new LocalRef(GATE),
            upstream.revision(commit),
            action,
            user,
            List.of(),
            "because the test says so",
            expiresAt));
    crowd.as(user, client -> client.resource(approval).create());
    return approval.getMetadata().getName();
  }

  /** Asks for another attempt, as the gate tells people to; returns when it has begun. */
  void retry(String commit) {
    var attempts = sights.requests(commit);
    crowd.askAgain(attempts.getLast());
    awaitThat("another attempt", () -> sights.requests(commit).size() == attempts.size() + 1);
  }

  static String revision(String commit) {
    return Upstream.GIT.revision(commit);
  }

  // What comes of it.

  PromotionGateStatus gate() {
    return sights.gate(GATE).map(PromotionGate::getStatus).orElseThrow();
  }

  List<ChangeRequest> requests() {
    return sights.requests();
  }

  /** The latest proof of that commit that has a verdict, which must be this one. */
  ChangeRequest awaitVerdict(String commit, String result) {
    awaitThat("a verdict on " + commit, () -> sights.judged(commit).isPresent());
    var proof = sights.judged(commit).orElseThrow();
    assertThat(Sights.result(proof)).describedAs(proof.getStatus().why()).contains(result);
    return proof;
  }

  /** The same, which also must have this risk. */
  ChangeRequest awaitVerdict(String commit, String result, RiskLevel risk) {
    var proof = awaitVerdict(commit, result);
    assertThat(Sights.risk(proof)).describedAs(proof.getStatus().why()).contains(risk);
    return proof;
  }

  /** The gated source shows it, and the gate says so. */
  void awaitLive(String commit) {
    awaitThat(
        commit + " is live",
        () ->
            sights.artifact().filter(commit::equals).isPresent()
                && statusIs(status -> isOf(status.live(), commit))
                && statusIs(status -> status.pin() == null));
  }

  private static boolean isOf(@Nullable String revision, String commit) {
    return revision != null && new Revision(revision).commit().equals(commit);
  }

  /** Flux has applied it. */
  void awaitApplied(String commit) {
    awaitThat(commit + " is applied", () -> sights.applied().filter(commit::equals).isPresent());
  }

  /** The gate holds that head, and one blocker has this reason. */
  PromotionGateStatus awaitHeldBy(String commit, String reason) {
    awaitThat(
        "%s is held by %s".formatted(commit, reason),
        () ->
            statusIs(
                status ->
                    status.state() == GateState.HELD
                        && status.head() != null
                        && status.head().revision().endsWith(commit)
                        && status.blockers().stream().anyMatch(b -> b.reason().equals(reason))));
    return gate();
  }

  void awaitState(GateState state) {
    awaitThat("the gate is " + state, () -> statusIs(status -> status.state() == state));
  }

  /** That condition of the gate has that status and reason. */
  void awaitCondition(String type, String status, String reason) {
    awaitThat(
        "condition %s is %s for %s".formatted(type, status, reason),
        () ->
            statusIs(
                gate ->
                    gate.conditions().stream()
                        .anyMatch(
                            condition ->
                                condition.type().equals(type)
                                    && condition.status().equals(status)
                                    && condition.reason().equals(reason))));
  }

  boolean statusIs(Predicate<PromotionGateStatus> wanted) {
    return sights.gate(GATE).map(PromotionGate::getStatus).filter(wanted).isPresent();
  }

  void awaitThat(String what, Callable<Boolean> seen) {
    try {
      await().pollDelay(Duration.ZERO).pollInterval(GLANCE).atMost(PATIENCE).until(seen);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "waited %d s for this: %s; %s".formatted(PATIENCE.toSeconds(), what, sights.summary()),
          e);
    }
  }

  /** What happens all the while nothing may change, long enough for several passes of the gate. */
  static void aWhile() throws InterruptedException {
    Thread.sleep(Duration.ofMillis(800));
  }

  Optional<String> live() {
    return sights.artifact();
  }

  @Override
  public void close() {
    crowd.leave();
    Folders.delete(folder);
  }
}
