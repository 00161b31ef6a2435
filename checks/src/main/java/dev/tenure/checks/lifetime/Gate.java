package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.MethodSource;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/// Decides from one cheap look whether a body is worth following. Most bodies are not, and of those
/// that are not this look is all that the checks cost.
final class Gate {
  private final Contracts contracts;
  private final CallKinds kinds;
  private final Fields fields;
  private final JavacTrees trees;
  private final Types types;
  private final Symtab symbols;
  private final IdentityHashMap<Tree, Glance> glances = new IdentityHashMap<>();
  private final Map<MethodSymbol, Optional<MethodTree>> sources = new HashMap<>();

  /// Makes the gate of a compilation unit.
  ///
  /// @param compilation whose unit it is
  /// @param fields who owns what the unit's fields hold
  Gate(Compilation compilation, Fields fields) {
    this.contracts = compilation.contracts();
    this.kinds = compilation.kinds();
    this.fields = fields;
    this.trees = compilation.trees();
    this.types = compilation.types();
    this.symbols = compilation.symbols();
  }

  /// Whether a body may own something beyond one expression, or end something that it was given,
  /// that it borrows, or that a field owns.
  boolean isWorthFollowing(Body body) {
    Glance glance = glance(body.tree());
    return glance.acquires
        || glance.endsDeclared
        || glance.borrows
        || (glance.startsTask && hasResourceParameter(body))
        || (glance.returnsParameter && givesOwned(body.method()) && hasResourceParameter(body))
        || (glance.ends && hasResourceParameter(body))
        || (glance.namesField && fields.mayEnd(body.method()));
  }

  private boolean givesOwned(@Nullable MethodSymbol method) {
    return method != null && contracts.givesOwned(method);
  }

