package dev.headgate.local.source;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * How a stand-in misbehaves towards the sources of one namespace; not at all at first. Each setting
 * holds until it is changed, or all are cleared.
 */
public final class Faults {
  private volatile UnaryOperator<byte[]> published = UnaryOperator.identity();
  private volatile UnaryOperator<byte[]> served = UnaryOperator.identity();
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean hidden;
  private volatile Runnable beforePull = () -> {};

  Faults() {}

  /**
   * Replaces the bytes of archives that are published from now on; their digest is that of the new
   * bytes.
   */
  public void publish(UnaryOperator<byte[]> change) {
    published = change;
  }

  /** Replaces the bytes that are sent, so that they no longer have the digest of the status. */
  public void serve(UnaryOperator<byte[]> change) {
    served = change;
  }

  /** Answers each download only after that time. */
  public void delay(Duration pause) {
    delay = pause;
  }

  /** Answers each download with 404, as after source-controller's garbage collection. */
  public void hideArtifacts() {
    hidden = true;
  }

  /**
   * Does something after the digest of a tag was looked up and before its artifact is pulled, by
   * that tag: source-controller then stores other bytes than those of the digest that it names.
   */
  public void beforePull(Runnable action) {
    beforePull = action;
  }

  /** Behaves again. */
  public void clear() {
    beforePull = () -> {};
    published = UnaryOperator.identity();
    served = UnaryOperator.identity();
    delay = Duration.ZERO;
    hidden = false;
  }

  byte[] published(byte[] archive) {
    return published.apply(archive);
  }

  byte[] served(byte[] archive) {
    return served.apply(archive);
  }

  void beforePull() {
    beforePull.run();
  }

  boolean hidesArtifacts() {
    return hidden;
  }

  void delay() {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
