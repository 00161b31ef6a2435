package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Type;
import dev.tenure.checks.model.ContainerUse;
import dev.tenure.checks.model.MemorySignature;
import dev.tenure.checks.model.ParameterContract;
import dev.tenure.checks.model.ResultContract;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.VariableElement;
import org.checkerframework.errorprone.dataflow.cfg.node.ArrayAccessNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ArrayCreationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.AssignmentNode;
import org.checkerframework.errorprone.dataflow.cfg.node.BooleanLiteralNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ConditionalAndNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ConditionalNotNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ConditionalOrNode;
import org.checkerframework.errorprone.dataflow.cfg.node.FieldAccessNode;
import org.checkerframework.errorprone.dataflow.cfg.node.LessThanNode;
import org.checkerframework.errorprone.dataflow.cfg.node.LocalVariableNode;
import org.checkerframework.errorprone.dataflow.cfg.node.MethodInvocationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.Node;
import org.checkerframework.errorprone.dataflow.cfg.node.NullLiteralNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ObjectCreationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.SuperNode;
import org.checkerframework.errorprone.dataflow.cfg.node.SwitchExpressionNode;
import org.checkerframework.errorprone.dataflow.cfg.node.TernaryExpressionNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ThisNode;
import org.checkerframework.errorprone.dataflow.cfg.node.TypeCastNode;
import org.jspecify.annotations.Nullable;

/// Evaluates expressions on a path. Only what stands in variables and at acquisitions is stored, so
/// an expression's value follows from its nodes.
final class Values {
  private static final Set<ContainerUse> READS = Set.of(ContainerUse.READ, ContainerUse.VIEW);

  private final Effects effects;
  private final BodySource source;
  private final IdentityHashMap<Tree, Site> sites = new IdentityHashMap<>();
  private final Map<Read, Site> elements = new HashMap<>();
  private final IdentityHashMap<Node, Call> calls = new IdentityHashMap<>();

  Values(Effects effects, BodySource source) {
    this.effects = effects;
    this.source = source;
  }

  /// What a node calls; null if it is no call.
  @Nullable Call call(Node node) {
    Call known = calls.get(node);
    if (known == null) {
      known = Call.of(node, source);
      if (known != null) {
        calls.put(node, known);
      }
    }
    return known;
  }

  Site site(Tree tree, Site.Kind kind) {
    Site known = sites.get(tree);
    if (known == null) {
      known = Site.of(tree, kind);
      sites.put(tree, known);
    }
    return known;
  }

  /// Whether a call acquired something on a path that was followed.
  boolean isSite(Tree tree) {
    Site site = sites.get(tree);
    return site != null && !site.isByModel();
  }

  /// Expressions of the same words in the same loop read the same element in each round.
  private record Read(Object text, Site container, @Nullable Object loop) {
    // Written out, because what the JVM makes for a record is linked anew in each compilation.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Read read
          && text.equals(read.text)
          && container == read.container
          && Objects.equals(loop, read.loop);
    }

