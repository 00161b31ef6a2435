package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
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

  /// Whether a body may end one of its parameters: it has one of a pooled type, and closes
  /// something or hands something over.
  boolean endsParameter(Body body) {
    boolean pooled =
        body.parameters().stream()
            .map(ASTHelpers::getSymbol)
            .anyMatch(symbol -> symbol != null && contracts.pooling(symbol.type).isPresent());
    return pooled && Ends.in(body.tree(), contracts);
  }

  /// Whether a body may end something borrowed: it closes or hands over what its type's author says
  /// is a resource.
  boolean endsDeclared(Body body) {
    DeclaredEnds ends = new DeclaredEnds(contracts);
    ends.scan(body.tree(), null);
    return ends.found;
  }

  private static final class DeclaredEnds extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Contracts contracts;
    private boolean found;

    private DeclaredEnds(Contracts contracts) {
      this.contracts = contracts;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
      MethodSymbol method = ASTHelpers.getSymbol(tree);
      found |=
          contracts.isClosing(method)
              ? contracts.isDeclared(method.owner.type)
              : contracts.ends(method);
      return super.visitMethodInvocation(tree, null);
    }
  }

  private static final class Ends extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Contracts contracts;
    private boolean found;

    private Ends(Contracts contracts) {
      this.contracts = contracts;
    }

    static boolean in(Tree body, Contracts contracts) {
      Ends ends = new Ends(contracts);
      ends.scan(body, null);
      return ends.found;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
      if (ASTHelpers.getSymbol((Tree) tree) instanceof MethodSymbol method) {
        found |= method.isPrivate() || contracts.ends(method);
      }
      return super.visitMethodInvocation(tree, null);
    }

    @Override
    public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
      found |= !tree.getResources().isEmpty();
      return super.visitTry(tree, null);
    }
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
