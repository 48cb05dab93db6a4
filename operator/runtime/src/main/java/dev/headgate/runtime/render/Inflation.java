package dev.headgate.runtime.render;

import dev.headgate.core.change.Digest;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.rendered.ChartFiles;
import dev.headgate.core.rendered.ReleaseValues;
import java.nio.charset.StandardCharsets;

/** One release with all that its chart's output depends on; {@code key} is the digest of that. */
record Inflation(
    Manifest release,
    String folder,
    ChartFiles chart,
    ReleaseValues values,
    Capabilities capabilities,
    Digest key) {

  static Inflation of(
      Manifest release,
      String folder,
      ChartFiles chart,
      ReleaseValues values,
      Capabilities capabilities) {
    var key = Digest.builder();
    text(key, release.key().toString());
    text(key, release.content().path("spec").toString());
    text(key, release.origin().kustomization());
    text(key, folder);
    text(key, values.values().toString());
    text(key, capabilities.toString());
    chart
        .files()
        .forEach(
            (path, file) -> {
              text(key, path);
              key.field(file.content());
            });
    return new Inflation(release, folder, chart, values, capabilities, key.build());
  }

  private static void text(Digest.Builder key, String text) {
    key.field(text.getBytes(StandardCharsets.UTF_8));
  }
}
