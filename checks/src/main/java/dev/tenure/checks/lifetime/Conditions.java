package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import dev.tenure.checks.model.ContainerUse;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;
import org.checkerframework.errorprone.dataflow.cfg.node.BinaryOperationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.BooleanLiteralNode;
import org.checkerframework.errorprone.dataflow.cfg.node.CaseNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ConditionalAndNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ConditionalNotNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ConditionalOrNode;
import org.checkerframework.errorprone.dataflow.cfg.node.EqualToNode;
import org.checkerframework.errorprone.dataflow.cfg.node.FieldAccessNode;
import org.checkerframework.errorprone.dataflow.cfg.node.GreaterThanNode;
import org.checkerframework.errorprone.dataflow.cfg.node.InstanceOfNode;
import org.checkerframework.errorprone.dataflow.cfg.node.IntegerLiteralNode;
import org.checkerframework.errorprone.dataflow.cfg.node.LocalVariableNode;
import org.checkerframework.errorprone.dataflow.cfg.node.MethodInvocationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.Node;
import org.checkerframework.errorprone.dataflow.cfg.node.NotEqualNode;
import org.checkerframework.errorprone.dataflow.cfg.node.NullLiteralNode;
import org.jspecify.annotations.Nullable;

/// What a path learns when a condition comes out one way, and whether it can come out that way.
final class Conditions {
  private static final Set<String> TELLS_OPEN = Set.of("isOpen");
  private static final Set<String> TELLS_CLOSED = Set.of("isClosed");

  private final Values values;
  private final BodySource source;
  private final Types types;

  Conditions(Values values, BodySource source, Types types) {
    this.values = values;
    this.source = source;
    this.types = types;
  }

  /// Returns the facts after a condition came out one way, or nothing if that cannot be.
  Optional<Facts> refine(Node condition, Facts facts, boolean outcome) {
    Value known = values.of(condition, facts);
    if (known instanceof Value.Known truth && isTruth(truth)) {
      return (truth == Value.Known.TRUE) == outcome ? Optional.of(facts) : Optional.empty();
    }
    return switch (condition) {
      case ConditionalNotNode not -> refine(not.getOperand(), facts, !outcome);
      case ConditionalAndNode and -> junction(and, facts, outcome, true);
      case ConditionalOrNode or -> junction(or, facts, outcome, false);
      case EqualToNode equal -> equality(equal, facts, outcome);
      case NotEqualNode unequal -> equality(unequal, facts, !outcome);
      case InstanceOfNode test -> instance(test, facts, outcome);
      case CaseNode label -> label(label, facts, outcome);
      case LocalVariableNode variable -> Optional.of(flag(variable, facts, outcome));
      case MethodInvocationNode call -> call(call, facts, outcome);
      case GreaterThanNode more when isFull(more, facts) -> possible(facts, outcome);
      default -> remembered(condition, facts, outcome);
    };
  }

  private static boolean isTruth(Value.Known value) {
    return value == Value.Known.TRUE || value == Value.Known.FALSE;
  }

  /// Both operands of a true `&&` are true; both of a false `||` are false. Otherwise the last one
  /// that was evaluated decided.
  private Optional<Facts> junction(
      BinaryOperationNode node, Facts facts, boolean outcome, boolean isAnd) {
    Boolean left = decided(node.getLeftOperand(), facts);
    if (left != null && left != isAnd) {
      return left == outcome ? Optional.of(facts) : Optional.empty();
    }
    if (left != null) {
      return refine(node.getRightOperand(), facts, outcome);
    }
    if (outcome != isAnd) {
      return Optional.of(facts);
    }
    return refine(node.getLeftOperand(), facts, outcome)
        .flatMap(refined -> refine(node.getRightOperand(), refined, outcome));
  }

  private static @Nullable Boolean decided(Node operand, Facts facts) {
    Tree tree = operand.getTree();
    return tree == null ? null : facts.decided().get(tree);
  }

