package dev.headgate.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Samples;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'image':'nginx'}                               | none",
        "{'image':'nginx:1'}                             | .image=nginx 1",
        "{'imageName':'x/nginx:1@sha256:a'}              | .imageName=x/nginx 1@sha256:a",
        "{'image':'nginx@sha256:a'}                      | .image=nginx @sha256:a",
        "{'image':'@sha256:a'}                           | .image= @sha256:a",
        "{'image':'host:5000/nginx'}                     | none",
        "{'image':'host:5000/nginx:1'}                   | .image=host:5000/nginx 1",
        "{'other':'nginx:1'}                             | none",
        "{'a':{'repository':'nginx','tag':'1'}}          | .a=nginx 1",
        "{'a':{'repository':'nginx','digest':'b'}}       | .a=nginx @b",
        "{'a':{'repository':'nginx','tag':'1','digest':'b'}} | .a=nginx 1@b",
        "{'a':{'repository':'nginx'}}                    | none",
        "{'c':[{'name':'app','image':'a:1'},{'image':'b:2'}]} | .c[1].image=b 2, .c[app].image=a 1",
      })
  void shouldFindImagesInEverySpelling(String object, String found) {
    var words =
        Image.in(Samples.json(object)).entrySet().stream()
            .map(
                each ->
                    "%s=%s %s"
                        .formatted(
                            each.getKey(), each.getValue().repository(), each.getValue().version()))
            .collect(Collectors.joining(", "));

    assertThat(words.isEmpty() ? "none" : words).isEqualTo(found);
  }
}
