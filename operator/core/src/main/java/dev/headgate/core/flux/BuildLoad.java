package dev.headgate.core.flux;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;

/**
 * How much one build reads. What is named twice is read twice, and so is all that it names: a small
 * tree can ask for much.
 */
final class BuildLoad {

  private final Limits.Render limits;
  private long reads;
  private long bytes;

  BuildLoad(Limits.Render limits) {
    this.limits = limits;
  }

  void add(String place, BuildLoad other) {
    add(place, other.reads, other.bytes);
  }

  void add(String place, long moreReads, long moreBytes) {
    reads += moreReads;
    bytes += moreBytes;
    if (reads > limits.reads()) {
      throw new RefusedInputException(
          place,
          "a build that reads more files, each counted as often as it is named",
          limits.reads() + " files");
    }
    if (bytes > limits.readBytes()) {
      throw new RefusedInputException(
          place,
          "a build that reads more bytes, each file counted as often as it is named",
          limits.readBytes() + " bytes");
    }
  }
}
