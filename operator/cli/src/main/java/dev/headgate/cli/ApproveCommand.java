package dev.headgate.cli;

import dev.headgate.api.v1alpha1.ApprovalAction;
import dev.headgate.api.v1alpha1.ChangeApproval;
import dev.headgate.api.v1alpha1.ChangeApprovalSpec;
import dev.headgate.api.v1alpha1.LocalRef;
import dev.headgate.api.v1alpha1.TimeSpan;
import dev.headgate.core.change.Digest;
import dev.headgate.core.tree.Revision;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a person decides about a revision, as that person: with their own kubeconfig. */
@Command(
    name = "approve",
    description = "Approves, holds or bypasses a revision at a gate, as you.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ApproveCommand implements Callable<Integer> {

  private static final TimeSpan LONGEST_BYPASS = TimeSpan.of(Duration.ofHours(24));

  @Parameters(paramLabel = "GATE", description = "The PromotionGate.")
  private String gate = "";

  @Option(
      names = "--revision",
      required = true,
      description = "The commit, or the revision as Flux writes it.")
  private String revision = "";

  @Option(
      names = {"-n", "--namespace"},
      defaultValue = "flux-system",
      description = "Where the gate is (default: ${DEFAULT-VALUE}).")
  private String namespace = "";

  @Option(
      names = "--action",
      defaultValue = "Approve",
      description = "Approve, Hold or Bypass (default: ${DEFAULT-VALUE}).")
  private String action = "";

  @Option(names = "--reason", description = "Why, for those who read it later.")
  private @Nullable String reason;

  @Option(
      names = "--for",
      description = "How long it counts, such as 4h; a bypass has to end, within 24h.")
  private @Nullable String span;

  @Override
  public Integer call() {
    try (var client = new KubernetesClientBuilder().build()) {
      var approval = approval(client, Clock.systemUTC().instant());
      client.resource(approval).create();
      System.out.printf(
          "changeapproval.headgate.dev/%s created: %s %s at gate %s/%s%n",
          approval.getMetadata().getName(), action, revision, namespace, gate);
      return CommandLine.ExitCode.OK;
    } catch (KubernetesClientException e) {
      return refuse(whyRefused(e));
    } catch (IllegalArgumentException e) {
      return refuse(String.valueOf(e.getMessage()));
    }
  }

  private static int refuse(String why) {
    System.err.println("headgate approve: " + why);
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** What the API server says, without what the client wraps around it. */
  private static String whyRefused(KubernetesClientException e) {
    var status = e.getStatus();
    return String.valueOf(
        status == null || status.getMessage() == null ? e.getMessage() : status.getMessage());
  }

  private ChangeApproval approval(KubernetesClient client, Instant now) {
    var decided = decided();
    var me = whoAmI(client);
    var approval = new ChangeApproval();
    approval.setMetadata(
        new ObjectMetaBuilder().withName(name(me.getUsername())).withNamespace(namespace).build());
    approval.setSpec(
        new ChangeApprovalSpec(
            new LocalRef(gate),
            revision,
            decided,
            me.getUsername(),
            me.getGroups(),
            reason,
            expiresAt(decided, now)));
    return approval;
  }

  private ApprovalAction decided() {
    for (var known : ApprovalAction.values()) {
      if (known != ApprovalAction.UNKNOWN && known.word().equalsIgnoreCase(action)) {
        return known;
      }
    }
    throw new IllegalArgumentException(
        "--action is '%s'; allowed: Approve, Hold, Bypass".formatted(action));
  }

  private @Nullable Instant expiresAt(ApprovalAction decided, Instant now) {
    if (span != null) {
      return now.plus(new TimeSpan(span).toJava());
    }
    return decided == ApprovalAction.BYPASS ? now.plus(LONGEST_BYPASS.toJava()) : null;
  }

  /** The same person deciding the same thing twice is told that it exists. */
  private String name(String user) {
    return "%s-%s-%s-%s"
        .formatted(
            gate,
            new Revision(revision).shortCommit(),
            action.toLowerCase(Locale.ROOT),
            Digest.of(user.getBytes(StandardCharsets.UTF_8)).shortened());
  }

  private static UserInfo whoAmI(KubernetesClient client) {
    return client
        .resource(new SelfSubjectReviewBuilder().build())
        .create()
        .getStatus()
        .getUserInfo();
  }
}
