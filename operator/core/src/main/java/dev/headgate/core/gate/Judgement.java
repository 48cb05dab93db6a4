package dev.headgate.core.gate;

import dev.headgate.core.verdict.Verdict;
import java.time.Instant;

/** A recorded verdict; it never changes. */
public record Judgement(Verdict verdict, Instant decidedAt) {}