  private Optional<Facts> equality(BinaryOperationNode node, Facts facts, boolean same) {
    Node left = node.getLeftOperand();
    Node right = node.getRightOperand();
    if (right instanceof BooleanLiteralNode truth) {
      return refine(left, facts, Boolean.TRUE.equals(truth.getValue()) == same);
    }
    if (left instanceof BooleanLiteralNode truth) {
      return refine(right, facts, Boolean.TRUE.equals(truth.getValue()) == same);
    }
    Value first = values.of(left, facts);
    Value second = values.of(right, facts);
    if (isFull(node, facts)) {
      return possible(facts, !same);
    }
    if (right instanceof NullLiteralNode) {
      return nullness(node, left, first, facts, same);
    }
    if (left instanceof NullLiteralNode) {
      return nullness(node, right, second, facts, same);
    }
    if (first instanceof Value.Held && second instanceof Value.Held) {
      return first.equals(second) == same ? Optional.of(facts) : Optional.empty();
    }
    if (first instanceof Value.Held && same) {
      return Optional.of(set(right, facts, first));
    }
    if (second instanceof Value.Held && same) {
      return Optional.of(set(left, facts, second));
    }
    return remembered(node, facts, node instanceof EqualToNode ? same : !same);
  }

  private Optional<Facts> nullness(
      Node condition, Node operand, Value value, Facts facts, boolean isNull) {
    if (value == Value.Known.NULL) {
      return isNull ? Optional.of(facts) : Optional.empty();
    }
    if (isNull && value instanceof Value.Held held && mayBeNull(held.resource())) {
      return Optional.of(nothing(operand, held.resource(), facts));
    }
    if (value != Value.Known.UNKNOWN) {
      return isNull ? Optional.empty() : Optional.of(facts);
    }
    Optional<VariableElement> variable = Values.variable(operand);
    if (variable.isPresent() && variable.get().getKind() != ElementKind.FIELD) {
      Value learnt = isNull ? Value.Known.NULL : Value.Known.NOT_NULL;
      return Optional.of(
          source.isTestedAgain(variable.get()) ? facts.with(variable.get(), learnt) : facts);
    }
    return remembered(condition, facts, condition instanceof EqualToNode == isNull);
  }

  /// Nobody knows whether a field or element holds anything before it is asked.
  private static boolean mayBeNull(Resource resource) {
    return resource.site().kind() == Site.Kind.FIELD || resource.site().kind() == Site.Kind.ELEMENT;
  }

  private static Facts nothing(Node operand, Resource resource, Facts facts) {
    return set(operand, facts.with(resource, Status.ABSENT), Value.Known.NULL);
  }

  private static Facts set(Node operand, Facts facts, Value value) {
    Optional<VariableElement> variable = Values.variable(operand);
    return variable.isPresent() ? facts.with(variable.get(), value) : facts;
  }

  private Optional<Facts> instance(InstanceOfNode node, Facts facts, boolean outcome) {
    Value value = values.of(node.getOperand(), facts);
    if (value == Value.Known.NULL) {
      return outcome ? Optional.empty() : Optional.of(facts);
    }
    if (value instanceof Value.Held held) {
      boolean certain =
          node.getRefType() instanceof Type tested && isA(held.resource().site(), tested);
      if (certain && !outcome) {
        return Optional.empty();
      }
      return Optional.of(
          outcome && node.getPatternNode() instanceof LocalVariableNode binding
              ? facts.with(binding.getElement(), value)
              : facts);
    }
    return remembered(node, facts, outcome);
  }

  private boolean isA(Site site, Type type) {
    Type acquired = ASTHelpers.getType(site.tree());
    return acquired != null && types.isSubtype(types.erasure(acquired), types.erasure(type));
  }

  private Optional<Facts> label(CaseNode node, Facts facts, boolean outcome) {
    Value value = values.of(node.getSwitchOperand().getTarget(), facts);
    CaseTree tree = node.getTree();
    if (!outcome && source.isLast(tree)) {
      return Optional.empty();
    }
    if (tree.getLabels().size() == 1
        && tree.getLabels().getFirst() instanceof ConstantCaseLabelTree constant) {
      return constant(node, constant, facts, outcome);
    }
    if (!(value instanceof Value.Held held)
        || tree.getLabels().size() != 1
        || !(tree.getLabels().getFirst() instanceof PatternCaseLabelTree label)
        || !(label.getPattern() instanceof BindingPatternTree pattern)) {
      return Optional.of(facts);
    }
    Type type = ASTHelpers.getType(pattern.getVariable());
    if (!outcome) {
      boolean certain =
          node.getGuard() == null && type != null && isA(held.resource().site(), type);
      return certain ? Optional.empty() : Optional.of(facts);
    }
    Facts bound = facts.with(ASTHelpers.getSymbol(pattern.getVariable()), value);
    return node.getGuard() == null ? Optional.of(bound) : refine(node.getGuard(), bound, true);
  }

