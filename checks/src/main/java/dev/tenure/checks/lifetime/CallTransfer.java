package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import dev.tenure.checks.model.ContainerUse;
import dev.tenure.checks.model.ParameterContract;
import dev.tenure.checks.model.ResultContract;
import java.util.List;
import java.util.Optional;
import org.checkerframework.errorprone.dataflow.cfg.node.FieldAccessNode;
import org.checkerframework.errorprone.dataflow.cfg.node.Node;

/// What a call or creation does to its receiver and arguments, and what it gives.
final class CallTransfer {
  private final Values values;
  private final Effects effects;
  private final Fields owners;
  private final Events events;
  private final Ledger ledger;
  private final AfterEnd after;
  private final ContainerTransfer containers;
  private final FieldTransfer fields;
  private final MemoryTransfer memory;
  private final Escapes escapes;

  CallTransfer(
      Values values,
      Effects effects,
      Fields owners,
      Events events,
      Ledger ledger,
      AfterEnd after,
      ContainerTransfer containers,
      FieldTransfer fields,
      MemoryTransfer memory,
      Escapes escapes) {
    this.values = values;
    this.effects = effects;
    this.owners = owners;
    this.events = events;
    this.ledger = ledger;
    this.after = after;
    this.containers = containers;
    this.fields = fields;
    this.memory = memory;
    this.escapes = escapes;
  }

  Transfer.Outcome apply(Call call, Facts facts) {
    escapes.passed(call, facts);
    if (values.makesRecord(call)) {
      return containers.createRecord(call, facts);
    }
    if (effects.makesContainer(call)) {
      return Transfer.Outcome.of(made(call, facts));
    }
    Optional<Resource> container = values.container(call, facts);
    if (container.isPresent()) {
      return Transfer.Outcome.of(containers.call(call, container.get(), facts));
    }
    Facts given = fields.selfCall(call, give(call, memory.given(call, facts)));
    if (effects.neverReturns(call)) {
      return new Transfer.Outcome(List.of(), given);
    }
    boolean owns = effects.result(call) instanceof ResultContract.Owned;
    Facts acquired = owns ? acquire(call, given) : given;
    return new Transfer.Outcome(List.of(memory.result(call, acquired)), given);
  }

  private Facts made(Call call, Facts facts) {
    return values.shown(call, facts).isPresent()
        ? facts
        : containers.create(call.tree(), call.arguments(), facts);
  }

  private Facts acquire(Call call, Facts facts) {
    Type type = ASTHelpers.getType(call.tree());
    if (effects.isRecord(call.tree())) {
      return acquireRecord(call, facts);
    }
    if (type == null || !effects.holdsResources(type)) {
      Site site = values.site(call.tree(), Site.Kind.ACQUISITION);
      return inside(call, new Resource(site, 0), ledger.acquire(site, Status.OPEN, facts));
    }
    Site site = values.site(call.tree(), Site.Kind.CONTAINER);
    return ledger
        .acquire(site, Status.OPEN, Elements.changed(site, facts))
        .with(new Resource(site, 0), Contents.many(site));
  }

  /// A record is closed component by component, unless a pattern takes it apart.
  private Facts acquireRecord(Call call, Facts facts) {
    if (values.takesRecordsApart()) {
      return facts;
    }
    Site site = values.site(call.tree(), Site.Kind.CONTAINER);
    return ledger
        .acquire(site, Status.OPEN, Elements.changed(site, facts))
        .with(new Resource(site, 0), Contents.of(site, effects.held(call)));
  }

  private Facts inside(Call call, Resource acquired, Facts facts) {
    Resource outer = values.around(call, facts);
    return outer == null || outer.equals(acquired) ? facts : facts.inside(acquired, outer);
  }

  /// What becomes of the receiver and the arguments.
  private Facts give(Call call, Facts facts) {
    Facts changed = facts;
    if (call.receiver() != null) {
      changed = receive(call, call.receiver(), changed);
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      changed =
          switch (values.of(call.arguments().get(i), changed)) {
            case Value.Held held -> pass(call, i, held, changed);
            case Value.Lent lent -> lend(call, i, lent, changed);
            case Value.Stale stale -> {
              memory.stalePassed(call, i, stale);
              yield changed;
            }
            case Value.Known unused ->
                effects.movesOut(call, i) ? withoutAggregates(changed) : changed;
          };
    }
    return changed;
  }

