package dev.headgate.faults.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headgate.faults.proxy.Call;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are meant; what is not given may be anything.
 *
 * @param method {@code WATCH} for watches, {@code LIST} for lists over all namespaces (those that
 *     fill caches), {@code WRITE} for whatever changes something, else the HTTP method
 * @param name the whole name; for a ChangeRequest and what is named after it {@code *}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Match(
    @Nullable String cluster,
    @Nullable String method,
    @Nullable String resource,
    @Nullable String subresource,
    @Nullable String name) {

  public static final Match ANY = new Match(null, null, null, null, null);

  /** The requests that are like that one. */
  public static Match like(Call call) {
    return new Match(
        call.cluster(),
        call.method(),
        call.resource(),
        call.subresource(),
        hasOwnName(call) ? call.name() : "*");
  }

  public static Match watchOf(String resource) {
    return new Match("host", "WATCH", resource, null, null);
  }

  public static Match listOf(String resource) {
    return new Match("host", "LIST", resource, null, null);
  }

  public boolean matches(Call call) {
    return (cluster == null || cluster.equals(call.cluster()))
        && (method == null || matchesMethod(method, call))
        && (resource == null || resource.equals(call.resource()))
        && (subresource == null || subresource.equals(call.subresource()))
        && (name == null || name.equals("*") || name.equals(call.name()));
  }

  /** Names that hold digits differ from run to run, or might. */
  private static boolean hasOwnName(Call call) {
    return call.name().matches("[a-z-]+");
  }

  private static boolean matchesMethod(String method, Call call) {
    return switch (method) {
      case "WATCH" -> call.watch();
      case "LIST" -> call.isList() && call.namespace().isEmpty();
      case "WRITE" -> call.isWrite();
      default -> method.equals(call.method()) && !call.watch();
    };
  }
}
