package dev.headgate.runtime.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.yaml.Document;
import dev.headgate.core.yaml.Documents;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Reads a kubeconfig that somebody else wrote. The usual readers run the programs and open the
 * files that it names; this one takes data only, from the current context, and names the first
 * field that is anything else.
 */
public final class Kubeconfigs {

  private static final Limits.Yaml LIMITS = new Limits.Yaml(256 * 1024, 1, 1_000, 12, 0, 0);

  /** Longer than anybody waits who only wants to know whether it is there. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  private static final Set<String> CONTEXT = Set.of("cluster", "user", "namespace", "extensions");
  private static final Set<String> CLUSTER =
      Set.of("server", "certificate-authority-data", "tls-server-name", "extensions");
  private static final Set<String> USER =
      Set.of("client-certificate-data", "client-key-data", "token", "extensions");

  private Kubeconfigs() {}

  /** A configuration for a client, or what is wrong; the reason never quotes a value. */
  public sealed interface Read {
    record Accepted(Config config) implements Read {}

    record Refused(String reason) implements Read {}
  }

  public static Read read(byte[] bytes) {
    try {
      return new Read.Accepted(config(single(new Documents(LIMITS).read("kubeconfig", bytes))));
    } catch (RefusedInputException e) {
      return new Read.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode single(List<Document> documents) {
    if (documents.size() != 1 || !documents.getFirst().content().isObject()) {
      throw new RefusedInputException("kubeconfig", "it is no single mapping");
    }
    return documents.getFirst().content();
  }

  private static Config config(JsonNode root) {
    var current = root.path("current-context").asText("");
    if (current.isEmpty()) {
      throw refused("current-context", "it is missing");
    }
    var context = named(root, "contexts", "context", current, CONTEXT);
    var cluster = named(root, "clusters", "cluster", text(context, "cluster"), CLUSTER);
    var user = named(root, "users", "user", text(context, "user"), USER);
    var builder =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(server(cluster))
            .withCaCertData(pem(cluster, "certificate-authority-data"))
            .withConnectionTimeout((int) CONNECT_TIMEOUT.toMillis())
            .withRequestTimeout((int) REQUEST_TIMEOUT.toMillis())
            .withRequestRetryBackoffLimit(0) // ApiServer retries, and says so
            .withUserAgent("headgate");
    return withCredentials(builder, user).build();
  }

  private static ConfigBuilder withCredentials(ConfigBuilder builder, JsonNode user) {
    var hasToken = !text(user, "token").isEmpty();
    var hasCertificate = user.has("client-certificate-data") || user.has("client-key-data");
    if (hasToken == hasCertificate) {
      throw refused(
          "users[].user",
          "exactly one is needed of token, or client-certificate-data with client-key-data");
    }
    if (hasCertificate) {
      return builder
          .withClientCertData(pem(user, "client-certificate-data"))
          .withClientKeyData(pem(user, "client-key-data"));
    }
    if (!text(user, "token").matches("[\\x21-\\x7e]{1,16384}")) {
      throw refused("users[].user.token", "it is no bearer token");
    }
    return builder.withOauthToken(text(user, "token"));
  }

  /** The entry of that name, which must have no field but the allowed ones. */
  private static JsonNode named(
      JsonNode root, String list, String field, String name, Set<String> allowed) {
    var matching = new ArrayList<JsonNode>();
    for (JsonNode entry : root.path(list)) {
      if (text(entry, "name").equals(name)) {
        matching.add(entry.path(field));
      }
    }
    if (matching.size() != 1 || !matching.getFirst().isObject()) {
      throw refused(list, "not exactly one of the name that the current context uses");
    }
    matching
        .getFirst()
        .fieldNames()
        .forEachRemaining(
            found -> {
              if (!allowed.contains(found)) {
                throw refused(
                    list + "[]." + field + "." + shortened(found),
                    "this field is not allowed; a sandbox is reached by server, CA data, and a"
                        + " token or client certificate data, without programs, files, proxies,"
                        + " impersonation or unverified TLS");
              }
            });
    return matching.getFirst();
  }

  private static String server(JsonNode cluster) {
    var place = "clusters[].cluster.server";
    var uri = uri(text(cluster, "server"), place);
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
      throw refused(place, "it is no https:// URL");
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw refused(place, "it holds more than host, port and path");
    }
    var verified = text(cluster, "tls-server-name");
    if (!verified.isEmpty() && !verified.equals(uri.getHost())) {
      throw refused(
          "clusters[].cluster.tls-server-name",
          "another name than the server's host is not supported: let the certificate name the host");
    }
    return uri.toString();
  }

  @SuppressWarnings("UnusedException") // its message quotes the text
  private static URI uri(String text, String place) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw refused(place, "it is no URL");
    }
  }

  /** Base64 of PEM, checked and returned as it stands. */
  @SuppressWarnings("UnusedException") // its message may quote a byte of a key
  private static String pem(JsonNode node, String field) {
    var data = text(node, field);
    if (data.isEmpty()) {
      throw refused(field, "it is missing");
    }
    try {
      var decoded = new String(Base64.getDecoder().decode(data), StandardCharsets.US_ASCII);
      if (!decoded.contains("-----BEGIN ")) {
        throw refused(field, "it is no PEM block in base64");
      }
      return data;
    } catch (IllegalArgumentException e) {
      throw refused(field, "it is no base64");
    }
  }

  private static String text(JsonNode node, String field) {
    var value = node.path(field);
    return value.isTextual() ? value.asText() : "";
  }

  private static String shortened(String field) {
    return field.length() <= 60 ? field : field.substring(0, 60) + "…";
  }

  private static RefusedInputException refused(String place, String found) {
    return new RefusedInputException("kubeconfig, " + place, found);
  }
}
