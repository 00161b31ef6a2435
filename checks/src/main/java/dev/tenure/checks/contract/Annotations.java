package dev.tenure.checks.contract;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import dev.tenure.checks.model.AnnotationVocabulary;
import dev.tenure.checks.model.Ownership;
import dev.tenure.checks.model.TenureNames;
import java.util.Optional;

/// The annotations of one declaration, as they stand in the source.
final class Annotations {
  private final Tree declaration;
  private final ModifiersTree modifiers;
  private final Symbol symbol;

  Annotations(Tree declaration, ModifiersTree modifiers, Symbol symbol) {
    this.declaration = declaration;
    this.modifiers = modifiers;
    this.symbol = symbol;
  }

  /// Whether any annotation of a declaration speaks of lifetimes.
  static boolean speak(ModifiersTree modifiers) {
    for (AnnotationTree annotation : modifiers.getAnnotations()) {
      if (ASTHelpers.getSymbol(annotation) instanceof Symbol.ClassSymbol type
          && (AnnotationVocabulary.meaning(type) != Ownership.UNSTATED || isOurs(type))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOurs(Symbol type) {
    Optional<PackageSymbol> around = ASTHelpers.enclosingPackage(type);
    return around.isPresent()
        && around.get().getQualifiedName().contentEquals(TenureNames.ANNOTATIONS);
  }

  boolean has(String qualifiedName) {
    return AnnotationVocabulary.find(symbol, qualifiedName).isPresent();
  }

  /// Where an annotation stands; the declaration if it does not.
  Tree at(String qualifiedName) {
    for (AnnotationTree annotation : modifiers.getAnnotations()) {
      Symbol type = ASTHelpers.getSymbol(annotation);
      if (type != null && type.getQualifiedName().contentEquals(qualifiedName)) {
        return annotation;
      }
    }
    return declaration;
  }

  /// Where the last annotation with some meaning stands; the declaration if none does.
  Tree at(Ownership meaning) {
    Tree found = declaration;
    for (AnnotationTree annotation : modifiers.getAnnotations()) {
      if (ASTHelpers.getSymbol(annotation) instanceof Symbol.ClassSymbol type
          && AnnotationVocabulary.meaning(type) == meaning) {
        found = annotation;
      }
    }
    return found;
  }

  /// Whether an annotation with some meaning stands here.
  boolean says(Ownership meaning) {
    return modifiers.getAnnotations().stream()
        .anyMatch(annotation ->
            ASTHelpers.getSymbol(annotation) instanceof Symbol.ClassSymbol type
                && AnnotationVocabulary.meaning(type) == meaning);
  }

  /// The annotation as it is written, without its arguments.
  String text(Ownership meaning) {
    return at(meaning) instanceof AnnotationTree annotation
        ? "@" + simpleName(annotation.getAnnotationType().toString())
        : "the default";
  }

  private static String simpleName(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
