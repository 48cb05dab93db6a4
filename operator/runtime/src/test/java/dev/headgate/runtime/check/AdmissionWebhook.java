package dev.headgate.runtime.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.headgate.local.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Somebody's admission webhook, as Kyverno has one: it refuses red ConfigMaps of one namespace. */
final class AdmissionWebhook implements AutoCloseable {

  static final String REFUSAL = "policy no-red/check-color fails: red is not allowed";

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final JsonMapper JSON = new JsonMapper();

  private final TestNamespace namespace;
  private final HttpsServer server;

  private AdmissionWebhook(TestNamespace namespace, HttpsServer server) {
    this.namespace = namespace;
    this.server = server;
  }

  /** Asked by the API server of the namespace soon after. */
  static AdmissionWebhook in(TestNamespace namespace, Path folder) throws Exception {
    var keys = keys(folder);
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls(keys)));
    server.createContext("/", AdmissionWebhook::answer);
    server.start();
    var webhook = new AdmissionWebhook(namespace, server);
    webhook.register(keys.getCertificate("webhook").getEncoded());
    return webhook;
  }

  /** From now on nobody answers, but the API server still asks. */
  void fallSilent() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var review = JSON.readTree(exchange.getRequestBody());
      var red = isRed(review.at("/request/object"));
      var response =
          Map.of(
              "apiVersion",
              "admission.k8s.io/v1",
              "kind",
              "AdmissionReview",
              "response",
              Map.of(
                  "uid",
                  review.at("/request/uid").asText(),
                  "allowed",
                  !red,
                  "status",
                  Map.of("message", red ? REFUSAL : "")));
      var body = JSON.writeValueAsString(response).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static boolean isRed(JsonNode map) {
    return map.at("/data/color").asText().equals("red");
  }

  private void register(byte[] certificate) {
    namespace
        .cluster()
        .client()
        .resource(
            new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name())
                .endMetadata()
                .addNewWebhook()
                .withName("colors.tests.headgate.dev")
                .withAdmissionReviewVersions("v1")
                .withSideEffects("None")
                .withFailurePolicy("Fail")
                .withTimeoutSeconds(5)
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", namespace.name())
                .endNamespaceSelector()
                .addNewRule()
                .withApiGroups("")
                .withApiVersions("v1")
                .withOperations("CREATE", "UPDATE")
                .withResources("configmaps")
                .endRule()
                .withNewClientConfig()
                .withUrl("https://127.0.0.1:%d/".formatted(server.getAddress().getPort()))
                .withCaBundle(Base64.getEncoder().encodeToString(pem(certificate)))
                .endClientConfig()
                .endWebhook()
                .build())
        .create();
  }

  private static byte[] pem(byte[] certificate) {
    return ("-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
            + "\n-----END CERTIFICATE-----\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private String name() {
    return "colors-" + namespace.name();
  }

  /** The JDK has no other way to sign a certificate. */
  private static KeyStore keys(Path folder) throws Exception {
    var file = folder.resolve("webhook.p12");
    var keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "webhook",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=webhook",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    new String(PASSWORD),
                    "-keystore",
                    file.toString()))
            .redirectErrorStream(true)
            .start();
    var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext tls(KeyStore keys) throws GeneralSecurityException {
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  @Override
  public void close() {
    namespace
        .cluster()
        .client()
        .admissionRegistration()
        .v1()
        .validatingWebhookConfigurations()
        .withName(name())
        .delete();
    server.stop(0);
  }
}
