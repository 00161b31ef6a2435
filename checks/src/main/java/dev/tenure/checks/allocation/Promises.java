package dev.tenure.checks.allocation;

import com.sun.source.tree.MethodTree;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.code.Attribute;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.util.Context;
import dev.tenure.checks.model.Mentions;
import dev.tenure.checks.model.MethodSource;
import dev.tenure.checks.model.TenureNames;
import dev.tenure.checks.symbol.Overridden;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who promises to allocate nothing, and whose promise is asked for.
final class Promises {
  private static final String OWN_PACKAGES = "dev.tenure.";

  private final Types types;
  private final JavacTrees trees;
  private final Mentions annotations;
  private final Map<Symbol, Boolean> project = new HashMap<>();

  Promises(Context context) {
    this.types = Types.instance(context);
    this.trees = JavacTrees.instance(context);
    this.annotations = new Mentions(context);
  }

  /// Returns the method whose annotation a method is bound by: itself, or one that it overrides.
  Optional<MethodSymbol> of(MethodSymbol method) {
    if (!annotations.any()) {
      return Optional.empty();
    }
    if (isAnnotated(method)) {
      return Optional.of(method);
    }
    for (MethodSymbol candidate : Overridden.candidates(method, types)) {
      if (isAnnotated(candidate) && Overridden.isOverridden(candidate, method, types)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static boolean isAnnotated(Symbol method) {
    for (Attribute.Compound annotation : method.getAnnotationMirrors()) {
      if (annotation.type.tsym.getQualifiedName().contentEquals(TenureNames.NO_ALLOCATION)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a method is one that could promise it: compiled here, ours, or of a class that
  /// promises it of another method. Methods of other libraries are passed over.
  boolean isAskedOf(MethodSymbol method) {
    return project.computeIfAbsent(method.owner, this::isProject) && !isImplicit(method);
  }

  private boolean isProject(Symbol owner) {
    return owner instanceof ClassSymbol type
        && (trees.getTree(type) != null
            || type.getQualifiedName().toString().startsWith(OWN_PACKAGES)
            || promisesAnything(type));
  }

  private static boolean promisesAnything(ClassSymbol type) {
    for (Symbol member : type.members().getSymbols(symbol -> symbol instanceof MethodSymbol)) {
      if (isAnnotated(member)) {
        return true;
      }
    }
    return false;
  }

  /// Whether nobody wrote the method: the accessors of records and `valueOf` of enums, neither of
  /// which allocates. A record's class file does not say whether an accessor was written.
  private boolean isImplicit(MethodSymbol method) {
    boolean perhaps =
        method.owner.isEnum()
            ? method.isStatic() && method.name.contentEquals("valueOf")
            : (method.owner.flags() & Flags.RECORD) != 0 && isAccessor(method);
    return perhaps && MethodSource.of(method, trees).map(MethodTree::getBody).isEmpty();
  }

  private static boolean isAccessor(MethodSymbol method) {
    return method.getParameters().isEmpty()
        && ((ClassSymbol) method.owner)
            .getRecordComponents().stream()
                .anyMatch(component -> component.name.equals(method.name));
  }
}
