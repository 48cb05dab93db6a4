package dev.headgate.runtime.apply;

import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;

/**
 * The API server of a sandbox, known not to be the host's: a cluster is told by the UID of its
 * namespace kube-system. There is no other way to make one, and the applier takes nothing else.
 */
public final class SandboxClient {

  private static final ApiRequest KUBE_SYSTEM = ApiRequest.get("/api/v1/namespaces/kube-system");

  private final ApiServer server;
  private final String kubeSystemUid;
  private final String hostUid;

  private SandboxClient(ApiServer server, String kubeSystemUid, String hostUid) {
    this.server = server;
    this.kubeSystemUid = kubeSystemUid;
    this.hostUid = hostUid;
  }

  /** What came of connecting. */
  public sealed interface Connection {
    record Connected(SandboxClient client) implements Connection {}

    /** Never to be used as a sandbox. */
    record Refused(String reason) implements Connection {}

    /** Not now. */
    record Unreachable(String reason) implements Connection {}
  }

  /** Connects, unless it is the host itself, under whatever address; asks once. */
  public static Connection connect(ApiServer server, String hostKubeSystemUid)
      throws InterruptedException {
    return switch (identity(server.ask(KUBE_SYSTEM))) {
      case Identity.Known(var uid) when uid.equals(hostKubeSystemUid) ->
          new Connection.Refused(
              "the sandbox is the host cluster itself (both have the kube-system namespace "
                  + uid
                  + "); a sandbox must be another cluster");
      case Identity.Known(var uid) ->
          new Connection.Connected(new SandboxClient(server, uid, hostKubeSystemUid));
      case Identity.Unknown(var reason) -> new Connection.Unreachable(reason);
    };
  }

  /** Which cluster answers, or why none does. */
  public sealed interface Identity {
    record Known(String kubeSystemUid) implements Identity {}

    record Unknown(String reason) implements Identity {}
  }

  /** Which cluster answers now; a sandbox that lost its data is another one. */
  public Identity identity() throws InterruptedException {
    return identity(server.send(KUBE_SYSTEM));
  }

  private static Identity identity(Answer answer) {
    return switch (answer) {
      case Answer.Ok(var body) when !body.at("/metadata/uid").asText("").isEmpty() ->
          new Identity.Known(body.at("/metadata/uid").asText());
      case Answer.Ok(var body) -> new Identity.Unknown("namespace kube-system has no UID");
      case Answer.Rejected rejected -> new Identity.Unknown(rejected.message());
      case Answer.Unreachable(var reason) -> new Identity.Unknown(reason);
    };
  }

  /** The cluster that it was when it was connected to. */
  public String kubeSystemUid() {
    return kubeSystemUid;
  }

  /** The host of the operator that uses it, told by the same UID. */
  public String hostUid() {
    return hostUid;
  }

  public ApiServer server() {
    return server;
  }
}
