package dev.headgate.runtime.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.InLab;
import dev.headgate.local.junit.TestNamespace;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was looked at goes, and nothing else that has its name. */
@ExtendWith(InLab.class)
class DeletionIT {

  @Test
  void shouldDeleteExactlyTheObjectThatWasLookedAt(@Host TestNamespace namespace)
      throws InterruptedException {
    // given
    var client = namespace.cluster().client();
    var path = "/api/v1/namespaces/%s/configmaps/settings".formatted(namespace.name());
    Resource<ConfigMap> settings =
        client.resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace(namespace.name())
                .endMetadata()
                .build());
    var looked = settings.create().getMetadata();

    // when
    var another = UUID.randomUUID().toString();
    Deletion.delete(client, path, another, looked.getResourceVersion());
    Deletion.delete(client, path, another);
    var server = ApiServer.of(client);
    server.send(ApiRequest.delete(path, another));
    server.send(ApiRequest.deleteAfterDependents(path, another));

    // then
    assertThat(settings.get()).describedAs("another UID").isNotNull();

    // when
    settings.edit(map -> new ConfigMapBuilder(map).addToData("by", "somebody else").build());
    Deletion.delete(client, path, looked.getUid(), looked.getResourceVersion());

    // then
    assertThat(settings.get()).describedAs("changed since").isNotNull();

    // when
    Deletion.delete(
        client, path, looked.getUid(), settings.get().getMetadata().getResourceVersion());

    // then
    assertThat(settings.get()).isNull();
    Deletion.delete(client, path, looked.getUid(), looked.getResourceVersion());
  }
}
