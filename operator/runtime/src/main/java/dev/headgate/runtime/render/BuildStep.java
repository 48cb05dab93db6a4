package dev.headgate.runtime.render;

import dev.headgate.core.change.Digest;
import dev.headgate.core.flux.BuildInputs;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.flux.PostBuild;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** One Flux Kustomization with all that its build depends on; {@code key} is the digest of that. */
record BuildStep(
    FluxKustomization flux, String folder, BuildInputs inputs, PostBuild postBuild, Digest key) {

  static BuildStep of(
      FluxKustomization flux, String folder, BuildInputs inputs, PostBuild postBuild) {
    var key = Digest.builder();
    text(key, flux.id());
    text(key, folder);
    text(key, Boolean.toString(flux.prunes()));
    text(key, flux.spec().path("commonMetadata").toString());
    text(key, Boolean.toString(postBuild.active()));
    text(key, new TreeMap<>(postBuild.values()).toString());
    inputs
        .files()
        .forEach(
            (path, file) -> {
              text(key, path);
              key.field(file.content());
            });
    return new BuildStep(flux, folder, inputs, postBuild, key.build());
  }

  private static void text(Digest.Builder key, String text) {
    key.field(text.getBytes(StandardCharsets.UTF_8));
  }
}
