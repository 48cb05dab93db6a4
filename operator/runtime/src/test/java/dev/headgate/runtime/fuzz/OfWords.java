package dev.headgate.runtime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.Revisions;
import dev.headgate.api.v1alpha1.TimeSpan;
import dev.headgate.core.probe.Spans;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.sandbox.Kubeconfigs;
import io.fabric8.kubernetes.client.Config;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Kubeconfigs, and words that mean something. */
final class OfWords {

  private OfWords() {}

  /** What is taken is data: an address over TLS, whose certificate is verified, and who asks. */
  static Optional<String> kubeconfig(byte[] bytes) {
    return switch (Kubeconfigs.read(bytes)) {
      case Kubeconfigs.Read.Refused(var reason) -> {
        assertThat(reason).startsWith("kubeconfig");
        yield Optional.of(reason);
      }
      case Kubeconfigs.Read.Accepted(var config) -> {
        assertIsData(config);
        yield Optional.empty();
      }
    };
  }

  private static void assertIsData(Config config) {
    assertThat(config.getMasterUrl()).startsWith("https://");
    assertThat(config.isTrustCerts()).isFalse();
    assertThat(config.isDisableHostnameVerification()).isFalse();
    assertThat(config.getAuthProvider()).isNull();
    assertThat(config.getImpersonateUsername()).isNull();
    assertThat(config.getCaCertFile()).isNull();
    assertThat(config.getClientCertFile()).isNull();
    assertThat(config.getClientKeyFile()).isNull();
    assertThat(config.getHttpsProxy()).isNull();
    assertThat(config.getUsername()).isNull();
    assertThat(config.getOauthToken() == null).isNotEqualTo(config.getClientKeyData() == null);
  }

  /** Two spellings of one commit are one revision. */
  static Optional<String> revision(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    Revision revision;
    try {
      revision = new Revision(text);
    } catch (IllegalArgumentException e) {
      assertThat(text).isBlank();
      return Optional.of(String.valueOf(e.getMessage()));
    }
    assertThat(revision.commit()).doesNotContain(":");
    assertThat(revision.commit()).startsWith(revision.shortCommit());
    assertThat(revision.shortCommit().length()).isLessThanOrEqualTo(12);
    assertThat(new Revision("other@sha1:" + revision.commit()).sameCommit(revision)).isTrue();
    assertThat(Revisions.abbreviate(text).length()).isLessThanOrEqualTo(100);
    return Optional.empty();
  }

  /** Both readers of durations mean the same, and what they write they read again. */
  static Optional<String> duration(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    var span = Spans.read(text);
    var java = java(text);
    assertThat(java.filter(duration -> !duration.isZero())).isEqualTo(span);
    // Three parts of six digits can be more hours than six digits hold.
    span.filter(read -> read.toHours() < 1_000_000)
        .ifPresent(
            read -> {
              assertThat(Spans.read(Spans.text(read))).contains(read);
              assertThat(TimeSpan.of(read).toJava()).isEqualTo(read);
            });
    return span.isPresent() ? Optional.empty() : Optional.of("no duration");
  }

  private static Optional<Duration> java(String text) {
    try {
      return Optional.of(new TimeSpan(text).toJava());
    } catch (IllegalArgumentException e) {
      assertThat(e)
          .hasMessageContaining("is not a duration")
          .isNotInstanceOf(NumberFormatException.class);
      return Optional.empty();
    }
  }
}
