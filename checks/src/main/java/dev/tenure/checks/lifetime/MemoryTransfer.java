package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Type;
import dev.tenure.checks.model.MemorySignature;
import dev.tenure.checks.model.MemorySignature.Access;
import dev.tenure.checks.model.MemorySignature.Destination;
import dev.tenure.checks.model.ResultContract;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.VariableElement;
import org.checkerframework.errorprone.dataflow.cfg.node.Node;
import org.jspecify.annotations.Nullable;

/// What calls do with memory: which they write, which they read, and which workspace they use
/// again.
final class MemoryTransfer {
  /// Methods that read a tensor's contents, by name; others without an annotation may as well write
  /// them, or only ask for its shape.
  private static final Set<String> READING =
      Set.of("toArray", "copyTo", "sum", "max", "min", "mean", "argMax", "dot", "norm");

  private final Values values;
  private final Effects effects;
  private final BodySource source;
  private final Events events;

  MemoryTransfer(Values values, Effects effects, BodySource source, Events events) {
    this.values = values;
    this.effects = effects;
    this.source = source;
    this.events = events;
  }

  /// What a call does to the contents of what it is given. Called with what is known before it.
  Facts given(Call call, Facts facts) {
    MemorySignature signature = effects.memory(call);
    nested(call, facts);
    if (signature.hasDestination()) {
      aliased(call, signature, facts);
    }
    return facts.hasUnspecified() ? contents(call, signature, facts) : facts;
  }

  /// What a call does to memory that others know. Called with what is known after it.
  Facts result(Call call, Facts facts) {
    MemorySignature signature = effects.memory(call);
    Facts changed = facts;
    if (signature.workspace()) {
      Object workspace = values.workspace(call, facts);
      if (workspace != null) {
        events.reused(workspace);
        changed = changed.reused(workspace, call.tree());
      }
    } else if (changed.hasWorkspace()) {
      for (Object workspace : values.reused(call, facts)) {
        events.reused(workspace);
        changed = changed.reused(workspace, call.tree());
      }
    }
    if (signature.scoped() && !signature.workspace()) {
      Site site = values.lentSite(call.tree());
      changed =
          changed
              .forgetting(value -> value instanceof Value.Lent lent && lent.at() == site)
              .written(new Resource(site, 0));
    }
    return signature.uninitialized() ? unspecified(call, changed) : changed;
  }

  private Facts unspecified(Call call, Facts facts) {
    Memory memory = memory(values.result(call, facts));
    return memory == null ? facts : facts.unspecified(memory.root());
  }

  /// The memory behind a value, if it is known.
  static @Nullable Memory memory(Value value) {
    return switch (value) {
      case Value.Held held -> Memory.of(held.resource());
      case Value.Lent lent -> lent.memory();
      case Value.Stale unused -> null;
      case Value.Known unused -> null;
    };
  }

  private Facts contents(Call call, MemorySignature signature, Facts facts) {
    Facts changed = facts;
    for (int i = 0; i < call.arguments().size(); i++) {
      Access access = signature.parameter(i).access();
      boolean reads = access == Access.UNSTATED && signature.hasDestination();
      changed = touch(call, call.arguments().get(i), access, reads, changed);
    }
    if (call.receiver() == null || isView(call)) {
      return changed;
    }
    Access access = signature.receiver().access();
    return effects.asksOrCloses(call, access)
        ? changed
        : touch(call, call.receiver(), access, access == Access.UNSTATED && reads(call), changed);
  }

  private boolean isView(Call call) {
    return effects.result(call) instanceof ResultContract.Lent;
  }

  private static boolean reads(Call call) {
    String name = call.method().getSimpleName().toString();
    return READING.contains(name)
        || (name.startsWith("get")
            && call.method().getReturnType().isPrimitive()
            && !call.method().getParameters().isEmpty());
  }

  private Facts touch(Call call, Node node, Access access, boolean reads, Facts facts) {
    Memory memory = memory(values.of(node, facts));
    if (memory == null || !facts.isUnspecified(memory.root())) {
      return facts;
    }
    if (access == Access.ACCUMULATES) {
      unspecified(MemoryFault.Kind.ACCUMULATED_UNSPECIFIED, call, memory);
    } else if (reads) {
      unspecified(MemoryFault.Kind.READ_UNSPECIFIED, call, memory);
    } else if ((access == Access.UNSTATED || !(memory.part() instanceof Memory.Part.Whole))
        && source.tries().isInLoop(call.tree())) {
      events.partlyWritten(memory.root().site()); // a loop writes it piece by piece
    }
    return facts.written(memory.root());
  }

