package dev.headgate.core.risk;

/** What a well-known component does for the cluster, the gravest first. */
enum Role {
  HEADGATE("Headgate itself"),
  FLUX("Flux itself"),
  CNI("the cluster's network"),
  STORAGE("the cluster's storage"),
  NODE("software on the nodes"),
  CLUSTER_DNS("the cluster's DNS"),
  LOAD_BALANCER("the load balancer"),
  DNS("DNS"),
  GATEWAY("the way into the cluster"),
  OPERATOR("a controller"),
  DATABASE("a database");

  private final String inWords;

  Role(String inWords) {
    this.inWords = inWords;
  }

  String inWords() {
    return inWords;
  }

  /** Runs for others, so that its failure is theirs. */
  boolean isController() {
    return this != DATABASE;
  }

  /** Whether a sandbox without real nodes, disks and networks shows if it works. */
  boolean exercisable() {
    return switch (this) {
      case CNI, STORAGE, NODE, LOAD_BALANCER, FLUX, HEADGATE -> false;
      case CLUSTER_DNS, DNS, GATEWAY, OPERATOR, DATABASE -> true;
    };
  }
}
