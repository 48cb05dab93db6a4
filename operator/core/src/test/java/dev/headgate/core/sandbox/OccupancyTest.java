package dev.headgate.core.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose leftovers in a sandbox may be cleaned away by whoever comes next. */
class OccupancyTest {

  private static final String HOST = "uid-host";
  private static final Claims NOBODY = new Claims.Known(Map.of());

  @Test
  void shouldBeFreeWhenNobodyElseIsThere() {
    assertThat(Occupancy.of(List.of(), HOST, NOBODY)).isEqualTo(new Occupancy.Abandoned(List.of()));
  }

  @Test
  void shouldCleanAwayWhatThisHostMadeAndNobodySpeaksForAnyMore() {
    var others = List.of(ours("one"), ours("two"), ours("one"));

    assertThat(Occupancy.of(others, HOST, NOBODY))
        .isEqualTo(new Occupancy.Abandoned(List.of("one", "two")));
  }

  @Test
  void shouldLeaveAloneWhoStillHasAChangeSandboxAndSayWho() {
    var claims = new Claims.Known(Map.of("one", "apps/cluster-1"));

    assertThat(reason(claims, ours("one"), ours("two")))
        .isEqualTo(
            "the sandbox holds objects of other changes: ChangeRequest apps/cluster-1 still has its"
                + " ChangeSandbox: wait until that is gone (kubectl get csbx -A)");
  }

  @Test
  void shouldLeaveAloneWhatAnotherHostMadeAndSayWhichAndWhatToDo() {
    assertThat(reason(NOBODY, new Resident("one", "uid-other"), ours("two")))
        .contains("change one of the Headgate of another cluster", "kube-system: uid-other")
        .contains("headgate.dev/change=one", "headgate-inventory-one-* in namespace");
  }

  @Test
  void shouldLeaveAloneWhatDoesNotSayWhoMadeIt() {
    assertThat(reason(NOBODY, new Resident("one", "")))
        .contains("change one of nobody knows which cluster", "if no Headgate works in it");
    assertThat(reason(NOBODY, ours("one"), new Resident("one", ""))).contains("nobody knows");
    assertThat(reason(NOBODY, ours(""))).contains("nobody knows");
  }

  @Test
  void shouldLeaveEverythingAloneWhenTheHostDoesNotAnswer() {
    assertThat(reason(new Claims.Unknown("it is down"), ours("one")))
        .endsWith("whether it still needs it: it is down");
  }

  @Test
  void shouldNameAFewOfMany() {
    var host = new Claims.Unknown("it is down");

    assertThat(reason(host, ours("a"), ours("b"), ours("c"), ours("d"), ours("e")))
        .contains("change c")
        .doesNotContain("change d")
        .endsWith("; and 2 more");
  }

  private static Resident ours(String change) {
    return new Resident(change, HOST);
  }

  private static String reason(Claims claims, Resident... others) {
    var occupancy = Occupancy.of(List.of(others), HOST, claims);
    assertThat(occupancy).isInstanceOf(Occupancy.Taken.class);
    return ((Occupancy.Taken) occupancy).reason();
  }
}
