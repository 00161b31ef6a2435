package dev.tenure.checks;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import dev.tenure.checks.lifetime.BorrowEnd;

/// Puts the end of something borrowed into words: what it is, who lends it, and what to do.
final class BorrowMessage {
  private final BorrowEnd end;
  private final SourceText source;

  BorrowMessage(BorrowEnd end, VisitorState state) {
    this.end = end;
    this.source = new SourceText(state);
  }

  String text() {
    return element() + borrowed() + " is only borrowed, but is " + how() + " here. " + advice();
  }

  private String element() {
    Type type = ASTHelpers.getType(end.lender());
    return type != null && (type.hasTag(TypeTag.ARRAY) || !type.getTypeArguments().isEmpty())
        ? "An element of what is borrowed: "
        : "";
  }

  private String borrowed() {
    Tree lender = end.lender();
    return switch (lender) {
      case VariableTree parameter ->
          "`" + parameter.getName() + "`, the " + source.kind(lender) + " that is a parameter,";
      case MethodInvocationTree call ->
          "The "
              + source.kind(call)
              + " from `"
              + source.of(call)
              + "` at line "
              + source.line(call);
      case ExpressionTree field -> "What the field `" + source.of(field) + "` holds";
      default -> "The resource";
    };
  }

  private String how() {
    return switch (end.how()) {
      case CLOSE -> "closed";
      case MOVE -> "handed to an owner";
    };
  }

  private String advice() {
    return switch (end.lender()) {
      case VariableTree unused ->
          "Leave it to its owner, or annotate the parameter with `@Pooled` to take it over.";
      default -> "Leave it to its owner.";
    };
  }
}
