package dev.headgate.local;

/** Writes the keys, certificates and kubeconfigs that the processes of a cluster read. */
record Credentials(RunFolder folder, Authority authority, Kubeconfig kubeconfig) {
  static final String ADMIN_KUBECONFIG = "admin.kubeconfig";

  /** Returns the identity of the administrator. */
  Authority.Identity write() {
    folder.write("ca.crt", authority.certificatePem());
    var server = authority.server(ControlPlane.SERVICE_IP);
    folder.write("server.crt", server.certificate());
    folder.write("server.key", server.key());
    var signing = Authority.newSigningKeys();
    folder.write("service-accounts.pub", signing.publicKey());
    folder.write("service-accounts.key", signing.privateKey());
    folder.write("stages.yaml", Resources.text("kwok/stages.yaml"));
    writeKubeconfig(
        "controller-manager.kubeconfig",
        authority.client("system:kube-controller-manager", "local"));
    writeKubeconfig("scheduler.kubeconfig", authority.client("system:kube-scheduler", "local"));
    var admin = authority.clientWithRsa("admin", "system:masters");
    writeKubeconfig(ADMIN_KUBECONFIG, admin);
    return admin;
  }

  private void writeKubeconfig(String file, Authority.Identity identity) {
    folder.write(file, kubeconfig.forCertificate(identity));
  }
}
