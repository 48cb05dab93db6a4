package dev.headgate.cli.sandbox;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which sandbox is meant. */
final class Where {

  @Parameters(
      paramLabel = "NAME",
      index = "0",
      description = "The ChangeSandbox, or the ChangeRequest that it belongs to.")
  private String name = "";

  @Option(
      names = {"-n", "--namespace"},
      defaultValue = "flux-system",
      description = "Where it is (default: ${DEFAULT-VALUE}).")
  private String namespace = "";

  String name() {
    return name;
  }

  String namespace() {
    return namespace;
  }
}
