package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxTemplate;

/**
 * A sandbox and what it is made of.
 *
 * @param template as it was when its turn came
 * @param home the namespace in which the template's references are
 */
public record Plot(ChangeSandbox sandbox, SandboxTemplate template, String home) {

  public String uid() {
    return sandbox.getMetadata().getUid();
  }

  /** The UID of the ChangeRequest that it is for, which marks all that is applied inside. */
  public String changeUid() {
    return sandbox.getSpec().changeRequest().uid();
  }

  /** For messages. */
  public String changeRequest() {
    return sandbox.getSpec().changeRequest().name();
  }
}
