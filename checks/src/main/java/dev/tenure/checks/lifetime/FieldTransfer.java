package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import org.checkerframework.errorprone.dataflow.cfg.node.SuperNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ThisNode;

/// What happens to the fields of the object that a body runs on.
final class FieldTransfer {
  private final Fields fields;
  private final Effects effects;
  private final Events events;
  private final Ledger ledger;
  private final boolean making;

  /// Serves one body.
  ///
  /// @param making whether the body makes the object: what it is given then, it may keep
  FieldTransfer(Fields fields, Effects effects, Events events, Ledger ledger, boolean making) {
    this.making = making;
    this.fields = fields;
    this.effects = effects;
    this.events = events;
    this.ledger = ledger;
  }

  Facts assign(VarSymbol field, Value value, Tree at, Facts facts) {
    events.assigned(field);
    Value before = facts.value(field);
    Fields.Owner owner = fields.owner(field);
    Facts changed = store(field, owner, value, at, facts);
    if (owner.isObject() && before instanceof Value.Held held && !before.equals(value)) {
      return isKept(held.resource(), facts) ? overwrite(field, held, at, changed) : changed;
    }
    return owner == Fields.Owner.BORROWED
        ? ledger.dropUnheld(before, changed, new Ending.Overwritten(at))
        : changed;
  }

  private static boolean isKept(Resource resource, Facts facts) {
    return facts
        .status(resource)
        .filter(status -> status.isOpen() || status == Status.KEPT)
        .isPresent();
  }

  private Facts store(VarSymbol field, Fields.Owner owner, Value value, Tree at, Facts facts) {
    Facts changed = facts.with(field, value);
    if (value instanceof Value.Held held) {
      events.held(held.resource(), field);
    }
    return switch (owner) {
      case DECLARED, INFERRED -> keep(value, at, changed);
      case BORROWED -> changed;
      case UNKNOWN -> ledger.settle(value, Status.MOVED, at, changed);
    };
  }

  private Facts keep(Value value, Tree at, Facts facts) {
    if (!(value instanceof Value.Held held)) {
      return facts;
    }
    if (facts.isOpen(held.resource())
        && held.resource().site().kind() == Site.Kind.PARAMETER
        && !making) {
      events.borrowEnded(new BorrowEnd(at, BorrowEnd.How.MOVE, held.resource().site().tree()));
    }
    return ledger.settle(value, Status.KEPT, at, facts);
  }

  /// The field owned something that it does not hold any more; nothing is wrong if a variable still
  /// holds that.
  private Facts overwrite(VarSymbol field, Value.Held before, Tree at, Facts facts) {
    if (!facts.isHeld(before.resource())) {
      events.overwritten(field, at);
    }
    return facts.with(before.resource(), Status.ESCAPED);
  }

  /// A method of the same object may end and assign what its fields hold.
  Facts selfCall(Call call, Facts facts) {
    if (!isOnSelf(call)) {
      return facts;
    }
    Facts changed = facts;
    for (VarSymbol field : fields.touched(call.method())) {
      if (facts.value(field) instanceof Value.Held held) {
        changed = touched(call, field, held, changed);
      }
    }
    return changed;
  }

  private static boolean isOnSelf(Call call) {
    return call.receiver() instanceof ThisNode || call.receiver() instanceof SuperNode;
  }

  private Facts touched(Call call, VarSymbol field, Value.Held held, Facts facts) {
    Summary.Field effect = effects.field(call.method(), field);
    Status status = effect.closes() ? Status.CLOSED : Status.ESCAPED;
    Facts changed = effect.leavesOpen() ? facts : ledger.settle(held, status, call.tree(), facts);
    return effect.assigns() ? changed.with(field, Value.Known.UNKNOWN) : changed;
  }
}
