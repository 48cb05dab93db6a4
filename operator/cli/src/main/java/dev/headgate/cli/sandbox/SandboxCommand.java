package dev.headgate.cli.sandbox;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The list of what people can do with sandboxes. */
@Command(
    name = "sandbox",
    description = {
      "What people do with the sandboxes of changes: see whose turn it is, look inside, keep one, delete one.",
      "NAME is a ChangeSandbox, or the ChangeRequest that it belongs to."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      ListCommand.class,
      ShellCommand.class,
      KubeconfigCommand.class,
      KeepCommand.class,
      DeleteCommand.class
    })
public final class SandboxCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(System.err);
    return CommandLine.ExitCode.USAGE;
  }
}
