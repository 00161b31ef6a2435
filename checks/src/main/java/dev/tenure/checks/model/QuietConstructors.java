package dev.tenure.checks.model;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Constructors of the compilation that only keep what they are given: they call nothing but their
/// super-class's constructor, which does no more, and `requireNonNull`; nor do the initializers of
/// their fields. An empty body may be a stub for one that will do more.
///
/// Sources are read as they were written, so it works before a class is attributed.
final class QuietConstructors {
  private final JavacTrees trees;
  private final Map<MethodSymbol, Boolean> known = new HashMap<>();

  QuietConstructors(JavacTrees trees) {
    this.trees = trees;
  }

  boolean contains(MethodSymbol constructor) {
    Boolean quiet = known.get(constructor);
    if (quiet == null) {
      quiet = constructor.getThrownTypes().isEmpty() && isQuiet(constructor);
      known.put(constructor, quiet);
    }
    return quiet;
  }

  private boolean isQuiet(MethodSymbol constructor) {
    ClassSymbol type = (ClassSymbol) constructor.owner;
    ClassTree source = trees.getTree(type);
    MethodTree tree = MethodSource.of(constructor, trees).orElse(null);
    if (source == null || tree == null || tree.getBody() == null) {
      return false;
    }
    Scan scan = new Scan();
    scan.scan(tree.getBody(), null);
    boolean keeps = scan.assigns || (constructor.flags() & Flags.GENERATEDCONSTR) != 0;
    return keeps && scan.initializersOf(source).isQuiet && isSuperQuiet(type);
  }

  private boolean isSuperQuiet(ClassSymbol type) {
    Symbol parent = type.getSuperclass().tsym;
    if (!(parent instanceof ClassSymbol)) {
      return false;
    }
    boolean ofJdk = parent.getQualifiedName().toString().startsWith("java.");
    for (Symbol member : parent.members().getSymbols()) {
      if (member instanceof MethodSymbol constructor
          && constructor.isConstructor()
          && !(ofJdk ? constructor.getThrownTypes().isEmpty() : contains(constructor))) {
        return false;
      }
    }
    return true;
  }

  /// Looks for what may throw, or be more than to keep something.
  private static final class Scan extends TreeScanner<@Nullable Void, @Nullable Void> {
    private boolean isQuiet = true;
    private boolean assigns;

    Scan initializersOf(ClassTree type) {
      for (Tree member : type.getMembers()) {
        if (member instanceof VariableTree field && !isStatic(field)) {
          scan(field.getInitializer(), null);
        } else if (member instanceof BlockTree block && !block.isStatic()) {
          scan(block, null);
        }
      }
      return this;
    }

    private static boolean isStatic(VariableTree field) {
      VarSymbol symbol = ((JCVariableDecl) field).sym;
      return symbol != null && symbol.isStatic();
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
      String name = name(tree.getMethodSelect());
      isQuiet &= name.equals("super") || name.equals("requireNonNull");
      assigns |= name.equals("super") && !tree.getArguments().isEmpty();
      return super.visitMethodInvocation(tree, null);
    }

    private static String name(ExpressionTree called) {
      if (called instanceof IdentifierTree method) {
        return method.getName().toString();
      }
      return called instanceof MemberSelectTree select ? select.getIdentifier().toString() : "";
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
      assigns = true;
      return super.visitAssignment(tree, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
      isQuiet = false;
      return null;
    }

    @Override
    public @Nullable Void visitNewArray(NewArrayTree tree, @Nullable Void unused) {
      isQuiet = false;
      return null;
    }

    @Override
    public @Nullable Void visitThrow(ThrowTree tree, @Nullable Void unused) {
      isQuiet = false;
      return null;
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
      return null;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      return null;
    }
  }
}
