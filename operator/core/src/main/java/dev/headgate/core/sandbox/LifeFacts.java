package dev.headgate.core.sandbox;

import java.time.Instant;
import java.util.Optional;

/**
 * All that a sandbox is decided on, read once. What was not read in the state that was reached says
 * so: it can never look like a good answer.
 *
 * @param deleted whether it was deleted, by whomever
 * @param runs whether a change is running in it at this moment
 * @param recordedUid the cluster that it was when it was leased
 * @param keepUntil until when a person wants to keep it
 */
public record LifeFacts(
    boolean deleted,
    Holder holder,
    Admission admission,
    Site site,
    Contact contact,
    Optional<String> recordedUid,
    boolean runs,
    Leftovers leftovers,
    Optional<Instant> keepUntil) {}
