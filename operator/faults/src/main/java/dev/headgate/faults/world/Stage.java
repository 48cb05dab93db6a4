package dev.headgate.faults.world;

import dev.headgate.faults.monitor.Monitor;
import dev.headgate.faults.proxy.Door;
import dev.headgate.faults.proxy.Upstream;
import dev.headgate.local.Binaries;
import dev.headgate.local.Folders;
import dev.headgate.local.Lab;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.Progress;
import dev.headgate.local.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * What all runs share: a laboratory whose own operator has been stopped, since those that are tried
 * run in this JVM, behind doors.
 */
public final class Stage implements AutoCloseable {

  /** All runs are in it, one after the other: what a commit changes names it. */
  static final String NAMESPACE = "faults";

  private static final Pattern TOKEN = Pattern.compile("token: (\\S+)");

  private final Lab lab;
  private final Path folder;
  private final Upstream host;
  private final Upstream sandbox;
  private final AtomicInteger worlds = new AtomicInteger();

  private Stage(Lab lab, Path folder) {
    this.lab = lab;
    this.folder = folder;
    this.host = new Upstream(lab.host().server(), lab.host().caPem());
    this.sandbox = new Upstream(lab.sandbox().server(), lab.sandbox().caPem());
  }

  /** In that laboratory, which is not closed with it. */
  public static Stage in(Lab lab) {
    lab.operator().kill();
    try {
      var folder = Files.createTempDirectory("headgate-faults-");
      Files.writeString(folder.resolve("ca.crt"), Door.caPem());
      Files.writeString(
          folder.resolve("token"), lab.host().serviceAccountToken(Lab.HEADGATE, "headgate"));
      return new Stage(lab, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder", e);
    }
  }

  Lab lab() {
    return lab;
  }

  Upstream host() {
    return host;
  }

  Upstream sandbox() {
    return sandbox;
  }

  Path caFile() {
    return folder.resolve("ca.crt");
  }

  Path tokenFile() {
    return folder.resolve("token");
  }

  Path kustomize() {
    return Binaries.standard(Progress.silent()).path(Tool.KUSTOMIZE);
  }

  Path workDir() {
    return folder;
  }

  /** Where the next run has its repository. */
  Path nextRepository() {
    return folder.resolve("git-" + worlds.incrementAndGet());
  }

  /** Values that nobody may read anywhere: tokens, and what the Secret of a commit holds. */
  Map<String, String> secrets() {
    return Map.of("the sandbox's token", token(lab.sandbox()));
  }

  Monitor watch() {
    return new Monitor(
        new Monitor.Cluster(host, token(lab.host())),
        new Monitor.Cluster(sandbox, token(lab.sandbox())),
        NAMESPACE);
  }

  @Override
  public void close() {
    host.close();
    sandbox.close();
    Folders.delete(folder);
  }

  private static String token(LocalCluster cluster) {
    var token = TOKEN.matcher(cluster.adminKubeconfigYaml());
    if (!token.find()) {
      throw new IllegalStateException("the administrator has no token");
    }
    return token.group(1);
  }
}
