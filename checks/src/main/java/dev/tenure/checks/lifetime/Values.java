package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import dev.tenure.checks.model.ResultContract;
import java.util.IdentityHashMap;
import java.util.Optional;
import javax.lang.model.element.VariableElement;
import org.checkerframework.errorprone.dataflow.cfg.node.AssignmentNode;
import org.checkerframework.errorprone.dataflow.cfg.node.BooleanLiteralNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ConditionalAndNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ConditionalNotNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ConditionalOrNode;
import org.checkerframework.errorprone.dataflow.cfg.node.LocalVariableNode;
import org.checkerframework.errorprone.dataflow.cfg.node.MethodInvocationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.Node;
import org.checkerframework.errorprone.dataflow.cfg.node.NullLiteralNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ObjectCreationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.SwitchExpressionNode;
import org.checkerframework.errorprone.dataflow.cfg.node.TernaryExpressionNode;
import org.checkerframework.errorprone.dataflow.cfg.node.TypeCastNode;

/// Evaluates expressions on a path. Only what stands in variables and at acquisitions is stored, so
/// an expression's value follows from its nodes.
final class Values {
  private final Effects effects;
  private final BodySource source;
  private final IdentityHashMap<Tree, Site> sites = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Optional<Call>> calls = new IdentityHashMap<>();

  Values(Effects effects, BodySource source) {
    this.effects = effects;
    this.source = source;
  }

  Optional<Call> call(Node node) {
    return calls.computeIfAbsent(node, unused -> Call.of(node, source));
  }

  Site site(Tree tree) {
    return sites.computeIfAbsent(tree, Site::acquisition);
  }

  /// Whether a call acquired something on a path that was followed.
  boolean isSite(Tree tree) {
    return sites.containsKey(tree);
  }

  Value of(Node node, Facts facts) {
    return switch (node) {
      case LocalVariableNode variable -> of(variable.getElement(), facts);
      case NullLiteralNode unused -> Value.Known.NULL;
      case BooleanLiteralNode literal -> Value.of(Boolean.TRUE.equals(literal.getValue()));
      case TypeCastNode cast -> of(cast.getOperand(), facts);
      case AssignmentNode assignment -> of(assignment.getExpression(), facts);
      case TernaryExpressionNode choice -> of(choice.getTernaryExpressionVar(), facts);
      case SwitchExpressionNode choice -> of(choice.getSwitchExpressionVar(), facts);
      case MethodInvocationNode call -> ofCall(call, facts);
      case ObjectCreationNode creation -> ofCall(creation, facts);
      case ConditionalAndNode junction -> decided(junction, facts);
      case ConditionalOrNode junction -> decided(junction, facts);
      case ConditionalNotNode not -> opposite(of(not.getOperand(), facts));
      default -> Value.Known.UNKNOWN;
    };
  }

  private Value of(VariableElement variable, Facts facts) {
    Value value = facts.value(variable);
    if (value != Value.Known.UNKNOWN) {
      return value;
    }
    return source.bound(variable).map(facts::value).orElse(value);
  }

  private Value ofCall(Node node, Facts facts) {
    Optional<Call> found = call(node);
    if (found.isEmpty()) {
      return Value.Known.UNKNOWN;
    }
    Call call = found.get();
    return switch (effects.result(call)) {
      case ResultContract.Owned unused -> acquired(call, facts);
      case ResultContract.Wrapper unused -> argument(call, handedThrough(call, facts), facts);
      case ResultContract.Receiver unused ->
          call.receiver() == null ? Value.Known.UNKNOWN : of(call.receiver(), facts);
      case ResultContract.Argument argument -> argument(call, argument.index(), facts);
      case ResultContract.Nothing unused -> Value.Known.UNKNOWN;
    };
  }

  private Value acquired(Call call, Facts facts) {
    Resource newest = new Resource(site(call.tree()), 0);
    return facts.status(newest).isPresent() ? new Value.Held(newest) : Value.Known.UNKNOWN;
  }

  private Value argument(Call call, int index, Facts facts) {
    return index >= 0 && index < call.arguments().size()
        ? of(call.arguments().get(index), facts)
        : Value.Known.UNKNOWN;
  }

  /// Which argument a call's result stands for, or -1: closing a wrapper closes what it wraps, and
  /// the other way round nothing is left to close.
  int handedThrough(Call call, Facts facts) {
    return switch (effects.result(call)) {
      case ResultContract.Argument argument -> argument.index();
      case ResultContract.Wrapper unused -> firstHeld(call, facts);
      default -> -1;
    };
  }

  private int firstHeld(Call call, Facts facts) {
    for (int i = 0; i < call.arguments().size(); i++) {
      if (of(call.arguments().get(i), facts) instanceof Value.Held) {
        return i;
      }
    }
    return -1;
  }

  private static Value decided(Node junction, Facts facts) {
    Boolean outcome = facts.decided().get(junction.getTree());
    return outcome == null ? Value.Known.UNKNOWN : Value.of(outcome);
  }

  private static Value opposite(Value value) {
    return switch (value) {
      case Value.Known.TRUE -> Value.Known.FALSE;
      case Value.Known.FALSE -> Value.Known.TRUE;
      default -> Value.Known.UNKNOWN;
    };
  }
}
