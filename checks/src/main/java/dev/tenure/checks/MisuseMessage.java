package dev.tenure.checks;

import com.google.errorprone.VisitorState;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.tenure.checks.lifetime.Misuse;
import dev.tenure.checks.lifetime.Step;

/// Puts a misuse of an ended resource into words: which resource, what ended it, and what to do.
final class MisuseMessage {
  private final Misuse misuse;
  private final SourceText source;

  MisuseMessage(Misuse misuse, VisitorState state) {
    this.misuse = misuse;
    this.source = new SourceText(state);
  }

  String text() {
    return misuse.kind() == Misuse.Kind.OUTLIVED
        ? resource() + ", " + ended() + ", and what lives in it is " + late() + ". Close it last."
        : resource() + ", " + ended() + " and is " + again() + " here. " + advice();
  }

  private String resource() {
    Tree site = misuse.site();
    return site instanceof VariableTree parameter
        ? "`" + parameter.getName() + "`, the " + source.kind(site) + " that is a parameter"
        : source.resource(misuse.variable(), site) + " at line " + source.line(site);
  }

  private String ended() {
    Tree tree = misuse.ended().tree();
    String line = "line " + source.line(tree);
    return switch (misuse.ended().how()) {
      case CLOSE -> "was closed at " + line;
      case HAND_OVER -> "was handed over to `" + source.of(tree) + "` at " + line;
      case TRY -> "is closed at the end of the try at " + line;
    };
  }

  private String late() {
    return switch (misuse.at()) {
      case ReturnTree result -> "returned here";
      case MethodInvocationTree call -> "used or closed here by `" + source.of(call) + "`";
      default -> "closed here by the try, which goes from the last to the first";
    };
  }

  private String again() {
    if (misuse.kind() == Misuse.Kind.END) {
      return misuse.ended().how() == Step.End.TRY ? "ended before that" : "ended again";
    }
    return misuse.at() instanceof ReturnTree ? "returned" : "used";
  }

  private String advice() {
    if (misuse.kind() == Misuse.Kind.USE) {
      return misuse.ended().how() == Step.End.HAND_OVER
          ? "Use it before it is handed over."
          : "Close it after its last use, or acquire another.";
    }
    return misuse.ended().how() == Step.End.TRY
        ? "Leave the close to the try."
        : "End it once, or set the variable to null after the first time.";
  }
}
