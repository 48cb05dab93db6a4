package dev.headgate.local.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Packs the files of a commit as source-controller does: sorted, without owners and times, so that
 * equal files make equal bytes. Of the mode only "executable" is kept; links are left out, as are
 * the files that source-controller ignores when {@code spec.ignore} is not set.
 */
public final class GitArchive {
  /** source-controller's ExcludeVCS, ExcludeExt, ExcludeCI and ExcludeExtra. */
  private static final Pattern IGNORED =
      Pattern.compile(
          "(?x) (.*/)? ( \\.git(ignore|modules|attributes)"
              + "| [^/]*\\.(jpg|jpeg|gif|png|wmv|flv|tar\\.gz|zip)"
              + "| \\.(travis|gitlab-ci|drone)\\.yml | appveyor\\.yml | cloudbuild\\.yaml"
              + "| codeship-(services|steps)\\.yml"
              + "| \\.goreleaser\\.ya?ml | \\.sops\\.yaml | \\.flux\\.yaml )"
              + "| (.*/)? \\.(github|circleci)/.*");

  private static final int EXECUTABLE = 0700;
  private static final int PLAIN = 0600;
  private static final int FOLDER = 0750;
  private static final int OWNER_MAY_EXECUTE = 0100;

  private GitArchive() {}

  /** The tar.gz of a commit, or of a tree. */
  public static byte[] of(Git git, String commit) {
    var tar = git.bytes(Map.of(), "archive", "--format=tar", commit);
    try (var input = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
      return pack(read(input));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the archive of " + commit, e);
    }
  }

  private static final class File {
    final int mode;
    final byte[] content;

    File(int mode, byte[] content) {
      this.mode = mode;
      this.content = content;
    }
  }

  private static SortedMap<String, File> read(TarArchiveInputStream input) throws IOException {
    var files = new TreeMap<String, File>();
    for (var entry = input.getNextEntry(); entry != null; entry = input.getNextEntry()) {
      var name = entry.getName();
      if (!entry.isFile()
          || entry.isSymbolicLink()
          || entry.isLink()
          || IGNORED.matcher(name).matches()) {
        continue;
      }
      for (var slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
        files.putIfAbsent(name.substring(0, slash + 1), new File(FOLDER, new byte[0]));
      }
      var executable = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
      files.put(name, new File(executable ? EXECUTABLE : PLAIN, input.readAllBytes()));
    }
    return files;
  }

  private static byte[] pack(SortedMap<String, File> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (var file : files.entrySet()) {
        var entry = new TarArchiveEntry(file.getKey());
        entry.setMode(file.getValue().mode);
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setSize(file.getValue().content.length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue().content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
