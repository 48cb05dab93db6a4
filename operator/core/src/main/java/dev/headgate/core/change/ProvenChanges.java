package dev.headgate.core.change;

import java.util.List;

/**
 * A proven change set as a status can hold it. {@code omitted} entries did not fit; {@code digest}
 * is that of the whole set.
 */
public record ProvenChanges(List<Entry> entries, int omitted, String digest) {

  public ProvenChanges {
    entries = List.copyOf(entries);
  }

  /**
   * One change; {@code before} and {@code after} are {@link Digest#abbreviated()}, empty where
   * there is no object.
   */
  public record Entry(String object, String before, String after) {}

  static Entry of(Change.Entry entry) {
    return new Entry(
        entry.key().toString(),
        entry.before().map(Digest::abbreviated).orElse(""),
        entry.after().map(Digest::abbreviated).orElse(""));
  }
}
