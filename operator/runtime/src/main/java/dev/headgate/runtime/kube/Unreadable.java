package dev.headgate.runtime.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects of our kinds that this version cannot read, because a newer schema let something in. An
 * informer that cannot decode one object stops and serves nobody, so such an object is decoded to
 * its metadata alone, without spec and status. Whoever meets one does nothing but say so.
 */
public final class Unreadable {

  private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);

  /** In memory only; what a stored object says there is never looked at. */
  private static final String WHY = "headgate.dev/unreadable";

  private Unreadable() {}

  /** For clients that read our kinds. */
  public static KubernetesSerialization serialization() {
    var module = new SimpleModule("unreadable");
    module.setDeserializerModifier(new OfCustomResources());
    return new KubernetesSerialization(new ObjectMapper().registerModule(module), true);
  }

  /** Which field cannot be read; empty when all can. */
  public static Optional<String> why(CustomResource<?, ?> object) {
    return object.getSpec() == null
        ? Optional.of(object.getMetadata().getAnnotations().getOrDefault(WHY, "it has no spec"))
        : Optional.empty();
  }

  public static boolean isReadable(CustomResource<?, ?> object) {
    return object.getSpec() != null;
  }

  private static final class OfCustomResources extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> strict) {
      return CustomResource.class.isAssignableFrom(bean.getBeanClass())
          ? new Lenient(strict)
          : strict;
    }
  }

  private static final class Lenient extends DelegatingDeserializer {
    private static final long serialVersionUID = 1L;

    Lenient(JsonDeserializer<?> strict) {
      super(strict);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> strict) {
      return new Lenient(strict);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      try (var copy = context.bufferAsCopyOfValue(parser)) {
        try {
          return super.deserialize(copy.asParserOnFirstToken(), context);
        } catch (JsonMappingException e) {
          return bare(copy.asParserOnFirstToken(), context, e);
        }
      }
    }

    private Object bare(JsonParser parser, DeserializationContext context, JsonMappingException e)
        throws IOException {
      var tree = context.readTree(parser);
      var metadata = context.readTreeAsValue(tree.path("metadata"), ObjectMeta.class);
      if (metadata == null || !(instance(e) instanceof CustomResource<?, ?> object)) {
        throw e;
      }
      var annotations =
          new HashMap<>(Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of()));
      annotations.put(WHY, explained(e));
      metadata.setAnnotations(annotations);
      object.setMetadata(metadata);
      object.setSpec(null);
      object.setStatus(null);
      log(object, annotations.get(WHY));
      return object;
    }

    private Object instance(JsonMappingException e) throws JsonMappingException {
      try {
        return handledType().getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException surprise) {
        e.addSuppressed(surprise);
        throw e;
      }
    }

    private static void log(HasMetadata object, String why) {
      LOG.warn(
          "unreadable object kind={} namespace={} name={} why={}",
          object.getKind(),
          object.getMetadata().getNamespace(),
          object.getMetadata().getName(),
          why);
    }
  }

  /** Names the field and what it should be; Jackson's own message quotes what stands there. */
  private static String explained(JsonMappingException e) {
    var field =
        e.getPath().stream()
            .map(part -> part.getFieldName() == null ? "[]" : part.getFieldName())
            .collect(Collectors.joining("."));
    var wanted =
        e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
            ? "; allowed: " + mismatch.getTargetType().getSimpleName()
            : "";
    return "this version of Headgate cannot read %s%s".formatted(shortened(field), wanted);
  }

  private static String shortened(String field) {
    return field.length() <= 120 ? field : field.substring(0, 119) + "…";
  }
}
