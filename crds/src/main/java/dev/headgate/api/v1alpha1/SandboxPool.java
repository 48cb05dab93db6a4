package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Hands out sandboxes to the changes that wait for one, a few at a time. */
@Group("headgate.dev")
@Version("v1alpha1")
@Kind("SandboxPool")
@Singular("sandboxpool")
@Plural("sandboxpools")
@ShortNames("sbxpool")
@Categories("headgate")
@AdditionalPrinterColumn(
    name = "MAX",
    jsonPath = ".spec.max",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "BUSY",
    jsonPath = ".status.busy",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "QUEUED",
    jsonPath = ".status.queued",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "WHY", jsonPath = ".status.why")
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@JsonClassDescription("Hands out sandboxes to the changes that wait for one, a few at a time.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class SandboxPool extends CustomResource<SandboxPoolSpec, SandboxPoolStatus>
    implements Namespaced {

  private static final long serialVersionUID = 1L;
}
