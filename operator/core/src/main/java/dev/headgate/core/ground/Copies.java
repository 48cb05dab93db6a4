package dev.headgate.core.ground;

import dev.headgate.core.change.ObjectKey;
import java.util.List;

/**
 * What a pool lets its sandboxes have.
 *
 * @param pool {@code namespace/name} of the pool, as objects of other namespaces agree to it
 * @param home the namespace of the pool
 * @param facts definitions, labels of namespaces and classes, as objects need them
 * @param named ConfigMaps and Secrets
 * @param placeholders whether Secrets that nobody brings are made without values
 * @param addresses whether what waits for a load balancer gets an address
 */
public record Copies(
    String pool,
    String home,
    boolean facts,
    List<Named> named,
    boolean placeholders,
    boolean addresses) {

  public static final Copies NONE = new Copies("", "", false, List.of(), false, false);

  /** On a ConfigMap or Secret: the pools, separated by commas, that may copy it. */
  public static final String AGREEMENT = "headgate.dev/copy-to";

  public Copies {
    named = List.copyOf(named);
  }

  /**
   * One ConfigMap or Secret.
   *
   * @param real with its values; a ConfigMap always is
   */
  public record Named(ObjectKey key, boolean real) {}
}
