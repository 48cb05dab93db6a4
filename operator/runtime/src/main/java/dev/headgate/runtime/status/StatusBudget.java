package dev.headgate.runtime.status;

import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A status has at most {@link #BYTES} bytes of JSON in all, however much there is to say: each
 * write costs the API server and each reader that much. What is least missed goes first, is cut
 * from its end, and is counted in the list's {@code omitted}.
 */
public final class StatusBudget {

  public static final int BYTES = 32 * 1024;

  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  private StatusBudget() {}

  /**
   * What is left of the changes no longer stands for all of them: from then on only a change set
   * with the very same digest is covered by the verdict.
   */
  public static ChangeRequestStatus fit(ChangeRequestStatus status) {
    return fit(status, ProofParts.LEAST_MISSED_FIRST);
  }

  /** The history is never cut: it is the ledger of what was let through. */
  public static PromotionGateStatus fit(PromotionGateStatus status) {
    return fit(status, GateParts.LEAST_MISSED_FIRST);
  }

  private static <S> S fit(S status, List<StatusPart<S>> leastMissedFirst) {
    var fitting = status;
    for (var part : leastMissedFirst) {
      if (fits(fitting)) {
        return fitting;
      }
      var whole = fitting;
      fitting = longest(part.length().applyAsInt(whole), n -> part.keep().of(whole, n));
    }
    return fitting;
  }

  /** The longest form that fits, of those with fewer than {@code length}; else the shortest. */
  private static <S> S longest(int length, IntFunction<S> form) {
    var least = 0;
    var most = Math.max(0, length - 1);
    while (least < most) {
      var middle = (least + most + 1) / 2;
      if (fits(form.apply(middle))) {
        least = middle;
      } else {
        most = middle - 1;
      }
    }
    return form.apply(least);
  }

  private static boolean fits(Object status) {
    return bytes(status) <= BYTES;
  }

  /** Of the JSON that the API server is sent. */
  static int bytes(Object status) {
    return JSON.asJson(status).getBytes(StandardCharsets.UTF_8).length;
  }
}
