package dev.headgate.runtime.apply;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.verdict.Finding;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What came of applying a set.
 *
 * @param applied what the sandbox holds of it now
 * @param rejected why the sandbox did not take an object, by object
 * @param gaps objects that were not put to the sandbox, or about which it could not tell
 * @param pruned objects that an earlier set had and this one has not, and that are deleted
 */
public record ApplyReport(
    SortedMap<ObjectKey, Applied> applied,
    SortedMap<ObjectKey, List<Finding>> rejected,
    List<Gap> gaps,
    SortedSet<ObjectKey> pruned) {

  /** Nothing was applied yet. */
  public static final ApplyReport NOTHING =
      new ApplyReport(new TreeMap<>(), new TreeMap<>(), List.of(), new TreeSet<>());

  public ApplyReport {
    applied = Collections.unmodifiableSortedMap(new TreeMap<>(applied));
    rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
    gaps = List.copyOf(gaps);
    pruned = Collections.unmodifiableSortedSet(new TreeSet<>(pruned));
  }

  /** Either the report, or why the sandbox can no longer be believed. */
  public sealed interface Outcome {
    record Done(ApplyReport report) implements Outcome {}

    record Lost(String reason) implements Outcome {}
  }
}
