package dev.tenure.checks.model;

import com.google.errorprone.util.ASTHelpers;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Tells whom the result of a method is borrowed from, if annotations say that it is borrowed.
final class Lending {
  private Lending() {}

  /// Reads the annotation of a method, or of the first method that it overrides and that has one.
  static ResultContract of(MethodSymbol method, Types types) {
    return new ResultContract.Lent(annotated(method, types).map(Lending::from).orElse(List.of()));
  }

  private static Optional<MethodSymbol> annotated(MethodSymbol method, Types types) {
    if (isOurs(method)) {
      return Optional.of(method);
    }
    return method.isStatic()
        ? Optional.empty()
        : ASTHelpers.findSuperMethods(method, types).stream().filter(Lending::isOurs).findFirst();
  }

  private static boolean isOurs(MethodSymbol method) {
    return AnnotationVocabulary.find(method, TenureNames.BORROWED).isPresent()
        || AnnotationVocabulary.find(method, TenureNames.SCOPED).isPresent()
        || AnnotationVocabulary.find(method, TenureNames.WORKSPACE).isPresent();
  }

  private static List<Integer> from(MethodSymbol method) {
    List<String> lenders =
        AnnotationVocabulary.find(method, TenureNames.BORROWED)
            .map(borrowed -> AnnotationVocabulary.names(borrowed, "value"))
            .map(List::copyOf)
            .orElse(List.of());
    if (!lenders.isEmpty()) {
      return named(method, lenders);
    }
    if (AnnotationVocabulary.find(method, TenureNames.SCOPED).isPresent()) {
      List<Integer> scopes = where(method, Lending::isScope);
      return scopes.isEmpty() ? receiver(method) : scopes;
    }
    return method.isStatic()
        ? where(method, parameter -> AnnotationVocabulary.of(parameter) != Ownership.OWNED)
        : receiver(method);
  }

  private static List<Integer> named(MethodSymbol method, List<String> names) {
    List<Integer> found = new ArrayList<>();
    if (names.contains("this")) {
      found.add(ResultContract.Lent.RECEIVER_INDEX);
    }
    found.addAll(where(method, parameter -> names.contains(parameter.getSimpleName().toString())));
    return found;
  }

  private static List<Integer> receiver(MethodSymbol method) {
    return method.isStatic() ? List.of() : List.of(ResultContract.Lent.RECEIVER_INDEX);
  }

  private static boolean isScope(Symbol.VarSymbol parameter) {
    return parameter.type.tsym.getQualifiedName().contentEquals(TenureNames.SCOPE);
  }

  private static List<Integer> where(MethodSymbol method, Predicate<Symbol.VarSymbol> property) {
    List<Symbol.VarSymbol> parameters = method.getParameters();
    return IntStream.range(0, parameters.size())
        .filter(i -> property.test(parameters.get(i)))
        .boxed()
        .toList();
  }
}
