package dev.headgate.cli.sandbox;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who has a sandbox, and who waits for one. */
@Command(
    name = "list",
    description = "Shows who has a sandbox, until when, and who waits for one at which place.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ListCommand implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of("NAME", "POOL", "STATE", "HOLDER", "AGE", "EXPIRES", "POSITION", "WHY");
  private static final String NONE = "-";

  @Option(
      names = {"-n", "--namespace"},
      defaultValue = "flux-system",
      description = "Of which namespace (default: ${DEFAULT-VALUE}).")
  private String namespace = "";

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Of all namespaces.")
  private boolean everywhere;

  @Override
  public Integer call() throws InterruptedException {
    return Deed.perform("list", this::list);
  }

  private int list(KubernetesClient client) {
    var found = new Sandboxes(client).list(everywhere ? Optional.empty() : Optional.of(namespace));
    if (found.isEmpty()) {
      System.err.println(
          "No sandboxes" + (everywhere ? "." : " in namespace %s.".formatted(namespace)));
      return CommandLine.ExitCode.OK;
    }
    var now = Clock.systemUTC().instant();
    var rows = new ArrayList<List<String>>();
    rows.add(placed("NAMESPACE", COLUMNS));
    found.stream()
        .sorted(ORDER)
        .map(sandbox -> placed(sandbox.getMetadata().getNamespace(), row(sandbox, now)))
        .forEach(rows::add);
    Table.print(rows, System.out);
    return CommandLine.ExitCode.OK;
  }

  private List<String> placed(String place, List<String> row) {
    var placed = new ArrayList<>(row);
    if (everywhere) {
      placed.addFirst(place);
    }
    return placed;
  }

  /** Those that have their turn, then those that wait, the next one first. */
  private static final Comparator<ChangeSandbox> ORDER =
      Comparator.<ChangeSandbox>comparingInt(ListCommand::position)
          .thenComparing(sandbox -> sandbox.getMetadata().getCreationTimestamp())
          .thenComparing(sandbox -> sandbox.getMetadata().getName());

  private static int position(ChangeSandbox sandbox) {
    return sandbox.getStatus() == null ? Integer.MAX_VALUE : sandbox.getStatus().position();
  }

  private static List<String> row(ChangeSandbox sandbox, Instant now) {
    var spec = sandbox.getSpec();
    var status = Optional.ofNullable(sandbox.getStatus());
    var end =
        status.map(known -> known.keptUntil() == null ? known.expiresAt() : known.keptUntil());
    return List.of(
        sandbox.getMetadata().getName(),
        spec.poolRef() == null ? NONE : spec.poolRef().name(),
        Sandboxes.phase(sandbox).word(),
        Sandboxes.holder(sandbox).orElse(NONE),
        Table.span(since(sandbox, now)),
        end.map(at -> Table.span(Duration.between(now, at))).orElse(NONE),
        status.map(known -> known.position()).filter(p -> p > 0).map(String::valueOf).orElse(NONE),
        Sandboxes.why(sandbox));
  }

  private static Duration since(ChangeSandbox sandbox, Instant now) {
    return Duration.between(Instant.parse(sandbox.getMetadata().getCreationTimestamp()), now);
  }
}
