package dev.headgate.benchmarks;

import dev.headgate.runtime.apply.ApplyReport;
import java.util.List;

/** The second time nothing has to be sent. */
final class ReapplyUnchanged implements Benchmark {

  private static final String NAMESPACE = "bench-unchanged";

  @Override
  public String id() {
    return "B3";
  }

  @Override
  public String what() {
    return "apply 1,000 unchanged objects again";
  }

  @Override
  public List<Row> measure(Stage stage) throws InterruptedException {
    var client = stage.lab().host().client();
    Yaml.apply(client, Yaml.namespace(NAMESPACE));
    try {
      var objects = new Pile(NAMESPACE, 1_000, 0);
      var ours = new HeadgateApply(client);
      var first = ours.apply(NAMESPACE, objects.manifests(), ApplyReport.NOTHING);
      var mark = stage.audit().mark();
      ours.apply(NAMESPACE, objects.manifests(), first.report());
      var sent = onObjects(stage, mark);
      var kubectl = new KubectlApply(stage.lab().host(), stage.folder("kubectl"));
      kubectl.apply(objects);
      mark = stage.audit().mark();
      kubectl.apply(objects);
      return List.of(
          Row.ofRequests(id(), what() + "; peer: kubectl", sent)
              .peer((double) onObjects(stage, mark))
              .limit(0));
    } finally {
      client.namespaces().withName(NAMESPACE).delete();
    }
  }

  private static long onObjects(Stage stage, long mark) {
    return stage.audit().since(mark).stream()
        .filter(request -> request.namespace().equals(NAMESPACE))
        .filter(request -> request.resource().equals("configmaps"))
        .count();
  }
}
