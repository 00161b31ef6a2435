package dev.tenure.checks;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import dev.tenure.checks.allocation.Allocation;

/// Puts an allocation into words: what allocates, who forbids it, and what to do.
final class AllocationMessage {
  private final Allocation allocation;
  private final MethodTree method;
  private final MethodSymbol promise;
  private final SourceText source;

  AllocationMessage(
      Allocation allocation, MethodTree method, MethodSymbol promise, VisitorState state) {
    this.allocation = allocation;
    this.method = method;
    this.promise = promise;
    this.source = new SourceText(state);
  }

  String text() {
    return what() + ", but " + forbidden() + ". " + advice();
  }

  private String what() {
    return switch (allocation) {
      case Allocation.Direct direct -> what(direct);
      case Allocation.ByHelper call ->
          quoted(call)
              + (isCertain(call.cause()) ? " allocates: " : " may allocate: ")
              + what(call.cause())
              + " at line "
              + source.line(call.cause().at());
    };
  }

  private static boolean isCertain(Allocation.Direct cause) {
    return switch (cause.kind()) {
      case UNPROMISED_CALL, UNPROMISED_CLOSE -> false;
      default -> true;
    };
  }

  private String what(Allocation.Direct direct) {
    String quoted = quoted(direct);
    return switch (direct.kind()) {
      case NEW, KNOWN_CALL ->
          allocation instanceof Allocation.Direct ? quoted + " allocates" : quoted;
      case BOXING -> quoted + " is boxed";
      case CONCATENATION -> quoted + " makes a String";
      case VARARGS -> quoted + " packs its arguments into an array";
      case LAMBDA -> quoted + " captures what is around it";
      case METHOD_REFERENCE -> quoted + " holds on to its receiver";
      case ITERATOR -> quoted + " is gone through with an iterator";
      case UNPROMISED_CALL -> quoted + " calls a method that is not `@NoAllocation`";
      case UNPROMISED_CLOSE -> quoted + " is closed by a method that is not `@NoAllocation`";
    };
  }

  private String quoted(Allocation each) {
    return "`" + source.of(each.at()) + "`";
  }

  private String forbidden() {
    String name = "`" + method.getName() + "`";
    return promise.equals(ASTHelpers.getSymbol(method))
        ? name + " is `@NoAllocation`"
        : name
            + " overrides a method of `"
            + promise.owner.getSimpleName()
            + "` that is `@NoAllocation`";
  }

  private String advice() {
    return switch (allocation) {
      case Allocation.ByHelper unused ->
          "Mend the helper, or call it where allocations do not matter.";
      case Allocation.Direct direct -> advice(direct);
    };
  }

  private String advice(Allocation.Direct direct) {
    return switch (direct.kind()) {
      case NEW -> "Make it once, outside of the method, and use it again.";
      case BOXING -> "Keep it in a primitive.";
      case CONCATENATION -> "Leave texts to callers, and to paths that throw.";
      case VARARGS ->
          "Call a method that takes so many arguments, or hand over an array that is kept.";
      case LAMBDA, METHOD_REFERENCE -> "Keep it in a field, or write out what it does.";
      case ITERATOR -> "Go through it by index, or keep the elements in an array.";
      case KNOWN_CALL -> "Do it outside of the method, and keep the result.";
      case UNPROMISED_CALL, UNPROMISED_CLOSE -> annotate(direct);
    };
  }

  private String annotate(Allocation.Direct direct) {
    String called =
        direct.at() instanceof MethodInvocationTree call
            ? "`" + ASTHelpers.getSymbol(call).getSimpleName() + "`"
            : "it";
    return "Annotate "
        + called
        + " with `@NoAllocation` if it allocates nothing, or do without it.";
  }
}
