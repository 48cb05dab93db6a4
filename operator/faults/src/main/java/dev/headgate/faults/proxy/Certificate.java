package dev.headgate.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What doors prove themselves with: a key of this JVM for 127.0.0.1, made by the JDK's keytool and
 * gone with the JVM.
 */
final class Certificate {

  private final SSLContext context;
  private final String pem;

  private Certificate(SSLContext context, String pem) {
    this.context = context;
    this.pem = pem;
  }

  private static final class Holder {
    static final Certificate ONE = make();
  }

  static Certificate ofThisJvm() {
    return Holder.ONE;
  }

  SSLContext context() {
    return context;
  }

  /** What clients have to trust. */
  String pem() {
    return pem;
  }

  private static Certificate make() {
    var password = UUID.randomUUID().toString();
    try {
      var folder = Files.createTempDirectory("headgate-faults-key-");
      var file = folder.resolve("key.p12");
      try {
        keytool(file, password);
        return read(file, password.toCharArray());
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a key", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK reads what its keytool wrote", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making a key", e);
    }
  }

  private static void keytool(Path file, String password) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass:env",
                "HEADGATE_STORE",
                "-alias",
                "door",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-ext",
                "bc:critical=ca:true")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    process.environment().put("HEADGATE_STORE", password);
    var running = process.start();
    if (!running.waitFor(1, TimeUnit.MINUTES) || running.exitValue() != 0) {
      running.destroyForcibly();
      throw new IOException("keytool made no key");
    }
  }

  private static Certificate read(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(file.toFile(), password);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    var der =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(store.getCertificate("door").getEncoded());
    return new Certificate(
        context, "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(der));
  }
}
