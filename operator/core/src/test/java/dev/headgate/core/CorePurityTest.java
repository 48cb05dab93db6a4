package dev.headgate.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.headgate.core",
    importOptions = ImportOption.DoNotIncludeTests.class)
class CorePurityTest {

  @ArchTest
  static final ArchRule DECIDES_WITHOUT_IO =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|Console)")
          .because(
              "a decision that reads the world cannot be tested with facts, nor repeated after a"
                  + " crash");

  @ArchTest
  static final ArchRule TAKES_TIME_AS_AN_ARGUMENT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .orShould()
          .callMethod("java.time.Instant", "now")
          .orShould()
          .callMethod("java.lang.System", "currentTimeMillis")
          .orShould()
          .callMethod("java.lang.System", "nanoTime")
          .because("the same facts at the same instant must give the same decision");

  @ArchTest
  static final ArchRule HAS_NO_THREADS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.concurrent..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .because("who waits, and for how long, is decided at the edge");

  @ArchTest
  static final ArchRule KNOWS_NEITHER_LOGS_NOR_CLIENTS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.slf4j..", "java.util.logging..", "io.fabric8..", "io.javaoperatorsdk..")
          .because("what happened is in the decision, and the edge says it once");
}
