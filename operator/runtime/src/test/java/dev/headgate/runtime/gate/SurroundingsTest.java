package dev.headgate.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same repository under another name. */
class SurroundingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/org/home",
        "https://github.com/org/home.git",
        "https://GitHub.com/org/home/",
        "ssh://git@github.com/org/home.git",
        "http://user:token@github.com/org/home"
      })
  void shouldKnowARepositoryByHostAndPath(String url) {
    assertThat(Surroundings.repository(url)).isEqualTo("github.com/org/home");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/org/home-ops",
        "https://gitlab.com/org/home",
        "https://github.com/org/home@x"
      })
  void shouldNotMistakeAnotherForIt(String url) {
    assertThat(Surroundings.repository(url)).isNotEqualTo("github.com/org/home");
  }
}
