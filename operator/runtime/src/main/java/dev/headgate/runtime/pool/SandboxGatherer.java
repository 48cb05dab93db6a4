package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;

/** Begins passes over sandboxes, and forgets what was kept for one that is gone. */
record SandboxGatherer(Pools pools, SandboxPass.Parts parts, KubeconfigProvider kubeconfig) {

  SandboxPass begin(ChangeSandbox sandbox) {
    return new SandboxPass(sandbox, pools.of(sandbox), parts);
  }

  void forget(ChangeSandbox sandbox) {
    var uid = sandbox.getMetadata().getUid();
    parts.contacts().forget(uid + " ");
    kubeconfig.forget(uid);
  }
}
