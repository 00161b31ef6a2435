package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import dev.tenure.checks.model.ParameterContract;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.VariableElement;
import org.checkerframework.errorprone.dataflow.cfg.node.ArrayAccessNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ArrayCreationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.Node;

/// What happens to the collections and arrays of a body that own resources: what is put in becomes
/// theirs, and they are closed when each of their elements is.
final class ContainerTransfer {
  private final Values values;
  private final Effects effects;
  private final BodySource source;
  private final Events events;
  private final Ledger ledger;

  ContainerTransfer(
      Values values, Effects effects, BodySource source, Events events, Ledger ledger) {
    this.values = values;
    this.effects = effects;
    this.source = source;
    this.events = events;
    this.ledger = ledger;
  }

  /// A new container of given elements.
  Facts create(Tree tree, List<Node> elements, Facts facts) {
    Site site = values.site(tree, Site.Kind.CONTAINER);
    Facts changed = ledger.acquire(site, Status.EMPTY, Elements.changed(site, facts));
    return add(new Resource(site, 0), elements, tree, changed);
  }

  /// A new record, which holds its components unless its constructor threw: that may have been to
  /// refuse them, or after it kept them.
  Transfer.Outcome createRecord(Call call, Facts facts) {
    Facts thrown = facts;
    for (Node component : call.arguments()) {
      thrown = ledger.settle(values.of(component, thrown), Status.MOVED, call.tree(), thrown);
    }
    Facts created = create(call.tree(), call.arguments(), facts);
    return new Transfer.Outcome(List.of(created), thrown);
  }

  Facts create(ArrayCreationNode array, Facts facts) {
    Tree tree = array.getTree();
    return tree == null ? facts : create(tree, array.getInitializers(), facts);
  }

  /// Elements are put into a container.
  Facts add(Resource container, List<Node> elements, Tree at, Facts facts) {
    Facts changed = facts;
    for (Node element : elements) {
      changed = add(container, values.of(element, changed), at, changed);
    }
    return changed;
  }

  Facts add(Resource container, Value element, Tree at, Facts facts) {
    if (!(element instanceof Value.Held held) || !facts.isOpen(held.resource())) {
      return facts;
    }
    Facts moved = ledger.settle(element, Status.MOVED, at, facts);
    Optional<Status> status = facts.status(container);
    if (status.isEmpty() || !container.site().isOwn()) {
      return moved;
    }
    return switch (status.get()) {
      case EMPTY, CLOSED, LOOKS_CLOSED -> filled(container, held.resource().site(), moved);
      case OPEN, OPEN_SINCE_THROW -> more(container, held.resource().site(), moved);
      default -> moved;
    };
  }

  private static Facts filled(Resource container, Site element, Facts facts) {
    return facts.with(container, Status.OPEN).with(container, Contents.of(element));
  }

  private static Facts more(Resource container, Site element, Facts facts) {
    Contents owned = facts.contents(container).map(known -> known.with(element)).orElseThrow();
    return facts.with(container, owned);
  }

  /// A method is called on a container.
  Facts call(Call call, Resource container, Facts facts) {
    return switch (effects.use(call)) {
      case ADD -> put(call, container, facts);
      case READ -> readBy(call, container, facts);
      case TAKE -> takeOut(call, container, facts);
      case EACH -> each(call, container, facts);
      case CLEAR -> clear(call.tree(), container, facts);
      case VIEW, ASK, ASK_KEYS, ASK_MORE, ASK_EMPTY -> facts;
      case OTHER -> other(call, container, facts);
    };
  }

  private Facts put(Call call, Resource container, Facts facts) {
    Facts changed = Elements.changed(container.site(), facts);
    return add(container, call.arguments(), call.tree(), changed);
  }

  /// Something is assigned to an element of an array.
  Facts store(Resource array, Value element, Tree at, Facts facts) {
    return add(array, element, at, Elements.changed(array.site(), facts));
  }

  /// Nobody knows what becomes of the container, and of what it is given.
  private Facts other(Call call, Resource container, Facts facts) {
    Facts changed = settle(container, Status.ESCAPED, call, facts);
    for (Node argument : call.arguments()) {
      changed = ledger.settle(values.of(argument, changed), Status.ESCAPED, call.tree(), changed);
    }
    return changed;
  }

  /// An element leaves a container, of whose other elements nobody keeps count. It is open, if no
  /// element was looked at before, which might have been this one.
  private Facts takeOut(Call call, Resource container, Facts facts) {
    boolean isOpen =
        facts.isOpen(container)
            && container.age() == 0
            && (container.site().isOwn() || (isDeclared(container) && takesNext(call)))
            && effects.mayBeClosed(call)
            && isUntouched(container, facts);
    Facts left = without(call, container, isOpen, Elements.changed(container.site(), facts));
    Site site = values.site(call.tree(), Site.Kind.ACQUISITION);
    if (isOpen) {
      return ledger.acquire(site, Status.OPEN, left);
    }
    return left.status(new Resource(site, 0)).isPresent() ? left.aged(site) : left;
  }

