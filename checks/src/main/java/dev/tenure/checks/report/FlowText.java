package dev.tenure.checks.report;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import dev.tenure.checks.lifetime.Step;
import java.util.ArrayList;
import java.util.List;

/// Puts the turns of a path into words.
public final class FlowText {
  private final VisitorState state;

  private FlowText(VisitorState state) {
    this.state = state;
  }

  /// Returns the way from an acquisition over the turns of a path.
  ///
  /// @param acquisition the call or creation, or the parameter that held the resource
  /// @param path the turns since, in order
  /// @param state where the check stands
  /// @return a step for the acquisition and for each turn that stands in the source
  public static List<FlowStep> of(Tree acquisition, List<Step> path, VisitorState state) {
    FlowText text = new FlowText(state);
    List<FlowStep> steps = new ArrayList<>();
    text.add(steps, acquisition, "acquired here");
    for (Step step : path) {
      text.add(steps, step.tree(), text.describe(step));
    }
    return steps;
  }

  private void add(List<FlowStep> steps, Tree tree, String text) {
    int position = ASTHelpers.getStartPosition(tree);
    LineMap lines = state.getPath().getCompilationUnit().getLineMap();
    if (lines != null && position >= 0) {
      steps.add(
          new FlowStep(lines.getLineNumber(position), FlowStep.column(position, lines), text));
    }
  }

  private String describe(Step step) {
    return switch (step) {
      case Step.Acquired acquired -> "`" + source(acquired.tree()) + "` acquires another";
      case Step.Branched turn -> "`" + source(turn.tree()) + "` is " + turn.outcome();
      case Step.Threw threw -> "`" + source(threw.tree()) + "` throws";
      case Step.Returned returned -> "`" + source(returned.tree()) + "`";
      case Step.Ended ended ->
          switch (ended.how()) {
            case CLOSE -> "closed here";
            case HAND_OVER -> "handed over here";
            case TRY -> "closed at the end of this try";
          };
    };
  }

  private String source(Tree tree) {
    String text = state.getSourceForNode(tree);
    String line = (text == null ? tree.toString() : text).strip();
    int end = line.indexOf('\n');
    return end < 0 ? line : line.substring(0, end).stripTrailing() + " …";
  }
}
