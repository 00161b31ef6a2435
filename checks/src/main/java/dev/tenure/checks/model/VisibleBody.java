package dev.tenure.checks.model;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.util.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the source of a method shows at a glance, where it is part of the compilation. It is read
/// as it was written, so it works before the class is attributed.
///
/// @param returns what all its return statements return
/// @param alwaysThrows whether it has no way to return
/// @param isQuiet whether it does something, and calls, makes and throws nothing; an empty body may
///   be a stub for one that will
/// @param mayEnd the names of variables that it closes, or gives to something that may
record VisibleBody(Returns returns, boolean alwaysThrows, boolean isQuiet, Set<String> mayEnd) {
  VisibleBody {
    mayEnd = Set.copyOf(mayEnd);
  }

  /// What the return statements of a method return.
  enum Returns {
    /// The object that the method was called on.
    RECEIVER,
    /// Fields.
    FIELD,
    /// Anything else.
    OTHER,
    /// There is no source to look at.
    UNSEEN
  }

  private static final VisibleBody NONE = new VisibleBody(Returns.UNSEEN, false, false, Set.of());

  static VisibleBody of(MethodSymbol method, JavacTrees trees) {
    if (RecordAccessors.isAccessor(method)) {
      boolean isImplicit = MethodSource.of(method, trees).isEmpty();
      return new VisibleBody(Returns.FIELD, false, isImplicit, Set.of());
    }
    MethodTree tree = MethodSource.of(method, trees).orElse(null);
    return tree == null || tree.getBody() == null ? NONE : read(tree, (ClassSymbol) method.owner);
  }

  private static VisibleBody read(MethodTree tree, ClassSymbol owner) {
    BlockTree body = tree.getBody();
    Scan scan = new Scan();
    scan.scan(tree.getParameters(), null);
    scan.scan(body, null);
    return new VisibleBody(
        scan.returns(owner), alwaysThrows(body, scan), isQuiet(body, scan), scan.mayEnd());
  }

  private static boolean isQuiet(BlockTree body, Scan scan) {
    return !body.getStatements().isEmpty() && !scan.mayThrow;
  }

  private static boolean alwaysThrows(BlockTree body, Scan scan) {
    List<? extends StatementTree> statements = body.getStatements();
    return !statements.isEmpty()
        && statements.getLast() instanceof ThrowTree
        && !scan.returnsAnywhere;
  }

  /// Collects what is returned and which names are local.
  private static final class Scan extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final List<ExpressionTree> returned = new ArrayList<>();
    private final Set<String> locals = new HashSet<>();
    private final Set<String> mayEnd = new HashSet<>();
    private final Set<String> passed = new HashSet<>();
    private boolean closes;
    private boolean mayThrow;
    private boolean returnsAnywhere;

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
      mayThrow = true;
      if (tree.getMethodSelect() instanceof MemberSelectTree select
          && select.getIdentifier().contentEquals("close")) {
        end(select.getExpression());
      }
      if (CallNames.closesArgument(name(tree.getMethodSelect()))) {
        closes = true;
        endAll(tree.getArguments());
      }
      for (ExpressionTree argument : tree.getArguments()) {
        pass(argument);
      }
      return super.visitMethodInvocation(tree, null);
    }

    private static String name(ExpressionTree called) {
      if (called instanceof IdentifierTree method) {
        return method.getName().toString();
      }
      return called instanceof MemberSelectTree select ? select.getIdentifier().toString() : "";
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
      mayThrow = true;
      endAll(tree.getArguments());
      return super.visitNewClass(tree, null);
    }

    @Override
    public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
      closes |= !tree.getResources().isEmpty();
      endAll(tree.getResources());
      return super.visitTry(tree, null);
    }

    private void pass(Tree tree) {
      if (tree instanceof IdentifierTree variable) {
        passed.add(variable.getName().toString());
      }
    }

    /// What it closes, or makes something of in a method that closes something.
    private Set<String> mayEnd() {
      Set<String> all = new HashSet<>(mayEnd);
      if (closes) {
        all.addAll(passed);
      }
      return all;
    }

    private void endAll(List<? extends Tree> trees) {
      for (Tree tree : trees) {
        end(tree);
      }
    }

    private void end(Tree tree) {
      if (tree instanceof IdentifierTree variable) {
        mayEnd.add(variable.getName().toString());
      }
    }

    @Override
    public @Nullable Void visitThrow(ThrowTree tree, @Nullable Void unused) {
      mayThrow = true;
      return super.visitThrow(tree, null);
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
      returnsAnywhere = true;
      if (tree.getExpression() != null) {
        returned.add(tree.getExpression());
      }
      return super.visitReturn(tree, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
      locals.add(tree.getName().toString());
      return super.visitVariable(tree, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      return null;
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
      return null;
    }

    private Returns returns(ClassSymbol owner) {
      if (returned.isEmpty()) {
        return Returns.OTHER;
      }
      boolean receiver = true;
      for (ExpressionTree result : returned) {
        if (!isThis(result)) {
          receiver = false;
          if (!isField(result, owner)) {
            return Returns.OTHER;
          }
        }
      }
      return receiver ? Returns.RECEIVER : Returns.FIELD;
    }

    private static boolean isThis(ExpressionTree tree) {
      return tree instanceof IdentifierTree name && name.getName().contentEquals("this");
    }

    private boolean isField(ExpressionTree tree, ClassSymbol owner) {
      if (tree instanceof IdentifierTree name) {
        return !locals.contains(name.getName().toString()) && hasField(owner, name.getName());
      }
      if (tree instanceof ParenthesizedTree inner) {
        return isField(inner.getExpression(), owner);
      }
      if (tree instanceof TypeCastTree cast) {
        return isField(cast.getExpression(), owner);
      }
      if (tree instanceof ConditionalExpressionTree choice) {
        return isFieldOrNull(choice.getTrueExpression(), owner)
            && isFieldOrNull(choice.getFalseExpression(), owner);
      }
      return tree instanceof MemberSelectTree;
    }

    private boolean isFieldOrNull(ExpressionTree tree, ClassSymbol owner) {
      return tree.getKind() == Tree.Kind.NULL_LITERAL || isField(tree, owner);
    }

    private static boolean hasField(ClassSymbol owner, javax.lang.model.element.Name name) {
      Symbol type = owner;
      while (type != null) {
        if (type instanceof ClassSymbol declaring && declares(declaring, name)) {
          return true;
        }
        type = type.owner;
      }
      return false;
    }

    private static boolean declares(ClassSymbol type, javax.lang.model.element.Name name) {
      for (Symbol member : type.members().getSymbolsByName((Name) name)) {
        if (member instanceof VarSymbol) {
          return true;
        }
      }
      return false;
    }
  }
}
