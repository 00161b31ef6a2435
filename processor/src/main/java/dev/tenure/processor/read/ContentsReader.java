package dev.tenure.processor.read;

import com.palantir.javapoet.TypeName;
import dev.tenure.processor.model.Contents;
import dev.tenure.processor.model.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/// Finds the tensors that values of a type hold: in arrays, collections, maps, optionals, records
/// and sealed types, and in these inside of one another.
final class ContentsReader {
  /// What was found.
  sealed interface Found {
    /// No tensor.
    record Nothing() implements Found {}

    /// Pooled tensors, all within reach.
    record Tensors(Contents contents) implements Found {}

    /// A tensor that is no pooled tensor by its static type.
    record Other(TypeName type) implements Found {}

    /// Tensors in something that cannot be looked through.
    record OutOfReach() implements Found {}

    /// Nothing, as far as it is not what the value is inside of.
    record Itself() implements Found {}
  }

  private static final Found NOTHING = new Found.Nothing();
  private static final Found OUT_OF_REACH = new Found.OutOfReach();
  private static final Found ITSELF = new Found.Itself();

  private final Types types;
  private final Elements elements;

  ContentsReader(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
  }

  Found read(TypeMirror type, boolean nullable) {
    Found found = read(type, nullable, new HashSet<>());
    return found.equals(ITSELF) ? NOTHING : found;
  }

  /// @param around what the value is inside of
  private Found read(TypeMirror type, boolean nullable, Set<Element> around) {
    if (isA(type, Names.TENSOR.canonicalName())) {
      return tensor(type, nullable);
    }
    return switch (type.getKind()) {
      case ARRAY -> {
        TypeMirror component = ((ArrayType) type).getComponentType();
        yield elements(component, read(component, around), nullable);
      }
      case WILDCARD -> {
        TypeMirror bound = ((WildcardType) type).getExtendsBound();
        yield bound == null ? NOTHING : read(bound, nullable, around);
      }
      case TYPEVAR ->
          inside(
              ((TypeVariable) type).asElement(),
              around,
              () -> read(((TypeVariable) type).getUpperBound(), nullable, around));
      case DECLARED -> declared((DeclaredType) type, nullable, around);
      default -> NOTHING;
    };
  }

  private Found read(TypeMirror type, Set<Element> around) {
    return read(type, Annotations.nullable(type), around);
  }

  private static Found tensor(TypeMirror type, boolean nullable) {
    TypeName name = TypeNames.of(type);
    return name.withoutAnnotations().equals(Names.POOLED_TENSOR)
        ? new Found.Tensors(new Contents.One(nullable))
        : new Found.Other(name);
  }

  private static Found elements(TypeMirror type, Found each, boolean nullable) {
    return each instanceof Found.Tensors held
        ? new Found.Tensors(
            new Contents.Elements(TypeNames.of(upper(type)), held.contents(), nullable))
        : each;
  }

  private Found declared(DeclaredType type, boolean nullable, Set<Element> around) {
    if (isA(type, "java.util.Optional")) {
      return type.getTypeArguments().isEmpty()
          ? NOTHING
          : optional(read(type.getTypeArguments().getFirst(), around), nullable);
    }
    if (isA(type, "java.util.Collection")) {
      return argument(type, "java.lang.Iterable", "iterator")
          .map(element -> elements(element, read(element, around), nullable))
          .orElse(NOTHING);
    }
    if (isA(type, "java.util.Map")) {
      return map(type, nullable, around);
    }
    Element element = type.asElement();
    if (element.getKind() == ElementKind.RECORD) {
      return inside(element, around, () -> components(type, nullable, around));
    }
    return element.getModifiers().contains(Modifier.SEALED)
        ? inside(element, around, () -> cases((TypeElement) element, nullable, around))
        : opaque(type, around);
  }

  /// Looks into something, unless the value is inside of it already.
  private static Found inside(Element element, Set<Element> around, Supplier<Found> look) {
    if (!around.add(element)) {
      return ITSELF;
    }
    Found found = look.get();
    around.remove(element);
    return found;
  }

  private Found opaque(DeclaredType type, Set<Element> around) {
    return type.getTypeArguments().stream()
            .map(argument -> read(argument, around))
            .allMatch(found -> found.equals(NOTHING) || found.equals(ITSELF))
        ? NOTHING
        : OUT_OF_REACH;
  }

