package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.ResultContract;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decides from one cheap look whether a body is worth following: whether it calls anything whose
/// result it may own.
final class Gate {
  private final Contracts contracts;
  private final Function<MethodSymbol, Optional<TreePath>> declarations;
  private final IdentityHashMap<Tree, Boolean> known = new IdentityHashMap<>();

  Gate(Contracts contracts, Function<MethodSymbol, Optional<TreePath>> declarations) {
    this.contracts = contracts;
    this.declarations = declarations;
  }

  void clear() {
    known.clear();
  }

  boolean opens(Tree body) {
    Boolean opened = known.get(body);
    if (opened == null) {
      known.put(body, false);
      Scan scan = new Scan(body);
      scan.scan(body, null);
      opened = scan.found;
      known.put(body, opened);
    }
    return opened;
  }

  private boolean mayAcquire(MethodSymbol method) {
    ResultContract result = contracts.result(method);
    if (result instanceof ResultContract.Owned || result instanceof ResultContract.Wrapper) {
      return true;
    }
    return !method.isConstructor()
        && Effects.isInferred(method)
        && Effects.mayHoldResource(method.getReturnType())
        && bodyOpens(method);
  }

  private boolean bodyOpens(MethodSymbol method) {
    return declarations
        .apply(method)
        .map(path -> ((MethodTree) path.getLeaf()).getBody())
        .map(this::opens)
        .orElse(false);
  }

  private final class Scan extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Tree body;
    private boolean found;

    Scan(Tree body) {
      this.body = body;
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
      return found ? null : super.scan(tree, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
      if (ASTHelpers.getSymbol((Tree) tree) instanceof MethodSymbol method && mayAcquire(method)) {
        found = true;
        return null;
      }
      return super.visitMethodInvocation(tree, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
      if (ASTHelpers.getSymbol((Tree) tree) instanceof MethodSymbol method && mayAcquire(method)) {
        found = true;
        return null;
      }
      return super.visitNewClass(tree, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      return null;
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
      return tree.getBody() == body ? super.visitLambdaExpression(tree, null) : null;
    }
  }
}
