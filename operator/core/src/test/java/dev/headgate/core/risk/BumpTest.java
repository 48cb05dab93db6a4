package dev.headgate.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BumpTest {

  @ParameterizedTest(name = "{0} to {1} is a {2}")
  @CsvSource({
    "v1.8.3, 1.9.0, minor",
    "1.8.3, v1.8.4, patch",
    "1.8.3, 1.8.3, no move",
    "1.19.2, 2.0.0, major",
    "0.15.1, 0.16.0, 0.x minor",
    "0.15.1, 0.15.2, patch",
    "0.9.0, 1.0.0, major",
    "2.0.0, 1.9.0, major downgrade",
    "1.9.0, 1.8.5, minor downgrade",
    "1.9.5, 1.9.4, patch downgrade",
    "37, 38, major",
    "17.7, 17.10, minor",
    "17.7, 17.7.1, patch",
    "4.0.16.2944, 4.0.16.2950, patch",
    "4.0.16.2944, 4.1.0.1, minor",
    "2026.5.2, 2026.5.3, patch",
    "2026.5.2, 2026.6.0, minor",
    "2026.12.1, 2027.1.0, minor",
    "1.0.0, 2026.1.0, move of unknown size",
    "1999.1.0, 2000.1.0, move of unknown size",
    "2000.1.0, 2001.1.0, minor",
    "2998.1.0, 2999.1.0, minor",
    "2999.1.0, 3000.1.0, move of unknown size",
    "16.4-alpine, 16.5-alpine, minor",
    "16.4-alpine3.19, 16.4-alpine3.20, patch",
    "16.4-alpine, 16.4-bookworm, move of unknown size",
    "1.2.3-rc.1, 1.2.3, patch",
    "3.2.1-ls200, 3.2.1-ls201, patch",
    "v1.32.3+k3s1, v1.33.0+k3s1, minor",
    "RELEASE.2026-04-22T22-12-26Z, RELEASE.2026-05-01T00-00-00Z, patch",
    "develop@sha256:aa, develop@sha256:bb, digest",
    "1.2.3@sha256:aa, 1.2.3@sha256:bb, digest",
    "1.2.3@sha256:aa, 1.3.0@sha256:bb, minor",
    "@sha256:aa, @sha256:bb, digest",
    "develop, main, move of unknown size",
    "latest, 1.2.3, move of unknown size",
    "sha-4f2c0e1, sha-8a1b2c3, move of unknown size",
    "4f2c0e1ab, 5f2c0e1ab, move of unknown size",
    "1.2.3, 99999999999999999999999.0.0, move of unknown size",
  })
  void shouldTellHowFarAVersionMoves(String before, String after, String inWords) {
    assertThat(Bump.between(before, after).inWords()).isEqualTo(inWords);
  }
}