  private boolean hasResourceParameter(Body body) {
    for (VariableTree parameter : body.parameters()) {
      VarSymbol symbol = ASTHelpers.getSymbol(parameter);
      if (symbol != null && contracts.pooling(symbol.type).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private Glance glance(Tree body) {
    Glance known = glances.get(body);
    if (known == null) {
      known = new Glance();
      glances.put(body, known); // a method that calls itself sees what was found so far
      known.scan(body, null);
      known.isRunning = false;
    }
    return known;
  }

  private boolean mayAcquire(MethodSymbol method) {
    CallKind kind = kinds.of(method);
    return kind.gives() || (kind.mayHandOut() && bodyHandsOut(method));
  }

  private boolean bodyHandsOut(MethodSymbol method) {
    Glance glance = glance(method);
    return glance != null && (glance.acquires || glance.returnsAcquired);
  }

  private boolean bodyEnds(MethodSymbol method) {
    Glance glance = glance(method);
    return glance != null && (glance.ends || glance.acquires || glance.isRunning);
  }

  private @Nullable Glance glance(MethodSymbol method) {
    Optional<MethodTree> source = sources.get(method);
    if (source == null) {
      source = MethodSource.of(method, trees);
      sources.put(method, source);
    }
    Tree body = source.isPresent() ? source.get().getBody() : null;
    return body == null ? null : glance(body);
  }

  /// What one look at a body shows. It stops as soon as that is enough.
  private final class Glance extends TreeScanner<@Nullable Void, @Nullable Void> {
    /// Whether it calls something whose result it may have to close.
    private boolean acquires;

    /// Whether it returns such a result at once, with nothing in between that could lose it.
    private boolean returnsAcquired;

    /// Whether it closes or hands over something, itself or by a private method. Once it is known
    /// to acquire something, this is not looked for any more.
    private boolean ends;

    /// Whether what it closes or hands over is a resource by its author's word.
    private boolean endsDeclared;

    /// Whether it calls something that lends, or that annotations say to write memory.
    private boolean borrows;

    /// Whether it starts something that runs later.
    private boolean startsTask;

    /// Whether it mentions a field that may own a resource, so that ending it may be a fault.
    private boolean namesField;

    /// Whether it returns a parameter as it is.
    private boolean returnsParameter;

    private boolean isRunning = true;
    private final ManagedResources managed = new ManagedResources(contracts, types, symbols);
    private int depthOfOtherBodies;
    private int depthOfTries;

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
      return acquires ? null : super.scan(tree, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
      if (!(ASTHelpers.getSymbol((Tree) tree) instanceof MethodSymbol method)) {
        return super.visitMethodInvocation(tree, null);
      }
      called(method);
      acquires |= acquires(tree);
      return !managed.isEmpty() && depthOfOtherBodies == 0 && managed.isPlain(method)
          ? scanPlain(tree, method)
          : super.visitMethodInvocation(tree, null);
    }

    /// Leaves out what is managed, where the call only borrows it.
    private @Nullable Void scanPlain(MethodInvocationTree tree, MethodSymbol method) {
      if (!(tree.getMethodSelect() instanceof MemberSelectTree select
          && managed.contains(select.getExpression()))) {
        scan(tree.getMethodSelect(), null);
      }
      for (int i = 0; i < tree.getArguments().size(); i++) {
        ExpressionTree argument = tree.getArguments().get(i);
        if (!managed.contains(argument) || !managed.borrows(method, i)) {
          scan(argument, null);
        }
      }
      return null;
    }

    private void called(MethodSymbol method) {
      CallKind kind = kinds.of(method);
      ends = ends || kind.ends() || (method.isPrivate() && bodyEnds(method));
      borrows |= kind.lends();
      startsTask |= kind.startsTask();
      endsDeclared |= kind.endsDeclared();
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
      MethodSymbol method = ASTHelpers.getSymbol(tree);
      if (contracts.isClosing(method)) {
        ends = true;
        endsDeclared |= contracts.isDeclared(method.owner.type);
      }
      return super.visitMemberReference(tree, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
      acquires |= acquires(tree);
      startsTask |= kinds.of(ASTHelpers.getSymbol(tree)).startsTask();
      return super.visitNewClass(tree, null);
    }

    private boolean acquires(NewClassTree creation) {
      return depthOfOtherBodies == 0
          && creation.getClassBody() == null
          && mayAcquire(ASTHelpers.getSymbol(creation));
    }

    private boolean acquires(MethodInvocationTree call) {
      return depthOfOtherBodies == 0
          && ASTHelpers.getSymbol((Tree) call) instanceof MethodSymbol method
          && !method.isConstructor()
          && mayAcquire(method);
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
      returnsParameter |= depthOfOtherBodies == 0 && isParameter(tree.getExpression());
      if (depthOfTries == 0 && tree.getExpression() != null) {
        scanReturned(tree.getExpression());
        return null;
      }
      return super.visitReturn(tree, null);
    }

    private static boolean isParameter(@Nullable ExpressionTree result) {
      if (result instanceof IdentifierTree name) {
        return ASTHelpers.getSymbol(name) instanceof VarSymbol variable
            && variable.getKind() == ElementKind.PARAMETER;
      }
      if (result instanceof ParenthesizedTree inner) {
        return isParameter(inner.getExpression());
      }
      return result instanceof ConditionalExpressionTree choice
          && (isParameter(choice.getTrueExpression()) || isParameter(choice.getFalseExpression()));
    }

    /// The caller owns what a body returns as soon as it has it.
    @SuppressWarnings("IfChainToSwitch") // which would be linked anew in each compilation
    private void scanReturned(ExpressionTree result) {
      if (result instanceof ParenthesizedTree inner) {
        scanReturned(inner.getExpression());
      } else if (result instanceof ConditionalExpressionTree choice) {
        scan(choice.getCondition(), null);
        scanReturned(choice.getTrueExpression());
        scanReturned(choice.getFalseExpression());
      } else if (result instanceof NewClassTree creation && acquires(creation)) {
        returnsAcquired = true;
        scan(creation.getEnclosingExpression(), null);
        scan(creation.getArguments(), null);
      } else if (result instanceof MethodInvocationTree call && acquires(call)) {
        returnsAcquired = true;
        called(ASTHelpers.getSymbol(call));
        scan(call.getMethodSelect(), null);
        scan(call.getArguments(), null);
      } else {
        scan(result, null);
      }
    }

    @Override
    public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
      ends |= !tree.getResources().isEmpty();
      depthOfTries++;
      for (Tree resource : tree.getResources()) {
        scanResource(resource);
      }
      scan(tree.getBlock(), null);
      scan(tree.getCatches(), null);
      scan(tree.getFinallyBlock(), null);
      depthOfTries--;
      return null;
    }

    private void scanResource(Tree resource) {
      ExpressionTree opened =
          resource instanceof VariableTree variable && opensManaged(variable)
              ? variable.getInitializer()
              : null;
      if (opened instanceof NewClassTree creation) {
        scan(creation.getArguments(), null);
      } else if (opened instanceof MethodInvocationTree call) {
        called(ASTHelpers.getSymbol(call));
        scan(call.getMethodSelect(), null);
        scan(call.getArguments(), null);
      } else {
        scan(resource, null);
      }
    }

    private boolean opensManaged(VariableTree variable) {
      boolean opens =
          (variable.getInitializer() instanceof NewClassTree creation && acquires(creation))
              || (variable.getInitializer() instanceof MethodInvocationTree call && acquires(call));
      return opens && managed.add(variable);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
      acquires |= managed.contains(tree); // where more may happen to it than to be borrowed
      mention(((JCIdent) tree).sym);
      return null;
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
      mention(((JCFieldAccess) tree).sym);
      return super.visitMemberSelect(tree, null);
    }

    private void mention(@Nullable Symbol symbol) {
      VarSymbol field = namesField ? null : Fields.asField(symbol);
      if (field != null) {
        namesField = fields.mayMatter(field);
      }
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      depthOfOtherBodies++;
      super.visitClass(tree, null);
      depthOfOtherBodies--;
      return null;
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
      depthOfOtherBodies++;
      super.visitLambdaExpression(tree, null);
      depthOfOtherBodies--;
      return null;
    }
  }
}
