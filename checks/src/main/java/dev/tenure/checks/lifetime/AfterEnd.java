package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.tools.javac.code.Type;
import dev.tenure.checks.model.ParameterContract;
import java.util.Optional;
import javax.lang.model.element.VariableElement;
import org.checkerframework.errorprone.dataflow.cfg.node.LocalVariableNode;
import org.checkerframework.errorprone.dataflow.cfg.node.Node;

/// Notices what ends a resource, and what is done to it afterwards.
final class AfterEnd {
  private final Effects effects;
  private final TrySource tries;
  private final Events events;

  AfterEnd(Effects effects, BodySource source, Events events) {
    this.effects = effects;
    this.tries = source.tries();
    this.events = events;
  }

  /// An open resource is closed by a call on it.
  void closed(Call call, Node receiver, Resource resource, Facts facts) {
    late(closing(call, receiver), resource, facts);
    borrowEnded(place(call, receiver), BorrowEnd.How.CLOSE, resource);
    if (tries.isWritten(call.tree())) {
      end(call.tree(), resource, Step.End.CLOSE, facts);
    } else if (receiver instanceof LocalVariableNode variable) {
      Optional<TryTree> end = tries.closing(variable.getElement());
      if (end.isPresent()) {
        events.ended(resource, end.get(), Step.End.TRY);
      }
    }
  }

  /// What a parameter lends, or an element of it, is not the body's to end.
  private void borrowEnded(Tree at, BorrowEnd.How how, Resource resource) {
    Site container = resource.site().container();
    Site lender = container == null ? resource.site() : container;
    if (lender.kind() == Site.Kind.PARAMETER) {
      events.borrowEnded(new BorrowEnd(at, how, lender.tree()));
    }
  }

  /// Something borrowed is the receiver of a call.
  void borrowReceived(Call call, Node receiver, Value.Lent lent, boolean closing, Facts facts) {
    if (closing) {
      borrowEnded(place(call, receiver), BorrowEnd.How.CLOSE, lent);
    } else if (lent.resource() != null
        && hasEnded(lent.resource(), facts)
        && tries.isWritten(call.tree())
        && (lent.isByModel() ? effects.looksInto(call) : effects.usesBorrowed(call))) {
      events.misused(lent.resource(), call.tree(), Misuse.Kind.USE);
    }
  }

  /// Where a close stands: at the call, or at the try that makes it.
  private Tree place(Call call, Node receiver) {
    if (!tries.isWritten(call.tree()) && receiver instanceof LocalVariableNode variable) {
      Optional<TryTree> end = tries.closing(variable.getElement());
      return end.isPresent() ? end.get() : call.tree();
    }
    return call.tree();
  }

  /// Where a close stands: at the call, or at the variable in the try that makes it.
  private Tree closing(Call call, Node receiver) {
    return !tries.isWritten(call.tree()) && receiver instanceof LocalVariableNode variable
        ? tries.resource(variable.getElement()).orElse(call.tree())
        : call.tree();
  }

  /// A resource that has to be closed before what it lives in is closed.
  private void late(Tree at, Resource resource, Facts facts) {
    if (effects.isClosedFirst(resource.site().tree())) {
      outlived(at, resource, facts);
    }
  }

  /// A resource is used, or closed too late, unless all that it lives in is still there.
  private void outlived(Tree at, Resource resource, Facts facts) {
    for (Resource outer = facts.around(resource); outer != null; outer = facts.around(outer)) {
      if (facts.is(outer, Status.CLOSED)) {
        events.misused(outer, at, Misuse.Kind.OUTLIVED);
        return;
      }
    }
  }

  private void borrowEnded(Tree at, BorrowEnd.How how, Value.Lent lent) {
    Type type = ASTHelpers.getType(lent.at().tree());
    if (!lent.isByModel()
        && type != null
        && (effects.isDeclared(type) || effects.holdsDeclared(type))) {
      events.borrowEnded(new BorrowEnd(at, how, lent.at().tree()));
    }
  }

  /// Something borrowed is an argument of a call.
  void borrowPassed(Call call, int index, Value.Lent lent, Facts facts) {
    ParameterContract contract = effects.parameter(call, index);
    if (contract == ParameterContract.CLOSES) {
      borrowEnded(call.tree(), BorrowEnd.How.CLOSE, lent);
    } else if (contract == ParameterContract.TAKES && effects.takesByContract(call, index)) {
      borrowEnded(call.tree(), BorrowEnd.How.MOVE, lent);
    } else if (contract == ParameterContract.BORROWS
        && lent.resource() != null
        && hasEnded(lent.resource(), facts)
        && effects.usesBorrowedArgument(call, index, lent)) {
      events.misused(lent.resource(), call.tree(), Misuse.Kind.USE);
    }
  }

