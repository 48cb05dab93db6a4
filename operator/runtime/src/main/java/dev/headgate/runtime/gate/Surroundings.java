package dev.headgate.runtime.gate;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.assess.Comparer;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.host.Gates;
import dev.headgate.runtime.host.Gates.SourceRef;
import dev.headgate.runtime.host.Host;
import dev.headgate.runtime.host.RenderedSources;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.source.HeadSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the gate does not hold or does not know, for people to know of.
 *
 * @param floatingInputs what may change without a commit; absent while live is not known
 * @param uncovered followers whose objects are not all known, by {@code namespace/name}
 * @param liveFault why live cannot be rendered
 * @param ungatedSources other sources of the same repository, and who follows the head source
 * @param headOrigin what the artifact of head says that it was made from
 */
record Surroundings(
    Optional<List<String>> floatingInputs,
    List<String> uncovered,
    Optional<String> liveFault,
    List<String> ungatedSources,
    Optional<String> headOrigin) {

  static final Surroundings UNKNOWN =
      new Surroundings(Optional.empty(), List.of(), Optional.empty(), List.of(), Optional.empty());

  private static final String ORIGIN =
      "/status/artifact/metadata/org.opencontainers.image.revision";

  static Surroundings of(GateContext context, Host host, Comparer comparer) {
    var ungated = ungatedSources(context, host);
    var origin = headOrigin(context);
    var live = context.gated().flatMap(FluxObject::artifact).map(artifact -> artifact.revision());
    if (live.isEmpty()) {
      return new Surroundings(Optional.empty(), List.of(), Optional.empty(), ungated, origin);
    }
    return switch (comparer.compare(context, live.get(), live.get())) {
      case Comparison.Ready ready ->
          new Surroundings(
              Optional.of(ready.live().floatingInputs()),
              uncovered(ready.live()),
              Optional.empty(),
              ungated,
              origin);
      case Comparison.Refused(var findings) ->
          new Surroundings(
              Optional.empty(),
              context.followers().stream().map(Surroundings::name).sorted().toList(),
              Optional.of(whatToDo(live.get(), findings.getFirst())),
              ungated,
              origin);
      case Comparison.Pending pending ->
          new Surroundings(Optional.empty(), List.of(), Optional.empty(), ungated, origin);
      case Comparison.Gone gone ->
          new Surroundings(Optional.empty(), List.of(), Optional.empty(), ungated, origin);
    };
  }

  private static String whatToDo(Revision live, Finding finding) {
    return ("live %s cannot be rendered: %s: %s; repair it on the branch and approve the revision"
            + " that does: until one is live that can be rendered, each counts as High and as"
            + " changed in all")
        .formatted(live, finding.object(), finding.message());
  }

  /** Those of which a part was left out, or whose objects go to another cluster. */
  private static List<String> uncovered(Rendering live) {
    return live.gaps().stream()
        .filter(gap -> gap.kind() == Gap.Kind.REMOTE_BASE || gap.kind() == Gap.Kind.NOT_CHECKED)
        .map(gap -> gap.subject().substring(gap.subject().indexOf('/') + 1))
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> ungatedSources(GateContext context, Host host) {
    var repository =
        context.gated().flatMap(gated -> gated.text("/spec/url")).map(Surroundings::repository);
    var head = HeadSource.nameFor(context.gate().getMetadata().getName());
    var sources =
        host.sources(context.sourceRef().kind()).stream()
            .filter(
                source ->
                    repository.isPresent()
                        && repository.equals(
                            source.text("/spec/url").map(Surroundings::repository)))
            .filter(source -> !Gates.isPart(source, context.gate(), context.sourceRef()))
            .filter(source -> !RenderedSources.isPart(source, context.gate()))
            .map(Surroundings::name);
    var headRef = new SourceRef(context.sourceRef().kind(), context.sourceRef().namespace(), head);
    var followers =
        Gates.followersOf(headRef, host).stream()
            .map(
                follower ->
                    "Kustomization %s follows %s/%s, which nothing holds"
                        .formatted(name(follower), headRef.namespace(), head));
    return Stream.concat(sources, followers).sorted().toList();
  }

  /** Host and path: what differs in scheme, user or ending is the same repository. */
  static String repository(String url) {
    var text = url.strip().toLowerCase(Locale.ROOT);
    var afterScheme = text.substring(text.indexOf("://") < 0 ? 0 : text.indexOf("://") + 3);
    var slash = afterScheme.indexOf('/');
    var at = afterScheme.lastIndexOf('@', slash < 0 ? afterScheme.length() : slash);
    return afterScheme.substring(at + 1).replaceFirst("/+$", "").replaceFirst("\\.git$", "");
  }

  private static String name(FluxObject object) {
    return object.namespace() + "/" + object.name();
  }

  /** Whoever pushed an artifact wrote what he liked. */
  private static Optional<String> headOrigin(GateContext context) {
    return context.bytes().flatMap(bytes -> bytes.text(ORIGIN));
  }
}