  /// Whether an annotation says that a field or parameter owns.
  private boolean isDeclared(Resource container) {
    return container.site().isReported()
        && ASTHelpers.getSymbol(container.site().tree()) instanceof VarSymbol variable
        && effects.isDeclaredOwner(variable);
  }

  /// Whether a call takes out whatever is next, rather than what somebody may know from elsewhere.
  private static boolean takesNext(Call call) {
    return call.arguments().isEmpty();
  }

  /// What stays behind: it is counted as long as each call takes out one that is there.
  private Facts without(Call call, Resource container, boolean isOpen, Facts facts) {
    Optional<Contents> owned = facts.contents(container);
    if (!isOpen
        || !container.site().isOwn()
        || owned.isEmpty()
        || owned.get().count() == Contents.MANY
        || !source.loops().isStraight(call.tree())) {
      return settle(container, Status.ESCAPED, call, facts);
    }
    Contents left = owned.get().without();
    return left.count() == 0 ? facts.with(container, Status.EMPTY) : facts.with(container, left);
  }

  private static boolean isUntouched(Resource container, Facts facts) {
    Set<Site> owned = facts.contents(container).map(Contents::sites).orElse(Set.of());
    return facts.resources().entrySet().stream()
        .noneMatch(entry ->
            entry.getKey().site().container() == container.site()
                || (owned.contains(entry.getKey().site()) && entry.getValue() == Status.CLOSED));
  }

  private Facts clear(Tree at, Resource container, Facts facts) {
    if (!container.site().isOwn()) {
      return facts;
    }
    if (!facts.isOpen(container)) {
      return emptied(container, facts);
    }
    ledger.report(container, new Ending.Cleared(at), facts);
    return Elements.changed(container.site(), facts).with(container, Status.EMPTY);
  }

  private static Facts emptied(Resource container, Facts facts) {
    Facts changed = Elements.changed(container.site(), facts);
    return facts.status(container).filter(Status.CLOSED::equals).isPresent()
        ? changed.with(container, Status.EMPTY)
        : changed;
  }

  private Facts each(Call call, Resource container, Facts facts) {
    ParameterContract contract =
        call.arguments().isEmpty()
            ? ParameterContract.UNKNOWN
            : effects.function(call.arguments().getFirst().getTree());
    return switch (contract) {
      case BORROWS -> facts;
      case CLOSES -> closeAll(container, call, facts);
      case TAKES, UNKNOWN -> settle(container, Status.ESCAPED, call, facts);
    };
  }

  private Facts closeAll(Resource container, Call call, Facts facts) {
    Facts closed = settle(container, Status.CLOSED, call, facts);
    if (facts.isOpen(container)) {
      if (container.site().kind() == Site.Kind.PARAMETER) {
        Tree lender = container.site().tree();
        events.borrowEnded(new BorrowEnd(call.tree(), BorrowEnd.How.CLOSE, lender));
      }
      events.ended(container, call.tree(), Step.End.CLOSE);
    }
    return closed;
  }

  private Facts settle(Resource container, Status status, Call call, Facts facts) {
    return ledger.settle(new Value.Held(container), status, call.tree(), facts);
  }

  Facts read(ArrayAccessNode node, Facts facts) {
    return values.of(node.getArray(), facts) instanceof Value.Held held
        ? read(node.getTree(), node.getArray(), held.resource(), facts)
        : facts;
  }

  /// Whether what a for-each loop reads is a container in turn, such as a map's entry.
  boolean isNested(VariableElement variable, Value value) {
    return source.loops().isForEach(variable)
        && value instanceof Value.Held held
        && held.resource().site().container() != null
        && effects.isContainer(variable.asType());
  }

  /// A container in a container is followed as the one around it.
  Value around(Value element) {
    Resource resource = element.resource();
    Site container = resource == null ? null : resource.site().container();
    return container == null ? element : new Value.Held(new Resource(container, 0));
  }

  Facts unread(Value element, Facts facts) {
    return element.resource() == null ? facts : facts.without(element.resource());
  }

  private Facts readBy(Call call, Resource container, Facts facts) {
    return call.receiver() == null || !effects.mayBeClosed(call)
        ? facts
        : read(call.tree(), call.receiver(), container, facts);
  }

  /// An element is read: the same as before, if it is read by the same words in the same round.
  private Facts read(Tree tree, Node from, Resource container, Facts facts) {
    boolean isOpen = facts.isOpen(container);
    if (container.age() > 0 || !(isOpen || facts.is(container, Status.CLOSED))) {
      return facts;
    }
    Site site = values.element(tree, container.site(), values.loop(tree, from, facts));
    Resource element = new Resource(site, 0);
    return facts.status(element).isPresent()
        ? facts
        : facts.with(element, isOpen ? Status.OPEN : Status.CLOSED);
  }

