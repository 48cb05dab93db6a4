package dev.headgate.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the programs of a local control plane, or makes them: from the cache, else as the official
 * test binaries, else built from their Go modules. The first use on a machine takes seconds with
 * the internet, and about ten minutes with Go and a module proxy only.
 */
public final class Binaries {
  private final Cache cache;
  private final Progress progress;
  private final List<Origin> origins;

  Binaries(Cache cache, List<Origin> origins) {
    this.cache = cache;
    this.progress = cache.progress();
    this.origins = origins;
  }

  /** Those in {@code HEADGATE_CACHE}, else in {@code ~/.cache/headgate}. */
  public static Binaries standard(Progress progress) {
    var cache = new Cache(Cache.standardRoot(), progress);
    return new Binaries(cache, List.of(new Download(), new GoBuild()));
  }

  /**
   * The executable of a tool.
   *
   * @throws BinaryUnavailableException if no way worked; names each with its reason
   */
  public Path path(Tool tool) {
    return cache.getOrMake(tool.family(), tool.program(), target -> make(tool, target));
  }

  Cache cache() {
    return cache;
  }

  private void make(Tool tool, Path target) throws IOException {
    var failures = new ArrayList<String>();
    for (var origin : origins) {
      var what = "%s: %s %s".formatted(origin.name(), tool.program(), tool.family().version());
      switch (progress.during(what, () -> origin.fetch(tool, target))) {
        case Origin.Outcome.Fetched() -> {
          Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
          return;
        }
        case Origin.Outcome.Failed(var why) -> failures.add(origin.name() + ": " + why);
      }
    }
    throw new BinaryUnavailableException(tool, cache.folder(tool.family()), failures);
  }
}
