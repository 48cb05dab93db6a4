package dev.headgate.cli.sandbox;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.runtime.kube.Deletion;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a sandbox back before its time. */
@Command(
    name = "delete",
    description = "Deletes a sandbox and waits until nothing is left of it; asks first.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DeleteCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(15);

  @Mixin private Where where = new Where();

  @Option(names = "--yes", description = "Does not ask.")
  private boolean isConfirmed;

  @Option(
      names = "--force",
      description =
          "Also one in use: a change that runs in it is Inconclusive, one that waits asks anew.")
  private boolean isForced;

  @Override
  public Integer call() throws InterruptedException {
    return Deed.perform("delete", this::delete);
  }

  private int delete(KubernetesClient client)
      throws RefusalException, IOException, InterruptedException {
    var sandboxes = new Sandboxes(client);
    var sandbox = sandboxes.find(where);
    if (!isForced && sandboxes.isInUse(sandbox)) {
      throw new RefusalException(
          "%s is in use: that is not judged yet; --force deletes it all the same"
              .formatted(Sandboxes.called(sandbox)));
    }
    if (!isConfirmed && !confirms(sandbox)) {
      throw new RefusalException("not confirmed; --yes deletes without asking");
    }
    var meta = sandbox.getMetadata();
    Deletion.delete(
        client,
        "/apis/headgate.dev/v1alpha1/namespaces/%s/changesandboxes/%s"
            .formatted(meta.getNamespace(), meta.getName()),
        meta.getUid());
    System.out.println(await(sandboxes, sandbox));
    return CommandLine.ExitCode.OK;
  }

  /** What is typed; nobody there to ask is a no. */
  private static boolean confirms(ChangeSandbox sandbox) throws IOException {
    System.err.printf("Delete %s? [y/N] ", Sandboxes.called(sandbox));
    var said =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
    return said != null && said.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private static String await(Sandboxes sandboxes, ChangeSandbox sandbox)
      throws RefusalException, InterruptedException {
    return Watching.until(PATIENCE, "delete", () -> look(sandboxes, sandbox))
        .orElseThrow(
            () ->
                new RefusalException(
                    "%s is still there after %d minutes: see kubectl describe csbx"
                        .formatted(Sandboxes.called(sandbox), PATIENCE.toMinutes())));
  }

  private static Watching.Sight<String> look(Sandboxes sandboxes, ChangeSandbox sandbox) {
    return sandboxes
        .again(sandbox)
        .<Watching.Sight<String>>map(
            now ->
                new Watching.Sight.NotYet<>(
                    "%s: %s".formatted(Sandboxes.phase(now).word(), Sandboxes.why(now))))
        .orElseGet(() -> new Watching.Sight.Enough<>(Sandboxes.called(sandbox) + " is gone"));
  }
}
