package dev.headgate.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.Progress;
import dev.headgate.local.ToolFamily;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.runtime.packaged.PackagedMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Packages the operator, unpacks the image as a container runtime would, and starts it there. */
@ExtendWith(RealClusters.class)
class ImageIT {
  private static final Steps STEPS =
      new Steps(line -> System.err.println("package: " + line), Progress.silent());
  private static final String HOME = "opt/headgate/";

  @TempDir private static Path folder;

  private static Source source;
  private static PackageCommand.Built built;
  private static PulledImage image;
  private static Path root;
  private static World world;

  @TempDir private Path podFolder;

  @BeforeAll
  static void packageAndUnpack(@Host LocalCluster cluster) throws IOException {
    source = Source.of(Path.of("../..").toAbsolutePath().normalize());
    built = PackageCommand.build(source, folder.resolve("one"), STEPS);
    image = PulledImage.from(built.image().folder());
    root = unpack("root");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    world = World.in(cluster, folder.resolve("repository"));
  }

  @AfterAll
  static void endWorld() {
    world.close();
  }

  @Test
  void shouldBeTheSameImageWhenBuiltAgain() throws IOException {
    // when: in the same place, which the class cache remembers
    var again = PackageCommand.build(source, folder.resolve("one"), STEPS);

    // then
    assertThat(PulledImage.from(again.image().folder()).layers()).isEqualTo(image.layers());
    assertThat(again.image().digest()).isEqualTo(image.digest()).isEqualTo(built.image().digest());
  }

  @Test
  void shouldHoldTheOperatorAndNothingOfTestsOrTools() throws IOException {
    // when
    var names = entries().stream().map(TarArchiveEntry::getName).toList();

    // then
    assertThat(names)
        .contains(
            "usr/local/bin/kustomize",
            "usr/local/bin/helm",
            HOME + "runtime/bin/java",
            HOME + "lib/headgate-operator.jar",
            HOME + "lib/headgate-operator.aot",
            HOME + "build.txt",
            "etc/os-release",
            "etc/passwd",
            "tmp/")
        .anyMatch(name -> name.endsWith("/libc.so.6"))
        .noneMatch(
            name ->
                name.matches(
                    ".*/(sh|bash|jlink|keytool|cacerts)|.*(headgate-(local|cli|image)|junit|helm-java|helm_java|vertx).*"))
        .doesNotHaveDuplicates();
    assertThat(names)
        .filteredOn(name -> name.matches(".*/headgate-[^/]+\\.jar"))
        .map(name -> name.replaceAll(".*/headgate-([a-z]+).*", "$1"))
        .containsExactlyInAnyOrder("operator", "runtime", "core", "crds");
  }

  @Test
  void shouldSayWhatItIsMadeOf() throws IOException {
    // when
    var bill = new ObjectMapper().readTree(built.bill().toFile());

    // then
    assertThat(bill.path("specVersion").asText()).isEqualTo("1.6");
    assertThat(bill.at("/metadata/component/bom-ref").asText()).isEqualTo(built.image().digest());
    assertThat(bill.path("components").findValuesAsText("purl"))
        .anyMatch(purl -> purl.matches("pkg:maven/io.fabric8/kubernetes-client@7.+"))
        .anyMatch(purl -> purl.matches("pkg:deb/debian/libc6@.+"))
        .contains(
            "pkg:golang/helm.sh/helm/v4@v" + ToolFamily.HELM.version(),
            "pkg:maven/dev.headgate/headgate-core@" + source.version());
  }

  /** As whoever has the folder and no container starts it. */
  @Test
  void shouldDecideFromItsFolderThroughItsStarter() throws IOException {
    try (var pod = Pod.starter(world.cluster(), built.distribution().home(), podFolder)) {
      // when
      letPass(pod, "started", "five");

      // then
      assertThat(pod.words()).doesNotContain(" ERROR ");
    }
  }

