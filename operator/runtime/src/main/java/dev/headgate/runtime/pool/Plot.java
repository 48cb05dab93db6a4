package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxTemplate;

/**
 * A sandbox and what it is made of.
 *
 * @param template as it was when its turn came
 * @param home the namespace in which the template's references are
 * @param site what all that is made for it is named after: its UID, or that of the warm one that it
 *     took over
 */
public record Plot(ChangeSandbox sandbox, SandboxTemplate template, String home, String site) {

  /** One that is made for it. */
  public Plot(ChangeSandbox sandbox, SandboxTemplate template, String home) {
    this(sandbox, template, home, sandbox.getMetadata().getUid());
  }

  public String uid() {
    return sandbox.getMetadata().getUid();
  }

  /** The UID of the ChangeRequest that it is for, which marks all that is applied inside. */
  public String changeUid() {
    return Sandboxed.changeUid(sandbox);
  }

  /** For messages. */
  public String changeRequest() {
    return Sandboxed.holder(sandbox);
  }
}
