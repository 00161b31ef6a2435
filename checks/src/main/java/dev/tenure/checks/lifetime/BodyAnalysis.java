package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.VariableElement;
import org.checkerframework.errorprone.dataflow.cfg.ControlFlowGraph;
import org.checkerframework.errorprone.dataflow.cfg.block.Block;
import org.checkerframework.errorprone.dataflow.cfg.block.ConditionalBlock;
import org.checkerframework.errorprone.dataflow.cfg.block.ExceptionBlock;
import org.checkerframework.errorprone.dataflow.cfg.block.RegularBlock;
import org.checkerframework.errorprone.dataflow.cfg.block.SpecialBlock;
import org.checkerframework.errorprone.dataflow.cfg.node.MethodInvocationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.Node;
import org.checkerframework.errorprone.dataflow.cfg.node.ObjectCreationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ReturnNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ThrowNode;
import org.jspecify.annotations.Nullable;

/// Follows the paths of one body, breadth first, so that the first path found to a fault is a
/// shortest one. A path that comes to a place knowing what another knew there before is not
/// followed further.
final class BodyAnalysis {
  /// How many paths may differ at one place. Bodies that people write stay under ten; what has more
  /// is generated, and is left alone.
  private static final int PATHS_A_BLOCK = 200;

  /// How many steps a body may take for each of its blocks, which keeps the work linear.
  private static final int STEPS_A_BLOCK = 40;

  private static final int STEPS = 2_000;

  private final Values values;
  private final Conditions conditions;
  private final BodySource source;
  private final Transfer transfer;
  private final IdentityHashMap<Block, Set<Facts>> seen = new IdentityHashMap<>();
  private final Deque<At> queue = new ArrayDeque<>();
  private final Findings findings = new Findings();

  /// A place in the graph that a path came to.
  private record At(Block block, Facts facts, @Nullable Trace trace) {}

  BodyAnalysis(
      Values values,
      Conditions conditions,
      Effects effects,
      BodySource source,
      boolean returnsValue) {
    this.values = values;
    this.conditions = conditions;
    this.source = source;
    this.transfer = new Transfer(values, conditions, effects, source, findings, returnsValue);
  }

  /// Follows every path; returns nothing if there are too many.
  Optional<Findings> run(ControlFlowGraph graph, Facts beginning) {
    int limit = STEPS + STEPS_A_BLOCK * graph.getAllBlocks().size();
    reach(graph.getEntryBlock(), beginning, null);
    for (int steps = 0; !queue.isEmpty(); steps++) {
      if (steps > limit) {
        return Optional.empty();
      }
      At at = queue.remove();
      if (seen.getOrDefault(at.block, Set.of()).size() > PATHS_A_BLOCK) {
        return Optional.empty();
      }
      follow(at);
    }
    return Optional.of(findings);
  }

  private void reach(@Nullable Block block, Facts facts, @Nullable Trace trace) {
    if (block instanceof SpecialBlock special) {
      end(special, facts, trace);
    } else if (block != null && seen.computeIfAbsent(block, unused -> new HashSet<>()).add(facts)) {
      queue.add(new At(block, facts, trace));
    }
  }

  /// Many paths meet at the ends of a body, and none goes on from there: they are not told apart.
  private void end(SpecialBlock block, Facts facts, @Nullable Trace trace) {
    switch (block.getSpecialType()) {
      case ENTRY -> reach(block.getSuccessor(), facts, trace);
      case EXIT -> findings.leave(facts, trace);
      case EXCEPTIONAL_EXIT -> {}
    }
  }

  private void follow(At at) {
    switch (at.block) {
      case RegularBlock block -> follow(block, at);
      case ExceptionBlock block -> follow(block, at);
      default -> throw new IllegalStateException("a path came to a " + at.block.getType());
    }
  }

  private void follow(RegularBlock block, At at) {
    List<At> paths = List.of(at);
    for (Node node : block.getNodes()) {
      List<At> next = new ArrayList<>();
      for (At path : paths) {
        next.addAll(step(node, path).normal);
      }
      paths = next;
    }
    for (At path : paths) {
      go(block.getSuccessor(), path, block.getLastNode());
    }
  }

  private void follow(ExceptionBlock block, At at) {
    Node node = block.getNode();
    After after = step(node, at);
    for (At path : after.normal) {
      go(block.getSuccessor(), path, node);
    }
    if (canThrow(node)) {
      Tree tree = node.getTree();
      Trace trace = tree == null ? at.trace : Trace.append(at.trace, new Step.Threw(tree));
      block
          .getExceptionalSuccessors()
          .values()
          .forEach(targets -> targets.forEach(target -> reach(target, after.thrown, trace)));
    }
  }

  /// Only calls, creations and throws count as throwing: whoever writes a closing path does not
  /// think of the null reference that the next field access might meet.
  private boolean canThrow(Node node) {
    return switch (node) {
      case ThrowNode unused -> true;
      case ObjectCreationNode unused -> true;
      case MethodInvocationNode call ->
          values.call(call).map(found -> !isQuietClose(found)).orElse(true);
      default -> false;
    };
  }

  private static boolean isQuietClose(Call call) {
    return call.method().getSimpleName().contentEquals("close") && Effects.isQuiet(call);
  }

  private record After(List<At> normal, Facts thrown) {}

