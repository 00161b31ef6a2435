package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import org.checkerframework.errorprone.dataflow.cfg.node.ArrayAccessNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ArrayCreationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.AssignmentNode;
import org.checkerframework.errorprone.dataflow.cfg.node.BinaryOperationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ClassDeclarationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ClassNameNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ExpressionStatementNode;
import org.checkerframework.errorprone.dataflow.cfg.node.FieldAccessNode;
import org.checkerframework.errorprone.dataflow.cfg.node.FunctionalInterfaceNode;
import org.checkerframework.errorprone.dataflow.cfg.node.LambdaResultExpressionNode;
import org.checkerframework.errorprone.dataflow.cfg.node.LocalVariableNode;
import org.checkerframework.errorprone.dataflow.cfg.node.MethodAccessNode;
import org.checkerframework.errorprone.dataflow.cfg.node.Node;
import org.checkerframework.errorprone.dataflow.cfg.node.ReturnNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ThisNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ValueLiteralNode;
import org.checkerframework.errorprone.dataflow.cfg.node.VariableDeclarationNode;
import org.checkerframework.errorprone.javacutil.TreeUtils;
import org.jspecify.annotations.Nullable;

/// What evaluating one node does to what a path knows.
final class Transfer {
  private final Values values;
  private final Conditions conditions;
  private final Effects effects;
  private final BodySource source;
  private final Events events;
  private final boolean returnsValue;
  private final Ledger ledger;
  private final AfterEnd after;
  private final ContainerTransfer containers;
  private final FieldTransfer fields;
  private final CallTransfer calls;
  private final MemoryTransfer memory;
  private final Escapes escapes;

  Transfer(
      Values values,
      Conditions conditions,
      Effects effects,
      Fields fields,
      BodySource source,
      Events events,
      boolean returnsValue,
      Escapes.Role role) {
    this.values = values;
    this.conditions = conditions;
    this.effects = effects;
    this.source = source;
    this.events = events;
    this.returnsValue = returnsValue;
    this.ledger = new Ledger(events);
    this.after = new AfterEnd(effects, source, events);
    this.containers = new ContainerTransfer(values, effects, source, events, ledger);
    this.fields =
        new FieldTransfer(fields, effects, events, ledger, role == Escapes.Role.CONSTRUCTOR);
    this.memory = new MemoryTransfer(values, effects, source, events);
    this.escapes = new Escapes(values, effects, source, after, events, role);
    this.calls =
        new CallTransfer(
            values,
            effects,
            fields,
            events,
            ledger,
            after,
            containers,
            this.fields,
            memory,
            escapes);
  }

  /// The facts after a node: none if it never completes, several if it may come out in ways that
  /// are worth telling apart.
  ///
  /// @param normal after it completed
  /// @param thrown after it threw
  record Outcome(List<Facts> normal, Facts thrown) {
    static Outcome of(Facts facts) {
      return new Outcome(List.of(facts), facts);
    }
  }

  /// Whether evaluating a node changes nothing that a path knows, and cannot throw as far as
  /// anybody expects: most nodes are such.
  static boolean isInert(Node node) {
    return node instanceof LocalVariableNode
        || (node instanceof FieldAccessNode access && !isArray(access.getReceiver()))
        || node instanceof MethodAccessNode
        || node instanceof ClassNameNode
        || node instanceof ThisNode
        || node instanceof ValueLiteralNode
        || node instanceof BinaryOperationNode;
  }

  private static boolean isArray(Node node) {
    return node.getType().getKind() == TypeKind.ARRAY;
  }

