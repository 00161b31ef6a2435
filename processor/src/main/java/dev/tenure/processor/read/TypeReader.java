package dev.tenure.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeVariableName;
import dev.tenure.processor.model.Options;
import dev.tenure.processor.model.ScopedType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/// Reads an author's type.
public final class TypeReader {
  private static final String GENERATED = "javax.annotation.processing.Generated";

  private final Elements elements;
  private final Members members;
  private final MethodReader methods;

  /// Creates a reader.
  ///
  /// @param types the compiler's
  /// @param elements the compiler's
  public TypeReader(Types types, Elements elements) {
    this.elements = elements;
    this.members = new Members(types, elements);
    this.methods = new MethodReader(types, elements);
  }

  /// Reads a type.
  ///
  /// @param type the type
  /// @return what the author wrote, or nothing as long as it names types that are not known yet
  public Optional<ScopedType> read(TypeElement type) {
    Optional<Options> options = Annotations.options(type);
    List<ExecutableElement> wrapped = members.wrapped(type);
    List<ExecutableElement> constructors =
        options.map(Options::constructors).orElse(true) ? members.constructors(type) : List.of();
    if (Unresolved.in(type, wrapped) || Unresolved.in(type, constructors)) {
      return Optional.empty();
    }
    DeclaredType owner = (DeclaredType) type.asType();
    ClassName name = ClassName.get(type);
    return Optional.of(
        new ScopedType(
            type,
            name,
            TypeNames.of(owner),
            typeVariables(type),
            wrapper(name, options),
            options.flatMap(it -> it.name(Options.CONTRACT)).map(it -> beside(name, it)),
            chain(type).stream().allMatch(around -> is(around, Modifier.PUBLIC)),
            chain(type).stream().anyMatch(around -> is(around, Modifier.PRIVATE)),
            Annotations.ofType(type, !elements.getModuleOf(type).isUnnamed()),
            visible(type, GENERATED),
            visible(type, "org.jspecify.annotations.Nullable"),
            options,
            constructors.stream().map(it -> methods.readConstructor(owner, it)).toList(),
            wrapped.stream().map(method -> methods.read(owner, method, options)).toList()));
  }

  /// Tells whether another processor may add members to a type in this round.
  ///
  /// Lombok does so after this processor if it stands behind it on the path, and it has the
  /// compiler begin another round.
  ///
  /// @param type a type that is seen for the first time
  /// @return whether it, or a type around it, carries an annotation of Lombok
  public boolean isStillEdited(TypeElement type) {
    return elements.getTypeElement("lombok.Lombok") != null
        && chain(type).stream()
            .flatMap(around -> around.getAnnotationMirrors().stream())
            .anyMatch(it -> it.getAnnotationType().toString().startsWith("lombok."));
  }

  private static ClassName wrapper(ClassName name, Optional<Options> options) {
    return beside(
        name,
        options
            .flatMap(it -> it.name(Options.NAME))
            .orElseGet(() -> "Scoped" + String.join("_", name.simpleNames())));
  }

  private static ClassName beside(ClassName name, String simpleName) {
    return ClassName.get(name.packageName(), simpleName);
  }

  private Optional<ClassName> visible(TypeElement type, String name) {
    return Optional.ofNullable(elements.getTypeElement(elements.getModuleOf(type), name))
        .map(ClassName::get);
  }

  /// Returns the type and those around it, outermost first.
  private static Deque<TypeElement> chain(TypeElement type) {
    Deque<TypeElement> chain = new ArrayDeque<>();
    for (Element around = type;
        around instanceof TypeElement element;
        around = around.getEnclosingElement()) {
      chain.addFirst(element);
    }
    return chain;
  }

  private static boolean is(Element element, Modifier modifier) {
    return element.getModifiers().contains(modifier);
  }

  /// Returns the type variables in whose sight an instance of the type lives.
  private static List<TypeVariableName> typeVariables(TypeElement type) {
    List<TypeVariableName> variables = new ArrayList<>();
    for (TypeElement around : chain(type)) {
      if (is(around, Modifier.STATIC) || !around.getKind().isClass()) {
        variables.clear();
      }
      around.getTypeParameters().forEach(it -> variables.add(TypeNames.declaration(it)));
    }
    return variables;
  }
}