  @Test
  void shouldBelongToRootAndBeWritableByNobodyElse() throws IOException {
    assertThat(entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.getLongUserId()).isZero();
              assertThat(entry.getLongGroupId()).isZero();
              assertThat(entry.getLastModifiedTime()).isEqualTo(FileTime.from(Reproducible.TIME));
              assertThat(entry.getMode() & 0022)
                  .as(entry.getName())
                  .isEqualTo(entry.getName().equals("tmp/") ? 0022 : 0);
            });
  }

  @Test
  void shouldBeWhatTheChartAsksFor() {
    // when
    var container = Pod.container();

    // then
    assertThat(image.index().at("/manifests/0/annotations/io.containerd.image.name").textValue())
        .isEqualTo("docker.io/library/" + container.getImage());
    assertThat(image.config().at("/config/User").textValue()).isEqualTo("65532:65532");
    assertThat(container.getCommand()).isEmpty();
    assertThat(container.getArgs())
        .contains("--kustomize=/usr/local/bin/kustomize", "--helm=/usr/local/bin/helm");
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(image.config().at("/config/Labels/org.opencontainers.image.revision").textValue())
        .isEqualTo(source.revision());
  }

  @Test
  void shouldLetARevisionPassAsAnUnprivilegedUserOnAReadOnlyRoot() throws IOException {
    try (var pod = start(root, "JAVA_TOOL_OPTIONS=-Xlog:class+load")) {
      // when
      letPass(pod, "packaged", "two");

      // then
      assertThat(pod.get("/metrics")).contains("headgate_gate_state");
      assertThat(pod.words()).doesNotContain(" ERROR ").doesNotContain("[error]");
      assertThat(LoadedClasses.in(pod.log()).cachedPercent())
          .as("of the classes that were loaded came from the cache; type: task classes")
          .isGreaterThan(80);
      if (Isolation.ofThisMachine() == Isolation.CONTAINER) {
        assertThat(pod.proc("status"))
            .containsPattern("Uid:\\s+65532\\s+65532\\s+65532\\s+65532\n")
            .containsPattern("Groups:\\s*\n")
            .containsPattern("NoNewPrivs:\\s+1\n")
            .containsPattern("CapEff:\\s+0000000000000000\n");
      }
      if (Isolation.ofThisMachine().isRootOfItsOwn()) {
        assertThat(pod.proc("mounts")).containsPattern("(?m)^\\S+ / \\S+ ro,");
      }
    }
  }

  /** No test, but how {@code task classes} records them. */
  @Test
  @EnabledIfSystemProperty(named = "headgate.regenerate", matches = "true")
  void shouldRecordWhichClassesItLoads() throws Exception {
    // given
    var recorded = podFolder.resolve("classes");

    // when
    try (var pod =
        Pod.recording(world.cluster(), built.distribution().home(), podFolder, recorded)) {
      letPass(pod, "recorded", "four");
      pod.terminate();
    }

    // then
    Files.write(
        Path.of("src/main/resources/dev/headgate/image", ClassCache.CLASSES),
        LoadedClasses.recorded(recorded));
  }

  @Test
  void shouldDecideWithoutItsClassCacheAsWell() throws IOException {
    try (var pod = start(root, "JAVA_TOOL_OPTIONS=-XX:AOTMode=off")) {
      letPass(pod, "uncached", "three");
    }
  }

  @Test
  void shouldRefuseInWordsWhenAJarWasExchanged() throws Exception {
    // given
    var tampered = unpack("exchanged");
    var jar = tampered.resolve(HOME + "lib/headgate-core-%s.jar".formatted(source.version()));
    var time = Files.getLastModifiedTime(jar);
    var content = Files.readAllBytes(jar);
    content[content.length / 2] ^= 1;
    Files.write(jar, content);
    Files.setLastModifiedTime(jar, time); // of the same size and time, so the JVM does not notice

    try (var pod = start(tampered)) {
      // then
      assertThat(pod.awaitExitCode()).isEqualTo(PackagedMain.EXCHANGED);
      assertThat(pod.log())
          .contains("lib/" + jar.getFileName())
          .contains("is not the file that was built. Its parts fit only each other")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void shouldRefuseInWordsWhenTheCacheIsOfAnotherBuild() throws Exception {
    // given
    var tampered = unpack("stale");
    var cache = tampered.resolve(HOME + "lib/" + ClassCache.FILE);
    Files.write(cache, new byte[4096], java.nio.file.StandardOpenOption.APPEND);

    try (var pod = start(tampered)) {
      // then
      assertThat(pod.awaitExitCode()).isEqualTo(PackagedMain.EXCHANGED);
      assertThat(pod.log()).contains("lib/headgate-operator.aot").contains("./headgate package");
    }
  }

  /** The operator becomes ready, a gate adopts what is live, and lets a harmless change pass. */
  private static void letPass(Pod pod, String namespace, String value) {
    pod.awaitReady();
    try {
      world.openGate(namespace);
      world.promote(namespace, value);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("%s; it says:%n%s".formatted(e.getMessage(), pod.words()), e);
    }
  }

  private Pod start(Path unpacked, String... variables) throws IOException {
    return Pod.start(world.cluster(), image, unpacked, podFolder, List.of(variables));
  }

  /** As a container runtime does, which makes mount points before nobody may write any more. */
  private static Path unpack(String name) throws IOException {
    var target = Files.createDirectory(folder.resolve(name));
    image.unpack(target);
    for (var mountPoint : List.of("proc", "dev", "var/run/secrets/kubernetes.io/serviceaccount")) {
      Files.createDirectories(target.resolve(mountPoint));
    }
    return target;
  }

  private static List<TarArchiveEntry> entries() throws IOException {
    var entries = new ArrayList<TarArchiveEntry>();
    for (var layer : image.layers()) {
      for (var entry : image.entries(layer)) {
        if (!entry.isDirectory() || entry.getName().equals("tmp/")) {
          entries.add(entry);
        }
      }
    }
    return entries;
  }
}
