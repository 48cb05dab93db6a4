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

/** What a person decided about one revision at one gate; immutable. */
@Group("headgate.dev")
@Version("v1alpha1")
@Kind("ChangeApproval")
@Singular("changeapproval")
@Plural("changeapprovals")
@ShortNames("capr")
@Categories("headgate")
@AdditionalPrinterColumn(name = "GATE", jsonPath = ".spec.gateRef.name")
@AdditionalPrinterColumn(name = "REVISION", jsonPath = ".spec.revision")
@AdditionalPrinterColumn(name = "ACTION", jsonPath = ".spec.action")
@AdditionalPrinterColumn(name = "USER", jsonPath = ".spec.user")
@AdditionalPrinterColumn(name = "EXPIRES", jsonPath = ".spec.expiresAt")
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@JsonClassDescription("What a person decided about one revision at one gate.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class ChangeApproval extends CustomResource<ChangeApprovalSpec, Void>
    implements Namespaced {

  private static final long serialVersionUID = 1L;
}
