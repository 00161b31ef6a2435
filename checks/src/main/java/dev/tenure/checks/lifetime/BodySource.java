package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.TreeInfo;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;
import org.checkerframework.errorprone.dataflow.cfg.node.ArrayCreationNode;
import org.jspecify.annotations.Nullable;

/// What one look at a body's source tells before its paths are followed: what its lambdas and
/// classes capture, and which variables and conditions are tested often enough to remember.
final class BodySource extends TreeScanner<@Nullable Void, @Nullable Void> {
  private boolean takesRecordsApart;
  private final Set<Tree> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
  private final IdentityHashMap<Tree, Set<VariableElement>> captures = new IdentityHashMap<>();
  private final Map<VariableElement, VariableElement> bindings = new HashMap<>();
  private final Map<VariableElement, Integer> tests = new HashMap<>();
  private final Map<String, Integer> conditions = new HashMap<>();
  private final Set<String> unstable = new HashSet<>();
  private final Set<Tree> operands = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Tree> last = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<VariableElement, Integer> mentions = new HashMap<>();
  private final Set<VariableElement> inLoop = new HashSet<>();
  private final TrySource tries;
  private final Loops loopStructure;
  private final Set<Tree> reads = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Tree body;
  private final Set<Tree> lent;
  private int furthest;
  private int loops;

  private BodySource(Tree body, Set<Tree> lent) {
    this.body = body;
    this.lent = lent;
    this.tries = TrySource.of(body);
    this.loopStructure = Loops.of(body);
  }

  /// Looks at a body.
  ///
  /// @param lent the parameters that it only borrows
  static BodySource of(Tree body, Set<Tree> lent) {
    BodySource source = new BodySource(body, lent);
    source.scan(body, null);
    return source;
  }

  /// Whether the body only borrows what a parameter holds.
  boolean isLent(Tree parameter) {
    return lent.contains(parameter);
  }

  /// Whether the body waits for the tasks that it starts.
  boolean waits() {
    return Waiting.in(body);
  }

  /// Whether a pattern takes a record apart.
  boolean takesRecordsApart() {
    return takesRecordsApart;
  }

  /// Whether an array creation is written in the source, rather than made for variable arity.
  boolean isWritten(ArrayCreationNode array) {
    Tree tree = array.getTree();
    return tree != null && arrays.contains(tree);
  }

  /// The local variables of which a lambda, method reference or class may end what they hold.
  Set<VariableElement> captured(Tree tree) {
    return captures.getOrDefault(tree, Set.of());
  }

  /// The variable that a pattern of a `switch` binds again under another name.
  Optional<VariableElement> bound(VariableElement binding) {
    return Optional.ofNullable(bindings.get(binding));
  }

  /// What its statements enclose.
  TrySource tries() {
    return tries;
  }

  /// Its loops.
  Loops loops() {
    return loopStructure;
  }

  /// Whether a read of an element is one that javac adds to a for-each loop.
  boolean isHidden(Tree read) {
    return !tries.isWritten(read) && !reads.contains(read);
  }

  /// Whether a variable is one that javac adds to a for-each loop.
  boolean isHidden(VariableElement variable) {
    return !SourceVersion.isIdentifier(variable.getSimpleName());
  }

  /// Whether what is assigned to a variable is asked for somewhere.
  boolean isTested(VariableElement variable) {
    return tests.getOrDefault(variable, 0) > 0;
  }

  /// Whether a test of a variable tells something about another test.
  boolean isTestedAgain(VariableElement variable) {
    return tests.getOrDefault(variable, 0) > 1;
  }

  /// Whether a condition occurs more than once and comes out the same each time.
  boolean isRepeated(ConditionText condition) {
    return isRepeated(condition.text());
  }

  boolean isRepeated(String condition) {
    return conditions.getOrDefault(condition, 0) > 1 && !unstable.contains(condition);
  }

