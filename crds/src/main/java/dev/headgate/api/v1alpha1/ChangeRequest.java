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

/** One attempt to prove a revision; a new attempt is a new object. */
@Group("headgate.dev")
@Version("v1alpha1")
@Kind("ChangeRequest")
@Singular("changerequest")
@Plural("changerequests")
@ShortNames("chg")
@Categories("headgate")
@AdditionalPrinterColumn(name = "REVISION", jsonPath = ".status.shortRevision")
@AdditionalPrinterColumn(name = "RISK", jsonPath = ".status.risk.level")
@AdditionalPrinterColumn(name = "PHASE", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "VERDICT", jsonPath = ".status.verdict.result")
@AdditionalPrinterColumn(name = "WHY", jsonPath = ".status.why")
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@JsonClassDescription("One attempt to prove a revision. Its verdict never changes.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class ChangeRequest extends CustomResource<ChangeRequestSpec, ChangeRequestStatus>
    implements Namespaced {

  private static final long serialVersionUID = 1L;
}
