package dev.headgate.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Files of the image that change together. All belong to root and nobody else may write them.
 *
 * @param what says it in the history of the image
 * @param files path in the image, without a leading slash, to a file or folder of this machine
 */
record Layer(String what, SortedMap<String, Path> files) {
  private static final int FILE = 0644;
  private static final int PROGRAM = 0755;
  private static final int FOLDER = 0755;
  private static final int OPEN_FOLDER = 01777;

  Layer {
    files = new TreeMap<>(files);
  }

  /** The same tar for the same files, whoever owns them here and whenever they were written. */
  void writeTo(OutputStream out) throws IOException {
    var tar = new TarArchiveOutputStream(out);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    for (var file : withFolders().entrySet()) {
      write(tar, file.getKey(), file.getValue());
    }
    tar.finish();
  }

  /** A folder sorts before what is in it. */
  private SortedMap<String, @Nullable Path> withFolders() {
    var all = new TreeMap<String, @Nullable Path>(files);
    for (var name : files.keySet()) {
      for (var slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
        all.putIfAbsent(name.substring(0, slash), null);
      }
    }
    return all;
  }

  private static void write(TarArchiveOutputStream tar, String name, @Nullable Path source)
      throws IOException {
    var isFile = source != null && Files.isRegularFile(source);
    var entry = new TarArchiveEntry(isFile ? name : name + "/");
    entry.setModTime(Reproducible.TIME.toEpochMilli());
    entry.setIds(0, 0);
    entry.setUserName("");
    entry.setGroupName("");
    if (isFile) {
      entry.setMode(Files.isExecutable(source) ? PROGRAM : FILE);
      entry.setSize(Files.size(source));
      tar.putArchiveEntry(entry);
      Files.copy(source, tar);
    } else {
      entry.setMode(name.equals("tmp") ? OPEN_FOLDER : FOLDER);
      tar.putArchiveEntry(entry);
    }
    tar.closeArchiveEntry();
  }
}
