package dev.headgate.cli.prove;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.flux.SourceRef;
import dev.headgate.core.proof.Classification;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.local.Binaries;
import dev.headgate.local.Folders;
import dev.headgate.local.Progress;
import dev.headgate.local.Tool;
import dev.headgate.local.source.GitFailedException;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.render.Helm;
import dev.headgate.runtime.render.Kustomize;
import dev.headgate.runtime.render.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves a checkout before it is pushed. */
@Command(
    name = "prove",
    description = {
      "Proves a checkout before it is pushed: renders it as Flux would, compares it with a branch, tells the"
          + " risk, and runs a risky change in a disposable cluster, what is on the branch first.",
      "What it makes in that cluster it removes again; objects that were there are not touched."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:Passed",
      "1:Failed",
      "2:wrong usage, or something that is named is not there",
      "5:Inconclusive: it could not be told"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ProveCommand implements Callable<Integer> {

  private static final int INCONCLUSIVE = 5;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--root",
      required = true,
      paramLabel = "FOLDER",
      description =
          "The path of the cluster's root Kustomization, such as ./kubernetes/flux/cluster.")
  private String root = "";

  @Option(
      names = "--to",
      paramLabel = "PATH",
      defaultValue = ".",
      description =
          "The checkout to prove, with what is not committed (default: ${DEFAULT-VALUE}).")
  private Path to = Path.of(".");

  @Option(
      names = "--from",
      paramLabel = "REF",
      defaultValue = "origin/main",
      description = "What it is compared with (default: ${DEFAULT-VALUE}).")
  private String from = "";

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "Leads to a cluster that nobody needs, for risky changes; without it they are Inconclusive.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--source",
      paramLabel = "NAMESPACE/NAME",
      defaultValue = "flux-system/flux-system",
      description = "The GitRepository that the Kustomizations follow (default: ${DEFAULT-VALUE}).")
  private String source = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      var checkout = Checkout.around(to);
      say("reading %s and %s".formatted(from, checkout.top()));
      return prove(checkout, checkout.committed(from), checkout.asItLies());
    } catch (GitFailedException | RefusedInputException | Cluster.UnusableException e) {
      return refuse(String.valueOf(e.getMessage()));
    }
  }

  private int prove(Checkout checkout, Tree live, Tree candidate)
      throws IOException, InterruptedException, Cluster.UnusableException {
    var gate = LocalGate.of(root, source());
    var work = Files.createTempDirectory("headgate-prove-");
    try (var renderer = renderer(work)) {
      say("rendering both");
      var comparison = gate.compare(renderer, checkout.head(), live, candidate);
      var classification = classify(gate, comparison);
      var report = new Report(System.out);
      report.begin(comparison, classification);
      var verdict = judge(gate, comparison, classification);
      report.verdict(verdict);
      return exitCode(verdict);
    } finally {
      Folders.delete(work);
    }
  }

  private static Classification classify(LocalGate gate, Comparison comparison) {
    return comparison instanceof Comparison.Ready ready
        ? gate.classify(ready)
        : new Classification.Pending("nothing was compared");
  }

  private Verdict judge(LocalGate gate, Comparison comparison, Classification classification)
      throws InterruptedException, Cluster.UnusableException {
    if (kubeconfig == null) {
      return judge(gate, comparison, classification, Optional.empty());
    }
    try (var cluster = Cluster.at(kubeconfig)) {
      return judge(gate, comparison, classification, Optional.of(cluster));
    }
  }

  private Verdict judge(
      LocalGate gate,
      Comparison comparison,
      Classification classification,
      Optional<Cluster> cluster)
      throws InterruptedException {
    return new LocalProof(gate, comparison, classification, cluster, this::say, Clock.systemUTC())
        .judge();
  }

  private static int exitCode(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Passed passed -> CommandLine.ExitCode.OK;
      case Verdict.Failed failed -> CommandLine.ExitCode.SOFTWARE;
      case Verdict.Inconclusive open -> INCONCLUSIVE;
      case Verdict.Superseded superseded -> INCONCLUSIVE;
    };
  }

  private Renderer renderer(Path work) {
    Progress progress = (what, elapsed) -> say("%s … %d s".formatted(what, elapsed.toSeconds()));
    var kustomize = Binaries.standard(progress).path(Tool.KUSTOMIZE);
    var limits = Limits.STANDARD;
    return new Renderer(
        new Kustomize(kustomize, work, limits.render()),
        Optional.of(
            new Helm(() -> Binaries.standard(progress).path(Tool.HELM), work, limits.render())),
        limits);
  }

  private SourceRef source() {
    var parts = source.split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--source is '%s'; allowed: NAMESPACE/NAME".formatted(source));
    }
    return new SourceRef("GitRepository", parts[0], parts[1]);
  }

  private void say(String what) {
    System.err.println("headgate prove: " + what);
  }

  private int refuse(String why) {
    say(why);
    return CommandLine.ExitCode.USAGE;
  }
}
