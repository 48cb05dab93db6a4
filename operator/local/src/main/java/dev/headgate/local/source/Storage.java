package dev.headgate.local.source;

import java.util.function.Function;

/** Where archives are stored and served from. */
record Storage(ArtifactServer server, Function<String, Faults> faults) {

  /** An archive as {@code status.artifact} describes it. */
  record Stored(String path, String url, String digest, int size) {}

  Stored put(String path, byte[] archive) {
    server.put(path, faults.apply(ArtifactServer.namespace(path)).published(archive));
    return get(path);
  }

  boolean has(String path) {
    return server.has(path);
  }

  /** What lies at a path; there has to be something. */
  Stored get(String path) {
    var archive = server.get(path);
    return new Stored(path, server.url(path), Sha256.of(archive), archive.length);
  }
}
