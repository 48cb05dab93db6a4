package dev.headgate.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the image needs besides the operator: the C library that its Java runtime is linked with,
 * the locale C.UTF-8, and a few files in {@code /etc}. There is no shell and no package manager.
 *
 * <p>The libraries are those of the machine that builds. Where that is a Debian or an Ubuntu, the
 * image says which packages they are of, the way distroless images do, so that scanners know them.
 *
 * @param files path in the image to a file of this machine
 * @param packages name and version of each package that a library is of
 */
record BaseSystem(SortedMap<String, Path> files, Set<String> packages) {

  /** Whom the operator runs as, as the chart says. */
  static final int USER = 65532;

  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x[0-9a-f]+\\)");

  private static final Path LOCALE = Path.of("/usr/lib/locale/C.utf8");

  private static final Map<String, String> ETC =
      Map.of(
          "etc/passwd",
          "root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:%1$d:%1$d:nonroot:/tmp:/sbin/nologin\n"
              .formatted(USER),
          "etc/group",
          "root:x:0:\nnonroot:x:%d:\n".formatted(USER),
          "etc/nsswitch.conf",
          "passwd: files\ngroup: files\nhosts: files dns\n");

  /**
   * For the Java runtime in that folder.
   *
   * @param work a folder of our own, for files that are written
   */
  static BaseSystem of(Path runtime, Path work) throws IOException {
    var files = new TreeMap<String, Path>();
    for (var file : ETC.entrySet()) {
      files.put(file.getKey(), write(work, file.getKey(), file.getValue()));
    }
    files.put("tmp", Files.createDirectories(work.resolve("tmp")));
    putIfThere(files, Path.of("/etc/os-release"));
    var packages = new TreeSet<String>();
    for (var file : union(libraries(runtime), locale())) {
      files.put(file.substring(1), Path.of(file));
      addPackage(file, work, files, packages);
    }
    return new BaseSystem(files, packages);
  }

  /** By absolute path, the loader among them. */
  private static Set<String> libraries(Path runtime) throws IOException {
    var libraries = new TreeSet<String>();
    for (var file : Reproducible.walk(runtime)) {
      var name = file.getFileName().toString();
      if (name.endsWith(".so") || name.equals("java") || name.equals("jspawnhelper")) {
        Programs.ask(runtime, "ldd", file.toString()).stream()
            .flatMap(text -> LIBRARY.matcher(text).results())
            .map((MatchResult match) -> match.group(1))
            .filter(library -> !Path.of(library).normalize().startsWith(runtime))
            .forEach(libraries::add);
      }
    }
    if (libraries.stream().noneMatch(library -> library.contains("/libc.so"))) {
      throw new PackagingException(
          "ldd does not tell what the Java runtime is linked with. An image is built on Linux with"
              + " the GNU C library (Debian, Ubuntu, Fedora).");
    }
    return libraries;
  }

  /** Without it every name in a tree that is not ASCII would be an error. */
  private static Set<String> locale() throws IOException {
    if (!Files.isDirectory(LOCALE)) {
      throw new PackagingException(
          LOCALE
              + " is not there: the locale C.UTF-8 comes with the GNU C library 2.35 and newer.");
    }
    return Reproducible.walk(LOCALE).stream()
        .filter(Files::isRegularFile)
        .map(Path::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    var all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private static void addPackage(
      String file, Path work, SortedMap<String, Path> files, Set<String> packages)
      throws IOException {
    var owner =
        Programs.ask(work, "dpkg-query", "--search", file)
            .or(() -> Programs.ask(work, "dpkg-query", "--search", "/usr" + file))
            .map(line -> line.substring(0, line.indexOf(':')));
    if (owner.isEmpty()) {
      return;
    }
    var name = owner.get();
    var version =
        Programs.ask(work, "dpkg-query", "--show", "--showformat=${Package} ${Version}\\n", name);
    if (version.isPresent() && packages.add(version.get().lines().findFirst().orElseThrow())) {
      var status = "var/lib/dpkg/status.d/" + name;
      var entry = Programs.ask(work, "dpkg-query", "--status", name).orElse("") + "\n";
      files.put(status, write(work, status, entry));
      putIfThere(files, Path.of("/usr/share/doc", name, "copyright"));
    }
  }

  private static void putIfThere(SortedMap<String, Path> files, Path file) {
    if (Files.exists(file)) {
      files.put(file.toString().substring(1), file);
    }
  }

  private static Path write(Path work, String name, String content) throws IOException {
    var file = work.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
