package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Type;
import dev.tenure.checks.model.ContainerUse;
import javax.lang.model.element.VariableElement;
import org.checkerframework.errorprone.dataflow.cfg.node.FieldAccessNode;
import org.checkerframework.errorprone.dataflow.cfg.node.FunctionalInterfaceNode;
import org.checkerframework.errorprone.dataflow.cfg.node.Node;
import org.checkerframework.errorprone.dataflow.cfg.node.ObjectCreationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.TernaryExpressionNode;
import org.jspecify.annotations.Nullable;

/// Notices where something borrowed, or closed at the end of a try, goes where it outlives its
/// owner.
final class Escapes {
  private final Values values;
  private final Effects effects;
  private final BodySource source;
  private final AfterEnd after;
  private final Events events;
  private final Role role;

  /// What a body is to others.
  enum Role {
    /// A constructor, whose object may be around what it is given.
    CONSTRUCTOR,
    /// A method whose callers take what it returns to be theirs to close.
    GIVES_OWNED,
    /// Anything else.
    OTHER
  }

  Escapes(
      Values values, Effects effects, BodySource source, AfterEnd after, Events events, Role role) {
    this.values = values;
    this.effects = effects;
    this.source = source;
    this.after = after;
    this.events = events;
    this.role = role;
  }

  /// A value, or one of two, is returned.
  void returned(Node result, Tree at, Facts facts) {
    if (result instanceof TernaryExpressionNode choice) {
      returned(choice.getThenOperand(), at, facts);
      returned(choice.getElseOperand(), at, facts);
      return;
    }
    Value value = values.of(result, facts);
    if (value instanceof Value.Lent lent) {
      returned(lent, at);
    } else if (value instanceof Value.Held held
        && role == Role.GIVES_OWNED
        && isLentParameter(held.resource())
        && isDeclared(held.resource())) {
      Tree site = held.resource().site().tree();
      events.faulty(new MemoryFault(at, MemoryFault.Kind.RETURNED, site, null), null);
    } else if (value instanceof Value.Held held) {
      closedByTry(MemoryFault.Kind.RETURNED, held.resource(), at, facts);
      outlives(MemoryFault.Kind.RETURNED, held.resource(), at, facts);
    }
    kept(result, facts);
  }

  private void returned(Value.Lent lent, Tree at) {
    if (isOwn(lent.resource())) {
      outlives(MemoryFault.Kind.RETURNED, lent, at);
    } else if (role == Role.GIVES_OWNED && !lent.isByModel() && isDeclared(lent.at())) {
      events.faulty(fault(MemoryFault.Kind.RETURNED, lent, at), null);
    }
  }

  /// A value is stored in a field, a static one or that of another object.
  void stored(Node stored, Tree at, boolean ofThis, Facts facts) {
    Value value = values.of(stored, facts);
    if (value instanceof Value.Held held) {
      closedByTry(MemoryFault.Kind.STORED, held.resource(), at, facts);
      outlives(MemoryFault.Kind.STORED, held.resource(), at, facts);
    } else if (value instanceof Value.Lent lent
        && (isOwn(lent.resource()) || (ofThis && outlivesScope(lent)))) {
      outlives(MemoryFault.Kind.STORED, lent, at);
    }
    kept(stored, facts);
  }

  /// What a method rents from a scope that it is given ends with that scope, not with the object.
  private boolean outlivesScope(Value.Lent lent) {
    return role != Role.CONSTRUCTOR
        && lent.resource() != null
        && lent.resource().site().kind() == Site.Kind.PARAMETER
        && lent.memory() != null
        && lent.memory().root().site() == lent.at()
        && lent.workspace() == null;
  }

  /// Arguments may be kept in a container that is not the body's own, or by code that runs later.
  void passed(Call call, Facts facts) {
    boolean adds = isAddition(call);
    boolean later = effects.runsLater(call);
    if (!adds && !later) {
      return;
    }
    for (Node argument : call.arguments()) {
      if (adds) {
        stored(argument, call.tree(), false, facts);
      }
      if (later && !source.waits()) {
        kept(argument, facts);
        task(argument, facts);
      }
    }
  }

