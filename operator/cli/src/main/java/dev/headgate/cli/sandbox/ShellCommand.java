package dev.headgate.cli.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a shell, or a command, for which kubectl leads into the sandbox. */
@Command(
    name = "shell",
    description = {
      "Starts $SHELL, or the command after --, with KUBECONFIG set to the sandbox's; ends with its exit code.",
      "The file that KUBECONFIG names is gone when it ends."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ShellCommand implements Callable<Integer> {

  @Mixin private Where where = new Where();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Another way to its API server, such as a forwarded port.")
  private @Nullable URI server;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "What to run instead of $SHELL, after --.")
  private List<String> command = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    return Deed.perform("shell", this::run);
  }

  private int run(KubernetesClient client)
      throws RefusalException, IOException, InterruptedException {
    var sandbox = new Sandboxes(client).find(where);
    var kubeconfig = new Access(client, Optional.ofNullable(server)).kubeconfig(sandbox);
    client.close();
    var folder = Files.createTempDirectory("headgate-sandbox-");
    var file = folder.resolve("kubeconfig");
    var cleaner = new Thread(() -> delete(file, folder), "remove-kubeconfig");
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      PrivateFile.write(file, kubeconfig);
      return start(file);
    } finally {
      delete(file, folder);
    }
  }

  private int start(Path kubeconfig) throws IOException, InterruptedException {
    var shell = Objects.requireNonNullElse(System.getenv("SHELL"), "/bin/sh");
    var builder = new ProcessBuilder(command.isEmpty() ? List.of(shell) : command).inheritIO();
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    return builder.start().waitFor();
  }

  /** Also when this process is told to end; a second time it is gone already. */
  private static void delete(Path file, Path folder) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      System.err.printf("headgate sandbox shell: %s could not be removed%n", file);
    }
  }
}
