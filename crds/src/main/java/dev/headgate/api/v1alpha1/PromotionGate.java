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

/** Holds a Flux source at the newest proven revision. */
@Group("headgate.dev")
@Version("v1alpha1")
@Kind("PromotionGate")
@Singular("promotiongate")
@Plural("promotiongates")
@ShortNames("pgate")
@Categories("headgate")
@AdditionalPrinterColumn(name = "LIVE", jsonPath = ".status.shortLive")
@AdditionalPrinterColumn(name = "HEAD", jsonPath = ".status.shortHead")
@AdditionalPrinterColumn(name = "STATE", jsonPath = ".status.state")
@AdditionalPrinterColumn(name = "BLOCKED BY", jsonPath = ".status.blockedBy")
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@JsonClassDescription("Holds a Flux source at the newest proven revision.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class PromotionGate extends CustomResource<PromotionGateSpec, PromotionGateStatus>
    implements Namespaced {

  private static final long serialVersionUID = 1L;
}
