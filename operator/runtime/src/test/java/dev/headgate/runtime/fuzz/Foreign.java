package dev.headgate.runtime.fuzz;

import dev.headgate.core.RefusedInputException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything that reads text from outside, each with a folder of seeds in {@code
 * src/test/resources/fuzz}. There is no cron yet: windows of gates are not read by anything.
 */
enum Foreign {
  ARCHIVE(OfTrees::archive),
  YAML(OfYaml::documents),
  MANIFESTS(OfYaml::manifests),
  KUSTOMIZATION(OfTrees::kustomization),
  SUBSTITUTION(OfTrees::substitution),
  HELM_VALUES(OfTrees::helmValues),
  INTENT(OfTrees::intent),
  PROBES(OfProbes::probes),
  CEL(OfProbes::cel),
  PROMETHEUS(OfProbes::prometheus),
  HTTP_ANSWER(OfProbes::httpAnswer),
  LIVE_OBJECT(OfProbes::liveObject),
  API_REFUSAL(OfProbes::apiRefusal),
  KUBECONFIG(OfWords::kubeconfig),
  REVISION(OfWords::revision),
  DURATION(OfWords::duration);

  /** What reading a few kilobytes may allocate: far more than is needed, far less than hurts. */
  private static final long MOST_ALLOCATED = 48L << 20;

  @SuppressWarnings("ImmutableEnumChecker") // they are functions of a class without state
  private final Function<byte[], Optional<String>> read;

  /**
   * Names a parser.
   *
   * @param read gives why the bytes are refused; where they are taken it checks what was made of
   *     them
   */
  Foreign(Function<byte[], Optional<String>> read) {
    this.read = read;
  }

  String folder() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Why these bytes are refused; every other exception, and every waste, is a defect. */
  Optional<String> read(byte[] bytes) {
    var before = allocated();
    var refusal = refusal(bytes);
    // What loads a parser's classes allocates much once.
    if (allocated() - before > MOST_ALLOCATED) {
      expectLittle(bytes);
    }
    return refusal;
  }

  private void expectLittle(byte[] bytes) {
    var before = allocated();
    refusal(bytes);
    var spent = allocated() - before;
    if (spent > MOST_ALLOCATED) {
      throw new AssertionError("%s allocated %d MiB".formatted(this, spent >> 20));
    }
  }

  private Optional<String> refusal(byte[] bytes) {
    try {
      return read.apply(bytes);
    } catch (RefusedInputException e) {
      return Optional.of(e.reason());
    }
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