  /// Whether nothing from a place in the source on mentions a variable any more.
  boolean isDone(VariableElement variable, int position) {
    return variable.getKind() != ElementKind.FIELD && mentions.getOrDefault(variable, 0) < position;
  }

  @Override
  public @Nullable Void visitDeconstructionPattern(
      DeconstructionPatternTree tree, @Nullable Void unused) {
    takesRecordsApart = true;
    return super.visitDeconstructionPattern(tree, null);
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    Optional<VariableElement> variable = LocalVariables.named(tree);
    if (variable.isPresent()) {
      mention(variable.get(), tree);
    }
    return null;
  }

  private void mention(VariableElement variable, Tree tree) {
    int position = ASTHelpers.getStartPosition(tree);
    furthest = Math.max(furthest, position);
    mention(variable, position);
    if (loops > 0) {
      inLoop.add(variable);
    }
  }

  private void mention(VariableElement variable, int position) {
    mentions.put(variable, Math.max(position, mentions.getOrDefault(variable, 0)));
  }

  /// A loop comes back to what it mentions until it is over.
  private void leaveLoop() {
    loops--;
    if (loops == 0) {
      for (VariableElement variable : inLoop) {
        mention(variable, furthest);
      }
      inLoop.clear();
    }
  }

  private void capture(Tree tree, Set<VariableElement> captured) {
    captures.put(tree, captured);
    for (VariableElement variable : LocalVariables.in(tree)) {
      mention(variable, tree);
    }
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
    loops++;
    super.visitEnhancedForLoop(tree, null);
    leaveLoop();
    return null;
  }

  /// Whether a `case` is the last one that an enum's constants leave, so that it cannot be passed
  /// by.
  boolean isLast(CaseTree tree) {
    return last.contains(tree);
  }

  /// Whether a condition is the left side of an `&&` or `||`, which looks at its outcome again.
  boolean isOperand(Tree condition) {
    return operands.contains(condition);
  }

