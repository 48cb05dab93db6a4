package dev.headgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.local.Origin.Outcome.Failed;
import dev.headgate.local.Origin.Outcome.Fetched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
  @TempDir private Path folder;

  @Test
  void shouldTakeWhatIsInTheCache() throws IOException {
    // given
    var cached = folder.resolve("kwok/0.8.0/kwok");
    Files.createDirectories(cached.getParent());
    Files.writeString(cached, "cached");

    // when
    var path = binaries(failing("never asked", "it was")).path(Tool.KWOK);

    // then
    assertThat(path).isEqualTo(cached).hasContent("cached");
  }

  @Test
  void shouldTryTheNextWayWhenOneFails() {
    // when
    var path = binaries(failing("first", "no internet"), writing("second", "made")).path(Tool.ETCD);

    // then
    assertThat(path).isEqualTo(folder.resolve("etcd/3.7.3/etcd")).hasContent("made").isExecutable();
  }

  @Test
  void shouldNameEachWayThatFailedAndWhy() {
    // given
    var binaries =
        binaries(
            failing("download", "no internet"),
            failing("go build", "exit code 1\nmodule: not found"));

    // when then
    assertThatThrownBy(() -> binaries.path(Tool.KUBE_APISERVER))
        .isInstanceOf(BinaryUnavailableException.class)
        .hasMessage(
            """
            kube-apiserver 1.37.2 is not in %s/kubernetes/1.37.2, and no way to get it worked:
              - download: no internet
              - go build: exit code 1
                module: not found"""
                .formatted(folder));
  }

  @Test
  void shouldLeaveNothingHalfMadeBehind() throws IOException {
    // given
    var binaries = binaries(dying());

    // when
    assertThatThrownBy(() -> binaries.path(Tool.ETCD)).hasMessageContaining("half way");

    // then
    try (var files = Files.list(folder.resolve("etcd/3.7.3"))) {
      assertThat(files).containsExactly(folder.resolve("etcd/3.7.3/.lock"));
    }
  }

  @Test
  void shouldMakeAToolOnceForAllThreads() throws Exception {
    // given
    var made = new AtomicInteger();
    var binaries = binaries(counting(made));
    List<Callable<Path>> askers =
        IntStream.range(0, 8)
            .<Callable<Path>>mapToObj(i -> () -> binaries.path(Tool.ETCD))
            .toList();

    // when
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(askers)) {
        assertThat(answer.get()).hasContent("counted");
      }
    }

    // then
    assertThat(made).hasValue(1);
  }

  @Test
  void shouldWaitForAnotherProcessThatMakesTheSame() throws Exception {
    // given
    var ready = folder.resolve("other-has-lock");
    var other = OtherProcess.start(LockHolder.class, folder, ready);
    other.awaitFile(ready);
    var reported = new ConcurrentLinkedQueue<String>();
    Progress progress = (what, elapsed) -> reported.add(what);

    // when
    var path =
        new Binaries(new Cache(folder, progress), List.of(writing("second", "mine")))
            .path(Tool.ETCD);

    // then
    assertThat(path).hasContent("theirs");
    assertThat(reported).contains("waiting for another process that makes etcd");
  }

  @Test
  void shouldSayThatThereIsNoGo() {
    assertThat(GoBuild.findOnPath("go", "/nowhere:/nowhere/else")).isNull();
    assertThat(GoBuild.findOnPath("sh", "/nowhere:/bin")).isEqualTo(Path.of("/bin/sh"));
  }

  @Test
  void shouldNotDownloadWhatIsNotOffered() throws IOException {
    assertThat(new Download().fetch(Tool.KWOK, folder.resolve("kwok")))
        .isEqualTo(new Failed("they are etcd, kube-apiserver and kubectl only"));
  }

  /** Another JVM: makes etcd, slowly. */
  static final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) {
      Origin slow =
          origin(
              "slow",
              target -> {
                Files.createFile(Path.of(arguments[1]));
                Thread.sleep(3_000);
                Files.writeString(target, "theirs");
              });
      new Binaries(new Cache(Path.of(arguments[0]), Progress.silent()), List.of(slow))
          .path(Tool.ETCD);
    }
  }

  private Binaries binaries(Origin... origins) {
    return new Binaries(new Cache(folder, Progress.silent()), List.of(origins));
  }

  private static Origin writing(String name, String content) {
    return origin(name, target -> Files.writeString(target, content));
  }

  private static Origin counting(AtomicInteger made) {
    return origin(
        "counting",
        target -> {
          made.incrementAndGet();
          Files.writeString(target, "counted");
        });
  }

  private static Origin dying() {
    return origin(
        "dying",
        target -> {
          Files.writeString(target, "half");
          throw new IllegalStateException("died half way");
        });
  }

  private static Origin origin(String name, Writer writer) {
    return new TestOrigin(name, writer);
  }

  private static Origin failing(String name, String why) {
    return new FailingOrigin(name, why);
  }

  @FunctionalInterface
  private interface Writer {
    void write(Path target) throws IOException, InterruptedException;
  }

  private record TestOrigin(String name, Writer writer) implements Origin {
    @Override
    public Outcome fetch(Tool tool, Path target) throws IOException {
      try {
        writer.write(target);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return new Fetched();
    }
  }

  private record FailingOrigin(String name, String why) implements Origin {
    @Override
    public Outcome fetch(Tool tool, Path target) {
      return new Failed(why);
    }
  }
}
