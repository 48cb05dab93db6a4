package dev.headgate.api.generate;

import dev.headgate.api.v1alpha1.ChangeApproval;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.SandboxPool;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that is generated from the records, as path below the repository's root → content. */
final class GeneratedFiles {

  /** What has to be typed when one of the files is stale. */
  static final String REGENERATE =
      "mvn -pl crds -am test -Dtest=GeneratedFilesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dheadgate.regenerate=true";

  /** In the order in which people meet them. */
  private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
      List.of(
          PromotionGate.class,
          ChangeRequest.class,
          ChangeApproval.class,
          SandboxPool.class,
          ChangeSandbox.class);

  private static final Path RESOURCES = Path.of("crds/src/main/resources/META-INF/headgate/crds");
  private static final Path CHART = Path.of("charts/headgate/crds");
  private static final Path REFERENCE = Path.of("crds/API.md");

  private GeneratedFiles() {}

  static Map<Path, String> all() {
    var files = new LinkedHashMap<Path, String>();
    var reference = new Reference();
    for (var kind : KINDS) {
      var crd = generate(kind);
      var name = crd.getSpec().getNames().getPlural() + ".yaml";
      var yaml =
          "# Generated from the records, do not edit. To regenerate: "
              + REGENERATE
              + "\n"
              + text(crd);
      files.put(RESOURCES.resolve(name), yaml);
      files.put(CHART.resolve(name), yaml);
      reference.add(crd, kind);
    }
    files.put(REFERENCE, reference.text());
    return files;
  }

  private static CustomResourceDefinition generate(Class<? extends CustomResource<?, ?>> kind) {
    var crds = new ArrayList<HasMetadata>();
    new CRDGenerator()
        .customResourceClasses(kind)
        .forCRDVersions("v1")
        .withParallelGenerationEnabled(false)
        .withPostProcessor(capture(crds))
        .withOutput(new Nowhere())
        .generate();
    if (crds.size() != 1 || !(crds.getFirst() instanceof CustomResourceDefinition crd)) {
      throw new IllegalStateException(kind.getSimpleName() + ": expected one CRD, got " + crds);
    }
    return Tightening.of(crd, kind);
  }

  private static CRDPostProcessor capture(List<HasMetadata> crds) {
    return new CRDPostProcessor() {
      @Override
      public HasMetadata process(HasMetadata crd, String version) {
        crds.add(crd);
        return crd;
      }
    };
  }

  private static String text(CustomResourceDefinition crd) {
    return new KubernetesSerialization().asYaml(crd);
  }

  /** We take the objects, not the generator's own text of them. */
  private static final class Nowhere implements CRDGenerator.CRDOutput<OutputStream> {
    @Override
    public OutputStream outputFor(String name) {
      return OutputStream.nullOutputStream();
    }

    @Override
    public void close() {}
  }
}