  @Override
  public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void unused) {
    if (ConditionText.isJunction(tree)) {
      operands.add(ASTHelpers.stripParentheses(tree.getLeftOperand()));
    }
    return super.visitBinary(tree, null);
  }

  @Override
  public @Nullable Void visitArrayAccess(ArrayAccessTree tree, @Nullable Void unused) {
    reads.add(tree);
    return super.visitArrayAccess(tree, null);
  }

  @Override
  public @Nullable Void visitNewArray(NewArrayTree tree, @Nullable Void unused) {
    arrays.add(tree);
    return super.visitNewArray(tree, null);
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    capture(tree, Captures.in(tree));
    return null;
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    capture(tree, Captures.in(tree));
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    capture(tree, LocalVariables.in(tree));
    return null;
  }

  @Override
  public @Nullable Void visitIf(IfTree tree, @Nullable Void unused) {
    test(tree.getCondition(), false);
    return super.visitIf(tree, null);
  }

  @Override
  public @Nullable Void visitConditionalExpression(
      ConditionalExpressionTree tree, @Nullable Void unused) {
    test(tree.getCondition(), false);
    return super.visitConditionalExpression(tree, null);
  }

  @Override
  public @Nullable Void visitCase(CaseTree tree, @Nullable Void unused) {
    test(tree.getGuard(), false);
    return super.visitCase(tree, null);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    testIfCondition(tree.getInitializer());
    return super.visitVariable(tree, null);
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    testIfCondition(tree.getExpression());
    return super.visitAssignment(tree, null);
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
    testIfCondition(tree.getExpression());
    return super.visitReturn(tree, null);
  }

  /// The end of a try mentions its resources: it closes them.
  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
    int end = TreeInfo.endPos((JCTree) tree.getBlock());
    for (Tree resource : tree.getResources()) {
      if (ASTHelpers.getSymbol(resource) instanceof VariableElement variable) {
        mention(variable, end);
      }
    }
    return super.visitTry(tree, null);
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
    loops++;
    test(tree.getCondition(), true);
    super.visitWhileLoop(tree, null);
    leaveLoop();
    return null;
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
    loops++;
    test(tree.getCondition(), true);
    super.visitDoWhileLoop(tree, null);
    leaveLoop();
    return null;
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
    loops++;
    test(tree.getCondition(), true);
    super.visitForLoop(tree, null);
    leaveLoop();
    return null;
  }

  @Override
  public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void unused) {
    bind(tree.getExpression(), tree.getCases());
    if (EnumCases.areComplete(tree)) {
      last.add(tree.getCases().getLast());
    }
    return super.visitSwitch(tree, null);
  }

  @Override
  public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void unused) {
    bind(tree.getExpression(), tree.getCases());
    return super.visitSwitchExpression(tree, null);
  }

  private void bind(ExpressionTree selector, List<? extends CaseTree> cases) {
    Optional<VariableElement> selected =
        LocalVariables.named(ASTHelpers.stripParentheses(selector));
    if (selected.isEmpty()) {
      return;
    }
    for (CaseTree tree : cases) {
      for (Tree label : tree.getLabels()) {
        if (label instanceof PatternCaseLabelTree pattern
            && pattern.getPattern() instanceof BindingPatternTree binding) {
          bindings.put(ASTHelpers.getSymbol(binding.getVariable()), selected.get());
        } else if (label instanceof ConstantCaseLabelTree constant) {
          count(ConditionText.ofCase(selected.get(), constant));
        }
      }
    }
  }

  private void testIfCondition(@Nullable ExpressionTree tree) {
    if (tree != null && ConditionText.isCondition(ASTHelpers.stripParentheses(tree))) {
      test(tree, false);
    }
  }

  private void test(@Nullable ExpressionTree condition, boolean ofLoop) {
    if (condition instanceof ParenthesizedTree parenthesized) {
      test(parenthesized.getExpression(), ofLoop);
    } else if (condition instanceof UnaryTree unary
        && unary.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
      test(unary.getExpression(), ofLoop);
    } else if (condition instanceof BinaryTree binary && ConditionText.isJunction(binary)) {
      test(binary.getLeftOperand(), ofLoop);
      test(binary.getRightOperand(), ofLoop);
    } else if (condition != null) {
      testAtom(condition, ofLoop);
    }
  }

  private void testAtom(ExpressionTree atom, boolean ofLoop) {
    for (VariableElement variable : LocalVariables.in(atom)) {
      tests.put(variable, tests.getOrDefault(variable, 0) + 1);
    }
    Optional<ConditionText> text = ConditionText.of(atom);
    if (text.isPresent()) {
      ConditionText condition = text.get();
      count(condition.text());
      if ((condition.mayChange() && ofLoop) || (condition.calls() && loops > 0)) {
        unstable.add(condition.text());
      }
    }
  }

  private void count(String condition) {
    conditions.put(condition, conditions.getOrDefault(condition, 0) + 1);
  }

  /// Finds local variables in source.
  static final class LocalVariables extends TreeScanner<@Nullable Void, Set<VariableElement>> {
    static Set<VariableElement> in(Tree tree) {
      Set<VariableElement> found = new HashSet<>();
      new LocalVariables().scan(tree, found);
      return found;
    }

    static Optional<VariableElement> named(Tree tree) {
      return tree instanceof IdentifierTree
              && ASTHelpers.getSymbol(tree) instanceof Symbol.VarSymbol variable
              && isLocal(variable)
          ? Optional.of(variable)
          : Optional.empty();
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, Set<VariableElement> found) {
      Optional<VariableElement> variable = named(tree);
      if (variable.isPresent()) {
        found.add(variable.get());
      }
      return null;
    }

    private static boolean isLocal(Symbol.VarSymbol variable) {
      return variable.owner != null
          && variable.owner.kind != com.sun.tools.javac.code.Kinds.Kind.TYP
          && !variable.name.contentEquals("this")
          && !variable.name.contentEquals("super");
    }
  }
}