  private void unspecified(MemoryFault.Kind kind, Call call, Memory memory) {
    Site site = memory.root().site();
    events.faulty(new MemoryFault(call.tree(), kind, site.tree(), null), site);
  }

  /// What a function captures may be written there.
  Facts captured(Set<VariableElement> variables, Facts facts) {
    Facts changed = facts;
    if (facts.hasUnspecified()) {
      for (VariableElement variable : variables) {
        Memory memory = memory(facts.value(variable));
        changed = memory == null ? changed : changed.written(memory.root());
      }
    }
    return changed;
  }

  private void aliased(Call call, MemorySignature signature, Facts facts) {
    for (int i = 0; i < call.arguments().size(); i++) {
      aliased(call, signature.parameter(i), i, facts);
    }
    if (call.receiver() != null) {
      aliased(call, signature.receiver(), -1, facts);
    }
  }

  private void aliased(Call call, Destination destination, int index, Facts facts) {
    if (destination.access() == Access.UNSTATED || destination.mayAlias()) {
      return;
    }
    Node written = node(call, index);
    if (written == null) {
      return;
    }
    for (int other = -1; other < call.arguments().size(); other++) {
      Node input = other == index ? null : node(call, other);
      if (input != null && shares(written, input, facts)) {
        Tree subject = written.getTree() == null ? call.tree() : written.getTree();
        events.faulty(
            new MemoryFault(call.tree(), MemoryFault.Kind.ALIASED, subject, input.getTree()), null);
        return;
      }
    }
  }

  private static @Nullable Node node(Call call, int index) {
    return index < 0 ? call.receiver() : call.arguments().get(index);
  }

  private boolean shares(Node one, Node other, Facts facts) {
    if (!(one.getType() instanceof Type first)
        || !(other.getType() instanceof Type second)
        || !first.isReference()
        || !second.isReference()
        || !effects.isRelated(first, second)) {
      return false;
    }
    Memory mine = memory(values.of(one, facts));
    Memory its = memory(values.of(other, facts));
    if (mine != null && its != null) {
      return mine.overlaps(its);
    }
    Optional<VariableElement> variable = Values.variable(one);
    return variable.isPresent() && variable.equals(Values.variable(other));
  }

  /// Two results of one workspace in one call: the second has overwritten the first.
  private void nested(Call call, Facts facts) {
    Value.Lent earlier = null;
    for (Node argument : call.arguments()) {
      if (values.call(argument) == null
          || !(values.of(argument, facts) instanceof Value.Lent lent)
          || lent.workspace() == null) {
        continue;
      }
      if (earlier != null && lent.workspace().equals(earlier.workspace())) {
        invalidated(call.tree(), new Value.Stale(earlier.at(), lent.at().tree()));
      }
      earlier = lent;
    }
  }

  /// The result of a workspace that was used again is the receiver of a call.
  void staleReceived(Call call, Value.Stale stale) {
    if (source.tries().isWritten(call.tree()) && effects.usesBorrowed(call) && !isShape(call)) {
      invalidated(call.tree(), stale);
    }
  }

  /// A handle still tells its shape when its contents are those of another result.
  private static boolean isShape(Call call) {
    return call.method().getSimpleName().contentEquals("shape");
  }

  /// The result of a workspace that was used again is an argument.
  void stalePassed(Call call, int index, Value.Stale stale) {
    if (effects.mayReadArgument(call, index)) {
      invalidated(call.tree(), stale);
    }
  }

  /// A value is returned.
  void returned(Value value, Tree at) {
    if (value instanceof Value.Stale stale) {
      invalidated(at, stale);
    }
  }

  private void invalidated(Tree at, Value.Stale stale) {
    events.faulty(
        new MemoryFault(at, MemoryFault.Kind.INVALIDATED, stale.at().tree(), stale.by()), null);
  }

  /// The memory of a view, of what it is a view of.
  static Memory view(Call call, Memory of) {
    String name = call.method().getSimpleName().toString();
    if (name.equals("reshape")) {
      return of.part() instanceof Memory.Part.Whole ? of : of.some();
    }
    if (!name.equals("slice") || call.arguments().size() != 2) {
      return of.some();
    }
    Long from = constant(call.arguments().get(0));
    Long to = constant(call.arguments().get(1));
    return from == null || to == null ? of.some() : of.rows(from, to);
  }

  private static @Nullable Long constant(Node node) {
    Tree tree = node.getTree();
    Object value =
        tree instanceof LiteralTree literal
            ? literal.getValue()
            : tree == null ? null : ASTHelpers.constValue(tree);
    return value instanceof Number number ? (Long) number.longValue() : null;
  }
}
