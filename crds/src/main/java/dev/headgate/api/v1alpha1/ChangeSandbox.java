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

/** The sandbox of one ChangeRequest, from asking for it until nothing is left of it. */
@Group("headgate.dev")
@Version("v1alpha1")
@Kind("ChangeSandbox")
@Singular("changesandbox")
@Plural("changesandboxes")
@ShortNames("csbx")
@Categories("headgate")
@AdditionalPrinterColumn(name = "CHANGE REQUEST", jsonPath = ".spec.changeRequest.name")
@AdditionalPrinterColumn(name = "POOL", jsonPath = ".spec.poolRef.name")
@AdditionalPrinterColumn(name = "PHASE", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "WHY", jsonPath = ".status.why")
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@JsonClassDescription(
    "The sandbox of one ChangeRequest, from asking for it until nothing is left of it. Made by Headgate alone.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class ChangeSandbox extends CustomResource<ChangeSandboxSpec, ChangeSandboxStatus>
    implements Namespaced {

  private static final long serialVersionUID = 1L;
}
