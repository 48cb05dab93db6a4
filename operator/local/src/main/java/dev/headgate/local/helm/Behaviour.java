package dev.headgate.local.helm;

/** How the next installations go. */
public enum Behaviour {
  /** It is installed, and the Secret comes a moment before Ready. */
  PROMPT,
  /** It is installed, but its Secret holds no kubeconfig. */
  EMPTY_SECRET,
  /** Its pods do not start, and helm-controller gives up. */
  FAILS,
  /** Nothing happens at all. */
  SILENT
}
