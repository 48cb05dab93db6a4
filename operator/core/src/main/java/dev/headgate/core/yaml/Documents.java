package dev.headgate.core.yaml;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The documents of a YAML or JSON stream, read as sigs.k8s.io/yaml does: plain scalars have YAML
 * 1.1 meaning ({@code yes} is true, {@code 0755} is octal, timestamps stay text), mapping keys
 * become text, merge keys work. Unlike it, a key that stands twice in one mapping is refused, as
 * Kubernetes' strict decoding does, and so are tags other than the core ones.
 */
public final class Documents {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Limits.Yaml limits;

  public Documents(Limits.Yaml limits) {
    this.limits = limits;
  }

  /**
   * The documents that hold anything, in order.
   *
   * @param file names the stream in messages
   * @throws RefusedInputException when the stream is malformed or exceeds a limit
   */
  public List<Document> read(String file, byte[] bytes) {
    if (bytes.length > limits.bytes()) {
      throw new RefusedInputException(
          file, bytes.length + " bytes of YAML", limits.bytes() + " bytes");
    }
    var text = decode(file, bytes);
    return text.stripLeading().startsWith("{")
        ? JsonStream.read(file, text, limits)
        : YamlStream.read(file, text, limits);
  }

  /**
   * The same limits for a stream that somebody else reads, who would expand its aliases; whether it
   * is well-formed is left to them.
   *
   * @throws RefusedInputException when it exceeds a limit
   */
  public void requireWithinLimits(String file, byte[] bytes) {
    YamlCost.require(file, bytes, limits);
  }

  private static String decode(String file, byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new RefusedInputException(file, "bytes that are no text", "UTF-8");
    }
  }
}
