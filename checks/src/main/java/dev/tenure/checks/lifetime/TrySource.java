package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.tree.JCTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/// Where in a body's source something may end: the resources of its try statements, and which calls
/// are made in each round of a loop.
final class TrySource extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Set<Tree> written = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<VariableElement, TryTree> closing = new HashMap<>();
  private final List<Tree> continued = new ArrayList<>();
  private final IdentityHashMap<Tree, List<Tree>> choices = new IdentityHashMap<>();
  private final Deque<Tree> around = new ArrayDeque<>();

  private TrySource() {}

  static TrySource of(Tree body) {
    TrySource source = new TrySource();
    source.scan(body, null);
    return source;
  }

  /// Whether a call stands in the source, rather than being one that javac adds.
  boolean isWritten(Tree call) {
    return written.contains(call);
  }

  /// The variables that try statements close.
  Set<VariableElement> variables() {
    return closing.keySet();
  }

  /// The try statement that closes what a variable holds, if one alone does.
  Optional<TryTree> closing(VariableElement variable) {
    return Optional.ofNullable(closing.get(variable));
  }

  /// Where the try statement that closes what a variable holds names it.
  Optional<Tree> resource(VariableElement variable) {
    TryTree end = closing.get(variable);
    if (end != null) {
      for (Tree resource : end.getResources()) {
        if (variable.equals(ASTHelpers.getSymbol(resource))) {
          return Optional.of(resource);
        }
      }
    }
    return Optional.empty();
  }

  static boolean encloses(Tree outer, Tree inner) {
    int position = ASTHelpers.getStartPosition(inner);
    return position >= ASTHelpers.getStartPosition(outer)
        && position < ((JCTree) outer).getPreferredPosition() + length(outer);
  }

  private static int length(Tree tree) {
    return com.sun.tools.javac.tree.TreeInfo.endPos((JCTree) tree)
        - ((JCTree) tree).getPreferredPosition();
  }

  /// Whether a call or try statement is not reached on each way through the body, or through the
  /// loop that it stands in.
  boolean isConditional(Tree tree) {
    for (Tree choice : choices.getOrDefault(tree, List.of())) {
      if (!isLoop(choice)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a call stands in a loop.
  boolean isInLoop(Tree call) {
    for (Tree choice : choices.getOrDefault(call, List.of())) {
      if (isLoop(choice)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a round of its loop may go by without it.
  boolean maySkip(Tree tree) {
    List<Tree> enclosing = choices.getOrDefault(tree, List.of());
    return enclosing.isEmpty()
        || !isLoop(enclosing.getFirst())
        || continued.contains(enclosing.getFirst());
  }

  /// Whether both stand in the same branch of the innermost choice around the first.
  boolean isBeside(Tree ended, Tree at) {
    List<Tree> enclosing = choices.getOrDefault(ended, List.of());
    return enclosing.isEmpty() || encloses(enclosing.getFirst(), at);
  }

  private static boolean isLoop(Tree tree) {
    return switch (tree.getKind()) {
      case FOR_LOOP, WHILE_LOOP, DO_WHILE_LOOP, ENHANCED_FOR_LOOP -> true;
      default -> false;
    };
  }

  private void record(Tree tree) {
    written.add(tree);
    choices.put(tree, List.copyOf(around));
  }

  private @Nullable Void inside(@Nullable Tree tree) {
    if (tree != null) {
      around.push(tree);
      scan(tree, null);
      around.pop();
    }
    return null;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    record(tree);
    return super.visitMethodInvocation(tree, null);
  }

  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
    record(tree);
    Set<VariableElement> seen = new HashSet<>();
    for (Tree resource : tree.getResources()) {
      Optional<? extends VariableElement> variable =
          resource instanceof VariableTree declared
              ? Optional.of(ASTHelpers.getSymbol(declared))
              : BodySource.LocalVariables.named(resource);
      if (variable.isPresent() && seen.add(variable.get())) {
        closing.put(variable.get(), tree);
      }
    }
    return super.visitTry(tree, null);
  }

  @Override
  public @Nullable Void visitCatch(CatchTree tree, @Nullable Void unused) {
    return inside(tree.getBlock());
  }

  @Override
  public @Nullable Void visitIf(IfTree tree, @Nullable Void unused) {
    scan(tree.getCondition(), null);
    inside(tree.getThenStatement());
    return inside(tree.getElseStatement());
  }

  @Override
  public @Nullable Void visitCase(CaseTree tree, @Nullable Void unused) {
    around.push(tree);
    super.visitCase(tree, null);
    around.pop();
    return null;
  }

  @Override
  public @Nullable Void visitConditionalExpression(
      ConditionalExpressionTree tree, @Nullable Void unused) {
    scan(tree.getCondition(), null);
    inside(tree.getTrueExpression());
    return inside(tree.getFalseExpression());
  }

  @Override
  public @Nullable Void visitContinue(ContinueTree tree, @Nullable Void unused) {
    for (Tree outer : around) {
      if (isLoop(outer)) {
        continued.add(outer);
      }
    }
    return null;
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
    around.push(tree);
    super.visitForLoop(tree, null);
    around.pop();
    return null;
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
    around.push(tree);
    super.visitEnhancedForLoop(tree, null);
    around.pop();
    return null;
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
    around.push(tree);
    super.visitWhileLoop(tree, null);
    around.pop();
    return null;
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
    around.push(tree);
    super.visitDoWhileLoop(tree, null);
    around.pop();
    return null;
  }
}
