package dev.headgate.core.probe;

import dev.headgate.core.change.ObjectKey;
import java.util.Optional;

/** What a probe asks. Everything that it names is in the sandbox, but for {@link PromQl}. */
public sealed interface Question {

  /** The word of the API for this kind. */
  String kind();

  /** What is asked about, in words that fit into a message. */
  String about();

  /** Whether all that became ready stays so. */
  record Ready() implements Question {
    @Override
    public String kind() {
      return "ready";
    }

    @Override
    public String about() {
      return "all that became ready";
    }
  }

  /**
   * Whether CEL expressions over one object hold, as in Flux's {@code healthCheckExprs}.
   *
   * @param apiVersion in which the object is read
   * @param inProgress may be empty, as may {@code failed}
   */
  record Expression(
      String apiVersion, ObjectKey object, String current, String inProgress, String failed)
      implements Question {
    @Override
    public String kind() {
      return "expression";
    }

    @Override
    public String about() {
      return object.toString();
    }
  }

  /**
   * Whether a Service answers a GET through the service proxy of the sandbox's API server.
   *
   * @param port its name or number
   * @param path with its query, begins with a slash
   * @param expectStatus empty: any of 200 to 299
   * @param expectBody text that the beginning of the answer must contain; may be empty
   */
  record Http(
      String namespace,
      String service,
      String port,
      String path,
      boolean https,
      Optional<Integer> expectStatus,
      String expectBody)
      implements Question {
    @Override
    public String kind() {
      return "http";
    }

    @Override
    public String about() {
      return "Service/%s/%s:%s%s".formatted(namespace, service, port, path);
    }
  }

  /** Whether a Job completes. */
  record Job(String namespace, String name) implements Question {
    @Override
    public String kind() {
      return "job";
    }

    @Override
    public String about() {
      return "Job.batch/%s/%s".formatted(namespace, name);
    }
  }

  /** Whether every value that a query has at this moment lies within bounds. */
  record PromQl(String query, Optional<Double> atLeast, Optional<Double> atMost)
      implements Question {
    @Override
    public String kind() {
      return "promQL";
    }

    @Override
    public String about() {
      return "the query";
    }
  }
}
