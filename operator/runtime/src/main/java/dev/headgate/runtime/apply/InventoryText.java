package dev.headgate.runtime.apply;

import dev.headgate.core.change.ObjectKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Keys as text, one a line in the form of {@link ObjectKey#toString}, and back. */
final class InventoryText {

  private InventoryText() {}

  /** As few texts as hold all keys with at most so many characters each; at least one. */
  static List<String> chunks(Collection<ObjectKey> keys, int most) {
    var chunks = new ArrayList<String>();
    var chunk = new StringBuilder();
    for (ObjectKey key : keys) {
      var line = key + "\n";
      if (!chunk.isEmpty() && chunk.length() + line.length() > most) {
        chunks.add(chunk.toString());
        chunk.setLength(0);
      }
      chunk.append(line);
    }
    chunks.add(chunk.toString());
    return chunks;
  }

  /** Lines that are no key, because somebody edited the record, are passed over. */
  static SortedSet<ObjectKey> keys(String text) {
    var keys = new TreeSet<ObjectKey>();
    for (String line : text.lines().toList()) {
      var parts = line.split("/", -1);
      if (parts.length == 2 || parts.length == 3) {
        var dot = parts[0].indexOf('.');
        keys.add(
            new ObjectKey(
                dot < 0 ? "" : parts[0].substring(dot + 1),
                dot < 0 ? parts[0] : parts[0].substring(0, dot),
                parts.length == 3 ? parts[1] : "",
                parts[parts.length - 1]));
      }
    }
    return keys;
  }
}