  private After step(Node node, At at) {
    findings.trace = at.trace;
    Transfer.Outcome outcome = transfer.apply(node, at.facts);
    Trace trace = mark(node, findings.trace);
    List<At> normal =
        outcome.normal().stream().map(facts -> new At(at.block, facts, trace)).toList();
    return new After(normal, outcome.thrown());
  }

  private @Nullable Trace mark(Node node, @Nullable Trace trace) {
    if (node instanceof ReturnNode result) {
      return Trace.append(trace, new Step.Returned(result.getTree()));
    }
    return values
        .call(node)
        .map(Call::tree)
        .filter(values::isSite)
        .map(tree -> Trace.append(trace, new Step.Acquired(tree)))
        .orElse(trace);
  }

  private void go(@Nullable Block block, At path, @Nullable Node last) {
    if (!(block instanceof ConditionalBlock branch)) {
      reach(block, path.facts, path.trace);
    } else if (last == null) {
      go(branch.getThenSuccessor(), path, null);
      go(branch.getElseSuccessor(), path, null);
    } else {
      branch(branch.getThenSuccessor(), path, last, true);
      branch(branch.getElseSuccessor(), path, last, false);
    }
  }

  private void branch(@Nullable Block block, At path, Node condition, boolean outcome) {
    Tree tree = condition.getTree();
    if (tree == null) {
      conditions
          .refine(condition, path.facts, outcome)
          .ifPresent(facts -> go(block, new At(path.block, facts, path.trace), condition));
      return;
    }
    boolean operand = source.isOperand(tree);
    Facts before = operand ? path.facts.decide(tree, null) : path.facts;
    Trace trace = Trace.append(path.trace, new Step.Branched(tree, outcome));
    conditions
        .refine(condition, before, outcome)
        .map(facts -> operand ? facts.decide(tree, outcome) : facts)
        .ifPresent(facts -> go(block, new At(path.block, facts, trace), condition));
  }

  /// What the paths of a body showed.
  static final class Findings implements Transfer.Events {
    private final Map<Site, Obligation> dropped = new LinkedHashMap<>();
    private final Map<Site, String> names = new HashMap<>();
    private final Map<Site, Set<Tree>> discharges = new HashMap<>();
    private final Map<Site, Set<Status>> endings = new HashMap<>();
    private final MisuseCollector misuses = new MisuseCollector();
    private final Set<Value> returned = new LinkedHashSet<>();
    private @Nullable Trace trace;

    /// The obligations that some path dropped.
    List<Obligation> obligations() {
      return dropped.entrySet().stream()
          .map(entry -> complete(entry.getKey(), entry.getValue()))
          .sorted(Comparator.comparingInt(found -> ASTHelpers.getStartPosition(found.site())))
          .toList();
    }

    /// What the body does to resources that have ended.
    List<Misuse> misuses(BodySource source) {
      return misuses.found(source, names);
    }

    /// Whether a parameter is used while it is open.
    boolean uses(@Nullable Site parameter) {
      return parameter != null && misuses.uses(parameter);
    }

    /// How paths left the resource of a site behind when they returned.
    Set<Status> endings(Site site) {
      return endings.getOrDefault(site, Set.of());
    }

    /// The values that paths returned.
    Set<Value> returned() {
      return returned;
    }

    private Obligation complete(Site site, Obligation obligation) {
      return new Obligation(
          obligation.site(),
          Optional.ofNullable(names.get(site)),
          obligation.ending(),
          obligation.path(),
          discharges.getOrDefault(site, Set.of()));
    }

    private void leave(Facts facts, @Nullable Trace end) {
      trace = end;
      facts
          .resources()
          .forEach((resource, status) -> {
            endings.computeIfAbsent(resource.site(), unused -> new HashSet<>()).add(status);
            if (status == Status.OPEN && !resource.site().isParameter()) {
              dropped(resource, ending(resource));
            }
          });
    }

    private Ending ending(Resource resource) {
      return names.containsKey(resource.site()) ? new Ending.LeftOpen() : new Ending.Discarded();
    }

    @Override
    public void held(Resource resource, VariableElement variable) {
      String name = variable.getSimpleName().toString();
      if (SourceVersion.isIdentifier(name)) { // the graph's own variables have other names
        names.putIfAbsent(resource.site(), name);
      }
    }

    @Override
    public void discharged(Resource resource, Tree at) {
      discharges.computeIfAbsent(resource.site(), unused -> new LinkedHashSet<>()).add(at);
    }

    @Override
    public void dropped(Resource resource, Ending ending) {
      Tree tree = resource.site().tree();
      dropped.computeIfAbsent(
          resource.site(),
          unused ->
              new Obligation(tree, Optional.empty(), ending, Trace.since(tree, trace), Set.of()));
    }

    @Override
    public void ended(Resource resource, Tree at, Step.End how) {
      trace = Trace.append(trace, misuses.ended(resource, at, how));
    }

    @Override
    public void used(Resource resource) {
      misuses.used(resource.site());
    }

    @Override
    public void misused(Resource resource, Tree at, Misuse.Kind kind) {
      misuses.add(resource, at, kind, trace);
    }

    @Override
    public void endedInTry(Resource resource, Tree at, TryTree end) {
      misuses.addInTry(resource, at, end);
    }

    @Override
    public void wrapped(Resource resource) {
      misuses.wrapped(resource.site());
    }

    @Override
    public void returned(Value value) {
      returned.add(value);
    }
  }
}
