package dev.headgate.runtime.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/**
 * Changes seeds a little: what a parser takes wrongly lies near what it takes. A case that fails is
 * put beside the seeds, as a seed.
 */
public final class Mutations implements ArbitraryProvider {

  private static final int MOST_CHANGES = 6;
  private static final int LONGEST = 32 * 1024;

  /** What means something to somebody. */
  private static final List<byte[]> WORDS =
      List.of(
              "\0",
              "\n",
              "\r",
              "\t",
              " ",
              "\"",
              "'",
              "\\",
              "/",
              "../",
              "//",
              "#",
              ":",
              ": ",
              "- ",
              ",",
              "[",
              "]",
              "{",
              "}",
              "[[[[[[[[",
              "{{",
              "}}",
              "(",
              ")",
              "$",
              "${",
              "$$",
              "%",
              "%zz",
              "%2e%2e",
              "&a ",
              "*a",
              "<<: ",
              "? ",
              "!!binary ",
              "!!str ",
              "|\n",
              ">-\n",
              "---\n",
              "...\n",
              "~",
              "null",
              "true",
              "0",
              "-1",
              "1e999",
              "-0",
              "0x",
              "0o9",
              ".inf",
              "1.5",
              "9".repeat(25),
              "18446744073709551617",
              "2147483648",
              "a".repeat(300),
              "a.".repeat(300),
              "\u2028",
              "\u0085",
              "\uFEFF",
              "😀",
              "é",
              "@",
              "=",
              "sha256:",
              "h",
              "m",
              "s",
              "exec",
              "status",
              "metadata",
              "spec",
              "name",
              "kind")
          .stream()
          .map(word -> word.getBytes(StandardCharsets.UTF_8))
          .toList();

  private enum Change {
    PUT,
    DROP,
    REPEAT,
    SPLICE,
    FLIP,
    END
  }

  /**
   * One change.
   *
   * @param at where, from 0 to 1
   * @param length of what is dropped, repeated or taken from another seed
   * @param number which word, seed or bit
   */
  private record Edit(Change change, double at, int length, int number) {

    byte[] applied(byte[] to, List<byte[]> seeds) {
      var place = (int) (at * to.length);
      var end = Math.min(to.length, place + length);
      var part = Arrays.copyOfRange(to, place, end);
      return switch (change) {
        case PUT -> joined(to, place, place, WORDS.get(number % WORDS.size()));
        case DROP -> joined(to, place, end, new byte[0]);
        case REPEAT -> joined(to, place, place, repeated(part, 1 + number % 20));
        case SPLICE -> joined(to, place, end, partOf(seeds.get(number % seeds.size())));
        case FLIP -> flipped(to, place);
        case END -> Arrays.copyOf(to, place);
      };
    }

    private byte[] partOf(byte[] other) {
      var from = (int) (at * other.length);
      return Arrays.copyOfRange(other, from, Math.min(other.length, from + length));
    }

    private byte[] flipped(byte[] to, int place) {
      var copy = to.clone();
      if (place < copy.length) {
        copy[place] ^= (byte) (1 << number % Byte.SIZE);
      }
      return copy;
    }

    private static byte[] repeated(byte[] part, int times) {
      var out = new ByteArrayOutputStream();
      for (int i = 0; i < times; i++) {
        out.writeBytes(part);
      }
      return out.toByteArray();
    }

    private static byte[] joined(byte[] to, int from, int end, byte[] put) {
      var out = new ByteArrayOutputStream();
      out.write(to, 0, from);
      out.writeBytes(put);
      out.write(to, end, to.length - end);
      return out.toByteArray();
    }
  }

  @Override
  public boolean canProvideFor(TypeUsage wanted) {
    return wanted.isAnnotated(Mutated.class)
        && (wanted.isOfType(byte[].class) || wanted.isOfType(String.class));
  }

  @Override
  public Set<Arbitrary<?>> provideFor(TypeUsage wanted, SubtypeProvider below) {
    var of = wanted.findAnnotation(Mutated.class).orElseThrow().value();
    return Set.of(
        wanted.isOfType(String.class)
            ? bytes(of).map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            : bytes(of));
  }

  @Override
  public int priority() {
    return 10;
  }

  private static Arbitrary<byte[]> bytes(Foreign of) {
    var seeds = Seed.of(of).stream().map(Seed::bytes).toList();
    var edit =
        Combinators.combine(
                Arbitraries.of(Change.class),
                Arbitraries.doubles().between(0, 1),
                Arbitraries.integers().between(1, 200),
                Arbitraries.integers().between(0, 10_000))
            .as(Edit::new);
    return Combinators.combine(Arbitraries.of(seeds), edit.list().ofMaxSize(MOST_CHANGES))
        .as((seed, edits) -> edited(seed, edits, seeds));
  }

  private static byte[] edited(byte[] seed, List<Edit> edits, List<byte[]> seeds) {
    var bytes = seed;
    for (var edit : edits) {
      bytes = edit.applied(bytes, seeds);
      bytes = bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
    }
    return bytes;
  }
}
