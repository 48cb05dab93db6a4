package dev.headgate.local;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The custom resource definitions of Flux: the real ones of kustomize-controller and
 * source-controller, from their Go modules, and one of our own for HelmRelease.
 */
public final class FluxCrds {
  private static final String BASES = "config/crd/bases";

  private FluxCrds() {}

  /** Installs them, and returns when objects of their kinds can be made. */
  public static void install(KubernetesClient client, Progress progress) {
    var cache = Binaries.standard(progress).cache();
    var manifests = new ArrayList<String>();
    manifests.addAll(
        crds(cache, ToolFamily.KUSTOMIZE_CONTROLLER, "github.com/fluxcd/kustomize-controller"));
    manifests.addAll(
        crds(cache, ToolFamily.SOURCE_CONTROLLER, "github.com/fluxcd/source-controller"));
    manifests.add(Resources.text("flux/helmrelease-crd.yaml"));
    ServerSideApply.applyAndAwaitCrds(client, manifests);
  }

  private static List<String> crds(Cache cache, ToolFamily family, String module) {
    var folder =
        cache.getOrMake(
            family, "crds", target -> new GoModule(family, module).copyFolder(BASES, target));
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(FluxCrds::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the CRDs of Flux in " + folder, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
