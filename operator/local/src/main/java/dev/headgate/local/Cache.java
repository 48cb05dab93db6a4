package dev.headgate.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The folder in which tools are kept between runs, laid out as {@code <family>/<version>/}.
 * Processes share it: one makes, the others wait; what is there is complete.
 */
record Cache(Path root, Progress progress) {
  /** A file lock is held by the whole JVM, so threads need a lock of their own. */
  private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  /** {@code HEADGATE_CACHE}, else {@code ~/.cache/headgate}. */
  static Path standardRoot() {
    var set = System.getenv("HEADGATE_CACHE");
    return set == null || set.isBlank()
        ? home().resolve(".cache/headgate")
        : Path.of(set).toAbsolutePath();
  }

  /** As shells know it; Java's own idea comes from the user database and ignores HOME. */
  private static Path home() {
    var home = System.getenv("HOME");
    return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home);
  }

  Path folder(ToolFamily family) {
    return root.resolve(family.folder()).resolve(family.version());
  }

  /**
   * The file or folder of that name in the family's folder; made first if it is not there.
   *
   * @param maker fills the path that it gets, which is renamed into place when it is done; what it
   *     throws is passed on
   */
  Path getOrMake(ToolFamily family, String name, Maker maker) {
    var target = folder(family).resolve(name);
    if (Files.exists(target)) {
      return target;
    }
    try {
      Files.createDirectories(target.getParent());
      return locked(family, () -> Files.exists(target) ? target : make(target, maker));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write " + target + ": set HEADGATE_CACHE to a folder that can", e);
    }
  }

  private static Path make(Path target, Maker maker) throws IOException {
    var work = target.resolveSibling(".making");
    Folders.delete(work); // left behind by a process that was killed: we have the lock
    try {
      Files.createDirectory(work);
      var made = work.resolve(target.getFileName());
      maker.make(made);
      return Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(work);
    }
  }

  private Path locked(ToolFamily family, Progress.Work<Path, IOException> work) throws IOException {
    var lockFile = folder(family).resolve(".lock");
    var threads = THREADS.computeIfAbsent(lockFile, key -> new ReentrantLock());
    threads.lock();
    try (var channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        progress.during("waiting for another process that makes " + family.folder(), channel::lock);
      }
      return work.run();
    } finally {
      threads.unlock();
    }
  }

  /** Creates a file or a folder. */
  @FunctionalInterface
  interface Maker {
    void make(Path target) throws IOException;
  }
}
