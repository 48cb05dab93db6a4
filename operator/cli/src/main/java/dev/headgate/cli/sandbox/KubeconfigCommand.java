package dev.headgate.cli.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the kubeconfig of a sandbox. */
@Command(
    name = "kubeconfig",
    description = "Writes the kubeconfig that leads into a sandbox, to standard output or a file.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class KubeconfigCommand implements Callable<Integer> {

  @Mixin private Where where = new Where();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "A file that only you may read; one that is there is replaced.")
  private @Nullable Path out;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Another way to its API server, such as a forwarded port.")
  private @Nullable URI server;

  @Override
  public Integer call() throws InterruptedException {
    return Deed.perform("kubeconfig", this::write);
  }

  private int write(KubernetesClient client) throws RefusalException, IOException {
    var sandbox = new Sandboxes(client).find(where);
    var kubeconfig = new Access(client, Optional.ofNullable(server)).kubeconfig(sandbox);
    if (out == null) {
      System.out.print(kubeconfig);
    } else {
      write(out, kubeconfig);
      System.err.printf("headgate sandbox kubeconfig: written to %s%n", out);
    }
    return CommandLine.ExitCode.OK;
  }

  private static void write(Path out, String kubeconfig) throws IOException, RefusalException {
    try {
      PrivateFile.write(out, kubeconfig);
    } catch (NoSuchFileException e) {
      throw new RefusalException("--out is %s: there is no such folder".formatted(out));
    }
  }
}
