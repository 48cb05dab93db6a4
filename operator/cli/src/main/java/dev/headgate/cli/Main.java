package dev.headgate.cli;

import dev.headgate.benchmarks.BenchCommand;
import dev.headgate.cli.demo.DemoCommand;
import dev.headgate.cli.prove.ProveCommand;
import dev.headgate.cli.sandbox.SandboxCommand;
import dev.headgate.faults.FaultsCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code headgate}: the list of commands and nothing else. Exit code 2 means wrong usage. */
@Command(
    name = "headgate",
    description = "Decides which revision of main a Flux cluster may see.",
    mixinStandardHelpOptions = true,
    version = "headgate 0.1.0-SNAPSHOT",
    subcommands = {
      DemoCommand.class,
      ProveCommand.class,
      ApproveCommand.class,
      SandboxCommand.class,
      BenchCommand.class,
      FaultsCommand.class
    })
public final class Main implements Callable<Integer> {

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() {
    CommandLine.usage(this, System.err);
    return CommandLine.ExitCode.USAGE;
  }
}
