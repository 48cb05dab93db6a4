package dev.headgate.api.v1alpha1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The CustomResourceDefinitions of these kinds, as they are shipped: YAML, one document each. */
public final class Crds {

  /** Where they lie on the class path, and in the chart under the same file names. */
  public static final String FOLDER = "META-INF/headgate/crds/";

  /** Their file names. */
  public static final List<String> FILES =
      List.of(
          "changeapprovals.yaml",
          "changerequests.yaml",
          "changesandboxes.yaml",
          "promotiongates.yaml",
          "sandboxpools.yaml");

  private Crds() {}

  /** All of them, in the order of {@link #FILES}. */
  public static List<String> yaml() {
    return FILES.stream().map(Crds::read).toList();
  }

  private static String read(String file) {
    try (var in = Crds.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + file + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(FOLDER + file + " cannot be read", e);
    }
  }
}
