package dev.headgate.cli.sandbox;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPhase;
import dev.headgate.api.v1alpha1.TimeSpan;
import dev.headgate.core.sandbox.Keep;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps a sandbox to look at what a change did in it. */
@Command(
    name = "keep",
    description = {
      "Keeps a sandbox though its change is judged or its time is over, to look at what happened in it.",
      "Its place in the pool is taken all the while; --for 0s gives it back."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class KeepCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final Set<SandboxPhase> OVER = Set.of(SandboxPhase.BROKEN, SandboxPhase.RELEASING);

  @Mixin private Where where = new Where();

  @Option(
      names = "--for",
      paramLabel = "SPAN",
      defaultValue = "2h",
      description =
          "How long from now, such as 90m; 24h beyond its end at most (default: ${DEFAULT-VALUE}).")
  private String span = "";

  @Override
  public Integer call() throws InterruptedException {
    return Deed.perform("keep", this::keep);
  }

  private int keep(KubernetesClient client) throws RefusalException, InterruptedException {
    var length = new TimeSpan(span).toJava();
    var sandboxes = new Sandboxes(client);
    var sandbox = sandboxes.find(where);
    if (Sandboxes.holder(sandbox).isEmpty()) {
      throw new RefusalException(
          Sandboxes.called(sandbox)
              + " cannot be kept: its pool says how long that is (spec.idle)");
    }
    if (OVER.contains(Sandboxes.phase(sandbox))
        || sandbox.getMetadata().getDeletionTimestamp() != null) {
      throw new RefusalException(
          "%s cannot be kept: it is %s: %s"
              .formatted(
                  Sandboxes.called(sandbox),
                  Sandboxes.phase(sandbox).word(),
                  Sandboxes.why(sandbox)));
    }
    var until = Clock.systemUTC().instant().plus(length).truncatedTo(ChronoUnit.SECONDS);
    var asked = sandboxes.resource(sandbox).patch(MERGE, patch(sandbox, until));
    System.out.println(answer(sandboxes, asked, until));
    return CommandLine.ExitCode.OK;
  }

  /** The UID, so that another one of that name is not kept by mistake. */
  private static String patch(ChangeSandbox sandbox, Instant until) {
    return "{\"metadata\":{\"uid\":\"%s\"},\"spec\":{\"keepUntil\":\"%s\"}}"
        .formatted(sandbox.getMetadata().getUid(), until);
  }

  /** What Headgate makes of it. */
  private static String answer(Sandboxes sandboxes, ChangeSandbox asked, Instant until)
      throws RefusalException, InterruptedException {
    return Watching.until(PATIENCE, "keep", () -> look(sandboxes, asked, until))
        .orElseThrow(
            () ->
                new RefusalException(
                    "Headgate has not answered within %d s; is it running? spec.keepUntil of %s is set"
                        .formatted(PATIENCE.toSeconds(), Sandboxes.called(asked))));
  }

  private static Watching.Sight<String> look(
      Sandboxes sandboxes, ChangeSandbox asked, Instant until) {
    var now = sandboxes.again(asked);
    if (now.isEmpty() || now.get().getMetadata().getDeletionTimestamp() != null) {
      return new Watching.Sight.Enough<>(Sandboxes.called(asked) + " is taken away");
    }
    var status = now.get().getStatus();
    if (status == null
        || status.observedGeneration() == null
        || status.observedGeneration() < asked.getMetadata().getGeneration()) {
      return new Watching.Sight.NotYet<>("waiting for Headgate to say until when it is kept");
    }
    var kept = status.keptUntil();
    return new Watching.Sight.Enough<>(
        Sandboxes.called(asked)
            + (kept == null
                ? " is %s: it is kept once it is leased, until %s"
                    .formatted(Sandboxes.phase(now.get()).word(), until)
                : kept.isBefore(until)
                    ? " is kept until %s: no longer than %d hours beyond its end (%s)"
                        .formatted(kept, Keep.LONGEST.toHours(), status.expiresAt())
                    : " is kept until %s".formatted(kept)));
  }
}
