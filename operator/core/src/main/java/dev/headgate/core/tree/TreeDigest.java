package dev.headgate.core.tree;

import dev.headgate.core.change.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;

/**
 * The identity of a tree: SHA-256 over its files' paths, modes and bytes, in path order. It is our
 * own, because a digest over Flux's archive would change with the compressor.
 */
public record TreeDigest(String value) {

  static TreeDigest of(SortedMap<String, TreeFile> files) {
    var digest = Digest.builder();
    for (Map.Entry<String, TreeFile> file : files.entrySet()) {
      digest.field(file.getKey().getBytes(StandardCharsets.UTF_8));
      digest.field(new byte[] {(byte) (file.getValue().executable() ? 1 : 0)});
      digest.field(file.getValue().content());
    }
    return new TreeDigest(digest.build().value());
  }

  @Override
  public String toString() {
    return value;
  }
}