  private Facts receive(Call call, Node receiver, Facts facts) {
    boolean closesType =
        receiver.getType() instanceof Type type && effects.closesReceiver(call, type);
    switch (values.of(receiver, facts)) {
      case Value.Held held -> {
        return receive(call, receiver, held, closesType || closes(call, held.resource()), facts);
      }
      case Value.Lent lent -> {
        after.borrowReceived(call, receiver, lent, closesType, facts);
        return effects.movesReceiver(call) ? facts.forgetting(lent::equals) : read(lent, facts);
      }
      case Value.Stale stale -> memory.staleReceived(call, stale);
      case Value.Known unused -> {
        if (closesType && receiver.getTree() != null && isBorrowed(receiver)) {
          events.borrowEnded(new BorrowEnd(call.tree(), BorrowEnd.How.CLOSE, receiver.getTree()));
        }
      }
    }
    return facts;
  }

  private boolean isBorrowed(Node receiver) {
    if (receiver instanceof FieldAccessNode access) {
      return access.getElement() instanceof VarSymbol field
          && effects.isDeclared(field.type)
          && owners.isAnnotatedAsBorrowed(field);
    }
    Call read = values.call(receiver);
    return read != null && readsBorrowed(read);
  }

  /// Whether a call reads an element of a field that only borrows.
  private boolean readsBorrowed(Call read) {
    return read.receiver() instanceof FieldAccessNode access
        && access.getElement() instanceof VarSymbol field
        && effects.holdsDeclared(field.type)
        && effects.use(read) == ContainerUse.READ
        && owners.isAnnotatedAsBorrowed(field);
  }

  private Facts receive(Call call, Node receiver, Value.Held held, boolean closing, Facts facts) {
    if (!facts.isOpen(held.resource())) {
      if (closing && hasReturned(held.resource(), facts)) {
        events.closedAfterReturn(held.resource());
      }
      after.received(call, receiver, held.resource(), closing, facts);
      return closing ? ledger.settle(held, Status.CLOSED, call.tree(), facts) : facts;
    }
    if (!closing) {
      after.received(call, receiver, held.resource(), false, facts);
      return effects.movesReceiver(call)
          ? ledger.settle(held, Status.MOVED, call.tree(), facts)
          : facts;
    }
    after.closed(call, receiver, held.resource(), facts);
    Facts closed = ledger.settle(held, Status.CLOSED, call.tree(), facts);
    return Elements.closed(receiver, held.resource(), closed);
  }

  private boolean hasReturned(Resource resource, Facts facts) {
    Type type = ASTHelpers.getType(resource.site().tree());
    return type != null
        && effects.isDeclared(type)
        && facts.status(resource).filter(Status.RETURNED::equals).isPresent();
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
    Tree at = call.tree();
    return switch (contract) {
      case CLOSES -> ledger.settle(value, Status.CLOSED, at, facts);
      case TAKES -> ledger.settle(value, effects.taking(call, index), at, facts);
      case UNKNOWN -> keepsNothing(call) ? facts : ledger.settle(value, Status.ESCAPED, at, facts);
      case BORROWS ->
          mayEmpty(call, index, value, facts)
              ? ledger.settle(value, Status.ESCAPED, at, facts)
              : Elements.changed(value.resource().site(), facts);
    };
  }

  /// A container in a field that nobody ever closes is no way out.
  private boolean keepsNothing(Call call) {
    return call.receiver() instanceof FieldAccessNode field
        && Values.isOwnField(field)
        && field.getElement() instanceof VarSymbol container
        && effects.holdsResources(container.type)
        && owners.owner(container) == Fields.Owner.BORROWED;
  }

  /// Nobody can tell what happens to the elements of a container whose types know no contract.
  private boolean mayEmpty(Call call, int index, Value.Held value, Facts facts) {
    return facts.contents(value.resource()).isPresent()
        && !effects.knowsContainer(call, index, value.resource().site().tree());
  }

  /// Something borrowed is an argument.
  private Facts lend(Call call, int index, Value.Lent lent, Facts facts) {
    if (effects.movesOut(call, index)) {
      return facts.forgetting(lent::equals);
    }
    after.borrowPassed(call, index, lent, facts);
    return lent.at().kind() == Site.Kind.MEMBER
        ? facts.forgetting(lent::equals) // who has it may move it to another scope
        : read(lent, facts);
  }

  /// An array is looked into.
  Facts read(Node array, Facts facts) {
    return values.of(array, facts) instanceof Value.Lent lent ? read(lent, facts) : facts;
  }

  /// Once somebody has looked into an aggregate, its elements may have been moved out of their
  /// scope, one by one, and so the whole.
  private Facts read(Value.Lent lent, Facts facts) {
    return lent.workspace() == null && !lent.isByModel() && effects.isAggregate(lent)
        ? facts.forgetting(lent::equals)
        : facts;
  }

  private Facts withoutAggregates(Facts facts) {
    return facts.forgetting(value ->
        value instanceof Value.Lent lent && !lent.isByModel() && effects.isAggregate(lent));
  }
}
