package dev.headgate.image;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How close to a container this machine lets a test come. The test says which it was. */
enum Isolation {
  /** By root: mounts of its own, the image as a root that nobody can write, user 65532. */
  CONTAINER(
      "unshare --mount --propagation private",
      "\"$setpriv\" --no-new-privs \"$chroot\" --userspec=65532:65532 --groups= \"$root\""),
  /** By anybody, where the kernel allows it: the same mounts, but no change of the user. */
  USER_NAMESPACE(
      "unshare --user --map-root-user --mount --propagation private",
      "\"$setpriv\" --no-new-privs \"$chroot\" \"$root\""),
  /**
   * Otherwise: the folder as it lies here, with this machine's libraries; its user may not write.
   */
  FOLDER("", "");

  /** As a container runtime prepares a pod with a service account and an emptyDir at /tmp. */
  private static final String MOUNTS =
      """
      mount --bind "$root" "$root"
      mount -t tmpfs -o size=512m,mode=1777 tmp "$root/tmp"
      mount --rbind /dev "$root/dev"
      mount --rbind /proc "$root/proc"
      mount --bind "$account" "$root/var/run/secrets/kubernetes.io/serviceaccount"
      mount -o remount,ro,bind "$root"
      """;

  @SuppressWarnings("InlineFormatString") // a script reads better in one piece
  private static final String SCRIPT =
      """
      set -e
      setpriv=$(command -v setpriv) chroot=$(command -v chroot) root=$1 account=$2
      shift 2
      %sexec env -i %s %s "$@"
      """;

  private final String outside;
  private final String inside;

  Isolation(String outside, String inside) {
    this.outside = outside;
    this.inside = inside;
  }

  static Isolation ofThisMachine() {
    if (isRoot() && works(CONTAINER)) {
      return CONTAINER;
    }
    return works(USER_NAMESPACE) ? USER_NAMESPACE : FOLDER;
  }

  /** Whether the process sees the image as its root, and nothing of this machine. */
  boolean isRootOfItsOwn() {
    return this != FOLDER;
  }

  /**
   * The command that runs another in the unpacked image.
   *
   * @param account the folder that a pod has at {@code /var/run/secrets/…}
   * @param environment all variables that it gets
   */
  List<String> command(Path root, Path account, List<String> environment, List<String> command) {
    var variables =
        environment.stream()
            .map(variable -> "'" + variable.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    var as =
        this == FOLDER && isRoot()
            ? "\"$setpriv\" --no-new-privs --reuid=65532 --regid=65532 --clear-groups"
            : inside;
    var script = SCRIPT.formatted(isRootOfItsOwn() ? MOUNTS : "", variables, as);
    return Stream.of(
            Stream.of(outside.split(" ")).filter(word -> !word.isEmpty()),
            Stream.of("sh", "-c", script, "sh", root.toString(), account.toString()),
            command.stream())
        .flatMap(words -> words)
        .toList();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static boolean works(Isolation isolation) {
    return Programs.ask(Path.of("/"), "sh", "-c", isolation.outside + " echo yes").isPresent();
  }
}