  private void end(Tree at, Resource resource, Step.End how, Facts facts) {
    if (endsOnce(resource)) {
      Optional<TryTree> end = around(at, resource, facts);
      if (end.isPresent()) {
        events.endedInTry(resource, at, end.get());
      }
    }
    events.ended(resource, at, how);
  }

  /// The try-with-resources around a place that will close a resource.
  Optional<TryTree> around(Tree at, Resource resource, Facts facts) {
    for (VariableElement variable : tries.variables()) {
      Optional<TryTree> end = tries.closing(variable);
      if (end.isPresent()
          && facts.value(variable).equals(new Value.Held(resource))
          && TrySource.encloses(end.get().getBlock(), at)) {
        return end;
      }
    }
    return Optional.empty();
  }

  /// A resource is the receiver of a call.
  void received(Call call, Node receiver, Resource resource, boolean closing, Facts facts) {
    if (!tries.isWritten(call.tree()) || !Elements.isSame(receiver, resource, facts)) {
      return;
    }
    Type type = ASTHelpers.getType(resource.site().tree());
    if (closing && hasEnded(resource, facts) && endsOnce(resource)) {
      events.misused(resource, call.tree(), Misuse.Kind.END);
    } else if (!closing && type != null && effects.uses(call, type)) {
      use(call.tree(), resource, facts);
    }
  }

  private void use(Tree at, Resource resource, Facts facts) {
    if (facts.isOpen(resource)) {
      events.used(resource);
      outlived(at, resource, facts);
    } else if (hasEnded(resource, facts)) {
      events.misused(resource, at, Misuse.Kind.USE);
    }
  }

  /// A resource is an argument of a call.
  void passed(Call call, int index, ParameterContract contract, Resource resource, Facts facts) {
    if (!Elements.isSame(call.arguments().get(index), resource, facts)) {
      return;
    }
    if (contract == ParameterContract.BORROWS) {
      Type type = ASTHelpers.getType(resource.site().tree());
      if (type != null && effects.usesArgument(call, index, type)) {
        use(call.tree(), resource, facts);
      }
      return;
    }
    if (contract == ParameterContract.CLOSES && facts.isOpen(resource)) {
      borrowEnded(call.tree(), BorrowEnd.How.CLOSE, resource);
    } else if (contract == ParameterContract.TAKES && effects.takesByContract(call, index)) {
      borrowEnded(call.tree(), BorrowEnd.How.MOVE, resource);
    }
    boolean handsOver =
        contract == ParameterContract.TAKES && effects.taking(call, index) == Status.HANDED_OVER;
    if (contract != ParameterContract.CLOSES && !handsOver) {
      return;
    }
    if (facts.isOpen(resource)) {
      late(call.tree(), resource, facts);
      end(call.tree(), resource, handsOver ? Step.End.HAND_OVER : Step.End.CLOSE, facts);
    } else if (hasEnded(resource, facts) && endsOnce(resource)) {
      events.misused(resource, call.tree(), Misuse.Kind.END);
    }
  }

  /// A value is returned.
  void returned(Node result, Value value, Tree at, Facts facts) {
    if (value instanceof Value.Held held && facts.isOpen(held.resource())) {
      outlived(at, held.resource(), facts);
    } else if (value instanceof Value.Held held
        && facts.is(held.resource(), Status.CLOSED)
        && Elements.isSame(result, held.resource(), facts)
        && isDeclared(held.resource())) {
      events.misused(held.resource(), at, Misuse.Kind.USE);
    }
  }

  private static boolean hasEnded(Resource resource, Facts facts) {
    return facts.is(resource, Status.CLOSED) || facts.is(resource, Status.HANDED_OVER);
  }

  private boolean endsOnce(Resource resource) {
    Type type = ASTHelpers.getType(resource.site().tree());
    return type != null && effects.endsOnce(type);
  }

  private boolean isDeclared(Resource resource) {
    Type type = ASTHelpers.getType(resource.site().tree());
    return type != null && effects.isDeclared(type);
  }
}
