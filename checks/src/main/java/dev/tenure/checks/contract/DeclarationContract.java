package dev.tenure.checks.contract;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import dev.tenure.checks.model.AnnotationVocabulary;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.MemorySignature.Access;
import dev.tenure.checks.model.Ownership;
import dev.tenure.checks.model.TenureNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Holds the annotations of one declaration against each other, and against what is declared.
public final class DeclarationContract {
  private final Contracts contracts;
  private final Types types;

  /// Makes the reader of a compilation.
  ///
  /// @param contracts who owns what
  /// @param types javac's types
  public DeclarationContract(Contracts contracts, Types types) {
    this.contracts = contracts;
    this.types = types;
  }

  /// Returns what a method's or constructor's own annotations contradict.
  ///
  /// @param tree its declaration
  /// @return the contradictions, each once
  public List<Contradiction> of(MethodTree tree) {
    if (!Annotations.speak(tree.getModifiers())) {
      return List.of();
    }
    MethodSymbol method = ASTHelpers.getSymbol(tree);
    Annotations annotations = new Annotations(tree, tree.getModifiers(), method);
    List<Contradiction> found = new ArrayList<>();
    ownership(annotations).ifPresent(found::add);
    destination(annotations).ifPresent(found::add);
    if (!method.isConstructor()) {
      result(method, annotations).ifPresent(found::add);
    }
    lenders(method, annotations).ifPresent(found::add);
    scope(method, annotations).ifPresent(found::add);
    return found;
  }

  /// Returns what the annotations of a parameter, field or record component contradict.
  ///
  /// @param tree its declaration
  /// @return the contradictions, each once
  public List<Contradiction> of(VariableTree tree) {
    if (!Annotations.speak(tree.getModifiers())) {
      return List.of();
    }
    VarSymbol variable = ASTHelpers.getSymbol(tree);
    Annotations annotations = new Annotations(tree, tree.getModifiers(), variable);
    List<Contradiction> found = new ArrayList<>();
    ownership(annotations).ifPresent(found::add);
    destination(annotations).ifPresent(found::add);
    alias(variable, annotations).ifPresent(found::add);
    if (holdsNothing(variable.type)) {
      onValue(annotations, variable.type)
          .or(() -> onDestination(annotations, variable.type))
          .ifPresent(found::add);
    }
    return found;
  }

  /// Returns what a class's own annotations contradict.
  ///
  /// @param tree its declaration
  /// @return the contradictions, each once
  public List<Contradiction> of(ClassTree tree) {
    if (!Annotations.speak(tree.getModifiers())) {
      return List.of();
    }
    ClassSymbol type = ASTHelpers.getSymbol(tree);
    Annotations annotations = new Annotations(tree, tree.getModifiers(), type);
    return AnnotationVocabulary.find(type, TenureNames.POOLED)
        .map(pooled -> AnnotationVocabulary.names(pooled, TenureNames.POOLED_CLOSERS))
        .orElse(Set.of())
        .stream()
        .filter(closer -> !hasMethod(type, closer))
        .map(closer ->
            new Contradiction(
                annotations.at(TenureNames.POOLED),
                "`"
                    + type.getSimpleName()
                    + "` has no method `"
                    + closer
                    + "` that could close it."
                    + " Name one of its methods in `closers`."))
        .toList();
  }

