package dev.headgate.core.yaml;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One document of a stream. {@code number} counts from 1, empty documents included; {@code line} is
 * the line on which its content begins, from 1.
 */
public record Document(String file, int number, int line, JsonNode content) {

  /** {@code apps/web.yaml, document 2 (line 14)}, as messages name it. */
  public String place() {
    return "%s, document %d (line %d)".formatted(file, number, line);
  }
}