    @Override
    public int hashCode() {
      return 31 * text.hashCode() + container.hashCode();
    }
  }

  /// The site of an expression that reads elements.
  Site element(Tree tree, Site container, @Nullable Object loop) {
    Read read = new Read(words(tree), container, loop);
    Site known = elements.get(read);
    if (known == null) {
      known = Site.element(tree, container, loop, ElementText.of(tree));
      elements.put(read, known);
    }
    return known;
  }

  /// What tells reads apart: each that changes something is one of its own.
  private static Object words(Tree read) {
    return ElementText.of(read).isRepeatable() ? read.toString() : read;
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
      case FieldAccessNode field when isOwnField(field) -> facts.value(field.getElement());
      case ArrayCreationNode array -> created(array.getTree(), facts);
      case ArrayAccessNode read -> read(read.getTree(), read.getArray(), facts);
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
    Optional<VariableElement> bound = source.bound(variable);
    return bound.isPresent() ? facts.value(bound.get()) : value;
  }

  private Value ofCall(Node node, Facts facts) {
    Call call = call(node);
    if (call == null) {
      return Value.Known.UNKNOWN;
    }
    Optional<Value> ofContainer = ofContainer(call, facts);
    if (ofContainer.isPresent()) {
      return ofContainer.get();
    }
    Optional<Value> ofView = ofView(call, facts);
    return ofView.isPresent() ? ofView.get() : result(call, facts);
  }

  /// What a call gives that is none of a container's methods.
  Value result(Call call, Facts facts) {
    return switch (effects.result(call)) {
      case ResultContract.Owned unused -> created(call.tree(), facts);
      case ResultContract.Wrapper unused -> argument(call, handedThrough(call, facts), facts);
      case ResultContract.Receiver unused ->
          call.receiver() == null ? Value.Known.UNKNOWN : of(call.receiver(), facts);
      case ResultContract.Argument argument -> argument(call, argument.index(), facts);
      case ResultContract.Lent lent -> lent(call, lent, facts);
      case ResultContract.View unused -> dependent(call, Site.Kind.VIEW, facts);
      case ResultContract.Member member -> member(call, member, facts);
      case ResultContract.Nothing unused -> Value.Known.UNKNOWN;
    };
  }

  /// What library models say to end with its receiver, or with what that is borrowed from.
  private Value dependent(Call call, Site.Kind kind, Facts facts) {
    Resource owner = call.receiver() == null ? null : of(call.receiver(), facts).resource();
    return owner == null
        ? Value.Known.UNKNOWN
        : new Value.Lent(owner, site(call.tree(), kind), null, null);
  }

  private Value member(Call call, ResultContract.Member member, Facts facts) {
    boolean isFollowed =
        member.ofReceiver()
            || (call.receiver() != null && of(call.receiver(), facts) instanceof Value.Lent);
    return isFollowed ? dependent(call, Site.Kind.MEMBER, facts) : Value.Known.UNKNOWN;
  }

  /// What a container that is a view holds is one as well.
  private Optional<Value> ofView(Call call, Facts facts) {
    return call.receiver() != null
            && of(call.receiver(), facts) instanceof Value.Lent lent
            && (lent.isByModel() || lent.memory() == null)
            && call.receiver().getType() instanceof Type type
            && effects.isContainer(type)
            && READS.contains(effects.use(call))
        ? Optional.of(lent)
        : Optional.empty();
  }

  /// What a call of a container's methods, or of one that makes a container, gives.
  private Optional<Value> ofContainer(Call call, Facts facts) {
    if (makesRecord(call)) {
      return Optional.of(created(call.tree(), facts));
    }
    if (effects.makesContainer(call)) {
      Optional<Value> shown = shown(call, facts);
      return shown.isPresent() ? shown : Optional.of(created(call.tree(), facts));
    }
    return container(call, facts).isEmpty()
        ? Optional.empty()
        : Optional.of(
            switch (effects.use(call)) {
              case VIEW -> of(receiver(call), facts);
              case TAKE -> created(call.tree(), facts);
              case READ ->
                  effects.mayBeClosed(call)
                      ? read(call.tree(), receiver(call), facts)
                      : of(receiver(call), facts);
              default -> Value.Known.UNKNOWN;
            });
  }

  /// Whether a call makes a record whose components can be followed: a pattern that takes a record
  /// apart gives them other names.
  boolean makesRecord(Call call) {
    return !takesRecordsApart() && effects.makesRecord(call);
  }

  boolean takesRecordsApart() {
    return source.takesRecordsApart();
  }

  private static Node receiver(Call call) {
    if (call.receiver() == null) {
      throw new IllegalArgumentException("a static method is not called on a container");
    }
    return call.receiver();
  }

  /// A container that shows or copies all that another holds is followed as that one.
  Optional<Value> shown(Call call, Facts facts) {
    if (call.arguments().isEmpty()
        || !(of(call.arguments().getFirst(), facts) instanceof Value.Held held)) {
      return Optional.empty();
    }
    return isContainer(held.resource(), facts) ? Optional.of(held) : Optional.empty();
  }

  /// The container that a call is made on, if it is one that is followed.
  Optional<Resource> container(Call call, Facts facts) {
    return call.receiver() != null
            && of(call.receiver(), facts) instanceof Value.Held held
            && isContainer(held.resource(), facts)
        ? Optional.of(held.resource())
        : Optional.empty();
  }

  static boolean isContainer(Resource resource, Facts facts) {
    return resource.site().holdsMany() || facts.contents(resource).isPresent();
  }

  /// What a for-each loop goes through, of its hidden condition.
  Optional<Node> iterated(Node condition) {
    if (condition instanceof LessThanNode comparison
        && comparison.getRightOperand() instanceof FieldAccessNode length) {
      return Optional.of(length.getReceiver());
    }
    Call call = condition instanceof MethodInvocationNode ? call(condition) : null;
    return call != null && ContainerUse.of(call.method()) == ContainerUse.ASK_MORE
        ? Optional.ofNullable(call.receiver())
        : Optional.empty();
  }

  private Value read(@Nullable Tree tree, Node from, Facts facts) {
    if (tree == null || !(of(from, facts) instanceof Value.Held held)) {
      return Value.Known.UNKNOWN;
    }
    Site site =
        elements.get(new Read(words(tree), held.resource().site(), loop(tree, from, facts)));
    Resource element = site == null ? null : new Resource(site, 0);
    return element != null && facts.status(element).isPresent()
        ? new Value.Held(element)
        : Value.Known.UNKNOWN;
  }

  /// What identifies the loop around a read: the loop itself, or the hidden variable that javac
  /// goes through a for-each loop with.
  @Nullable Object loop(Tree read, Node from, Facts facts) {
    Optional<VariableElement> variable = variable(from);
    if (source.isHidden(read)) {
      return variable.orElse(null);
    }
    if (variable.isPresent() && source.loops().isForEach(variable.get())) {
      Value container = facts.value(variable.get());
      return facts.holder(container, source::isHidden).orElse(null);
    }
    return source.loops().around(read).orElse(null);
  }

  private Value lent(Call call, ResultContract.Lent lent, Facts facts) {
    Site at = lentSite(call.tree());
    MemorySignature signature = effects.memory(call);
    Object workspace = signature.workspace() ? workspace(call, facts) : null;
    Memory memory =
        signature.scoped() || signature.workspace()
            ? Memory.of(new Resource(at, 0))
            : viewed(call, lent, facts);
    return new Value.Lent(owner(call, lent, facts), at, memory, workspace);
  }

  /// The site of something that a call lends.
  Site lentSite(Tree call) {
    return site(call, Site.Kind.ELEMENT);
  }

  /// The memory that a lent value is a view of: it belongs to a lender of a related type.
  private @Nullable Memory viewed(Call call, ResultContract.Lent lent, Facts facts) {
    if (lent.from().size() != 1) {
      return null;
    }
    int from = lent.from().getFirst();
    Node lender =
        from == ResultContract.Lent.RECEIVER_INDEX ? call.receiver() : call.arguments().get(from);
    Type result = ASTHelpers.getType(call.tree());
    if (lender == null
        || result == null
        || !(lender.getType() instanceof Type type)
        || !effects.isRelated(type, result)) {
      return null;
    }
    Memory memory = MemoryTransfer.memory(of(lender, facts));
    return memory == null ? null : MemoryTransfer.view(call, memory);
  }

  /// What identifies the workspace that a call uses; null if that cannot be followed.
  @Nullable Object workspace(Call call, Facts facts) {
    return call.receiver() == null ? null : identity(call.receiver(), facts);
  }

  private @Nullable Object identity(Node node, Facts facts) {
    if (node instanceof ThisNode || node instanceof SuperNode) {
      return ResultContract.Lent.RECEIVER_INDEX;
    }
    return of(node, facts) instanceof Value.Held held
        ? held.resource()
        : variable(node).orElse(null);
  }

  /// The workspaces that a method of this compilation unit uses again by its body.
  Set<Object> reused(Call call, Facts facts) {
    Set<Object> found = new HashSet<>();
    for (int index : effects.reuses(call)) {
      Node node =
          index == ResultContract.Lent.RECEIVER_INDEX
              ? call.receiver()
              : index < call.arguments().size() ? call.arguments().get(index) : null;
      Object workspace = node == null ? null : identity(node, facts);
      if (workspace != null) {
        found.add(workspace);
      }
    }
    return found;
  }

  /// What the result of a call lives in, if that is known: the receiver's resource, or where there
  /// is no receiver, that of an argument which the call borrows.
  @Nullable Resource around(Call call, Facts facts) {
    if (!effects.givesInside(call)) {
      return null;
    }
    if (call.receiver() != null) {
      return of(call.receiver(), facts).resource();
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      Resource argument = argument(call, i, facts).resource();
      if (argument != null && effects.parameter(call, i) == ParameterContract.BORROWS) {
        return argument;
      }
    }
    return null;
  }

  private @Nullable Resource owner(Call call, ResultContract.Lent lent, Facts facts) {
    for (int from : lent.from()) {
      Value value =
          from == ResultContract.Lent.RECEIVER_INDEX
              ? call.receiver() == null ? Value.Known.UNKNOWN : of(call.receiver(), facts)
              : argument(call, from, facts);
      if (value.resource() != null) {
        return value.resource();
      }
    }
    return null;
  }

  /// The field of the object that the body runs on.
  static boolean isOwnField(FieldAccessNode node) {
    return !node.isStatic() && node.getReceiver() instanceof ThisNode;
  }

  /// The variable, or field of the object that the body runs on, that an expression names.
  static Optional<VariableElement> variable(Node node) {
    if (node instanceof LocalVariableNode variable) {
      return Optional.of(variable.getElement());
    }
    if (node instanceof FieldAccessNode field && isOwnField(field)) {
      return Optional.of(field.getElement());
    }
    if (node instanceof TypeCastNode cast) {
      return variable(cast.getOperand());
    }
    return node instanceof AssignmentNode assignment
        ? variable(assignment.getTarget())
        : Optional.empty();
  }

  private Value created(@Nullable Tree tree, Facts facts) {
    Site site = tree == null ? null : sites.get(tree);
    Resource newest = site == null ? null : new Resource(site, 0);
    return newest != null && facts.status(newest).isPresent()
        ? new Value.Held(newest)
        : Value.Known.UNKNOWN;
  }

  private Value argument(Call call, int index, Facts facts) {
    return index >= 0 && index < call.arguments().size()
        ? of(call.arguments().get(index), facts)
        : Value.Known.UNKNOWN;
  }

  /// Which argument a call's result stands for, or -1: closing a wrapper closes what it wraps, and
  /// the other way round nothing is left to close.
  int handedThrough(Call call, Facts facts) {
    ResultContract result = effects.result(call);
    if (result instanceof ResultContract.Argument argument) {
      return argument.index();
    }
    return result instanceof ResultContract.Wrapper ? firstHeld(call, facts) : -1;
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
    if (value == Value.Known.TRUE) {
      return Value.Known.FALSE;
    }
    return value == Value.Known.FALSE ? Value.Known.TRUE : Value.Known.UNKNOWN;
  }
}
