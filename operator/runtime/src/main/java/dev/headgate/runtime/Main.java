package dev.headgate.runtime;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The operator. Exit codes: 0 after a graceful stop, 1 for a surprise, 2 for wrong settings. */
@Command(
    name = "headgate-operator",
    description = "Decides which revision of main a Flux cluster may see.",
    mixinStandardHelpOptions = true,
    version = "headgate 0.1.0",
    sortOptions = false)
public final class Main implements Callable<Integer> {

  @Mixin private final Settings settings = new Settings();
  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    var faults = settings.faults(System.getenv());
    if (!faults.isEmpty()) {
      faults.forEach(fault -> spec.commandLine().getErr().println("headgate-operator: " + fault));
      return CommandLine.ExitCode.USAGE;
    }
    try (var operator = HeadgateOperator.start(settings, settings.connection(System.getenv()))) {
      Runtime.getRuntime().addShutdownHook(new Thread(operator::close, "shutdown"));
      return operator.awaitEnd() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
  }
}
