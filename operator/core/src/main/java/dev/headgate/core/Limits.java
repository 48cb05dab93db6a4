package dev.headgate.core;

import java.time.Duration;

/**
 * Every limit on input from outside, in one place. Trees, archives and manifests come from pull
 * requests: what exceeds a limit is refused with its name and value, and harms nothing else. The
 * values leave room for the largest home lab and platform repositories that we measured.
 */
public record Limits(Archive archive, Fetch fetch, Yaml yaml, Render render) {

  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  /** Objects of the host that are looked for on behalf of one run in a sandbox. */
  public static final int HOST_FACTS = 200;

  public static final Limits STANDARD =
      new Limits(Archive.STANDARD, Fetch.STANDARD, Yaml.STANDARD, Render.STANDARD);

  /**
   * A revision's archive (tar.gz). Real repositories need 1 to 5 MiB and 2,000 files.
   *
   * @param compressedBytes bytes read from the network
   * @param unpackedBytes bytes of all files together; live and candidate are both held in memory
   * @param fileBytes bytes of one file; the largest that people keep are CRD bundles
   * @param entries files and folders
   * @param ratio unpacked to compressed bytes; YAML reaches 10 to 20, a bomb 1,000
   * @param ratioFloorBytes unpacked bytes below which the ratio is not looked at
   * @param nameBytes bytes of one path; Linux ends at 4,096, people at 150
   */
  public record Archive(
      long compressedBytes,
      long unpackedBytes,
      long fileBytes,
      int entries,
      int ratio,
      long ratioFloorBytes,
      int nameBytes) {

    public static final Archive STANDARD =
        new Archive(16L * MIB, 32L * MIB, 8L * MIB, 20_000, 100, MIB, 512);
  }

  /**
   * Talking to source-controller, which is a file server in the same cluster.
   *
   * @param connect until the connection stands
   * @param total until the last byte is read
   * @param cachedBytes bytes of unpacked trees that are kept for the next comparison
   */
  public record Fetch(Duration connect, Duration total, long cachedBytes) {

    public static final Fetch STANDARD =
        new Fetch(Duration.ofSeconds(5), Duration.ofSeconds(30), 24L * MIB);
  }

  /**
   * One stream of YAML or JSON documents.
   *
   * @param bytes bytes before parsing; kustomize output of the largest CRD bundles is 5 MiB
   * @param documents documents in one stream, and objects in one {@code List}
   * @param values scalars, lists and mappings in one stream, keys not counted; the largest CRD
   *     bundles have 150,000, and reading this many takes half a second
   * @param depth nesting; the deepest real CRD schema has 34, the API server needs no more
   * @param aliases uses of {@code *anchor} in one stream
   * @param aliasNodes nodes that aliases and merge keys stand for, in one stream
   */
  public record Yaml(int bytes, int documents, int values, int depth, int aliases, int aliasNodes) {

    public static final Yaml STANDARD = new Yaml(8 * MIB, 5_000, 300_000, 60, 200, 10_000);
  }

  /**
   * Rendering one Flux tree.
   *
   * @param kustomizations Flux Kustomizations that follow one source; large home labs have 150
   * @param buildTime one {@code kustomize build}; a normal one takes 20 ms
   * @param buildBytes what one build prints
   * @param totalTime all builds of one rendering together; 80 cold ones take 2 s
   * @param totalBytes what all builds of one rendering print
   * @param buildMemory bytes that one build may hold; a bundle of 5 MiB takes 150 MiB
   * @param files files that one build may read
   * @param reads files that one build may read, each counted as often as it is named
   * @param readBytes their bytes
   * @param objects objects of a whole rendering
   * @param builds builds at the same time: a burst, beside the operator's other work
   * @param cachedBuilds results kept, so that only what changed is built again
   * @param charts that lie in the tree and are inflated; home labs have a few
   * @param cachedCharts what charts made, kept for the next comparison
   */
  public record Render(
      int kustomizations,
      Duration buildTime,
      int buildBytes,
      Duration totalTime,
      long totalBytes,
      long buildMemory,
      int files,
      int reads,
      long readBytes,
      int objects,
      int builds,
      int cachedBuilds,
      int charts,
      int cachedCharts) {

    public static final Render STANDARD =
        new Render(
            1_000,
            Duration.ofSeconds(20),
            8 * MIB,
            Duration.ofMinutes(3),
            24L * MIB,
            224L * MIB,
            5_000,
            20_000,
            64L * MIB,
            20_000,
            3,
            500,
            100,
            100);
  }

  /**
   * What may be measured of a running change, and how much of an answer is looked at.
   *
   * @param probes of one change, from all who ask
   * @param shortest of every interval and timeout
   * @param longestTimeout of one reading
   * @param longest of every interval, and of the time that a probe may take to pass
   * @param count successes, failures and errors that may be asked for
   * @param path characters of a path with its query
   * @param text characters of an expected text
   * @param query characters of a PromQL query
   * @param answerBytes of an answer; the rest is not read
   * @param objectBytes of an object of the sandbox; a custom resource has 5 KiB
   * @param series that a query may answer with
   * @param queryInterval the shortest between two readings of one query: Prometheus is shared
   * @param samples that are kept of each series
   * @param detail characters of what is said of a reading
   */
  public record Probes(
      int probes,
      Duration shortest,
      Duration longestTimeout,
      Duration longest,
      int count,
      int path,
      int text,
      int query,
      int answerBytes,
      int objectBytes,
      int series,
      Duration queryInterval,
      int samples,
      int detail) {

    public static final Probes STANDARD =
        new Probes(
            20,
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            20,
            512,
            256,
            1024,
            256 * KIB,
            512 * KIB,
            100,
            Duration.ofSeconds(30),
            3,
            120);
  }

  /**
   * A CEL expression over one object, which etcd holds to 1.5 MiB.
   *
   * @param characters of its text
   * @param depth of its syntax
   * @param iterations of all its comprehensions together
   * @param steps that one evaluation may take, each as heavy as what it gives; a real one takes a
   *     few hundred
   */
  public record Expressions(int characters, int depth, int iterations, int steps) {

    public static final Expressions STANDARD = new Expressions(1024, 32, 10_000, 100_000);
  }
}
