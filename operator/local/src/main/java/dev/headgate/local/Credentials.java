package dev.headgate.local;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Lets the administrator and the parts of a control plane in. They have tokens, not certificates:
 * an RSA key costs a young JVM a second, and kube-apiserver makes the certificate of the server
 * itself.
 *
 * @param admin the token of the administrator, in {@code system:masters}
 * @param controllerManager that of {@code system:kube-controller-manager}
 * @param scheduler that of {@code system:kube-scheduler}
 */
record Credentials(String admin, String controllerManager, String scheduler) {
  static final String ADMIN_KUBECONFIG = "admin.kubeconfig";

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Makes them, and writes what kube-apiserver reads. */
  static Credentials create(RunFolder folder) {
    var credentials = new Credentials(newToken(), newToken(), newToken());
    folder.write("tokens.csv", credentials.tokenFile());
    writeSigningKeys(folder);
    return credentials;
  }

  /** Writes what the others read. */
  void writeKubeconfigs(RunFolder folder, Kubeconfig kubeconfig) {
    folder.write("ca.crt", kubeconfig.caPem());
    folder.write(ADMIN_KUBECONFIG, kubeconfig.forToken(admin));
    folder.write("controller-manager.kubeconfig", kubeconfig.forToken(controllerManager));
    folder.write("scheduler.kubeconfig", kubeconfig.forToken(scheduler));
  }

  private String tokenFile() {
    return """
    %s,admin,admin,system:masters
    %s,system:kube-controller-manager,controller-manager,
    %s,system:kube-scheduler,scheduler,
    """
        .formatted(admin, controllerManager, scheduler);
  }

  private static String newToken() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** With which tokens of service accounts are signed, and checked. */
  private static void writeSigningKeys(RunFolder folder) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256, RANDOM);
      var keys = generator.generateKeyPair();
      folder.write("service-accounts.pub", pem("PUBLIC KEY", keys.getPublic().getEncoded()));
      folder.write("service-accounts.key", pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has keys on elliptic curves", e);
    }
  }

  private static String pem(String type, byte[] der) {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, body);
  }
}
