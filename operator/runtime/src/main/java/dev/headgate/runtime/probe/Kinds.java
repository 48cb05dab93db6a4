package dev.headgate.runtime.probe;

import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.Question;
import dev.headgate.core.probe.Reading;
import dev.headgate.runtime.rest.Glance;

/** Every kind of probe, and who measures it. */
public final class Kinds implements Reader {

  private final Reader ready;
  private final ExpressionKind expression;
  private final HttpKind http;
  private final JobKind job;
  private final PromQlKind promQl;

  /**
   * Those of one sandbox.
   *
   * @param sandbox its API server
   * @param ready measures what was applied there
   */
  public static Kinds ofSandbox(Glance sandbox, Prometheus prometheus, Reader ready) {
    return new Kinds("the sandbox", sandbox, prometheus, ready);
  }

  /**
   * Those of the host, where nothing was applied by us.
   *
   * @param cluster its API server, as the account that may look at it
   */
  public static Kinds ofHost(Glance cluster, Prometheus prometheus) {
    return new Kinds(
        "the cluster",
        cluster,
        prometheus,
        probe -> new Reading.Impossible("readiness is measured in sandboxes only"));
  }

  private Kinds(String where, Glance cluster, Prometheus prometheus, Reader ready) {
    var objects = new SingleObjects(where, cluster);
    this.ready = ready;
    this.expression = new ExpressionKind(objects);
    this.http = new HttpKind(where, cluster);
    this.job = new JobKind(objects);
    this.promQl = new PromQlKind(prometheus);
  }

  @Override
  public Reading read(Probe probe) throws InterruptedException {
    var timeout = probe.rhythm().timeout();
    return switch (probe.question()) {
      case Question.Ready asked -> ready.read(probe);
      case Question.Expression asked -> expression.read(asked, timeout);
      case Question.Http asked -> http.read(asked, timeout);
      case Question.Job asked -> job.read(asked, timeout);
      case Question.PromQl asked -> promQl.read(asked, timeout);
    };
  }
}
