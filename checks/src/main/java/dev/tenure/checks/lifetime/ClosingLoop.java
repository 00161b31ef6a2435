package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreeScanner;
import dev.tenure.checks.model.Contracts;
import org.jspecify.annotations.Nullable;

/// Tells from the source of a for-each loop whether it ends what it goes over.
final class ClosingLoop extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Contracts contracts;
  private boolean closes;

  private ClosingLoop(Contracts contracts) {
    this.contracts = contracts;
  }

  static boolean closes(EnhancedForLoopTree loop, Contracts contracts) {
    ClosingLoop scan = new ClosingLoop(contracts);
    scan.scan(loop.getStatement(), null);
    return scan.closes;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    boolean ends =
        ASTHelpers.getReceiver(tree) != null && contracts.ends(ASTHelpers.getSymbol(tree));
    closes |= ends || contracts.soundsLikeClosing(ASTHelpers.getSymbol(tree));
    return super.visitMethodInvocation(tree, null);
  }
}
