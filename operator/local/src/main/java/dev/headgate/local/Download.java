package dev.headgate.local;

import dev.headgate.local.Origin.Outcome.Failed;
import dev.headgate.local.Origin.Outcome.Fetched;
import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubeapitest.binary.BinaryDownloader;
import io.fabric8.kubeapitest.binary.OSInfo;
import io.fabric8.kubeapitest.binary.repo.BinaryRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The official test binaries of the same minor version, with checksums, through fabric8's
 * kube-api-test. They are {@code etcd}, {@code kube-apiserver} and {@code kubectl} only.
 */
final class Download implements Origin {
  private static final Set<Tool> OFFERED = Set.of(Tool.ETCD, Tool.KUBE_APISERVER, Tool.KUBECTL);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Once we know, the next tool need not wait for it again. */
  private volatile @Nullable String unreachable;

  @Override
  public String name() {
    return "download of the official test binaries";
  }

  @Override
  public Outcome fetch(Tool tool, Path target) throws IOException {
    if (!OFFERED.contains(tool)) {
      return new Failed("they are etcd, kube-apiserver and kubectl only");
    }
    var os = new OSInfo();
    var why = unreachable == null ? whyUnreachable(os) : unreachable;
    unreachable = why;
    if (why != null) {
      return new Failed(why);
    }
    var folder = target.resolveSibling("download");
    try {
      var wanted = minorVersion() + ".*";
      var unpacked = new BinaryDownloader(folder.toString(), os).downloadLatestWildcard(wanted);
      Files.move(unpacked.toPath().resolve(tool.program()), target);
      return new Fetched();
    } catch (KubeAPITestException e) {
      return new Failed(reason(e));
    } finally {
      Folders.delete(folder);
    }
  }

  private static String minorVersion() {
    var version = ToolFamily.KUBERNETES.version();
    return version.substring(0, version.lastIndexOf('.'));
  }

  /**
   * Asks for the index with our own patience: where packets are dropped, a connection attempt lasts
   * two minutes.
   */
  private static @Nullable String whyUnreachable(OSInfo os) {
    var asking = new CompletableFuture<Long>();
    Thread.ofVirtual().start(() -> ask(os, asking));
    try {
      return asking.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) > 0
          ? null
          : "their index is empty";
    } catch (TimeoutException e) {
      return "their index did not answer within " + PATIENCE.toSeconds() + " s";
    } catch (ExecutionException e) {
      return "their index cannot be read: " + reason(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static void ask(OSInfo os, CompletableFuture<Long> answer) {
    try {
      answer.complete(new BinaryRepo(os).listObjectNames().count());
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  private static String reason(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
