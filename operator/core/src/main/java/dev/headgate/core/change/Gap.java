package dev.headgate.core.change;

/**
 * Something that a judgement does not speak of. {@code subject} is an object, a file or empty;
 * {@code reason} a sentence for people.
 */
public record Gap(Kind kind, String subject, String reason) {

  /** Why it could not be told. */
  public enum Kind {
    /** A value that is not known, or was not to be copied, was replaced by a placeholder. */
    PLACEHOLDER,
    /** A {@code postBuild} variable has no value at hand. */
    UNRESOLVED_VARIABLE,
    /** {@code resources:} names a URL. */
    REMOTE_BASE,
    /** A chart that is not at hand was not inflated. */
    CHART_NOT_INFLATED,
    /** What CI rendered comes from a source that nobody vouches for. */
    RENDERING_UNVERIFIED,
    /** What CI rendered has none of a kind that CI tools leave out unless told otherwise. */
    LEFT_OUT,
    /** A check could not be made of this object, or all of them go to another cluster. */
    NOT_CHECKED,
    /** Live could not be rendered, so that nobody knows what a change changes. */
    LIVE_UNKNOWN,
    /** A kind that no sandbox runs (Flux kinds, or kinds the sandbox does not serve). */
    NOT_APPLIED,
    /** Applied, but nothing in the sandbox shows whether it works. */
    NOT_EXERCISED,
    /** An object of the host that the sandbox was to have could not be copied. */
    NOT_COPIED,
    /** Something of the host was played, so that the rest went on. */
    STAND_IN,
    /** Broken on the baseline already, so its state proves nothing. */
    BROKEN_BEFORE,
    /** No sandbox was to be had and the plan does not demand one. */
    NO_SANDBOX
  }
}
