package dev.headgate.core.change;

import static dev.headgate.core.change.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class FieldDiffTest {

  @Test
  void shouldMatchItemsOfListsByName() {
    var before = json("{'containers':[{'name':'app','image':'a:1'}]}");
    var after =
        json("{'containers':[{'name':'sidecar','image':'s'},{'name':'app','image':'a:2'}]}");

    assertThat(FieldDiff.paths(before, after))
        .containsExactly("containers[app].image", "containers[sidecar]");
  }

  @Test
  void shouldSayWhereAListOfPlainValuesDiffers() {
    assertThat(FieldDiff.paths(json("{'args':['a','b']}"), json("{'args':['a','c','d']}")))
        .containsExactly("args[1]", "args[2]");
  }

  @Test
  void shouldNameAListWhoseItemsOnlyChangedPlaces() {
    assertThat(
            FieldDiff.paths(
                json("{'env':[{'name':'A'},{'name':'B'}]}"),
                json("{'env':[{'name':'B'},{'name':'A'}]}")))
        .containsExactly("env");
  }

  @Test
  void shouldQuoteKeysThatHoldDots() {
    assertThat(
            FieldDiff.paths(
                json("{'labels':{'app.kubernetes.io/name':'a'}}"),
                json("{'labels':{'app.kubernetes.io/name':'b'}}")))
        .containsExactly("labels.\"app.kubernetes.io/name\"");
  }

  @Test
  void shouldStopAtTheLimit() {
    var after = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < 3 * FieldDiff.LIMIT; i++) {
      after.put("key" + i, i);
    }

    assertThat(FieldDiff.paths(json("{}"), after)).hasSize(FieldDiff.LIMIT);
  }

  @Test
  void shouldNameWhatIsNoMoreAndWhatBeginsOddly() {
    assertThat(FieldDiff.paths(json("{'a':1,'.b':1,'/c':1}"), json("{}")))
        .containsExactly("\".b\"", "\"/c\"", "a");
  }

  @Test
  void shouldNotTakeTheOnlyPlainValueForAName() {
    assertThat(FieldDiff.paths(json("{'args':['a']}"), json("{'args':['b']}")))
        .containsExactly("args[0]");
  }

  @Test
  void shouldSayWhereAnUpdateDiffersAndNothingOfWhatComesOrGoes() {
    var one = Samples.configMap("a", "1");
    var other = Samples.configMap("a", "2");
    var update = ChangeSet.between(Samples.manifests(one), Samples.manifests(other));
    var create = ChangeSet.between(Manifests.NONE, Samples.manifests(other));
    var delete = ChangeSet.between(Samples.manifests(one), Manifests.NONE);

    assertThat(FieldDiff.paths(update.changes().getFirst())).containsExactly("data.k");
    assertThat(FieldDiff.paths(create.changes().getFirst())).isEmpty();
    assertThat(FieldDiff.paths(delete.changes().getFirst())).isEmpty();
  }
}
