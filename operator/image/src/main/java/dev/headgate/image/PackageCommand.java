package dev.headgate.image;

import dev.headgate.local.BinaryUnavailableException;
import dev.headgate.local.Folders;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code headgate package}. Exit codes: 0 when folder and image are there, 1 when they cannot be
 * made, 2 for wrong usage.
 */
@Command(
    name = "headgate package",
    description = {
      "Builds the operator as a folder that runs by itself, and as an OCI image layout; no"
          + " container engine is needed.",
      "The same commit in the same folder of the same machine gives the same image. Needs Linux; the"
          + " first run builds kustomize and helm (three minutes)."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class PackageCommand implements Callable<Integer> {
  private static final double MIB = 1024 * 1024;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "${sys:headgate.home:-.}/operator/image/target/package",
      description =
          "Where the folder 'headgate' and the image layout 'image' are put; older ones there are"
              + " replaced (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("package");

  @Option(names = "--root", hidden = true, defaultValue = "${sys:headgate.home:-.}")
  private Path root = Path.of(".");

  /** Runs it and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new PackageCommand())
            .setExecutionExceptionHandler(PackageCommand::explain)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    var began = System.nanoTime();
    var built =
        build(
            Source.of(root.toAbsolutePath().normalize()),
            output.toAbsolutePath().normalize(),
            new Steps(PackageCommand::say, PackageCommand::report));
    say("packaged in %.0f s".formatted((System.nanoTime() - began) / 1e9));
    System.out.print(built.summary());
    return CommandLine.ExitCode.OK;
  }

  /** Makes both in that folder, in the place of older ones. */
  static Built build(Source source, Path output, Steps steps) throws IOException {
    var home = output.resolve("headgate");
    var layout = output.resolve("image");
    var work = output.resolve(".work");
    for (var folder : new Path[] {home, layout, work}) {
      Folders.delete(folder);
    }
    Files.createDirectories(work);
    try {
      var distribution = Distribution.build(source, home, steps);
      var base = BaseSystem.of(home.resolve("runtime"), work);
      var image = Image.of(source, distribution, base);
      var written = new ImageLayout[1];
      steps.run("writing the image", () -> written[0] = ImageLayout.write(image, layout));
      var bill =
          BillOfMaterials.write(output, source, distribution, base.packages(), written[0].digest());
      return new Built(source, distribution, written[0], bill);
    } finally {
      Folders.delete(work);
    }
  }

  /** What came of it. */
  record Built(Source source, Distribution distribution, ImageLayout image, Path bill) {

    String summary() throws IOException {
      return """
      folder    %s  (%.0f MiB; start it with %s)
      image     %s  (OCI layout, %.0f MiB compressed)
      digest    %s
      contents  %s  (CycloneDX)
      build     %s
      revision  %s
      Push it with
        skopeo copy oci:%s docker://REGISTRY/headgate:%s
      or load it here with
        tar -C %s -c . | docker load
      """
          .formatted(
              distribution.home(),
              size(distribution.home()) / MIB,
              Distribution.STARTER,
              image.folder(),
              image.size() / MIB,
              image.digest(),
              bill,
              distribution.contents().build(),
              source.revision(),
              image.folder(),
              source.version(),
              image.folder());
    }

    private static long size(Path folder) throws IOException {
      var size = 0L;
      for (var file : Reproducible.walk(folder)) {
        size += Files.isRegularFile(file) ? Files.size(file) : 0;
      }
      return size;
    }
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult arguments)
      throws Exception {
    if (e instanceof PackagingException
        || e instanceof BinaryUnavailableException
        || e instanceof FileSystemException) {
      say(e instanceof FileSystemException ? e.toString() : String.valueOf(e.getMessage()));
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw e;
  }

  private static void report(String what, java.time.Duration elapsed) {
    say("%s … %d s".formatted(what, elapsed.toSeconds()));
  }

  private static void say(String line) {
    System.err.println("headgate: " + line);
  }
}
