package dev.tenure.benchmarks.checks.peers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/// Tells which types of a sample are resources: those annotated `@Pooled`, those listed for the
/// sample, and the subtypes of both.
final class TrackedTypes {
  private static final String POOLED = "dev.tenure.annotations.Pooled";

  private final Types types;

  /// The listed types, each with the method that ends it.
  private final Map<String, String> listed;

  TrackedTypes(Types types, Map<String, String> listed) {
    this.types = types;
    this.listed = Map.copyOf(listed);
  }

  /// Returns what is known of a type, or nothing if it is not a resource.
  Optional<Tracked> of(@Nullable TypeMirror type) {
    if (type instanceof TypeVariable variable) {
      return of(variable.getUpperBound());
    }
    if (type == null || type.getKind() != TypeKind.DECLARED) {
      return Optional.empty();
    }
    return selfAndSupertypes(type).flatMap(each -> declared(each).stream()).findFirst();
  }

  boolean isAutoCloseable(TypeMirror type) {
    return selfAndSupertypes(type)
        .anyMatch(each -> each.getQualifiedName().contentEquals("java.lang.AutoCloseable"));
  }

  private Optional<Tracked> declared(TypeElement type) {
    String name = type.getQualifiedName().toString();
    String closer = listed.get(name);
    if (closer != null) {
      return Optional.of(new Tracked(name, List.of(closer), true));
    }
    return annotation(type, POOLED).map(pooled -> new Tracked(name, closers(pooled), false));
  }

  private Stream<TypeElement> selfAndSupertypes(TypeMirror type) {
    Stream<TypeElement> self =
        type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element
            ? Stream.of(element)
            : Stream.empty();
    return Stream.concat(
        self, types.directSupertypes(type).stream().flatMap(this::selfAndSupertypes));
  }

  static Optional<? extends AnnotationMirror> annotation(Element element, String name) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> mirror.getAnnotationType().toString().equals(name))
        .findFirst();
  }

  private static List<String> closers(AnnotationMirror pooled) {
    return pooled.getElementValues().values().stream()
        .findFirst()
        .map(value -> value.getValue() instanceof List<?> names ? names : List.of())
        .filter(names -> !names.isEmpty())
        .map(names -> names.stream().map(name -> name.toString().replace("\"", "")).toList())
        .orElse(List.of("close"));
  }

  /// A type that is a resource.
  ///
  /// @param name the qualified name of the type that says so
  /// @param closers the methods that end it
  /// @param foreign whether it is listed, and not annotated
  record Tracked(String name, List<String> closers, boolean foreign) {
    Tracked {
      closers = List.copyOf(closers);
    }
  }
}
