package dev.tenure.checks.allocation;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssertTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree.JCMethodInvocation;
import com.sun.tools.javac.tree.JCTree.JCSwitchExpression;
import dev.tenure.checks.allocation.Allocation.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks through a body for what allocates on its normal paths. Bodies of lambdas and classes in it
/// are others': they run when somebody calls them.
final class BodyScan extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Callees callees;
  private final Exits exits;
  private final Type result;
  private final List<Event> events = new ArrayList<>();

  /// The types of the switch expressions around, the innermost first.
  private final Deque<Type> switches = new ArrayDeque<>();

  private BodyScan(MethodTree method, Callees callees, Exits exits) {
    this.callees = callees;
    this.exits = exits;
    this.result = ASTHelpers.getSymbol(method).getReturnType();
  }

  static List<Event> of(MethodTree method, Callees callees, Exits exits) {
    BodyScan scan = new BodyScan(method, callees, exits);
    scan.scan(method.getBody(), null);
    return List.copyOf(scan.events);
  }

  private void add(Tree at, Kind kind) {
    events.add(new Event.Allocates(new Allocation.Direct(at, kind)));
  }

  private void box(@Nullable Tree expression, @Nullable Type place) {
    if (expression != null && Boxing.allocates(expression, place)) {
      add(expression, Kind.BOXING);
    }
  }

  // Paths that end in a throw

  @Override
  public @Nullable Void visitBlock(BlockTree tree, @Nullable Void unused) {
    return scanNormal(tree.getStatements());
  }

  private @Nullable Void scanNormal(List<? extends StatementTree> statements) {
    return scan(statements.subList(0, exits.normal(statements)), null);
  }

  @Override
  public @Nullable Void visitThrow(ThrowTree tree, @Nullable Void unused) {
    return exits.isCaught(tree) ? super.visitThrow(tree, null) : null;
  }

  @Override
  public @Nullable Void visitAssert(AssertTree tree, @Nullable Void unused) {
    return scan(tree.getCondition(), null);
  }

  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
    exits.enter(tree);
    for (Tree resource : tree.getResources()) {
      callees.close(ASTHelpers.getType(resource)).ifPresent(close -> close(resource, close));
      scan(resource, null);
    }
    scan(tree.getBlock(), null);
    exits.leave();
    scan(tree.getCatches(), null);
    return scan(tree.getFinallyBlock(), null);
  }

  private void close(Tree resource, MethodSymbol close) {
    switch (callees.kind(close)) {
      case HELPER -> events.add(new Event.Calls(resource, close));
      case UNPROMISED -> add(resource, Kind.UNPROMISED_CLOSE);
      case QUIET, KNOWN -> {}
    }
  }

  // Objects and arrays

  @Override
  public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
    add(tree, Kind.NEW);
    scan(tree.getEnclosingExpression(), null);
    return scan(tree.getArguments(), null);
  }

  @Override
  public @Nullable Void visitNewArray(NewArrayTree tree, @Nullable Void unused) {
    add(tree, Kind.NEW);
    scan(tree.getDimensions(), null);
    return scanElements(tree);
  }

  /// The rows of an initializer are part of it.
  private @Nullable Void scanElements(NewArrayTree tree) {
    if (tree.getInitializers() != null) {
      for (ExpressionTree element : tree.getInitializers()) {
        if (element instanceof NewArrayTree row && row.getType() == null) {
          scanElements(row);
        } else {
          scan(element, null);
        }
      }
    }
    return null;
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void unused) {
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    return null;
  }

  // Functions

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    if (Capture.isIn(tree)) {
      add(tree, Kind.LAMBDA);
    }
    return null;
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    if (Capture.isIn(tree)) {
      add(tree, Kind.METHOD_REFERENCE);
    }
    return super.visitMemberReference(tree, null);
  }

  // Strings

  @Override
  public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void unused) {
    if (!isConcatenation(tree)) {
      return super.visitBinary(tree, null);
    }
    add(tree, Kind.CONCATENATION);
    scanOperand(tree.getLeftOperand());
    scanOperand(tree.getRightOperand());
    return null;
  }

  private static boolean isConcatenation(Tree tree) {
    return tree.getKind() == Tree.Kind.PLUS
        && isString(tree)
        && ASTHelpers.constValue(tree) == null;
  }

  private static boolean isString(Tree tree) {
    Type type = ASTHelpers.getType(tree);
    return type != null && type.tsym.getQualifiedName().contentEquals("java.lang.String");
  }

  /// A concatenation of many operands is one.
  private void scanOperand(ExpressionTree tree) {
    if (tree instanceof BinaryTree inner && isConcatenation(inner)) {
      scanOperand(inner.getLeftOperand());
      scanOperand(inner.getRightOperand());
    } else {
      scan(tree, null);
    }
  }

  // Primitives that become objects

  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree tree, @Nullable Void unused) {
    scan(tree.getVariable(), null);
    if (isString(tree)) {
      add(tree, Kind.CONCATENATION);
      scanOperand(tree.getExpression());
      return null;
    }
    if (Boxing.replaces(ASTHelpers.getType(tree))) {
      add(tree, Kind.BOXING);
    }
    return scan(tree.getExpression(), null);
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
    if (Boxing.replaces(ASTHelpers.getType(tree))) {
      add(tree, Kind.BOXING);
    }
    return super.visitUnary(tree, null);
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    box(tree.getExpression(), ASTHelpers.getType(tree.getVariable()));
    return super.visitAssignment(tree, null);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    box(tree.getInitializer(), ASTHelpers.getType(tree));
    return scan(tree.getInitializer(), null);
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
    box(tree.getExpression(), result);
    return super.visitReturn(tree, null);
  }

  @Override
  public @Nullable Void visitTypeCast(TypeCastTree tree, @Nullable Void unused) {
    box(tree.getExpression(), ASTHelpers.getType(tree));
    return scan(tree.getExpression(), null);
  }

  @Override
  public @Nullable Void visitConditionalExpression(
      ConditionalExpressionTree tree, @Nullable Void unused) {
    box(tree.getTrueExpression(), ASTHelpers.getType(tree));
    box(tree.getFalseExpression(), ASTHelpers.getType(tree));
    return super.visitConditionalExpression(tree, null);
  }

  @Override
  public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void unused) {
    scan(tree.getExpression(), null);
    switches.push(((JCSwitchExpression) tree).type);
    scan(tree.getCases(), null);
    switches.pop();
    return null;
  }

  @Override
  public @Nullable Void visitYield(YieldTree tree, @Nullable Void unused) {
    box(tree.getValue(), switches.peek());
    return super.visitYield(tree, null);
  }

  @Override
  public @Nullable Void visitCase(CaseTree tree, @Nullable Void unused) {
    scan(tree.getGuard(), null);
    if (tree.getStatements() != null) {
      return scanNormal(tree.getStatements());
    }
    if (tree.getBody() instanceof ExpressionTree value) {
      box(value, switches.peek());
    }
    return scan(tree.getBody(), null);
  }

  // Calls

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
    Type each = ASTHelpers.getType(tree.getVariable());
    switch (ASTHelpers.getType(tree.getExpression())) {
      case Type.ArrayType array -> {
        if (Boxing.allocates(array.elemtype, each)) {
          add(tree.getVariable(), Kind.BOXING);
        }
      }
      case Type iterable -> {
        if (!callees.iteratorIsPromised(iterable)) {
          add(tree.getExpression(), Kind.ITERATOR);
        }
      }
      case null -> {}
    }
    scan(tree.getExpression(), null);
    return scan(tree.getStatement(), null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    if (exits.isThrowingCall(tree)) {
      return null;
    }
    MethodSymbol method = ASTHelpers.getSymbol(tree);
    switch (callees.kind(method, tree)) {
      case QUIET -> pass(tree);
      case HELPER -> {
        events.add(new Event.Calls(tree, method));
        pass(tree);
      }
      case KNOWN -> add(tree, Kind.KNOWN_CALL);
      case UNPROMISED -> add(tree, Kind.UNPROMISED_CALL);
    }
    scan(tree.getMethodSelect(), null);
    return scan(tree.getArguments(), null);
  }

  /// What passing the arguments allocates, where the call itself does not.
  private void pass(MethodInvocationTree tree) {
    JCMethodInvocation call = (JCMethodInvocation) tree;
    if (call.varargsElement != null) {
      add(tree, Kind.VARARGS);
      return;
    }
    List<Type> parameters = call.meth.type == null ? List.of() : call.meth.type.getParameterTypes();
    if (parameters.size() == tree.getArguments().size()) {
      for (int i = 0; i < parameters.size(); i++) {
        box(tree.getArguments().get(i), parameters.get(i));
      }
    }
  }
}
