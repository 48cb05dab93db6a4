package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** A measurement of the running change: of live first, then of the candidate. */
@JsonClassDescription(
    "A measurement of the running change: of live first, then of the candidate. Exactly one kind.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "[has(self.ready), has(self.expression), has(self.http), has(self.job), has(self.promQL)]"
            + ".filter(given, given).size() == 1",
    message = "exactly one of ready, expression, http, job or promQL is allowed")
@ValidationRule(
    value = "self.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
    message = "a DNS label is allowed, such as web-answers",
    fieldPath = ".name")
@ValidationRule(
    value = "(self.name == 'ready') == has(self.ready)",
    message = "the name ready belongs to the probe of kind ready, and to no other",
    fieldPath = ".name")
public record ProbeSpec(
    @JsonPropertyDescription("Its name, a DNS label.") @Required @Size(min = 1, max = Bounds.LABEL)
        String name,
    @JsonPropertyDescription(
            "From the beginning of one reading to that of the next, 1s to 1h; default: 5s, of promQL"
                + " 30s, which is also its least.")
        @Nullable TimeSpan interval,
    @JsonPropertyDescription("Of one reading, 1s to 1m; default: 5s.") @Nullable TimeSpan timeout,
    @JsonPropertyDescription("Good readings in a row with which it passes; default: 3, of job 1.")
        @Min(1)
        @Max(20)
        @Nullable Integer successes,
    @JsonPropertyDescription("Bad readings in all with which it fails; default: 3, of job 1.")
        @Min(1)
        @Max(20)
        @Nullable Integer failureLimit,
    @JsonPropertyDescription(
            "Readings in a row that could not be made with which it is inconclusive; default: 5.")
        @Min(1)
        @Max(20)
        @Nullable Integer errorLimit,
    @JsonPropertyDescription("How long it may take to pass, 1s to 1h; default: 5m.")
        @Nullable TimeSpan within,
    @JsonPropertyDescription("All that became ready stays so.") @Nullable Ready ready,
    @JsonPropertyDescription("CEL over one object of the sandbox.") @Nullable Expression expression,
    @JsonPropertyDescription("A Service of the sandbox answers.") @Nullable Http http,
    @JsonPropertyDescription("A Job of the sandbox completes.") @Nullable Job job,
    @JsonPropertyDescription("A query is within bounds, at the Prometheus that the operator knows.")
        @Nullable PromQL promQL) {

  /** Has no fields: what became ready is known. */
  @JsonClassDescription("Readiness, measured again and again; it takes no settings.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Ready() {}

  /** CEL over one object, as in Flux's healthCheckExprs. */
  @JsonClassDescription("CEL over one object, as in Flux's healthCheckExprs.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "!(self.apiVersion == 'v1' && self.kind == 'Secret')",
      message = "probes do not read Secrets",
      fieldPath = ".kind")
  public record Expression(
      @JsonPropertyDescription("Such as apps/v1.") @Required @Size(min = 1, max = Bounds.NAME)
          String apiVersion,
      @JsonPropertyDescription("Such as Deployment.") @Required @Size(min = 1, max = Bounds.LABEL)
          String kind,
      @JsonPropertyDescription("Absent of what is cluster-scoped.") @Size(max = Bounds.LABEL)
          @Nullable String namespace,
      @JsonPropertyDescription("The object's name.") @Required @Size(min = 1, max = Bounds.NAME)
          String name,
      @JsonPropertyDescription(
              "True when it is as it should be; may name apiVersion, kind, metadata, spec, status"
                  + " and data.")
          @Required
          @Size(min = 1, max = Bounds.MESSAGE)
          String current,
      @JsonPropertyDescription("True while it is too early to tell; asked first.")
          @Size(max = Bounds.MESSAGE)
          @Nullable String inProgress,
      @JsonPropertyDescription("True when it has failed; asked before current.")
          @Size(max = Bounds.MESSAGE)
          @Nullable String failed) {}

  /** A GET through the service proxy of the sandbox's API server. */
  @JsonClassDescription(
      "A GET through the service proxy of the sandbox's API server. Redirects are not followed.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "!has(self.scheme) || self.scheme in ['http', 'https']",
      message = "scheme is http or https",
      fieldPath = ".scheme")
  @ValidationRule(
      value =
          "!has(self.path) || (self.path.startsWith('/')"
              + " && !self.path.split('?')[0].contains('%')"
              + " && !self.path.split('?')[0].split('/').exists(part, part == '.' || part == '..'))",
      message =
          "a path begins with /, and has neither . nor .. as a segment nor escapes before its query",
      fieldPath = ".path")
  @ValidationRule(
      value =
          "string(self.port).matches('^[1-9][0-9]{0,4}$') ? int(self.port) <= 65535 :"
              + " string(self.port).matches('^[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$')"
              + " && string(self.port).matches('[a-z]')",
      message =
          "a port is a number from 1 to 65535 or the name of a port, at most 15 lower case letters, digits and dashes",
      fieldPath = ".port")
  public record Http(
      @JsonPropertyDescription("The Service's namespace.")
          @Required
          @Size(min = 1, max = Bounds.LABEL)
          String namespace,
      @JsonPropertyDescription("The Service's name.") @Required @Size(min = 1, max = Bounds.LABEL)
          String service,
      @JsonPropertyDescription("The name or number of the Service's port.") @Required
          IntOrString port,
      @JsonPropertyDescription("With its query; default: /.") @Size(max = Bounds.OBJECT)
          @Nullable String path,
      @JsonPropertyDescription("http or https, whose certificate is not verified; default: http.")
          @Size(max = 5)
          @Nullable String scheme,
      @JsonPropertyDescription("Default: any of 200 to 299.") @Min(100) @Max(599)
          @Nullable Integer expectStatus,
      @JsonPropertyDescription("Text that the first 256 KiB of the answer contain.")
          @Size(max = 256)
          @Nullable String expectBody) {}

  /** A Job of the sandbox. */
  @JsonClassDescription("A Job of the sandbox.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Job(
      @JsonPropertyDescription("Its namespace.") @Required @Size(min = 1, max = Bounds.LABEL)
          String namespace,
      @JsonPropertyDescription("Its name.") @Required @Size(min = 1, max = Bounds.NAME)
          String name) {}

  /** A query whose every value lies within bounds. */
  @JsonClassDescription(
      "A query whose every value lies within bounds. No data, NaN and warnings are not measured.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "has(self.atLeast) || has(self.atMost)",
      message = "give atLeast, atMost or both: what may the value be?")
  public record PromQL(
      @JsonPropertyDescription("PromQL that gives a scalar or an instant vector.")
          @Required
          @Size(min = 1, max = Bounds.MESSAGE)
          String query,
      @JsonPropertyDescription("The least value that is well.") @Nullable Double atLeast,
      @JsonPropertyDescription("The largest value that is well.") @Nullable Double atMost) {}
}
