package dev.tenure.checks;

import com.google.errorprone.VisitorState;
import com.sun.source.tree.Tree;
import dev.tenure.checks.lifetime.FieldFault;

/// Puts a fault with an owning field into words: which field, what is wrong, and what to do.
final class FieldMessage {
  private final FieldFault fault;
  private final SourceText source;

  FieldMessage(FieldFault fault, VisitorState state) {
    this.fault = fault;
    this.source = new SourceText(state);
  }

  String text() {
    return "The field `" + fault.field() + "` owns what it holds" + wrong() + ". " + advice();
  }

  private String wrong() {
    return switch (fault.kind()) {
      case NO_CLOSE -> ", but its class has no method that closes it";
      case NEVER_CLOSED -> ", but the close at line " + line() + " does not close it";
      case NOT_ON_EVERY_PATH ->
          ", but the close at line " + line() + " does not close it on every path";
      case NOT_WHEN_THROWING -> ", but is not closed when " + cause() + " throws";
      case OVERWRITTEN -> ", and is overwritten here while it may hold something open";
    };
  }

  private String cause() {
    Tree cause = fault.cause();
    return cause == null
        ? "another close"
        : "`" + source.of(cause) + "` at line " + source.line(cause);
  }

  private int line() {
    return fault.cause() == null ? 0 : source.line(fault.cause());
  }

  private String advice() {
    return switch (fault.kind()) {
      case NO_CLOSE -> "Make the class AutoCloseable, and close the field in its close.";
      case NEVER_CLOSED, NOT_ON_EVERY_PATH -> "Close it there whatever else happens.";
      case NOT_WHEN_THROWING -> "Close it in a finally block.";
      case OVERWRITTEN -> "Close what it holds first.";
    };
  }
}
