package dev.headgate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word is taken, and for whom nobody can speak. */
@ExtendWith(RealClusters.class)
class ApprovalIT {
  private static final String NO_GROUPS = "[]";
  private static final Person REVIEWER =
      Person.named("reviewer", "platform", "system:authenticated");
  private static final Person BYPASSER = Person.named("on-call", "system:authenticated");
  private static final Person FLUX =
      Person.serviceAccount("flux-system", "kustomize-controller").in("system:masters");

  private Requests as;
  private String namespace;

  @BeforeAll
  static void install(@Host LocalCluster cluster) {
    InstalledChart.in(cluster);
    var rights = new Rights(cluster);
    rights.has(REVIEWER, "headgate-approve");
    rights.mayEditEverything(BYPASSER);
    rights.has(BYPASSER, "headgate-bypass");
  }

  @BeforeEach
  void askForANamespace(@Host LocalCluster cluster, TestNamespace ofTest) {
    as = new Requests(cluster);
    namespace = ofTest.name();
  }

  @ParameterizedTest
  @ValueSource(strings = {NO_GROUPS, "[platform]", "[platform, \"system:authenticated\"]"})
  void shouldBeTakenFromWhoGivesItInTheirOwnName(String groups) {
    assertThat(approve(REVIEWER, "reviewer", groups).message()).isNull();
  }

  @Test
  void shouldBeRefusedInAnotherName() {
    assertThat(approve(REVIEWER, "on-call", NO_GROUPS).message())
        .contains(
            "ValidatingAdmissionPolicy 'headgate-approval'",
            "spec.user is \"on-call\" but you are \"reviewer\": an approval is given in your own name only");
  }

  @Test
  void shouldBeRefusedInTheNameOfAForeignGroup() {
    assertThat(approve(REVIEWER, "reviewer", "[platform, security]").message())
        .contains(
            "spec.groups names security, which reviewer is not a member of; allowed are platform, system:authenticated");
  }

  @Test
  void shouldBeRefusedToFluxBecauseACommitCannotApproveItself() {
    assertThat(approve(FLUX, FLUX.user(), NO_GROUPS).message())
        .contains("applies what Git says and approves nothing: a commit cannot approve itself");
  }

  @Test
  void shouldNotBypassWithoutTheVerb() {
    assertThat(bypass(REVIEWER, in(Duration.ofHours(1))).message())
        .contains(
            "action Bypass needs the verb \"bypass\" on promotiongates.headgate.dev/cluster in namespace "
                + namespace
                + ", which reviewer lacks");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 60, 23 * 60 + 59})
  void shouldBypassWithTheVerbForUpToADay(long minutes) {
    assertThat(bypass(BYPASSER, in(Duration.ofMinutes(minutes))).message()).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 24 * 60 + 2, 365 * 24 * 60})
  void shouldNotBypassInThePastOrForLongerThanADay(long minutes) {
    assertThat(bypass(BYPASSER, in(Duration.ofMinutes(minutes))).message())
        .contains("spec.expiresAt between now and 24 hours from now", "found");
  }

  @Test
  void shouldNotBypassForever() {
    assertThat(as.create(BYPASSER, Samples.approval(namespace, "Bypass", "on-call", "[]", "")))
        .extracting(Attempt::message)
        .asString()
        .contains("expiresAt");
  }

  @Test
  void shouldNotBelieveAClockThatTheAuthorBrings() {
    // given
    var later = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    var approval =
        Samples.approval(
            namespace, "Bypass", "on-call", "[]", "expiresAt: \"%s\",".formatted(later));
    approval.getMetadata().setCreationTimestamp(later.minus(1, ChronoUnit.HOURS).toString());

    // when
    var created = as.create(BYPASSER, approval);
    var applied = as.apply(BYPASSER, approval, "kubectl");

    // then
    assertThat(created.isDeniedBy("headgate-approval")).isTrue();
    assertThat(applied.isDeniedBy("headgate-approval")).isTrue();
  }

  private Attempt approve(Person person, String user, String groups) {
    return as.create(person, Samples.approval(namespace, "Approve", user, groups, ""));
  }

  private Attempt bypass(Person person, Instant expiresAt) {
    return as.create(
        person,
        Samples.approval(
            namespace,
            "Bypass",
            person.user(),
            NO_GROUPS,
            "expiresAt: \"%s\",".formatted(expiresAt)));
  }

  private static Instant in(Duration time) {
    return Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS);
  }
}