  private static Found optional(Found present, boolean nullable) {
    return present instanceof Found.Tensors held
        ? new Found.Tensors(new Contents.Maybe(held.contents(), nullable))
        : present;
  }

  private Found map(DeclaredType type, boolean nullable, Set<Element> around) {
    Found keys = held(type, "keySet", around);
    if (!keys.equals(NOTHING) && !keys.equals(ITSELF)) {
      return OUT_OF_REACH;
    }
    return held(type, "values", around) instanceof Found.Tensors tensors
        ? new Found.Tensors(
            new Contents.Values(
                TypeNames.of(upper(argument(type, "java.util.Map", "values").orElseThrow())),
                tensors.contents(),
                nullable))
        : held(type, "values", around);
  }

  private Found held(DeclaredType map, String view, Set<Element> around) {
    return argument(map, "java.util.Map", view).map(it -> read(it, around)).orElse(NOTHING);
  }

  private Found components(DeclaredType type, boolean nullable, Set<Element> around) {
    List<Contents.Component> components = new ArrayList<>();
    Set<Found> others = new LinkedHashSet<>();
    for (RecordComponentElement component :
        ElementFilter.recordComponentsIn(type.asElement().getEnclosedElements())) {
      ExecutableElement accessor = component.getAccessor();
      TypeMirror held = returned(type, accessor);
      Found found = read(held, Annotations.nullable(accessor, held), around);
      if (found instanceof Found.Tensors tensors) {
        components.add(
            new Contents.Component(accessor.getSimpleName().toString(), tensors.contents()));
      } else {
        others.add(found);
      }
    }
    return components.isEmpty()
        ? without(others)
        : with(new Contents.Components(components, nullable), others);
  }

  private Found cases(TypeElement type, boolean nullable, Set<Element> around) {
    List<Contents.Case> cases = new ArrayList<>();
    Set<Found> others = new LinkedHashSet<>();
    for (TypeMirror permitted : type.getPermittedSubclasses()) {
      Found found = read(permitted, false, around);
      if (found instanceof Found.Tensors tensors) {
        cases.add(new Contents.Case(TypeName.get(types.erasure(permitted)), tensors.contents()));
      } else {
        others.add(found);
      }
    }
    return cases.isEmpty() ? without(others) : with(new Contents.Cases(cases, nullable), others);
  }

  /// What holds tensors beside other things is within reach if these are nothing.
  private static Found with(Contents contents, Set<Found> others) {
    others.remove(NOTHING);
    if (others.isEmpty()) {
      return new Found.Tensors(contents);
    }
    Found first = others.iterator().next();
    return first.equals(ITSELF) ? OUT_OF_REACH : first;
  }

  /// Returns what matters most of what was found beside no tensor at all.
  private static Found without(Set<Found> others) {
    others.remove(NOTHING);
    if (others.size() > 1) {
      others.remove(ITSELF);
    }
    return others.isEmpty() ? NOTHING : others.iterator().next();
  }

  /// Returns the type argument of what a method without parameters returns, as a member of a type.
  private Optional<TypeMirror> argument(DeclaredType type, String declaring, String method) {
    return ElementFilter.methodsIn(elements.getTypeElement(declaring).getEnclosedElements())
        .stream()
        .filter(it -> it.getSimpleName().contentEquals(method))
        .map(it -> returned(type, it))
        .filter(DeclaredType.class::isInstance)
        .flatMap(it -> ((DeclaredType) it).getTypeArguments().stream())
        .findFirst()
        .map(it -> (TypeMirror) it);
  }

  private TypeMirror returned(DeclaredType type, ExecutableElement method) {
    return ((ExecutableType) types.asMemberOf(type, method)).getReturnType();
  }

  private static TypeMirror upper(TypeMirror type) {
    return type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null
        ? wildcard.getExtendsBound()
        : type;
  }

  private boolean isA(TypeMirror type, String name) {
    TypeElement expected = elements.getTypeElement(name);
    return expected != null
        && !type.getKind().isPrimitive()
        && type.getKind() != TypeKind.WILDCARD
        && types.isSubtype(types.erasure(type), types.erasure(expected.asType()));
  }
}
