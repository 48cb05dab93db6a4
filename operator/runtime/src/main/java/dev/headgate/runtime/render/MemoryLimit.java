package dev.headgate.runtime.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stops a process that holds more memory than it may: what it would print or how long it would take
 * shows too late for that. Where the kernel does not tell ({@code /proc}), only the other limits
 * hold.
 */
final class MemoryLimit {

  private static final long GLANCE_MILLIS = 20;
  private static final String RESIDENT = "VmRSS:";
  private static final int KIB = 1024;

  private final AtomicBoolean exceeded = new AtomicBoolean();

  private MemoryLimit() {}

  /** Watches until the process ends. */
  static MemoryLimit on(Process process, long bytes) {
    var limit = new MemoryLimit();
    Thread.ofVirtual().name("kustomize-memory").start(() -> limit.watch(process, bytes));
    return limit;
  }

  boolean isExceeded() {
    return exceeded.get();
  }

  private void watch(Process process, long bytes) {
    try {
      while (!process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
        if (resident(process) > bytes) {
          exceeded.set(true);
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long resident(Process process) {
    try (var lines = Files.lines(Path.of("/proc/%d/status".formatted(process.pid())))) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0;
    }
  }
}
