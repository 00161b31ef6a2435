package dev.tenure.checks.report;

import com.google.errorprone.VisitorState;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import dev.tenure.checks.lifetime.MemoryFault;
import dev.tenure.checks.lifetime.Misuse;
import dev.tenure.checks.lifetime.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the turns of a path into words.
public final class FlowText {
  private final VisitorState state;
  private final List<FlowStep> steps = new ArrayList<>();

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
    FlowText text = in(state).then(acquisition, "acquired here");
    for (Step step : path) {
      var unused = text.then(step.tree(), text.describe(step));
    }
    return text.steps();
  }

  /// Returns the way of a resource over its end to where it is touched again.
  ///
  /// @param misuse the finding
  /// @param state where the check stands
  /// @return the steps
  public static List<FlowStep> of(Misuse misuse, VisitorState state) {
    FlowText text = in(state);
    return text.then(misuse.site(), "acquired here")
        .then(misuse.ended().tree(), text.describe(misuse.ended()))
        .then(misuse.at(), what(misuse.kind()))
        .steps();
  }

  private static String what(Misuse.Kind kind) {
    return switch (kind) {
      case USE -> "used here";
      case OUTLIVED -> "something that lives in it is used or closed here";
      case END -> "ended again here";
    };
  }

  /// Returns the way of memory to where something is wrong with it.
  ///
  /// @param fault the finding
  /// @param state where the check stands
  /// @return the steps
  public static List<FlowStep> of(MemoryFault fault, VisitorState state) {
    return in(state)
        .then(fault.subject(), "comes from here")
        .then(fault.cause(), cause(fault.kind()))
        .then(fault.at(), at(fault.kind()))
        .steps();
  }

  private static String cause(MemoryFault.Kind kind) {
    return switch (kind) {
      case RETURNED, STORED, CAPTURED -> "ends with this";
      case INVALIDATED -> "overwritten here";
      case READ_UNSPECIFIED, ACCUMULATED_UNSPECIFIED -> "not written here";
      case ALIASED -> "read here, in the same memory";
    };
  }

  private static String at(MemoryFault.Kind kind) {
    return switch (kind) {
      case RETURNED -> "returned here";
      case STORED -> "stored here";
      case CAPTURED -> "captured here";
      case INVALIDATED -> "used here";
      case READ_UNSPECIFIED -> "read here, never written";
      case ACCUMULATED_UNSPECIFIED -> "added to here, never written";
      case ALIASED -> "written here, while it is read";
    };
  }

  /// Begins a way without steps.
  ///
  /// @param state where the check stands
  /// @return an instance to add steps to
  public static FlowText in(VisitorState state) {
    return new FlowText(state);
  }

  /// Adds a step, if it stands in the source.
  ///
  /// @param tree where it is; null adds nothing
  /// @param text what happens there
  /// @return this
  public FlowText then(@Nullable Tree tree, String text) {
    LineMap lines = state.getPath().getCompilationUnit().getLineMap();
    int position = tree == null ? -1 : FlowStep.position(tree, lines);
    if (lines != null && position >= 0) {
      steps.add(
          new FlowStep(lines.getLineNumber(position), FlowStep.column(position, lines), text));
    }
    return this;
  }

  /// Returns the way.
  ///
  /// @return its steps, in the order in which they were added
  public List<FlowStep> steps() {
    return List.copyOf(steps);
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
