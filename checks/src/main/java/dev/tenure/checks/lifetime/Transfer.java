package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.tools.javac.code.Type;
import dev.tenure.checks.model.ParameterContract;
import dev.tenure.checks.model.ResultContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import org.checkerframework.errorprone.dataflow.cfg.node.ArrayCreationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.AssignmentNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ClassDeclarationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ExpressionStatementNode;
import org.checkerframework.errorprone.dataflow.cfg.node.FunctionalInterfaceNode;
import org.checkerframework.errorprone.dataflow.cfg.node.LambdaResultExpressionNode;
import org.checkerframework.errorprone.dataflow.cfg.node.LocalVariableNode;
import org.checkerframework.errorprone.dataflow.cfg.node.Node;
import org.checkerframework.errorprone.dataflow.cfg.node.ReturnNode;
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
  private final AfterEnd after;

  /// Who hears of what happens to resources on a path.
  interface Events {
    /// A variable came to hold a resource.
    void held(Resource resource, VariableElement variable);

    /// A resource was closed, moved or returned.
    void discharged(Resource resource, Tree at);

    /// A path dropped an open resource.
    void dropped(Resource resource, Ending ending);

    /// A resource was closed or handed over for good.
    void ended(Resource resource, Tree at, Step.End how);

    /// An open resource, which a parameter holds, was used.
    void used(Resource resource);

    /// A resource that has ended was used, closed or handed over.
    void misused(Resource resource, Tree at, Misuse.Kind kind);

    /// A resource is closed or handed over, which the end of a try does once more.
    void endedInTry(Resource resource, Tree at, TryTree end);

    /// Something was made around a resource that closes it, too.
    void wrapped(Resource resource);

    /// A value was returned.
    void returned(Value value);
  }

  Transfer(
      Values values,
      Conditions conditions,
      Effects effects,
      BodySource source,
      Events events,
      boolean returnsValue) {
    this.values = values;
    this.conditions = conditions;
    this.effects = effects;
    this.source = source;
    this.events = events;
    this.returnsValue = returnsValue;
    this.after = new AfterEnd(effects, source, events);
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
          Outcome.of(store(array.getInitializers(), array, facts));
      case ExpressionStatementNode statement ->
          Outcome.of(begin(statement.getTree(), facts.undecide()));
      default -> values.call(node).map(call -> call(call, facts)).orElse(Outcome.of(facts));
    };
  }

  private Facts declare(VariableDeclarationNode node, Facts facts) {
    VariableElement variable = TreeUtils.elementFromDeclaration(node.getTree());
    boolean begins = node.getInSource() && variable.getKind() != ElementKind.BINDING_VARIABLE;
    Facts begun = begins ? begin(node.getTree(), facts.undecide()) : facts;
    Facts cleared = begun.with(variable, Value.Known.UNKNOWN);
    return dropUnheld(facts.value(variable), cleared, new Ending.NextRound(node.getTree()));
  }

  /// What only earlier code mentions need not be remembered any longer.
  private Facts begin(@Nullable Tree statement, Facts facts) {
    if (statement == null) {
      return facts;
    }
    int position = ASTHelpers.getStartPosition(statement);
    return facts.without(variable -> source.isDone(variable, position));
  }

  private Facts dropUnheld(Value old, Facts facts, Ending ending) {
    if (old instanceof Value.Held held
        && facts.isOpen(held.resource())
        && !facts.isHeld(held.resource())
        && !held.resource().site().isParameter()) {
      events.dropped(held.resource(), ending);
      return facts.without(held.resource());
    }
    return facts;
  }

  private Outcome assign(AssignmentNode node, Facts facts) {
    Value value = values.of(node.getExpression(), facts);
    if (!(node.getTarget() instanceof LocalVariableNode target)) {
      return Outcome.of(settle(value, Status.MOVED, node.getTree(), facts));
    }
    VariableElement variable = target.getElement();
    if (value == Value.Known.UNKNOWN && isFlag(variable)) {
      return new Outcome(flagged(variable, node.getExpression(), facts), facts);
    }
    return Outcome.of(assign(variable, value, node, facts));
  }

  private Facts assign(VariableElement variable, Value value, AssignmentNode node, Facts facts) {
    Value old = facts.value(variable);
    boolean worth = value instanceof Value.Held || source.isTested(variable);
    Facts changed = facts.with(variable, worth || node.isSynthetic() ? value : Value.Known.UNKNOWN);
    if (value instanceof Value.Held held) {
      events.held(held.resource(), variable);
      if (isCleanedUp(variable)) {
        return settle(value, Status.MOVED, node.getTree(), changed);
      }
    }
    return dropUnheld(old, changed, new Ending.Overwritten(node.getTree()));
  }

  private static boolean isCleanedUp(VariableElement variable) {
    return variable.getAnnotationMirrors().stream()
        .anyMatch(mirror ->
            mirror.getAnnotationType().asElement().getSimpleName().contentEquals("Cleanup"));
  }

  private boolean isFlag(VariableElement variable) {
    return source.isTested(variable) && variable.asType().getKind() == TypeKind.BOOLEAN;
  }

  /// A flag that is set from a condition is followed both ways, so that testing the flag later
  /// tells what the condition told.
  private List<Facts> flagged(VariableElement flag, Node condition, Facts facts) {
    List<Facts> outcomes = new ArrayList<>();
    for (boolean outcome : new boolean[] {true, false}) {
      conditions
          .refine(condition, facts, outcome)
          .ifPresent(refined -> outcomes.add(refined.with(flag, Value.of(outcome))));
    }
    boolean learnt =
        outcomes.size() == 1
            || outcomes.stream()
                .anyMatch(refined ->
                    !refined
                        .with(flag, Value.Known.UNKNOWN)
                        .equals(facts.with(flag, Value.Known.UNKNOWN)));
    return learnt ? outcomes : List.of(facts.with(flag, Value.Known.UNKNOWN));
  }

  private Facts giveBack(@Nullable Node result, Tree at, Facts facts) {
    if (result == null) {
      return facts;
    }
    Value value = values.of(result, facts);
    after.returned(value, at, facts);
    events.returned(isOpen(value, facts) ? value : valueOnly(value));
    return settle(value, Status.RETURNED, at, facts);
  }

  private static boolean isOpen(Value value, Facts facts) {
    return value instanceof Value.Held held && facts.isOpen(held.resource());
  }

  /// What is returned after it went elsewhere is not the caller's to close.
  private static Value valueOnly(Value value) {
    return value instanceof Value.Held ? Value.Known.UNKNOWN : value;
  }

  private Facts capture(Set<VariableElement> variables, Tree at, Facts facts) {
    Facts changed = facts;
    for (VariableElement variable : variables) {
      changed = settle(changed.value(variable), Status.ESCAPED, at, changed);
    }
    return changed;
  }

  private Facts store(List<Node> nodes, Node at, Facts facts) {
    Facts changed = facts;
    for (Node node : nodes) {
      Tree tree = at.getTree();
      if (tree != null) {
        changed = settle(values.of(node, changed), Status.MOVED, tree, changed);
      }
    }
    return changed;
  }

  private Facts settle(Value value, Status status, Tree at, Facts facts) {
    if (value instanceof Value.Held held && facts.isOpen(held.resource())) {
      events.discharged(held.resource(), at);
      return facts.with(held.resource(), status);
    }
    return facts;
  }

  private Outcome call(Call call, Facts facts) {
    Facts given = give(call, facts);
    if (effects.neverReturns(call)) {
      return new Outcome(List.of(), given);
    }
    Facts after =
        effects.result(call) instanceof ResultContract.Owned ? acquire(call, given) : given;
    return new Outcome(List.of(after), given);
  }

  /// What becomes of the receiver and the arguments.
  private Facts give(Call call, Facts facts) {
    Facts changed = facts;
    if (call.receiver() != null) {
      changed = receive(call, call.receiver(), changed);
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      Value value = values.of(call.arguments().get(i), changed);
      if (value instanceof Value.Held held) {
        changed = pass(call, i, held, changed);
      }
    }
    return changed;
  }

  private Facts receive(Call call, Node receiver, Facts facts) {
    if (!(values.of(receiver, facts) instanceof Value.Held held)) {
      return facts;
    }
    boolean closing =
        (receiver.getType() instanceof Type type && effects.closesReceiver(call, type))
            || closes(call, held.resource());
    if (!facts.isOpen(held.resource())) {
      after.received(call, held.resource(), closing, facts);
      return facts;
    }
    if (closing) {
      after.closed(call, receiver, held.resource(), facts);
      return settle(held, Status.CLOSED, call.tree(), facts);
    }
    after.received(call, held.resource(), false, facts);
    return facts;
  }

  private boolean closes(Call call, Resource resource) {
    Type type = ASTHelpers.getType(resource.site().tree());
    return type != null && effects.closesReceiver(call, type);
  }

  private Facts pass(Call call, int index, Value.Held value, Facts facts) {
    if (values.handedThrough(call, facts) == index) {
      if (effects.wraps(call)) {
        events.wrapped(value.resource());
      }
      return facts;
    }
    ParameterContract contract = effects.parameter(call, index);
    after.passed(call, index, contract, value.resource(), facts);
    return switch (contract) {
      case CLOSES -> settle(value, Status.CLOSED, call.tree(), facts);
      case TAKES -> settle(value, effects.taking(call, index), call.tree(), facts);
      case UNKNOWN -> settle(value, Status.ESCAPED, call.tree(), facts);
      case BORROWS -> facts;
    };
  }

  private Facts acquire(Call call, Facts facts) {
    Site site = values.site(call.tree());
    Resource newest = new Resource(site, 0);
    Facts room = facts;
    Optional<Status> before = facts.status(newest);
    if (before.isPresent()) {
      room = before.get() == Status.OPEN && !facts.isHeld(newest) ? discard(newest, facts) : facts;
      room = room.aged(site);
    }
    return room.with(newest, Status.OPEN);
  }

  private Facts discard(Resource resource, Facts facts) {
    events.dropped(resource, new Ending.Discarded());
    return facts.without(resource);
  }
}
