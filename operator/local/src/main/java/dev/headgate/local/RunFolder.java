package dev.headgate.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the data and logs of one cluster lie while it runs. It is locked for that time; a folder
 * that is not locked was left behind by a JVM that was killed, and the next one clears it away.
 */
final class RunFolder implements AutoCloseable {
  private static final String PREFIX = "headgate-run-";

  private static final String TURN = ".headgate-run-turn";

  /** Our own. Merely opening and closing a lock file again would release its lock (POSIX). */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private RunFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** One at a time, in all processes: a folder must not be swept between its making and locking. */
  static synchronized RunFolder create(String name) {
    var parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (var turn = FileChannel.open(parent.resolve(TURN), CREATE, WRITE)) {
      turn.lock();
      clearLeftovers(parent);
      var path = Files.createTempDirectory(parent, PREFIX + name + "-");
      OURS.add(path);
      var channel = FileChannel.open(lockFile(path), CREATE, WRITE);
      channel.lock();
      return new RunFolder(path, channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a run folder in " + parent, e);
    }
  }

  Path path() {
    return path;
  }

  /** Writes a file that only its owner may read. */
  Path write(String name, String content) {
    try {
      return Files.writeString(path.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + path.resolve(name), e);
    }
  }

  @Override
  public void close() {
    try {
      Folders.delete(path);
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release " + path, e);
    }
  }

  private static void clearLeftovers(Path parent) throws IOException {
    try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (var folder : folders) {
        if (isLeftover(folder)) {
          Folders.delete(folder);
        }
      }
    }
  }

  /** One without a lock file is being made just now. */
  private static boolean isLeftover(Path folder) throws IOException {
    if (OURS.contains(folder) || !Files.isWritable(lockFile(folder))) {
      return false;
    }
    try (var channel = FileChannel.open(lockFile(folder), WRITE);
        var held = channel.tryLock()) {
      return held != null;
    }
  }

  private static Path lockFile(Path folder) {
    return folder.resolve("lock");
  }
}