  private boolean isAddition(Call call) {
    return call.receiver() instanceof FieldAccessNode field
        && effects.isContainer(field.getType())
        && ContainerUse.of(call.method()) == ContainerUse.ADD;
  }

  private void kept(Node node, Facts facts) {
    Tree tree = function(node);
    if (tree == null) {
      return;
    }
    for (VariableElement variable : BodySource.LocalVariables.in(tree)) {
      captured(facts.value(variable), tree, facts);
    }
  }

  /// The caller may end what it lent as soon as the body returns, which is before a task that
  /// nobody waits for. What others rent from is made to be shared, and not meant.
  private void task(Node node, Facts facts) {
    Tree tree = function(node);
    if (tree == null) {
      return;
    }
    for (VariableElement variable : BodySource.LocalVariables.in(tree)) {
      if (facts.value(variable) instanceof Value.Held held
          && isLentParameter(held.resource())
          && !effects.handsOutResources(variable.asType())) {
        Tree site = held.resource().site().tree();
        events.faulty(new MemoryFault(tree, MemoryFault.Kind.CAPTURED, site, null), null);
      }
    }
  }

  /// The lambda, method reference or anonymous class that a node makes; null if it makes none.
  private static @Nullable Tree function(Node node) {
    Tree tree = node.getTree();
    boolean isFunction =
        node instanceof FunctionalInterfaceNode
            || (node instanceof ObjectCreationNode
                && tree instanceof NewClassTree creation
                && creation.getClassBody() != null);
    return isFunction ? tree : null;
  }

  private void captured(Value value, Tree at, Facts facts) {
    switch (value) {
      case Value.Held held when isOwn(held.resource()) ->
          closedByTry(MemoryFault.Kind.CAPTURED, held.resource(), at, facts);
      case Value.Lent lent when isOwn(lent.resource()) ->
          outlives(MemoryFault.Kind.CAPTURED, lent, at);
      default -> {}
    }
  }

  private boolean isLentParameter(Resource resource) {
    return resource.site().kind() == Site.Kind.PARAMETER && source.isLent(resource.site().tree());
  }

  /// Only of types whose author knows our contract: elsewhere a `close` may end the writing alone.
  private void closedByTry(MemoryFault.Kind kind, Resource resource, Tree at, Facts facts) {
    if (resource.site().isOwn() && isDeclared(resource)) {
      after
          .around(at, resource, facts)
          .ifPresent(
              end -> events.faulty(new MemoryFault(at, kind, resource.site().tree(), end), null));
    }
  }

  /// Something goes where it outlives what it lives in, which the body closes.
  private void outlives(MemoryFault.Kind kind, Resource inner, Tree at, Facts facts) {
    Resource outer = facts.around(inner);
    if (outer != null && outer.site().isOwn() && facts.isOpen(inner) && facts.isOpen(outer)) {
      Tree ending = outer.site().tree();
      events.faulty(new MemoryFault(at, kind, inner.site().tree(), ending), outer.site());
    }
  }

  private void outlives(MemoryFault.Kind kind, Value.Lent lent, Tree at) {
    events.faulty(fault(kind, lent, at), lent.resource() == null ? null : lent.resource().site());
  }

  private static MemoryFault fault(MemoryFault.Kind kind, Value.Lent lent, Tree at) {
    Tree owner = lent.resource() == null ? null : lent.resource().site().tree();
    return new MemoryFault(at, kind, lent.at().tree(), owner);
  }

  private static boolean isOwn(@Nullable Resource resource) {
    return resource != null && resource.site().isOwn();
  }

  private boolean isDeclared(Resource resource) {
    return isDeclared(resource.site());
  }

  private boolean isDeclared(Site site) {
    Type type = ASTHelpers.getType(site.tree());
    return type != null && effects.isDeclared(type);
  }
}
