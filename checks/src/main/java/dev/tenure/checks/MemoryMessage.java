package dev.tenure.checks;

import com.google.errorprone.VisitorState;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import dev.tenure.checks.lifetime.MemoryFault;
import org.jspecify.annotations.Nullable;

/// Puts a fault of memory into words: where the memory comes from, what is wrong, and what to do.
final class MemoryMessage {
  private final MemoryFault fault;
  private final SourceText source;

  MemoryMessage(MemoryFault fault, VisitorState state) {
    this.fault = fault;
    this.source = new SourceText(state);
  }

  String text() {
    return switch (fault.kind()) {
      case RETURNED ->
          subject() + " is returned here, but " + end() + " " + returnAdvice(fault.cause());
      case STORED ->
          subject()
              + " is stored here, where it outlives its owner: it "
              + end()
              + " Store a copy, or an owner in a field that is annotated with `@Pooled`.";
      case CAPTURED ->
          subject()
              + " is captured here by code that runs later, but "
              + end()
              + " Wait for that code before the end, give it a copy, or let it own what it uses.";
      case INVALIDATED ->
          subject()
              + " was overwritten by `"
              + source.of(cause())
              + "` at line "
              + source.line(cause())
              + ", which uses the same workspace again, and is used here. Copy it before that call,"
              + " or finish with it.";
      case READ_UNSPECIFIED ->
          subject()
              + " is read here, but some path has written nothing to it: it holds what its memory's"
              + " last user left there. Overwrite it on every path, or rent it zeroed.";
      case ACCUMULATED_UNSPECIFIED ->
          subject()
              + " is added to here, but some path has written nothing to it: the sum begins with"
              + " what its memory's last user left there. Fill it first, or rent it zeroed.";
      case ALIASED ->
          "`"
              + source.of(fault.subject())
              + "` is written by `"
              + source.of(fault.at())
              + "` while "
              + input()
              + ", which shares its memory, is read. Write to another tensor, or annotate the"
              + " parameter with `@MayAlias` if the method is right in place.";
    };
  }

  private String input() {
    Tree cause = fault.cause();
    String same = source.of(fault.subject());
    return cause == null
        ? "an input"
        : source.of(cause).equals(same) ? "the same tensor" : "`" + source.of(cause) + "`";
  }

  private String subject() {
    Tree site = fault.subject();
    return site instanceof VariableTree parameter
        ? "`" + parameter.getName() + "`, a parameter that is only borrowed,"
        : "The "
            + source.kind(site)
            + " from `"
            + source.of(site)
            + "` at line "
            + source.line(site);
  }

  private Tree cause() {
    @Nullable Tree cause = fault.cause();
    return cause == null ? fault.at() : cause;
  }

  /// When what is borrowed ends.
  private String end() {
    Tree cause = fault.cause();
    return switch (cause) {
      case null -> "belongs to somebody else.";
      case TryTree end -> "is closed at the end of the try at line " + source.line(end) + ".";
      case VariableTree owner -> "ends with `" + owner.getName() + "`, which the caller closes.";
      default ->
          "ends with the "
              + source.kind(cause)
              + " from `"
              + source.of(cause)
              + "` at line "
              + source.line(cause)
              + ", which this body closes.";
    };
  }

  private static String returnAdvice(@Nullable Tree owner) {
    return owner == null || owner instanceof VariableTree
        ? "The method's callers close what it returns: annotate it with `@Borrowed` or `@Scoped`,"
            + " or return something that they can own."
        : "Return a copy, promote it out of its scope, or leave the owner to the caller.";
  }
}
