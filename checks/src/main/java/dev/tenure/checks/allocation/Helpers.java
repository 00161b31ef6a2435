package dev.tenure.checks.allocation;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/// The methods of a compilation unit that nothing outside of it can call, so that their bodies say
/// what they do: private ones, and those of private, local and anonymous classes.
final class Helpers {
  private final Types types;
  private final Map<MethodSymbol, MethodTree> declarations = new LinkedHashMap<>();

  Helpers(CompilationUnitTree unit, Types types) {
    this.types = types;
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
        MethodSymbol method = ((JCMethodDecl) tree).sym;
        if (method != null) {
          declarations.put(method, tree);
        }
        return super.visitMethod(tree, null);
      }
    }.scan(unit, null);
  }

  /// Whether a method needs no annotation, because every body that a call may run is here.
  boolean contain(MethodSymbol method) {
    return declaration(method).isPresent() && isHidden(method);
  }

  /// Returns the declaration of a method of this unit that has a body.
  Optional<MethodTree> declaration(MethodSymbol method) {
    return Optional.ofNullable(declarations.get(method)).filter(tree -> tree.getBody() != null);
  }

  /// Returns the bodies that a call of a helper may run: its own, and those that override it.
  List<MethodTree> bodies(MethodSymbol helper) {
    List<MethodTree> bodies = new ArrayList<>();
    declaration(helper).ifPresent(bodies::add);
    if (isOverridable(helper)) {
      declarations.forEach((method, tree) -> {
        if (!method.equals(helper)
            && method.name.equals(helper.name)
            && method.overrides(helper, method.enclClass(), types, false)) {
          bodies.add(tree);
        }
      });
    }
    return bodies;
  }

  /// Whether a class may have another body for a method.
  static boolean isOverridable(MethodSymbol method) {
    long fixed = Flags.PRIVATE | Flags.STATIC | Flags.FINAL;
    return (method.flags() & fixed) == 0 && (method.owner.flags() & Flags.FINAL) == 0;
  }

  private static boolean isHidden(MethodSymbol method) {
    if (method.isPrivate()) {
      return true;
    }
    Symbol type = method.owner;
    while (type instanceof ClassSymbol) {
      if (type.isPrivate() || !isMemberOrTop(type)) {
        return true;
      }
      type = type.owner;
    }
    return false;
  }

  private static boolean isMemberOrTop(Symbol type) {
    return type.owner instanceof ClassSymbol || type.owner.getKind() == ElementKind.PACKAGE;
  }
}
