package dev.headgate.benchmarks;

import dev.headgate.local.Binaries;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.Progress;
import dev.headgate.local.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** {@code kubectl apply --server-side}, as people run it. */
final class KubectlApply implements Contestant {

  /** The shell's own word for the processor time of its children: the second line. */
  private static final Pattern TIMES = Pattern.compile("(\\d+)m([0-9.]+)s (\\d+)m([0-9.]+)s");

  private final LocalCluster cluster;
  private final Path folder;

  KubectlApply(LocalCluster cluster, Path folder) {
    this.cluster = cluster;
    this.folder = folder;
  }

  @Override
  public String name() {
    return "kubectl apply --server-side";
  }

  @Override
  public Cost apply(Pile objects) throws InterruptedException {
    try {
      var file = Files.writeString(folder.resolve(objects.namespace() + ".yaml"), objects.yaml());
      var began = System.nanoTime();
      var process =
          new ProcessBuilder(
                  List.of(
                      "bash",
                      "-c",
                      script(objects),
                      "kubectl",
                      Binaries.standard(Progress.silent()).path(Tool.KUBECTL).toString(),
                      "--kubeconfig=" + cluster.adminKubeconfig(),
                      "apply",
                      "--server-side",
                      "--filename=" + file))
              .redirectErrorStream(true)
              .start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("kubectl failed: " + said);
      }
      return new Cost(Duration.ofNanos(System.nanoTime() - began), childrens(said));
    } catch (IOException e) {
      throw new UncheckedIOException("kubectl cannot be run", e);
    }
  }

  /** Its arguments are kubectl and what it shall apply. */
  private static String script(Pile objects) {
    var wait =
        "\"$1\" \"$2\" wait --for=condition=Available deployment --all --timeout=300s -n "
            + objects.namespace()
            + " >/dev/null || exit $?; ";
    return "\"$@\" >/dev/null || exit $?; " + (objects.deployments() == 0 ? "" : wait) + "times";
  }

  private static Duration childrens(String times) {
    var line = times.strip().lines().reduce((first, second) -> second).orElse("");
    var found = TIMES.matcher(line);
    if (!found.matches()) {
      throw new IllegalStateException("the shell says of its times: " + times);
    }
    var seconds =
        60 * (Double.parseDouble(found.group(1)) + Double.parseDouble(found.group(3)))
            + Double.parseDouble(found.group(2))
            + Double.parseDouble(found.group(4));
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
