package dev.headgate.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CourseTest {

  @Test
  void shouldAskForNoMoreWhereMoreBringsNothing() {
    // when: a server that answers 900 a second, however many are under way from 16 on
    var course = after(40, Course.START, limit -> Math.min(limit, 16) * 56.0);

    // then
    assertThat(course.limit()).isBetween(Course.USUAL, Course.USUAL + 4);
  }

  @Test
  void shouldAskForMoreWhereMorePaysAndNeverForMoreThan64() {
    assertThat(after(40, Course.START, limit -> limit * 40.0).limit()).isEqualTo(64);
  }

  @Test
  void shouldHalveWhenTheServerHasTooMuchAndComeBackStepByStep() {
    // when
    var cut = Course.START.afterTrouble();

    // then
    assertThat(cut.limit()).isEqualTo(12);
    assertThat(after(1, cut, limit -> 500).limit()).isEqualTo(13);
    assertThat(after(20, cut, limit -> 500).limit()).isBetween(Course.USUAL, Course.USUAL + 3);
  }

  @Test
  void shouldNeverStopAltogether() {
    var course = Course.START;
    for (int i = 0; i < 20; i++) {
      course = course.afterTrouble();
    }
    assertThat(course.limit()).isEqualTo(1);
    assertThat(after(1, course, limit -> 5).limit()).isEqualTo(2);
  }

  @Test
  void shouldAskForLessWhenAnswersTakeMuchLonger() {
    // given
    var quick = after(5, Course.START, limit -> 900);

    // when
    var slow = after(1, quick, limit -> 300);

    // then
    assertThat(slow.limit()).isEqualTo(quick.limit() * 3 / 4);
  }

  private static Course after(int windows, Course start, IntToDoubleFunction rate) {
    var course = start;
    for (int i = 0; i < windows; i++) {
      course = course.afterWindow(rate.applyAsDouble(course.limit()));
    }
    return course;
  }
}