  /// A loop's condition was tested. Where it held, another round begins; where it did not, the loop
  /// went through all that it goes through, or that cannot be.
  Optional<Facts> tested(Node condition, boolean outcome, Facts facts) {
    Tree tree = condition.getTree();
    Optional<Loops.Loop> loop = tree == null ? Optional.empty() : source.loops().endedBy(tree);
    if (loop.isPresent()) {
      return outcome ? Optional.of(nextRound(loop.get(), facts)) : leave(loop.get(), facts);
    }
    Optional<Node> iterated = values.iterated(condition);
    Optional<VariableElement> hidden =
        iterated.isPresent() ? Values.variable(iterated.get()) : Optional.empty();
    if (hidden.isEmpty() || !source.isHidden(hidden.get())) {
      return Optional.of(facts);
    }
    return outcome ? Optional.of(nextRound(hidden.get(), facts)) : leave(hidden.get(), facts);
  }

  /// What the last round read and did not end is left for good.
  private static Facts nextRound(Object loop, Facts facts) {
    Set<Site> read = new HashSet<>();
    for (Resource element : facts.resources().keySet()) {
      if (element.site().isReadIn(loop)) {
        read.add(element.site());
      }
    }
    Facts changed = facts;
    for (Site site : read) {
      Resource last = new Resource(site, 0);
      Resource before = last.older();
      boolean left = changed.isOpen(last) || changed.isOpen(before);
      changed = changed.aged(site).without(before).without(before.older());
      changed = left ? changed.with(before, Status.OPEN) : changed;
    }
    return changed;
  }

  private Optional<Facts> leave(Loops.Loop loop, Facts facts) {
    if (!loop.isSure()) {
      return Optional.of(forget(loop, facts));
    }
    if (loop.first() > 0) {
      return Optional.of(forget(loop, closedFrom(loop, facts)));
    }
    if (readNothing(loop, facts)) {
      for (VarSymbol variable : loop.containers()) {
        if (isFull(facts.value(variable), facts)) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(finish(loop, Status.LOOKS_CLOSED, facts));
  }

  /// After a loop that closed all but the first few of a container, only those are left of it.
  private Facts closedFrom(Loops.Loop loop, Facts facts) {
    Set<Site> closed = readAndClosed(loop, facts);
    if (readNothing(loop, facts)) {
      for (VarSymbol variable : loop.containers()) {
        if (facts.value(variable) instanceof Value.Held held) {
          closed.add(held.resource().site());
        }
      }
    }
    Facts changed = facts;
    for (Site container : closed) {
      changed = leaving(loop.first(), new Resource(container, 0), changed);
    }
    return changed;
  }

  private Facts leaving(int first, Resource container, Facts facts) {
    Optional<Contents> owned = facts.contents(container);
    if (!facts.isOpen(container) || owned.isEmpty() || owned.get().count() < Contents.MANY) {
      return facts;
    }
    int left = first - closedBefore(container.site(), facts);
    if (left > 0) {
      return facts.with(container, owned.get().atMost(left));
    }
    events.discharged(container, Status.CLOSED, container.site().tree());
    return facts.with(container, Status.LOOKS_CLOSED);
  }

  private static int closedBefore(Site container, Facts facts) {
    int closed = 0;
    for (Map.Entry<Resource, Status> entry : facts.resources().entrySet()) {
      Site site = entry.getKey().site();
      if (site.container() == container
          && !site.isReadInLoop()
          && entry.getValue() == Status.CLOSED) {
        closed++;
      }
    }
    return closed;
  }

  private static boolean isFull(Value value, Facts facts) {
    return value instanceof Value.Held held && facts.contents(held.resource()).isPresent();
  }

  private Optional<Facts> leave(VariableElement hidden, Facts facts) {
    return readNothing(hidden, facts) && isFull(facts.value(hidden), facts)
        ? Optional.empty()
        : Optional.of(finish(hidden, Status.CLOSED, facts));
  }

  private static boolean readNothing(Object loop, Facts facts) {
    for (Resource read : facts.resources().keySet()) {
      if (read.site().isReadIn(loop)) {
        return false;
      }
    }
    return true;
  }

  private Facts finish(Object loop, Status how, Facts facts) {
    Set<Site> all = readAndClosed(loop, facts);
    Facts changed = forget(loop, facts);
    for (Site container : all) {
      Resource closed = new Resource(container, 0);
      if (changed.is(closed, Status.LOOKS_CLOSED)) {
        changed = changed.with(closed, how);
      }
      if (changed.isOpen(closed)) {
        events.discharged(closed, Status.CLOSED, container.tree());
        changed = changed.with(closed, how);
      }
    }
    return changed;
  }

  /// The containers of which a loop read elements, and left none of them open.
  private static Set<Site> readAndClosed(Object loop, Facts facts) {
    Set<Site> all = new HashSet<>();
    Set<Site> left = new HashSet<>();
    for (Map.Entry<Resource, Status> entry : facts.resources().entrySet()) {
      Site element = entry.getKey().site();
      if (element.container() != null && element.isReadIn(loop)) {
        all.add(element.container());
        if (entry.getValue().isOpen()) {
          left.add(element.container());
        }
      }
    }
    all.removeAll(left);
    return all;
  }

  private static Facts forget(Object loop, Facts facts) {
    Facts changed = facts;
    for (Resource element : facts.resources().keySet()) {
      if (element.site().isReadIn(loop)) {
        changed = changed.without(element);
      }
    }
    return changed;
  }
}
