package dev.tenure.checks;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.tools.javac.code.Type;
import dev.tenure.checks.lifetime.Ending;
import dev.tenure.checks.lifetime.Obligation;
import dev.tenure.checks.lifetime.Step;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;

/// Puts a dropped obligation into words: which resource, on which path, and what to do.
final class LeakMessage {
  private final Obligation obligation;
  private final SourceText source;

  LeakMessage(Obligation obligation, VisitorState state) {
    this.obligation = obligation;
    this.source = new SourceText(state);
  }

  String text() {
    return resource() + " " + fault() + ". " + advice();
  }

  private String resource() {
    String resource = source.resource(obligation.variable(), obligation.site());
    return obligation.variable().isPresent() ? resource + "," : resource;
  }

  private String fault() {
    return fault(obligation.ending());
  }

  private String fault(Ending ending) {
    return switch (ending) {
      case Ending.Thrown unused -> "is not closed" + thrower(obligation.path());
      case Ending.InContainer container ->
          "is put in a " + noun(container.container()) + " that " + fault(container.ending());
      case Ending.Cleared cleared -> "is forgotten by the clear at line " + line(cleared.at());
      case Ending.Discarded unused -> "is not kept anywhere, so nobody can close it";
      case Ending.Overwritten overwritten ->
          "is overwritten at line " + line(overwritten.at()) + " while it is still open";
      case Ending.NextRound unused when obligation.discharges().isEmpty() -> "is never closed";
      case Ending.NextRound round ->
          "is not closed"
              + when()
              + " before the loop's next round replaces it at line "
              + line(round.at());
      case Ending.LeftOpen unused when obligation.discharges().isEmpty() -> "is never closed";
      case Ending.LeftOpen unused ->
          "is not closed" + (when().isEmpty() ? " on every path" : when());
    };
  }

  private static String noun(Tree container) {
    Type type = ASTHelpers.getType(container);
    boolean isRecord = type != null && type.tsym.getKind() == ElementKind.RECORD;
    return isRecord ? "record" : "container";
  }

  /// Names the turn that leads past the close, as far as there is one.
  private String when() {
    List<Step> path = obligation.path();
    return lastThrow(path).or(() -> decisiveTurn(path)).or(() -> lastReturn(path)).orElse("");
  }

  private String thrower(List<Step> path) {
    return path.stream()
        .filter(step -> step instanceof Step.Threw)
        .findFirst()
        .map(step -> " when `" + source(step.tree()) + "` at line " + line(step.tree()) + " throws")
        .orElse(" when something throws");
  }

  private Optional<String> lastThrow(List<Step> path) {
    return path.reversed().stream()
        .filter(step -> step instanceof Step.Threw)
        .findFirst()
        .map(step ->
            " when `"
                + source(step.tree())
                + "` at line "
                + line(step.tree())
                + " throws and the exception is caught");
  }

  private Optional<String> lastReturn(List<Step> path) {
    return path.reversed().stream()
        .filter(step -> step instanceof Step.Returned)
        .findFirst()
        .map(step -> " when the method returns at line " + line(step.tree()));
  }

  /// The last turn that a close comes after in the source: it is what leads past that close.
  private Optional<String> decisiveTurn(List<Step> path) {
    List<Step.Branched> turns =
        path.reversed().stream()
            .filter(step -> step instanceof Step.Branched)
            .map(step -> (Step.Branched) step)
            .filter(turn -> position(turn.tree()) > position(obligation.site()))
            .toList();
    String returned = lastReturn(path).map(text -> text.replace(" when ", " and ")).orElse("");
    return turns.stream()
        .filter(turn -> position(turn.tree()) < lastDischarge())
        .findFirst()
        .or(() -> turns.stream().findFirst())
        .map(turn -> describe(turn) + returned);
  }

  private int lastDischarge() {
    return obligation.discharges().stream().mapToInt(LeakMessage::position).max().orElse(0);
  }

  private static int position(Tree tree) {
    return ASTHelpers.getStartPosition(tree);
  }

  private String describe(Step.Branched turn) {
    if (turn.tree() instanceof CaseTree label) {
      return " when the `case` at line " + line(label) + (turn.outcome() ? " is taken" : " is not");
    }
    return " when `"
        + source(positive(turn))
        + "` at line "
        + line(turn.tree())
        + " is "
        + outcome(turn);
  }

  private static Tree positive(Step.Branched turn) {
    return isNegation(turn.tree()) ? ((UnaryTree) turn.tree()).getExpression() : turn.tree();
  }

  private static boolean outcome(Step.Branched turn) {
    return isNegation(turn.tree()) != turn.outcome();
  }

  private static boolean isNegation(Tree tree) {
    return tree.getKind() == Tree.Kind.LOGICAL_COMPLEMENT;
  }

  private String advice() {
    boolean held = obligation.variable().isPresent();
    String first =
        held
            ? "Open it in try-with-resources, or close it on that path"
            : "Hold it in try-with-resources";
    return first + ", or return it or hand it to a scope.";
  }

  private String source(Tree tree) {
    return source.of(tree);
  }

  private int line(Tree tree) {
    return source.line(tree);
  }
}
