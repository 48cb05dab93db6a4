package dev.headgate.benchmarks;

import dev.headgate.api.v1alpha1.ChangeRequest;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** ChangeRequests that were judged and stay, so that what they cost later can be seen. */
final class Finished {

  static final String NAMESPACE = "bench-proofs";

  private Finished() {}

  /** Sees to it that there are at least so many. */
  static void atLeast(Stage stage, int count) throws InterruptedException {
    try (var proofs = Proofs.in(stage.lab().host().client(), NAMESPACE)) {
      var names = IntStream.range(0, count).mapToObj(number -> "kept-" + number).toList();
      var present = names(stage);
      var missing = names.stream().filter(name -> !present.contains(name)).toList();
      if (!missing.isEmpty()) {
        stage.say("  making %d ChangeRequests".formatted(missing.size()));
        proofs.proveAll(missing);
      }
    }
  }

  /** Removes them all. */
  static void none(Stage stage) throws InterruptedException {
    var client = stage.lab().host().client();
    client.namespaces().withName(NAMESPACE).delete();
    Waiting.until("they are gone", () -> client.namespaces().withName(NAMESPACE).get() == null);
  }

  private static Set<String> names(Stage stage) {
    return stage
        .lab()
        .host()
        .client()
        .resources(ChangeRequest.class)
        .inNamespace(NAMESPACE)
        .list()
        .getItems()
        .stream()
        .map(request -> request.getMetadata().getName())
        .collect(Collectors.toSet());
  }
}
