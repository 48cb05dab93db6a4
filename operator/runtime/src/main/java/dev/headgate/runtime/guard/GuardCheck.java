package dev.headgate.runtime.guard;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the policies that keep others from pins and verdicts are there, fail closed and are
 * bound with Deny. They are in the chart; without them a gate is not Ready and moves nothing.
 */
public final class GuardCheck {

  /** The policies without which a gate does not open. */
  public static final List<String> POLICIES =
      List.of(
          "headgate-guard",
          "headgate-head",
          "headgate-status",
          "headgate-approval",
          "headgate-attempts");

  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final Clock clock;
  private @Nullable Answer last;

  public GuardCheck(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** The names of the policies that are not in force, each with what is wrong; empty: all are. */
  public synchronized List<String> missing() {
    var now = clock.instant();
    if (last == null || !last.missing().isEmpty() || now.isAfter(last.at().plus(AT_MOST_EVERY))) {
      last = new Answer(look(), now);
    }
    return last.missing();
  }

  /** Lets the next answer be looked up, for those who are about to move a pin. */
  public synchronized void forget() {
    last = null;
  }

  private List<String> look() {
    return POLICIES.stream().map(this::fault).filter(fault -> !fault.isEmpty()).toList();
  }

  private String fault(String name) {
    var admission = client.admissionRegistration().v1();
    var policy = admission.validatingAdmissionPolicies().withName(name).get();
    var binding = admission.validatingAdmissionPolicyBindings().withName(name).get();
    if (policy == null) {
      return "ValidatingAdmissionPolicy " + name + " is missing";
    }
    if (!failsClosed(policy)) {
      return "ValidatingAdmissionPolicy " + name + " has failurePolicy Ignore; it must be Fail";
    }
    if (binding == null) {
      return "ValidatingAdmissionPolicyBinding " + name + " is missing";
    }
    if (!denies(binding, name)) {
      return "ValidatingAdmissionPolicyBinding " + name + " does not bind it everywhere with Deny";
    }
    return "";
  }

  private static boolean failsClosed(ValidatingAdmissionPolicy policy) {
    return !"Ignore".equals(policy.getSpec().getFailurePolicy());
  }

  private static boolean denies(ValidatingAdmissionPolicyBinding binding, String policy) {
    var spec = binding.getSpec();
    return policy.equals(spec.getPolicyName())
        && spec.getValidationActions().contains("Deny")
        && (spec.getMatchResources() == null
            || (spec.getMatchResources().getNamespaceSelector() == null
                && spec.getMatchResources().getObjectSelector() == null));
  }

  private record Answer(List<String> missing, Instant at) {}
}
