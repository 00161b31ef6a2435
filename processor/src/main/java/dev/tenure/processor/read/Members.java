package dev.tenure.processor.read;

import dev.tenure.processor.model.Names;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/// Finds the methods of a type that are to be wrapped, in an order that depends on its source
/// alone.
final class Members {
  private final Types types;
  private final Elements elements;

  Members(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
  }

  /// Returns the methods that ask for a wrapper themselves and, if the type does, every method that
  /// takes a scope and that the wrapper can call.
  List<ExecutableElement> wrapped(TypeElement type) {
    List<ExecutableElement> found = new ArrayList<>();
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (Annotations.has(method, Names.SCOPED_FORWARD)
          || (Annotations.has(type, Names.SCOPED_FORWARD) && canBeWrapped(type, method))) {
        found.add(method);
      }
    }
    if (Annotations.has(type, Names.SCOPED_FORWARD)) {
      inherited(type, found);
    }
    return found;
  }

  /// Returns the constructors that the wrapper can call to make what it delegates to.
  ///
  /// There are none for what has to be closed: who makes it does that, and the wrapper would be the
  /// only one to know it.
  List<ExecutableElement> constructors(TypeElement type) {
    boolean canBeMade =
        (type.getKind() == ElementKind.CLASS || type.getKind() == ElementKind.RECORD)
            && !type.getModifiers().contains(Modifier.ABSTRACT)
            && (type.getNestingKind() == NestingKind.TOP_LEVEL
                || type.getModifiers().contains(Modifier.STATIC))
            && !isClosable(type);
    return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .filter(it -> canBeMade && !it.getModifiers().contains(Modifier.PRIVATE))
        .toList();
  }

  private boolean isClosable(TypeElement type) {
    TypeElement closable = elements.getTypeElement("java.lang.AutoCloseable");
    return types.isSubtype(type.asType(), closable.asType());
  }

  private void inherited(TypeElement type, List<ExecutableElement> found) {
    List<ExecutableElement> hiding =
        new ArrayList<>(ElementFilter.methodsIn(type.getEnclosedElements()));
    for (TypeElement above : supertypes(type)) {
      for (ExecutableElement method : ElementFilter.methodsIn(above.getEnclosedElements())) {
        if (canBeWrapped(type, method) && !isOverridden(type, method, hiding)) {
          found.add(method);
        }
        hiding.add(method);
      }
    }
  }

  /// Returns superclasses, nearest first, then interfaces.
  private Set<TypeElement> supertypes(TypeElement type) {
    Set<TypeElement> classes = new LinkedHashSet<>();
    Set<TypeElement> interfaces = new LinkedHashSet<>();
    collect(type, classes, interfaces);
    classes.addAll(interfaces);
    return classes;
  }

  private void collect(TypeElement type, Set<TypeElement> classes, Set<TypeElement> interfaces) {
    for (TypeMirror above : types.directSupertypes(type.asType())) {
      TypeElement element = (TypeElement) types.asElement(above);
      if (element.getQualifiedName().contentEquals("java.lang.Object")) {
        continue;
      }
      (element.getKind().isInterface() ? interfaces : classes).add(element);
      collect(element, classes, interfaces);
    }
  }

  private boolean isOverridden(
      TypeElement type, ExecutableElement method, List<ExecutableElement> hiding) {
    return hiding.stream()
        .anyMatch(
            other -> elements.overrides(other, method, type) || sameSignature(type, other, method));
  }

  /// Two interfaces may declare one method, without the one overriding the other.
  private boolean sameSignature(TypeElement type, ExecutableElement one, ExecutableElement other) {
    DeclaredType owner = (DeclaredType) type.asType();
    return one.getSimpleName().equals(other.getSimpleName())
        && !one.getModifiers().contains(Modifier.PRIVATE)
        && !one.getModifiers().contains(Modifier.STATIC)
        && types.isSubsignature(
            (ExecutableType) types.asMemberOf(owner, one),
            (ExecutableType) types.asMemberOf(owner, other));
  }

  private boolean canBeWrapped(TypeElement type, ExecutableElement method) {
    return takesScope(method)
        && !method.getModifiers().contains(Modifier.STATIC)
        && isCallable(type, method);
  }

  private static boolean takesScope(ExecutableElement method) {
    return method.getParameters().stream().anyMatch(Members::isScope);
  }

  static boolean isScope(VariableElement parameter) {
    return parameter.asType() instanceof DeclaredType declared
        && ((TypeElement) declared.asElement())
            .getQualifiedName()
            .contentEquals(Names.TENSOR_SCOPE.canonicalName());
  }

  /// A protected or package-private method can be called in its own package only, which need not be
  /// that of the wrapper.
  private boolean isCallable(TypeElement type, ExecutableElement method) {
    Set<Modifier> modifiers = method.getModifiers();
    if (modifiers.contains(Modifier.PUBLIC)) {
      return true;
    }
    return !modifiers.contains(Modifier.PRIVATE) && packageOf(method).equals(packageOf(type));
  }

  private Element packageOf(Element element) {
    return elements.getPackageOf(element);
  }
}
