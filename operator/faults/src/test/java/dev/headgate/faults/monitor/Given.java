package dev.headgate.faults.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.headgate.faults.proxy.Call;
import dev.headgate.faults.proxy.Traced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was seen, made up: each step is one second and one version later than the one before. */
final class Given {

  static final String ONE = "1111111111111111111111111111111111111111";
  static final String TWO = "2222222222222222222222222222222222222222";
  static final String PASSWORD = "correct-horse";

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final YAMLMapper YAML = new YAMLMapper();

  private final List<Seen> seen = new ArrayList<>();
  private final List<Traced> requests = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private boolean needsApproval;
  private boolean needsSandbox;
  private Instant now = START;

  /** A gate that has adopted {@link #ONE}. */
  static Given adopted() {
    return new Given().host("promotiongates", "cluster", "{}").source("", ONE).source(ONE, ONE);
  }

  Given needsApproval() {
    needsApproval = true;
    return this;
  }

  Given needsSandbox() {
    needsSandbox = true;
    return this;
  }

  Given source(String pin, String artifact) {
    return host(
        "gitrepositories",
        "flux-system",
        "spec: {ref: {commit: '%s'}}\nstatus: {artifact: {revision: 'main@sha1:%s'}}"
            .formatted(pin, artifact));
  }

  Given gate(String yaml) {
    return host("promotiongates", "cluster", yaml);
  }

  Given proof(String result, String commit) {
    return host("changerequests", "proof", verdict(result, commit));
  }

  Given says(String action, String commit) {
    return host(
        "changeapprovals",
        action,
        "spec: {action: %s, revision: 'main@sha1:%s'}".formatted(action, commit));
  }

  Given gone(String resource, String name) {
    add("host", resource, name, "{}", true);
    return this;
  }

  Given host(String resource, String name, String yaml) {
    add("host", resource, name, yaml, false);
    return this;
  }

  Given sandbox(String resource, String name, String yaml) {
    add("sandbox", resource, name, yaml, false);
    return this;
  }

  /** The next is seen at the same moment as the last. */
  Given atOnce() {
    now = now.minusSeconds(1);
    return this;
  }

  Given says(String line) {
    words.add(line);
    return this;
  }

  Given asked(int status, Call call) {
    requests.add(new Traced(requests.size() + 1L, now, call, status, Optional.empty()));
    return this;
  }

  List<String> violationsOf(Promise promise) {
    var findings =
        promise.check(
            new Evidence(
                seen,
                requests,
                words,
                new Expected(
                    "faults",
                    "cluster",
                    "flux-system",
                    needsApproval,
                    needsSandbox,
                    Map.of(TWO, "sha256:expected"),
                    List.of(PASSWORD))));
    if (findings.evaluated() == 0) {
      throw new AssertionError(promise.id() + " looked at nothing");
    }
    return findings.violations();
  }

  /** Of one second after the start. */
  static String verdict(String result, String commit) {
    return """
    status:
      conditions: [{type: Checked, status: "True"}]
      verdict: {decidedAt: '2026-01-01T00:00:01Z', result: %s, revision: 'main@sha1:%s', changeSetDigest: 'sha256:expected'}
    """
        .formatted(result, commit);
  }

  private void add(String cluster, String resource, String name, String yaml, boolean deleted) {
    now = now.plusSeconds(1);
    seen.add(new Seen(seen.size() + 1L, now, cluster, resource, deleted, object(name, yaml)));
  }

  private JsonNode object(String name, String yaml) {
    try {
      var object = (ObjectNode) YAML.readTree(yaml);
      var metadata = object.withObject("/metadata");
      metadata.put("name", name).put("creationTimestamp", now.toString());
      if (!metadata.has("uid")) {
        metadata.put("uid", "uid-of-" + name);
      }
      return object;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }
}