  Outcome apply(Node node, Facts facts) {
    return switch (node) {
      case VariableDeclarationNode declaration -> Outcome.of(declare(declaration, facts));
      case AssignmentNode assignment -> assign(assignment, facts);
      case ReturnNode result -> Outcome.of(giveBack(result.getResult(), result.getTree(), facts));
      case LambdaResultExpressionNode result ->
          Outcome.of(returnsValue ? giveBack(result.getResult(), result.getTree(), facts) : facts);
      case FunctionalInterfaceNode function ->
          Outcome.of(capture(source.captured(function.getTree()), function.getTree(), facts));
      case ClassDeclarationNode type ->
          Outcome.of(capture(source.captured(type.getTree()), type.getTree(), facts));
      case ArrayCreationNode array when source.isWritten(array) ->
          Outcome.of(containers.create(array, facts));
      case ArrayAccessNode read ->
          Outcome.of(calls.read(read.getArray(), containers.read(read, facts)));
      case FieldAccessNode length -> Outcome.of(calls.read(length.getReceiver(), facts));
      case ExpressionStatementNode statement ->
          Outcome.of(begin(statement.getTree(), facts.undecide()));
      default -> {
        Call call = values.call(node);
        yield call == null ? Outcome.of(facts) : calls.apply(call, facts);
      }
    };
  }

  private Facts declare(VariableDeclarationNode node, Facts facts) {
    VariableElement variable = TreeUtils.elementFromDeclaration(node.getTree());
    boolean begins = node.getInSource() && variable.getKind() != ElementKind.BINDING_VARIABLE;
    Facts begun = begins ? begin(node.getTree(), facts.undecide()) : facts;
    Facts cleared = begun.with(variable, Value.Known.UNKNOWN);
    return ledger.dropUnheld(facts.value(variable), cleared, new Ending.NextRound(node.getTree()));
  }

  /// What only earlier code mentions need not be remembered any longer.
  private Facts begin(@Nullable Tree statement, Facts facts) {
    if (statement == null) {
      return facts;
    }
    int position = ASTHelpers.getStartPosition(statement);
    return facts.without(variable -> isDone(variable, position, facts)).swept();
  }

  /// A for-each loop goes through what it was lent until it is over.
  private boolean isDone(VariableElement variable, int position, Facts facts) {
    return source.isDone(variable, position)
        && !(facts.value(variable) instanceof Value.Lent && source.isHidden(variable));
  }

  private Outcome assign(AssignmentNode node, Facts facts) {
    Value value = values.of(node.getExpression(), facts);
    if (!(node.getTarget() instanceof LocalVariableNode target)) {
      return Outcome.of(store(node, value, facts));
    }
    VariableElement variable = target.getElement();
    Facts before = Elements.changed(site -> site.mentions(variable), facts);
    if (value == Value.Known.UNKNOWN && isFlag(variable)) {
      return new Outcome(flagged(variable, node.getExpression(), before), before);
    }
    if (containers.isNested(variable, value)) {
      return Outcome.of(
          assign(variable, containers.around(value), node, containers.unread(value, before)));
    }
    return Outcome.of(assign(variable, value, node, before));
  }

  private Facts store(AssignmentNode node, Value value, Facts facts) {
    if (node.getTarget() instanceof FieldAccessNode target) {
      escapes.stored(node.getExpression(), node.getTree(), Values.isOwnField(target), facts);
    }
    if (node.getTarget() instanceof FieldAccessNode target
        && Values.isOwnField(target)
        && target.getElement() instanceof VarSymbol field) {
      return fields.assign(field, value, node.getTree(), facts);
    }
    return node.getTarget() instanceof ArrayAccessNode target
            && values.of(target.getArray(), facts) instanceof Value.Held array
        ? containers.store(array.resource(), value, node.getTree(), facts)
        : ledger.settle(value, Status.MOVED, node.getTree(), facts);
  }

  private Facts assign(VariableElement variable, Value value, AssignmentNode node, Facts facts) {
    Value old = facts.value(variable);
    boolean worth =
        value.resource() != null
            || value instanceof Value.Lent
            || value instanceof Value.Stale
            || source.isTested(variable);
    Facts changed = facts.with(variable, worth || node.isSynthetic() ? value : Value.Known.UNKNOWN);
    if (value instanceof Value.Held held) {
      events.held(held.resource(), variable);
      if (isCleanedUp(variable) || isComponent(variable)) {
        return ledger.settle(value, Status.MOVED, node.getTree(), changed);
      }
    }
    return ledger.dropUnheld(
        old, uncounted(variable, value, node, changed), new Ending.Overwritten(node.getTree()));
  }

