package dev.headgate.cli;

import static org.awaitility.Awaitility.await;

import dev.headgate.api.v1alpha1.Blocker;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.core.tree.Revision;
import dev.headgate.local.Lab;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A gate over the source of a namespace, as somebody sees it who looks at the API server. */
public record SeenGate(Lab lab, String namespace, String name, String source) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Returns when it has taken over what is live. */
  public void awaitAdopted() {
    awaitThat(
        "the gate adopts what is live",
        () -> status().map(PromotionGateStatus::state).equals(Optional.of(GateState.OPEN)));
  }

  /** Returns when the source shows that commit and the gate has nothing more to do about it. */
  public void awaitLive(String commit) {
    awaitThat(
        "commit %s is live".formatted(commit),
        () ->
            live().equals(commit)
                && isHead(commit)
                && status()
                    .map(PromotionGateStatus::state)
                    .filter(s -> s == GateState.OPEN || s == GateState.VERIFYING)
                    .isPresent());
  }

  /** Returns the types of all that holds that commit, once exactly these do. */
  public void awaitHeldBy(String commit, String... types) {
    awaitThat(
        "commit %s is held by %s alone".formatted(commit, List.of(types)),
        () ->
            isHead(commit)
                && blockers().stream()
                    .map(Blocker::type)
                    .collect(Collectors.toSet())
                    .equals(Set.of(types)));
  }

  private void awaitThat(String what, Callable<Boolean> seen) {
    try {
      await().atMost(PATIENCE).until(seen);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "waited in vain for this: %s; the gate says %s".formatted(what, status()), e);
    }
  }

  public List<Blocker> blockers() {
    return status().map(PromotionGateStatus::blockers).orElse(List.of());
  }

  /** The commit, or the digits of the digest, that the source shows. */
  public String live() {
    return Stream.of(FluxKinds.GIT_REPOSITORY, FluxKinds.OCI_REPOSITORY)
        .map(
            kind ->
                lab.host()
                    .client()
                    .genericKubernetesResources(kind)
                    .inNamespace(namespace)
                    .withName(source)
                    .get())
        .filter(Objects::nonNull)
        .flatMap(found -> FluxObject.of(found).artifact().stream())
        .findFirst()
        .map(artifact -> artifact.revision().commit())
        .orElse("");
  }

  /** The ChangeRequest about that commit, once it is judged. */
  public ChangeRequest awaitJudged(String commit) {
    return await("a verdict on " + commit)
        .atMost(PATIENCE)
        .until(() -> judged(commit), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<ChangeRequest> judged(String commit) {
    return lab
        .host()
        .client()
        .resources(ChangeRequest.class)
        .inNamespace(namespace)
        .list()
        .getItems()
        .stream()
        .filter(request -> isAbout(request, commit))
        .filter(request -> request.getStatus() != null && request.getStatus().verdict() != null)
        .findFirst();
  }

  private static boolean isAbout(ChangeRequest request, String commit) {
    return Optional.ofNullable(request.getSpec().revision())
        .map(revision -> new Revision(revision).commit())
        .equals(Optional.of(commit));
  }

  private boolean isHead(String commit) {
    return status()
        .map(PromotionGateStatus::head)
        .filter(Objects::nonNull)
        .map(head -> new Revision(head.revision()).commit())
        .equals(Optional.of(commit));
  }

  private Optional<PromotionGateStatus> status() {
    return Optional.ofNullable(
            lab.host()
                .client()
                .resources(PromotionGate.class)
                .inNamespace(namespace)
                .withName(name)
                .get())
        .map(PromotionGate::getStatus);
  }
}
