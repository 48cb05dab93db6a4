package dev.headgate.runtime.kube;

import dev.headgate.core.change.Digest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of transitions by Kubernetes events. An event's name comes from what it tells, so telling
 * it twice makes one event; an event that cannot be written is logged and holds nothing up.
 */
public final class Announcer {

  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final int MAX_NOTE = 1024;

  private final ServerSideApply apply;
  private final String instance;
  private final String cluster;
  private final Clock clock;

  /**
   * Announces as one operator instance.
   *
   * @param cluster named in every event; may be empty
   */
  public Announcer(ServerSideApply apply, String instance, String cluster, Clock clock) {
    this.apply = apply;
    this.instance = instance;
    this.cluster = cluster;
    this.clock = clock;
  }

  public void announce(HasMetadata regarding, boolean warning, String reason, String message) {
    var note = cluster.isEmpty() ? message : "[" + cluster + "] " + message;
    var now = new MicroTime(MICROS.format(clock.instant()));
    var name = regarding.getMetadata().getName();
    var event =
        new EventBuilder()
            .withNewMetadata()
            .withName(
                name.substring(0, Math.min(200, name.length()))
                    + "."
                    + Digest.of(
                            (regarding.getMetadata().getUid() + reason + message)
                                .getBytes(StandardCharsets.UTF_8))
                        .shortened())
            .withNamespace(regarding.getMetadata().getNamespace())
            .endMetadata()
            .withRegarding(
                new ObjectReferenceBuilder()
                    .withApiVersion(regarding.getApiVersion())
                    .withKind(regarding.getKind())
                    .withNamespace(regarding.getMetadata().getNamespace())
                    .withName(name)
                    .withUid(regarding.getMetadata().getUid())
                    .build())
            .withType(warning ? "Warning" : "Normal")
            .withReason(reason)
            .withAction(reason)
            .withNote(note.substring(0, Math.min(MAX_NOTE, note.length())))
            .withReportingController("headgate.dev/headgate")
            .withReportingInstance(instance)
            .withEventTime(now)
            .build();
    try {
      apply.own(event);
    } catch (KubernetesClientException e) {
      if (wasToldBefore(e)) {
        return;
      }
      LOG.warn("event not written object={} reason={} error={}", name, reason, e.getMessage());
    }
  }

  /** An event keeps the time of its first telling; nothing else of ours can be refused for that. */
  private static boolean wasToldBefore(KubernetesClientException e) {
    return Optional.ofNullable(e.getStatus())
        .map(Status::getDetails)
        .map(StatusDetails::getCauses)
        .filter(causes -> causes.stream().anyMatch(cause -> "eventTime".equals(cause.getField())))
        .isPresent();
  }
}