  /// A container that a loop over something else reads is left alone.
  private Facts uncounted(VariableElement variable, Value value, AssignmentNode node, Facts facts) {
    return value instanceof Value.Held held
            && Values.isContainer(held.resource(), facts)
            && source.loops().readByKey().contains(variable)
        ? ledger.settle(value, Status.ESCAPED, node.getTree(), facts)
        : facts;
  }

  /// A compact constructor keeps in the record what its parameters hold at its end.
  private static boolean isComponent(VariableElement variable) {
    return variable instanceof VarSymbol parameter
        && parameter.getKind() == ElementKind.PARAMETER
        && (parameter.owner.flags() & Flags.COMPACT_RECORD_CONSTRUCTOR) != 0;
  }

  private static boolean isCleanedUp(VariableElement variable) {
    for (AnnotationMirror mirror : variable.getAnnotationMirrors()) {
      if (mirror.getAnnotationType().asElement().getSimpleName().contentEquals("Cleanup")) {
        return true;
      }
    }
    return false;
  }

  private boolean isFlag(VariableElement variable) {
    return source.isTested(variable) && variable.asType().getKind() == TypeKind.BOOLEAN;
  }

  /// A flag that is set from a condition is followed both ways, so that testing the flag later
  /// tells what the condition told.
  private List<Facts> flagged(VariableElement flag, Node condition, Facts facts) {
    List<Facts> outcomes = new ArrayList<>();
    for (boolean outcome : new boolean[] {true, false}) {
      Optional<Facts> refined = conditions.refine(condition, facts, outcome);
      if (refined.isPresent()) {
        outcomes.add(refined.get().with(flag, Value.of(outcome)));
      }
    }
    Facts unknown = facts.with(flag, Value.Known.UNKNOWN);
    boolean learnt = outcomes.size() == 1;
    for (Facts refined : outcomes) {
      learnt = learnt || !refined.with(flag, Value.Known.UNKNOWN).equals(unknown);
    }
    return learnt ? outcomes : List.of(unknown);
  }

  private Facts giveBack(@Nullable Node result, Tree at, Facts facts) {
    if (result == null) {
      return facts;
    }
    Value value = values.of(result, facts);
    after.returned(result, value, at, facts);
    memory.returned(value, at);
    escapes.returned(result, at, facts);
    events.returned(isOpen(value, facts) ? value : valueOnly(value, facts), held(value, facts));
    return ledger.settle(value, Status.RETURNED, at, facts);
  }

  private static boolean isOpen(Value value, Facts facts) {
    return value instanceof Value.Held held && facts.isOpen(held.resource());
  }

  private boolean isRecord(Value value) {
    return value instanceof Value.Held held && effects.isRecord(held.resource().site().tree());
  }

  /// How many resources a record holds; unknown if its caller may hold one of them as well.
  private int held(Value value, Facts facts) {
    if (!(value instanceof Value.Held held) || !isRecord(value)) {
      return 0;
    }
    Optional<Contents> owned = facts.contents(held.resource());
    if (owned.isEmpty()) {
      return 0;
    }
    for (Site site : owned.get().sites()) {
      if (!site.isOwn()) {
        return Contents.MANY;
      }
    }
    return owned.get().count();
  }

  /// What is returned after it went elsewhere is not the caller's to close; an empty container is
  /// like nothing at all.
  private Value valueOnly(Value value, Facts facts) {
    if (!(value instanceof Value.Held held)) {
      return value;
    }
    if (isRecord(value)) {
      return Value.Known.UNKNOWN; // it still is a record
    }
    return facts.is(held.resource(), Status.EMPTY) ? Value.Known.NULL : Value.Known.UNKNOWN;
  }

  private Facts capture(Set<VariableElement> variables, Tree at, Facts facts) {
    Facts changed = memory.captured(variables, facts);
    for (VariableElement variable : variables) {
      changed = ledger.settle(changed.value(variable), Status.ESCAPED, at, changed);
    }
    return changed;
  }
}
