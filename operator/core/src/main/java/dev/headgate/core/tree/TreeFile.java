package dev.headgate.core.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One file of a tree: its bytes, and whether it may be executed, the one mode that Git keeps. */
public final class TreeFile {

  private final byte[] content;
  private final boolean executable;

  public TreeFile(byte[] content, boolean executable) {
    this.content = content.clone();
    this.executable = executable;
  }

  public static TreeFile text(String content) {
    return new TreeFile(content.getBytes(StandardCharsets.UTF_8), false);
  }

  public byte[] content() {
    return content.clone();
  }

  public String asText() {
    return new String(content, StandardCharsets.UTF_8);
  }

  public int size() {
    return content.length;
  }

  public boolean executable() {
    return executable;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TreeFile file
        && executable == file.executable
        && Arrays.equals(content, file.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }
}
