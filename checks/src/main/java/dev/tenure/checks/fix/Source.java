package dev.tenure.checks.fix;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import dev.tenure.checks.lifetime.LifetimeAnalysis;
import dev.tenure.checks.model.Contracts;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The text of a compilation unit, with the places of its trees.
final class Source {
  private final VisitorState state;
  private final String text;

  Source(VisitorState state) {
    this.state = state;
    this.text = String.valueOf(state.getSourceCode());
  }

  Contracts contracts() {
    return LifetimeAnalysis.of(state).contracts();
  }

  VisitorState state() {
    return state;
  }

  CompilationUnitTree unit() {
    return state.getPath().getCompilationUnit();
  }

  String text() {
    return text;
  }

  int start(Tree tree) {
    return ASTHelpers.getStartPosition(tree);
  }

  int end(Tree tree) {
    return state.getEndPosition(tree);
  }

  /// The type of an expression; that of nothing where it has none.
  Type type(Tree tree) {
    Type type = ASTHelpers.getType(tree);
    return type == null ? Type.noType : type;
  }

  String of(Tree tree) {
    return text.substring(start(tree), end(tree));
  }

  String between(int start, int end) {
    return text.substring(start, end);
  }

  /// Where the line of a position begins.
  int lineStart(int position) {
    return text.lastIndexOf('\n', position - 1) + 1;
  }

  /// Where the line after that of a position begins.
  int nextLine(int position) {
    int end = text.indexOf('\n', position);
    return end < 0 ? text.length() : end + 1;
  }

  /// What stands before a position on its line, if that is blank; as much of it otherwise.
  String indent(int position) {
    int start = lineStart(position);
    int end = start;
    while (end < position && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }

  boolean beginsLine(int position) {
    return text.substring(lineStart(position), position).isBlank();
  }

  /// Whether nothing but a comment follows a position on its line.
  boolean endsLine(int position) {
    String rest = text.substring(position, nextLine(position)).strip();
    return rest.isEmpty() || rest.startsWith("//");
  }

  /// Where the line of a position ends, before its line end.
  int lineEnd(int position) {
    int end = text.indexOf('\n', position);
    if (end < 0) {
      return text.length();
    }
    return end > position && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  String lineBreak() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  /// One step of indentation, as far as the first member of a type tells.
  String step() {
    for (Tree type : unit().getTypeDecls()) {
      if (type instanceof ClassTree declared) {
        for (Tree member : declared.getMembers()) {
          int position = start(member);
          if (position > start(type) && beginsLine(position) && !indent(position).isEmpty()) {
            return indent(position);
          }
        }
      }
    }
    return "  ";
  }

  /// A name that nothing in the compilation unit has, as alike to a wish as possible.
  String unused(String wish) {
    Set<String> taken = new HashSet<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
        taken.add(tree.getName().toString());
        return super.visitVariable(tree, null);
      }

      @Override
      public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
        taken.add(tree.getName().toString());
        return null;
      }
    }.scan(enclosingMember(), null);
    String name = wish;
    for (int i = 2; taken.contains(name); i++) {
      name = wish + i;
    }
    return name;
  }

  private Tree enclosingMember() {
    Tree member = unit();
    for (Tree tree : state.getPath()) {
      if (tree instanceof ClassTree) {
        break;
      }
      member = tree;
    }
    return member;
  }

  /// How a type is written here: by its simple name where that means it, and in full otherwise.
  String nameOf(Type type) {
    Type erased = state.getTypes().erasure(type);
    Symbol symbol = erased.tsym;
    return isVisible(symbol)
        ? symbol.getSimpleName().toString()
        : symbol.getQualifiedName().toString();
  }

  private boolean isVisible(Symbol type) {
    if (!(type.owner instanceof Symbol.PackageSymbol home)) {
      Symbol outer = ASTHelpers.outermostClass(type);
      return outer != null && isDeclaredHere(outer);
    }
    String name = type.getQualifiedName().toString();
    String inside = home.getQualifiedName().toString();
    if (inside.equals("java.lang") || inside.equals(packageName())) {
      return true;
    }
    for (ImportTree imported : unit().getImports()) {
      String what = imported.getQualifiedIdentifier().toString();
      if (!imported.isStatic() && (what.equals(name) || what.equals(inside + ".*"))) {
        return true;
      }
    }
    return false;
  }

  /// Whether a type declares a method of a name that is as wanted.
  boolean declares(Type type, String name, Predicate<MethodSymbol> wanted) {
    for (Symbol member : type.tsym.members().getSymbols()) {
      if (member instanceof MethodSymbol method
          && method.getSimpleName().contentEquals(name)
          && wanted.test(method)) {
        return true;
      }
    }
    return false;
  }

  private String packageName() {
    return unit().getPackageName() == null ? "" : unit().getPackageName().toString();
  }

  private boolean isDeclaredHere(Symbol outer) {
    for (Tree type : unit().getTypeDecls()) {
      if (outer.equals(ASTHelpers.getSymbol(type))) {
        return true;
      }
    }
    return false;
  }
}
