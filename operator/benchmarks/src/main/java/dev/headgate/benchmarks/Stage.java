package dev.headgate.benchmarks;

import dev.headgate.local.Folders;
import dev.headgate.local.Lab;
import dev.headgate.local.LocalCluster.Options;
import dev.headgate.local.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where everything is measured: one laboratory with the operator as its own service account, whose
 * host writes down every request. Started on first use and shared, so that all figures come from
 * one machine in one run.
 */
final class Stage implements AutoCloseable {

  /** The accounts that are measured: the operator's two, and the administrator who plays peers. */
  static final String OPERATOR = account(Lab.HEADGATE, "headgate");

  static final String DRY_RUN = account(Lab.HEADGATE, "headgate-dry-run");
  static final String FLUX = account(Lab.FLUX, "kustomize-controller");
  static final String ADMIN = "admin";

  private final Path folder;
  private final Audit audit;
  private final Lab lab;
  private final long began = System.nanoTime();

  private Stage(Path folder, Audit audit, Lab lab) {
    this.folder = folder;
    this.audit = audit;
    this.lab = lab;
  }

  static Stage open() {
    try {
      var folder = Files.createTempDirectory("headgate-bench-");
      var audit = Audit.in(folder, List.of(OPERATOR, DRY_RUN, FLUX, ADMIN));
      var lab =
          Lab.start(Lab.chart(), new Options("host", audit.flags()), Progress.onStandardError());
      return new Stage(folder, audit, lab);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder for the benchmarks", e);
    }
  }

  Lab lab() {
    return lab;
  }

  Audit audit() {
    return audit;
  }

  /** For files of one benchmark. */
  Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + folder.resolve(name), e);
    }
  }

  /** A line on standard error, with the seconds since the start. */
  void say(String what) {
    System.err.printf("%4d s  %s%n", Duration.ofNanos(System.nanoTime() - began).toSeconds(), what);
  }

  /** Until nobody has anything left to do. */
  void settle() throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(5));
  }

  @Override
  public void close() {
    lab.close();
    Folders.delete(folder);
  }

  private static String account(String namespace, String name) {
    return "system:serviceaccount:%s:%s".formatted(namespace, name);
  }
}
