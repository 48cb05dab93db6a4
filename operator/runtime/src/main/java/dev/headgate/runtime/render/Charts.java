package dev.headgate.runtime.render;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.change.Digest;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Origin;
import dev.headgate.core.rendered.Inflated;
import dev.headgate.core.rendered.Release;
import dev.headgate.core.yaml.Documents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Inflates charts that lie in trees, each twice, so that what is made anew each time shows. Results
 * are remembered by the digest of all their inputs.
 */
public final class Charts {

  private final Helm helm;
  private final Limits limits;
  private final Documents documents;
  private final ManifestReader reader;
  private final Map<Digest, Result> results = new LinkedHashMap<>(16, 0.75f, true);

  public Charts(Helm helm, Limits limits) {
    this.helm = helm;
    this.limits = limits;
    this.documents = new Documents(limits.yaml());
    this.reader = new ManifestReader(limits.yaml());
  }

  private record Result(List<Manifest> made, List<Manifest> again, int bytes) {}

  /**
   * What the chart makes.
   *
   * @param others objects of the tree, which may define kinds
   * @throws RefusedInputException when it makes nothing, or something beyond the limits
   */
  Inflated inflate(Inflation inflation, Collection<Manifest> others, Budget budget) {
    var place = inflation.release().key().toString();
    var known = known(inflation.key());
    var result = known.orElseGet(() -> run(place, inflation, budget));
    budget.spend(place, result.bytes());
    keep(inflation.key(), result);
    var inflated =
        Inflated.of(
            inflation.release(),
            inflation.folder(),
            result.made(),
            result.again(),
            new ArrayList<>(others));
    var gaps = new ArrayList<>(inflation.values().gaps());
    gaps.addAll(inflated.gaps());
    gaps.addAll(gaps(inflation));
    return new Inflated(inflated.objects(), gaps);
  }

  private Result run(String place, Inflation inflation, Budget budget) {
    budget.uncounted(helm::prepare);
    var made = template(place, inflation, budget);
    var again = template(place, inflation, budget);
    return new Result(read(inflation, made), read(inflation, again), made.length);
  }

  private byte[] template(String place, Inflation inflation, Budget budget) {
    budget.requireTime(place);
    return helm.template(
        place,
        Release.of(inflation.release()).orElseThrow(),
        inflation.chart(),
        inflation.values().values(),
        inflation.capabilities(),
        !inflation.chart().hasForeignSchema(documents));
  }

  private List<Manifest> read(Inflation inflation, byte[] output) {
    return reader.read(new Origin("", inflation.folder()), output);
  }

  private List<Gap> gaps(Inflation inflation) {
    var release = inflation.release().key().toString();
    var gaps = new ArrayList<Gap>();
    var unknowable = inflation.chart().unknowable(inflation.values().values().toString());
    if (!unknowable.isEmpty()) {
      gaps.add(
          new Gap(
              Gap.Kind.PLACEHOLDER,
              release,
              "its chart uses %s, which was told nothing of the cluster or another time"
                  .formatted(String.join(", ", unknowable))));
    }
    if (inflation.chart().hasForeignSchema(documents)) {
      gaps.add(
          new Gap(
              Gap.Kind.NOT_CHECKED,
              release,
              "its chart's schema of values names schemas elsewhere, so values were not checked"));
    }
    var crds = inflation.release().content().path("spec").path("upgrade").path("crds").asText();
    if (inflation.chart().hasCrds() && !crds.startsWith("Create")) {
      gaps.add(
          new Gap(
              Gap.Kind.LEFT_OUT,
              release,
              "Flux leaves the CRDs of its chart as they are (spec.upgrade.crds is not"
                  + " CreateReplace); here they are those of the chart"));
    }
    return gaps;
  }

  private synchronized Optional<Result> known(Digest key) {
    return Optional.ofNullable(results.get(key));
  }

  private synchronized void keep(Digest key, Result result) {
    results.put(key, result);
    var oldest = new ArrayList<>(results.keySet()).iterator();
    while (results.size() > limits.render().cachedCharts()) {
      results.remove(oldest.next());
    }
  }
}
