package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import dev.tenure.checks.model.ContainerUse;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/// The loops of a body: which one an element is read in, and where each is left because nothing is
/// left to read.
final class Loops extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final IdentityHashMap<Tree, Loop> reads = new IdentityHashMap<>();
  private final IdentityHashMap<Tree, Loop> conditions = new IdentityHashMap<>();
  private final Set<VariableElement> forEach = new HashSet<>();
  private final Set<VariableElement> readByKey = new HashSet<>();
  private final Set<VariableElement> keys = new HashSet<>();
  private final Deque<Loop> around = new ArrayDeque<>();
  private final Set<Tree> straight = Collections.newSetFromMap(new IdentityHashMap<>());
  private int depth;

  /// A loop that is written with a condition.
  static final class Loop {
    private final Set<VarSymbol> containers = new HashSet<>();
    private final int first;
    private final boolean sure;

    private Loop(int first, boolean sure) {
      this.first = first;
      this.sure = sure;
    }

    /// The variables whose elements it reads.
    Set<VarSymbol> containers() {
      return containers;
    }

    /// How many elements it leaves out at the beginning, as far as anybody can tell.
    int first() {
      return first;
    }

    /// Whether it ends only when all elements were read.
    boolean isSure() {
      return sure;
    }
  }

  private Loops() {}

  static Loops of(Tree body) {
    Loops loops = new Loops();
    loops.scan(body, null);
    return loops;
  }

  /// The innermost loop with a condition of its own that an element is read in.
  Optional<Loop> around(Tree read) {
    return Optional.ofNullable(reads.get(read));
  }

  /// Whether a for-each loop declares a variable.
  boolean isForEach(VariableElement variable) {
    return forEach.contains(variable);
  }

  /// The variables of which a for-each loop over something else reads elements: whether those are
  /// all of them cannot be counted.
  Set<VariableElement> readByKey() {
    return readByKey;
  }

  /// Whether a call stands outside of all loops.
  boolean isStraight(Tree call) {
    return straight.contains(call);
  }

  /// The loop that a condition keeps going.
  Optional<Loop> endedBy(Tree condition) {
    return Optional.ofNullable(conditions.get(condition));
  }

  private void enter(@Nullable ExpressionTree condition, int first) {
    ExpressionTree bare = condition == null ? null : ASTHelpers.stripParentheses(condition);
    boolean compound = bare instanceof BinaryTree binary && ConditionText.isJunction(binary);
    Loop loop = new Loop(first, !compound);
    register(bare, loop);
    around.push(loop);
    depth++;
  }

  private void leave() {
    depth--;
    around.pop();
  }

  private void register(@Nullable ExpressionTree condition, Loop loop) {
    if (condition == null) {
      return;
    }
    conditions.put(condition, loop);
    if (condition instanceof BinaryTree binary && ConditionText.isJunction(binary)) {
      register(ASTHelpers.stripParentheses(binary.getLeftOperand()), loop);
      register(ASTHelpers.stripParentheses(binary.getRightOperand()), loop);
    }
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
    enter(tree.getCondition(), first(tree));
    super.visitForLoop(tree, null);
    leave();
    return null;
  }

  private static int first(ForLoopTree loop) {
    int first = 0;
    if (!goesUp(loop)) {
      return first;
    }
    for (StatementTree initializer : loop.getInitializer()) {
      if (initializer instanceof VariableTree variable
          && variable.getInitializer() instanceof LiteralTree literal
          && literal.getValue() instanceof Integer start) {
        first = Math.max(first, start);
      }
    }
    return first;
  }

  private static boolean goesUp(ForLoopTree loop) {
    for (ExpressionStatementTree update : loop.getUpdate()) {
      switch (update.getExpression().getKind()) {
        case POSTFIX_INCREMENT, PREFIX_INCREMENT, PLUS_ASSIGNMENT -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
    enter(tree.getCondition(), 0);
    super.visitWhileLoop(tree, null);
    leave();
    return null;
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
    enter(tree.getCondition(), 0);
    super.visitDoWhileLoop(tree, null);
    leave();
    return null;
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
    forEach.add(ASTHelpers.getSymbol(tree.getVariable()));
    Set<VariableElement> outerKeys = new HashSet<>(keys);
    keys.add(ASTHelpers.getSymbol(tree.getVariable()));
    Deque<Loop> outer = new ArrayDeque<>(around);
    scan(tree.getExpression(), null);
    around.clear(); // what it reads from elsewhere is read for each of its own elements
    depth++;
    scan(tree.getStatement(), null);
    depth--;
    around.addAll(outer);
    keys.clear();
    keys.addAll(outerKeys);
    return null;
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    if (tree.getVariable() instanceof ArrayAccessTree written) {
      scan(written.getIndex(), null);
    }
    if (tree.getVariable() instanceof IdentifierTree variable) {
      key(ASTHelpers.getSymbol(variable));
    }
    return scan(tree.getExpression(), null);
  }

  @Override
  public @Nullable Void visitArrayAccess(ArrayAccessTree tree, @Nullable Void unused) {
    read(tree, tree.getExpression());
    readBy(tree.getIndex(), tree.getExpression());
    return super.visitArrayAccess(tree, null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    if (tree.getMethodSelect() instanceof MemberSelectTree select
        && ASTHelpers.getSymbol((Tree) tree) instanceof MethodSymbol method
        && isReadOrTaken(method)) {
      read(tree, select.getExpression());
      for (ExpressionTree argument : tree.getArguments()) {
        readBy(argument, select.getExpression());
      }
    }
    if (depth == 0) {
      straight.add(tree);
    }
    return super.visitMethodInvocation(tree, null);
  }

  private static boolean isReadOrTaken(MethodSymbol method) {
    ContainerUse use = ContainerUse.of(method);
    return use == ContainerUse.READ || use == ContainerUse.TAKE;
  }

  /// What is computed in a for-each loop changes with its variable.
  private void key(@Nullable Symbol variable) {
    if (!keys.isEmpty() && variable instanceof VarSymbol key) {
      keys.add(key);
    }
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    key(ASTHelpers.getSymbol(tree));
    return super.visitVariable(tree, null);
  }

  private void readBy(ExpressionTree key, ExpressionTree container) {
    if (!keys.isEmpty()
        && ASTHelpers.getSymbol(container) instanceof VarSymbol variable
        && !keys.contains(variable)
        && !Collections.disjoint(keys, BodySource.LocalVariables.in(key))) {
      readByKey.add(variable);
    }
  }

  private void read(Tree read, ExpressionTree container) {
    Loop loop = around.peek();
    if (loop != null) {
      reads.put(read, loop);
      if (ASTHelpers.getSymbol(container) instanceof VarSymbol variable) {
        loop.containers.add(variable);
      }
    }
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
