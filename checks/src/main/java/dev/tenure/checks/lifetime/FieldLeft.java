package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a path of a method left what a field owns behind, still open.
///
/// @param thrower the closing call that threw, if that is how the path ended
/// @param state the fields in the conditions that led here
/// @param opaque whether the path was led here by more than fields and local variables
record FieldLeft(@Nullable Tree thrower, Set<VarSymbol> state, boolean opaque) {
  FieldLeft {
    state = Set.copyOf(state);
  }

  static FieldLeft returning(@Nullable Trace path) {
    StateScan scan = new StateScan();
    for (Trace at = path; at != null; at = at.before()) {
      if (at.step() instanceof Step.Branched turn) {
        scan.scan(turn.tree(), null);
      }
    }
    return new FieldLeft(null, scan.state, scan.opaque);
  }

  static FieldLeft throwing(Tree thrower) {
    return new FieldLeft(thrower, Set.of(), false);
  }

  /// Of two ways, the one that depends on less.
  FieldLeft worse(FieldLeft other) {
    return weight() <= other.weight() ? this : other;
  }

  private int weight() {
    return opaque ? 100 : thrower != null ? 50 : state.size();
  }

  /// Finds what conditions ask of the object, rather than of local variables.
  private static final class StateScan extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Set<VarSymbol> state = new HashSet<>();
    private boolean opaque;

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
      VarSymbol field = Fields.named(tree);
      if (field != null) {
        state.add(field);
      }
      return null;
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
      VarSymbol field = Fields.named(tree);
      if (field != null) {
        state.add(field);
      }
      return super.visitMemberSelect(tree, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
      ExpressionTree receiver = ASTHelpers.getReceiver(tree);
      boolean ofLocal = receiver != null && BodySource.LocalVariables.named(receiver).isPresent();
      opaque |= !ofLocal && !ASTHelpers.getSymbol(tree).isStatic();
      return super.visitMethodInvocation(tree, null);
    }
  }
}
