package dev.headgate.core.change;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a candidate changes: each object that differs, once, in key order. A verdict proves a change
 * set, not a revision, so it still counts while what is left to change is part of what was proven.
 */
public record ChangeSet(List<Change> changes) {

  public static final ChangeSet EMPTY = new ChangeSet(List.of());

  public ChangeSet {
    changes = List.copyOf(changes);
  }

  /** The difference between two sets of manifests, by normal form and by Kustomization. */
  public static ChangeSet between(Manifests live, Manifests candidate) {
    var keys = new TreeSet<>(live.byKey().keySet());
    keys.addAll(candidate.byKey().keySet());
    var changes = new ArrayList<Change>();
    for (var key : keys) {
      compare(key, live.get(key), candidate.get(key)).ifPresent(changes::add);
    }
    return new ChangeSet(changes);
  }

  private static Optional<Change> compare(
      ObjectKey key, Optional<Manifest> before, Optional<Manifest> after) {
    if (before.isPresent() && after.isPresent() && sameAtFirstSight(before.get(), after.get())) {
      return Optional.empty();
    }
    var digestBefore = before.map(NormalForm::digest);
    var digestAfter = after.map(NormalForm::digest);
    return digestBefore.equals(digestAfter)
        ? Optional.empty()
        : Optional.of(new Change(key, before, after, digestBefore, digestAfter));
  }

  /** Saves the digest of what did not change, which is nearly everything. */
  private static boolean sameAtFirstSight(Manifest before, Manifest after) {
    return before.prune() == after.prune()
        && before.origin().kustomization().equals(after.origin().kustomization())
        && before.origin().release().equals(after.origin().release())
        && before.content().equals(after.content());
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  public int size() {
    return changes.size();
  }

  public Stream<Change.Entry> entries() {
    return changes.stream().map(Change::entry);
  }

  /** The identity of the whole set. */
  public Digest digest() {
    var digest = Digest.builder();
    entries()
        .flatMap(
            entry ->
                Stream.of(
                    entry.key().group(),
                    entry.key().kind(),
                    entry.key().namespace(),
                    entry.key().name(),
                    entry.before().map(Digest::value).orElse(""),
                    entry.after().map(Digest::value).orElse("")))
        .forEach(field -> digest.field(field.getBytes(StandardCharsets.UTF_8)));
    return digest.build();
  }

  /** Whether each change here, with the same digests on both sides, is in {@code proven} too. */
  public boolean isSubsetOf(ChangeSet proven) {
    return new HashSet<>(proven.entries().toList()).containsAll(entries().toList());
  }

  /**
   * The same against what a status kept of a proven set. When entries had to be left out there,
   * only the very same set counts.
   */
  public boolean isSubsetOf(ProvenChanges proven) {
    if (digest().value().equals(proven.digest())) {
      return true;
    }
    return proven.omitted() == 0
        && new HashSet<>(proven.entries()).containsAll(entries().map(ProvenChanges::of).toList());
  }

  /** What a status keeps of this set: at most {@code limit} entries. */
  public ProvenChanges toProven(int limit) {
    var kept = entries().limit(limit).map(ProvenChanges::of).toList();
    return new ProvenChanges(kept, size() - kept.size(), digest().value());
  }

  /** The change of one object, named as {@link ObjectKey#toString} names it. */
  public Optional<Change> find(String object) {
    return changes.stream()
        .filter(change -> Objects.equals(change.key().toString(), object))
        .findFirst();
  }
}
