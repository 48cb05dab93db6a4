package dev.headgate.local;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes kubeconfigs that hold everything they need: no files, no plugins. */
record Kubeconfig(String server, String caPem) {
  String forToken(String token) {
    return """
    apiVersion: v1
    kind: Config
    clusters:
    - name: local
      cluster:
        server: %s
        certificate-authority-data: %s
    users:
    - name: local
      user:
        token: %s
    contexts:
    - name: local
      context:
        cluster: local
        user: local
    current-context: local
    """
        .formatted(server, base64(caPem), token);
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