  private boolean hasMethod(ClassSymbol type, String name) {
    for (Type ancestor : types.closure(type.type)) {
      for (Symbol member : ancestor.tsym.members().getSymbols(MethodSymbol.class::isInstance)) {
        if (member.getSimpleName().contentEquals(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Optional<Contradiction> ownership(Annotations annotations) {
    return annotations.says(Ownership.OWNED) && annotations.says(Ownership.BORROWED)
        ? Optional.of(
            new Contradiction(
                annotations.at(Ownership.BORROWED),
                "`"
                    + annotations.text(Ownership.BORROWED)
                    + "` says that this does not own, `"
                    + annotations.text(Ownership.OWNED)
                    + "` that it does. Remove one of them."))
        : Optional.empty();
  }

  private static Optional<Contradiction> destination(Annotations annotations) {
    return annotations.has(TenureNames.OVERWRITES) && annotations.has(TenureNames.ACCUMULATES)
        ? Optional.of(
            new Contradiction(
                annotations.at(TenureNames.ACCUMULATES),
                "`@Accumulates` reads what `@Overwrites` says is not read. Keep `@Accumulates` if"
                    + " the contents are added to, and `@Overwrites` if they are replaced."))
        : Optional.empty();
  }

  private Optional<Contradiction> alias(VarSymbol variable, Annotations annotations) {
    if (!annotations.has(TenureNames.MAY_ALIAS)
        || !(variable.owner instanceof MethodSymbol method)
        || isDestination(method, method.getParameters().indexOf(variable))) {
      return Optional.empty();
    }
    return Optional.of(
        new Contradiction(
            annotations.at(TenureNames.MAY_ALIAS),
            "`@MayAlias` speaks of a destination, and `"
                + variable.getSimpleName()
                + "` is only"
                + " read. Annotate what is written with `@Overwrites` or `@Accumulates`, or remove"
                + " `@MayAlias`."));
  }

  /// An inherited annotation counts.
  private boolean isDestination(MethodSymbol method, int index) {
    return index >= 0 && contracts.memory(method).parameter(index).access() != Access.UNSTATED;
  }

  private static Optional<Contradiction> result(MethodSymbol method, Annotations annotations) {
    Type type = method.getReturnType();
    if (annotations.has(TenureNames.WORKSPACE) && method.isStatic()) {
      return Optional.of(
          new Contradiction(
              annotations.at(TenureNames.WORKSPACE),
              "A `@Workspace` belongs to an object, and a static method has none. Remove `static`"
                  + " or `@Workspace`."));
    }
    if (!type.hasTag(TypeTag.VOID) && !holdsNothing(type)) {
      return Optional.empty();
    }
    for (String name :
        List.of(TenureNames.WORKSPACE, TenureNames.UNINITIALIZED, TenureNames.SCOPED)) {
      if (annotations.has(name)) {
        return Optional.of(noResource(annotations.at(name), name, type));
      }
    }
    return onValue(annotations, type);
  }

  private static Optional<Contradiction> onValue(Annotations annotations, Type type) {
    return Stream.of(TenureNames.POOLED, TenureNames.BORROWED, TenureNames.SCOPED)
        .filter(annotations::has)
        .map(name -> noResource(annotations.at(name), name, type))
        .findFirst();
  }

  private static Optional<Contradiction> onDestination(Annotations annotations, Type type) {
    return Stream.of(TenureNames.OVERWRITES, TenureNames.ACCUMULATES)
        .filter(annotations::has)
        .map(name -> noResource(annotations.at(name), name, type))
        .findFirst();
  }

  private static Contradiction noResource(Tree at, String annotation, Type type) {
    String name = annotation.substring(annotation.lastIndexOf('.') + 1);
    return new Contradiction(
        at,
        "`@"
            + name
            + "` speaks of a resource, and `"
            + type
            + "` holds none. Remove the annotation,"
            + " or change the type.");
  }

  /// Whether values of a type can never be or hold a resource.
  private static boolean holdsNothing(Type type) {
    return type.isPrimitive() || type.tsym.getQualifiedName().contentEquals("java.lang.String");
  }

  private Optional<Contradiction> lenders(MethodSymbol method, Annotations annotations) {
    List<String> names =
        AnnotationVocabulary.find(method, TenureNames.BORROWED)
            .map(borrowed -> AnnotationVocabulary.names(borrowed, "value"))
            .map(List::copyOf)
            .orElse(List.of());
    return names.stream()
        .map(name -> lender(method, name))
        .flatMap(Optional::stream)
        .map(text -> new Contradiction(annotations.at(TenureNames.BORROWED), text))
        .findFirst();
  }

  private static Optional<String> lender(MethodSymbol method, String name) {
    if (name.equals("this")) {
      return method.isStatic()
          ? Optional.of(
              "A static method has no `this` to borrow from. Name a parameter in `@Borrowed`.")
          : Optional.empty();
    }
    for (VarSymbol parameter : method.getParameters()) {
      if (parameter.getSimpleName().contentEquals(name)) {
        return AnnotationVocabulary.of(parameter) == Ownership.OWNED
            ? Optional.of(
                "The method takes `"
                    + name
                    + "` over, so its result cannot be borrowed from it."
                    + " Remove the annotation of the parameter, or name another lender.")
            : Optional.empty();
      }
    }
    return Optional.of(
        "`@Borrowed(\""
            + name
            + "\")` names no parameter of `"
            + method.getSimpleName()
            + "`. Name one, or `this`.");
  }

  private Optional<Contradiction> scope(MethodSymbol method, Annotations annotations) {
    boolean mayBelong =
        contracts.pooling(method.owner.type).isPresent()
            || method.getParameters().stream()
                .anyMatch(parameter -> contracts.pooling(parameter.type).isPresent());
    return annotations.has(TenureNames.SCOPED) && !mayBelong
        ? Optional.of(
            new Contradiction(
                annotations.at(TenureNames.SCOPED),
                "`@Scoped` says that the result belongs to a scope, and neither the class is one"
                    + " nor a parameter. Add the scope as a parameter, or say `@Borrowed`."))
        : Optional.empty();
  }
}
