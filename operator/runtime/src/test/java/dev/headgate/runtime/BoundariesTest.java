package dev.headgate.runtime;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.headgate.runtime.rest.ApiServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;

@AnalyzeClasses(
    packages = "dev.headgate.runtime",
    importOptions = ImportOption.DoNotIncludeTests.class)
class BoundariesTest {

  @ArchTest
  static final ArchRule NOBODY_LETS_FABRIC8_READ_A_KUBECONFIG =
      noClasses()
          .should()
          .callMethodWhere(
              target(nameMatching("fromKubeconfig|autoConfigure"))
                  .and(target(owner(assignableTo(Config.class)))))
          .because(
              "it runs the programs that a kubeconfig names while it parses, and reads whatever"
                  + " lies in the home directory; Kubeconfigs takes data only");

  @ArchTest
  static final ArchRule THE_APPLIER_CANNOT_REACH_THE_HOST =
      noClasses()
          .that()
          .resideInAPackage("dev.headgate.runtime.apply..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8..",
              "io.javaoperatorsdk..",
              "dev.headgate.runtime.kube..",
              "dev.headgate.runtime.source..",
              "dev.headgate.runtime.check..")
          .because(
              "what forces objects into a cluster, and deletes by label, takes a SandboxClient, which"
                  + " exists only for a cluster that is proven not to be the host");

  @ArchTest
  static final ArchRule THE_APPLIER_OPENS_NO_CONNECTION =
      noClasses()
          .that()
          .resideInAPackage("dev.headgate.runtime.apply..")
          .should()
          .callMethod(ApiServer.class, "of", KubernetesClient.class)
          .because("the only API server that it knows is the one of its SandboxClient");
}