  /// A variable is compared with a constant, perhaps not for the first time.
  private Optional<Facts> constant(
      CaseNode node, ConstantCaseLabelTree label, Facts facts, boolean outcome) {
    Optional<VariableElement> selected = Values.variable(node.getSwitchOperand().getExpression());
    if (selected.isEmpty()) {
      return Optional.of(facts);
    }
    String text = ConditionText.ofCase(selected.get(), label);
    return source.isRepeated(text)
        ? remembered(new Facts.Condition(text, Set.of(selected.get())), facts, outcome)
        : Optional.of(facts);
  }

  private Facts flag(LocalVariableNode variable, Facts facts, boolean outcome) {
    return source.isTestedAgain(variable.getElement())
        ? facts.with(variable.getElement(), Value.of(outcome))
        : facts;
  }

  /// Whether a comparison is one of a full container's size with zero.
  private boolean isFull(BinaryOperationNode comparison, Facts facts) {
    if (comparison.getRightOperand() instanceof IntegerLiteralNode zero
        && Integer.valueOf(0).equals(zero.getValue())) {
      Node container = sized(comparison.getLeftOperand());
      return container != null && isFull(values.of(container, facts), facts);
    }
    return false;
  }

  /// The container whose size an expression asks for; null if it is another expression.
  private @Nullable Node sized(Node size) {
    if (size instanceof FieldAccessNode length && length.getFieldName().equals("length")) {
      return length.getReceiver();
    }
    Call call = size instanceof MethodInvocationNode ? values.call(size) : null;
    return call != null && call.method().getSimpleName().contentEquals("size")
        ? call.receiver()
        : null;
  }

  private static boolean isFull(Value value, Facts facts) {
    return value instanceof Value.Held held && facts.contents(held.resource()).isPresent();
  }

  private static Optional<Facts> possible(Facts facts, boolean possible) {
    return possible ? Optional.of(facts) : Optional.empty();
  }

  private Optional<Facts> call(MethodInvocationNode node, Facts facts, boolean outcome) {
    Call call = values.call(node);
    if (call == null) {
      return Optional.of(facts);
    }
    String name = call.method().getSimpleName().toString();
    if (call.arguments().size() == 1 && (name.equals("isNull") || name.equals("nonNull"))) {
      Node operand = call.arguments().getFirst();
      boolean isNull = name.equals("isNull") == outcome;
      return nullness(node, operand, values.of(operand, facts), facts, isNull);
    }
    if (call.receiver() != null
        && ContainerUse.of(call.method()) == ContainerUse.ASK_EMPTY
        && isFull(values.of(call.receiver(), facts), facts)) {
      return possible(facts, !outcome);
    }
    if (call.receiver() != null && values.of(call.receiver(), facts) instanceof Value.Held held) {
      return state(node, name, held.resource(), facts, outcome);
    }
    return remembered(node, facts, outcome);
  }

  /// A resource was asked for its state: what is open may turn out to be closed; what is closed
  /// does not turn out to be open. Other questions may have told what the path does not know.
  private Optional<Facts> state(
      Node node, String name, Resource resource, Facts facts, boolean outcome) {
    Optional<Status> status = facts.status(resource);
    boolean ended =
        status.isPresent() && (status.get() == Status.CLOSED || status.get() == Status.HANDED_OVER);
    if (!ended) {
      return saysClosed(name, outcome)
          ? Optional.of(facts.with(resource, Status.CLOSED))
          : remembered(node, facts, outcome);
    }
    if (status.get() == Status.CLOSED && saysClosed(name, !outcome)) {
      return Optional.empty();
    }
    return Optional.of(facts.with(resource, Status.ESCAPED));
  }

  private static boolean saysClosed(String name, boolean outcome) {
    return (TELLS_CLOSED.contains(name) && outcome) || (TELLS_OPEN.contains(name) && !outcome);
  }

  /// A condition that says nothing of what is followed agrees with itself when it is tested again.
  private Optional<Facts> remembered(Node node, Facts facts, boolean outcome) {
    Tree tree = node.getTree();
    Optional<ConditionText> text = tree == null ? Optional.empty() : ConditionText.of(tree);
    if (text.isEmpty() || !source.isRepeated(text.get())) {
      return Optional.of(facts);
    }
    boolean holds = outcome != text.get().negated();
    return remembered(new Facts.Condition(text.get().text(), text.get().variables()), facts, holds);
  }

  private static Optional<Facts> remembered(Facts.Condition condition, Facts facts, boolean holds) {
    Boolean before = facts.tested().get(condition);
    if (before != null) {
      return before == holds ? Optional.of(facts) : Optional.empty();
    }
    return Optional.of(facts.test(condition, holds));
  }
}
