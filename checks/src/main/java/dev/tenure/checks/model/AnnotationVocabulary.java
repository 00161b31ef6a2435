package dev.tenure.checks.model;

import com.sun.tools.javac.code.Attribute;
import com.sun.tools.javac.code.Symbol;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads ownership from annotations, ours and those of peers that mean the same.
public final class AnnotationVocabulary {
  private static final Map<String, Ownership> OURS =
      Map.of(
          TenureNames.POOLED, Ownership.OWNED,
          TenureNames.BORROWED, Ownership.BORROWED,
          TenureNames.SCOPED, Ownership.BORROWED,
          TenureNames.WORKSPACE, Ownership.BORROWED);

  /// Peers are known by simple name, because several libraries publish the same annotation under
  /// different packages.
  private static final Map<String, Ownership> PEERS =
      Map.of(
          "MustBeClosed", Ownership.OWNED,
          "Owning", Ownership.OWNED,
          "WillClose", Ownership.OWNED,
          "WillCloseWhenClosed", Ownership.OWNED,
          "NotOwning", Ownership.BORROWED,
          "WillNotClose", Ownership.BORROWED,
          "MustCallAlias", Ownership.ALIAS);

  private AnnotationVocabulary() {}

  /// Returns what the annotations on a method, parameter or field say.
  ///
  /// @param symbol any declaration
  /// @return what the first of them that speaks of owning says
  public static Ownership of(Symbol symbol) {
    for (Attribute.Compound annotation : symbol.getAnnotationMirrors()) {
      Ownership ownership = meaning(annotation);
      if (ownership != Ownership.UNSTATED) {
        return ownership;
      }
    }
    return Ownership.UNSTATED;
  }

  private static Ownership meaning(Attribute.Compound annotation) {
    return meaning(annotation.type.tsym);
  }

  /// Returns what an annotation says of whoever has it.
  ///
  /// @param type the type of the annotation
  /// @return whether it owns
  public static Ownership meaning(Symbol type) {
    Ownership ours = OURS.get(type.getQualifiedName().toString());
    return ours != null
        ? ours
        : PEERS.getOrDefault(type.getSimpleName().toString(), Ownership.UNSTATED);
  }

  /// Returns the annotation with a qualified name, if the symbol has it.
  ///
  /// @param symbol any declaration
  /// @param qualifiedName the name of the annotation's type
  /// @return the annotation
  public static Optional<Attribute.Compound> find(Symbol symbol, String qualifiedName) {
    for (Attribute.Compound annotation : symbol.getAnnotationMirrors()) {
      if (annotation.type.tsym.getQualifiedName().contentEquals(qualifiedName)) {
        return Optional.of(annotation);
      }
    }
    return Optional.empty();
  }

  /// Returns the annotation with a simple name, if the symbol has it.
  static Optional<Attribute.Compound> findPeer(Symbol symbol, String simpleName) {
    for (Attribute.Compound annotation : symbol.getAnnotationMirrors()) {
      if (annotation.type.tsym.getSimpleName().contentEquals(simpleName)) {
        return Optional.of(annotation);
      }
    }
    return Optional.empty();
  }

  /// Returns the names that an element of an annotation lists; none if it does not stand there.
  ///
  /// @param annotation the annotation
  /// @param element the name of its element
  /// @return the values, as text
  public static Set<String> names(Attribute.Compound annotation, String element) {
    Set<String> names = new LinkedHashSet<>();
    for (Map.Entry<Symbol.MethodSymbol, Attribute> entry :
        annotation.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(element)) {
        collect(entry.getValue(), names);
      }
    }
    return names;
  }

  private static void collect(Attribute value, Set<String> names) {
    if (value instanceof Attribute.Array array) {
      for (Attribute element : array.values) {
        collect(element, names);
      }
    } else {
      names.add(String.valueOf(value.getValue()));
    }
  }
}
