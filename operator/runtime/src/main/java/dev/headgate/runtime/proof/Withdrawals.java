package dev.headgate.runtime.proof;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * What gates have called off. It is kept in memory only: a gate that wants a proof called off says
 * so again at each reconcile, and a proof that was judged meanwhile is not affected.
 */
public final class Withdrawals {

  private final Map<String, String> whyByUid = new ConcurrentHashMap<>();
  private final BiConsumer<String, String> wake;

  /**
   * Remembers withdrawals.
   *
   * @param wake told namespace and name of a ChangeRequest that was called off
   */
  public Withdrawals(BiConsumer<String, String> wake) {
    this.wake = wake;
  }

  public void withdraw(String namespace, String changeRequest, String uid, String why) {
    if (whyByUid.putIfAbsent(uid, why) == null) {
      wake.accept(namespace, changeRequest);
    }
  }

  Optional<String> whyWithdrawn(String uid) {
    return Optional.ofNullable(whyByUid.get(uid));
  }

  void forget(String uid) {
    whyByUid.remove(uid);
  }
}
