package dev.headgate.runtime.rest;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests are under way at one API server at a time. It finds out what the server bears:
 * see {@link Course} for the rules. Whoever has acquired releases, whatever came of the request.
 */
final class Pace {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition free = lock.newCondition();
  private Course course = Course.START;
  private int underWay;

  /** Of the window that is open: since when, how many answers, whether anybody had to wait. */
  private long openedAt;

  private int answers;
  private boolean crowded;

  /** Answers still to come to requests that were sent before the last trouble: old news. */
  private int oldNews;

  /** Waits until one more may be under way. */
  void acquire(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (underWay >= course.limit()) {
        crowded = true;
        free.await();
      }
      if (underWay++ == 0) {
        open(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * One has been answered, or given up.
   *
   * @param trouble the server said that it has too much to do, or did not answer
   * @param nanos now, on the clock of {@link #acquire}
   */
  void release(boolean trouble, long nanos) {
    lock.lock();
    try {
      underWay--;
      if (oldNews > 0) {
        oldNews--;
      } else if (trouble) {
        course = course.afterTrouble();
        oldNews = underWay;
        open(nanos);
      } else {
        count(nanos);
      }
      for (int place = underWay; place < course.limit(); place++) {
        free.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  int limit() {
    lock.lock();
    try {
      return course.limit();
    } finally {
      lock.unlock();
    }
  }

  private void count(long nanos) {
    answers++;
    if (answers < 2 * course.limit()) {
      return;
    }
    // Without a queue the rate is that of whoever asks, not that of the server.
    if (crowded && nanos > openedAt) {
      course = course.afterWindow(answers * 1e9 / (nanos - openedAt));
    }
    open(nanos);
  }

  private void open(long nanos) {
    openedAt = nanos;
    answers = 0;
    crowded = false;
  }
}
