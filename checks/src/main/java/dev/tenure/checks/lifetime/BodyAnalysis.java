package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.type.TypeMirror;
import org.checkerframework.errorprone.dataflow.cfg.ControlFlowGraph;
import org.checkerframework.errorprone.dataflow.cfg.block.Block;
import org.checkerframework.errorprone.dataflow.cfg.block.ConditionalBlock;
import org.checkerframework.errorprone.dataflow.cfg.block.ExceptionBlock;
import org.checkerframework.errorprone.dataflow.cfg.block.RegularBlock;
import org.checkerframework.errorprone.dataflow.cfg.block.SpecialBlock;
import org.checkerframework.errorprone.dataflow.cfg.node.MarkerNode;
import org.checkerframework.errorprone.dataflow.cfg.node.MethodInvocationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.Node;
import org.checkerframework.errorprone.dataflow.cfg.node.ObjectCreationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.ReturnNode;
import org.checkerframework.errorprone.dataflow.cfg.node.SuperNode;
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
  private final Effects effects;
  private final Transfer transfer;
  private final ContainerTransfer containers;
  private final IdentityHashMap<Block, Set<Facts>> seen = new IdentityHashMap<>();
  private final Deque<At> queue = new ArrayDeque<>();
  private final Findings findings;
  private final boolean hasTry;

  /// A place in the graph that a path came to.
  private record At(Block block, Facts facts, @Nullable Trace trace) {}

  BodyAnalysis(
      Values values,
      Conditions conditions,
      Effects effects,
      Fields fields,
      BodySource source,
      Findings findings,
      boolean returnsValue,
      Escapes.Role role,
      boolean hasTry) {
    this.findings = findings;
    this.hasTry = hasTry;
    this.values = values;
    this.conditions = conditions;
    this.source = source;
    this.effects = effects;
    this.containers =
        new ContainerTransfer(values, effects, source, findings, new Ledger(findings));
    this.transfer =
        new Transfer(values, conditions, effects, fields, source, findings, returnsValue, role);
  }

  /// Follows every path, unless there are too many.
  boolean run(ControlFlowGraph graph, Facts beginning) {
    int limit = STEPS + STEPS_A_BLOCK * graph.getAllBlocks().size();
    reach(graph.getEntryBlock(), beginning, null);
    for (int steps = 0; !queue.isEmpty(); steps++) {
      if (steps > limit) {
        return false;
      }
      At at = queue.remove();
      if (seen.getOrDefault(at.block, Set.of()).size() > PATHS_A_BLOCK) {
        return false;
      }
      follow(at);
    }
    return true;
  }

  private void reach(@Nullable Block block, Facts facts, @Nullable Trace trace) {
    if (block instanceof SpecialBlock special) {
      end(special, facts, trace);
    } else if (block != null && isNew(block, facts)) {
      queue.add(new At(block, facts, trace));
    }
  }

  private boolean isNew(Block block, Facts facts) {
    Set<Facts> known = seen.get(block);
    if (known == null) {
      known = new HashSet<>();
      seen.put(block, known);
    }
    return known.add(facts);
  }

  /// Many paths meet at the ends of a body, and none goes on from there: they are not told apart.
  private void end(SpecialBlock block, Facts facts, @Nullable Trace trace) {
    switch (block.getSpecialType()) {
      case ENTRY -> reach(block.getSuccessor(), facts, trace);
      case EXIT -> findings.leave(facts, trace);
      case EXCEPTIONAL_EXIT -> findings.leaveByThrow(facts, trace);
    }
  }

  private void follow(At at) {
    if (at.block instanceof RegularBlock block) {
      follow(block, at);
    } else if (at.block instanceof ExceptionBlock block) {
      follow(block, at);
    } else {
      throw new IllegalStateException("a path came to a " + at.block.getType());
    }
  }

  private void follow(RegularBlock block, At at) {
    List<At> paths = List.of(at);
    for (Node node : block.getNodes()) {
      if (Transfer.isInert(node)) {
        continue;
      }
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
    if (Transfer.isInert(node)) {
      go(block.getSuccessor(), at, node);
      return;
    }
    After after = step(node, at);
    for (At path : after.normal) {
      go(block.getSuccessor(), path, node);
    }
    if (node instanceof MarkerNode) { // a finally block goes on with what was thrown before it
      for (Set<Block> targets : block.getExceptionalSuccessors().values()) {
        for (Block target : targets) {
          reach(target, at.facts, at.trace);
        }
      }
    } else if (canThrow(node)) {
      Facts thrown = after.thrown.thrown();
      Trace trace = threw(node, at.trace);
      boolean closer = isCloser(node);
      for (Map.Entry<TypeMirror, Set<Block>> edge : block.getExceptionalSuccessors().entrySet()) {
        if (!closer || !isRuntimeException(edge.getKey())) {
          for (Block target : edge.getValue()) {
            reach(target, thrown, trace);
          }
        }
      }
    }
  }

  /// A closing method that says what it throws is taken to throw nothing else, like one that says
  /// that it throws nothing.
  private static boolean isRuntimeException(TypeMirror type) {
    return type instanceof Type known
        && known.tsym.getQualifiedName().contentEquals("java.lang.RuntimeException");
  }

  private @Nullable Trace threw(Node node, @Nullable Trace trace) {
    Tree tree = node.getTree();
    return tree == null ? trace : Trace.append(trace, new Step.Threw(tree, isCloser(node)));
  }

  /// Only calls, creations and throws count as throwing: whoever writes a closing path does not
  /// think of the null reference that the next field access might meet.
  private boolean canThrow(Node node) {
    if (node instanceof ObjectCreationNode || node instanceof MethodInvocationNode) {
      Call call = values.call(node);
      return call == null || effects.canThrow(call);
    }
    return node instanceof ThrowNode;
  }

  /// Whether a node closes something and says that it may fail.
  private boolean isCloser(Node node) {
    Call call = values.call(node);
    return call != null && !(call.receiver() instanceof SuperNode) && effects.isFailingCloser(call);
  }

  private record After(List<At> normal, Facts thrown) {}

  private After step(Node node, At at) {
    findings.enter(at.trace);
    Transfer.Outcome outcome = transfer.apply(node, at.facts);
    Trace trace = mark(node, findings.trace());
    List<At> normal = new ArrayList<>();
    for (Facts facts : outcome.normal()) {
      normal.add(new At(at.block, facts, trace));
    }
    if (!hasTry && canThrow(node)) {
      findings.leaveByThrow(outcome.thrown().thrown(), threw(node, at.trace));
    }
    return new After(normal, outcome.thrown());
  }

  private @Nullable Trace mark(Node node, @Nullable Trace trace) {
    if (node instanceof ReturnNode result) {
      return Trace.append(trace, new Step.Returned(result.getTree()));
    }
    Call call = values.call(node);
    return call != null && values.isSite(call.tree())
        ? Trace.append(trace, new Step.Acquired(call.tree()))
        : trace;
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
      Optional<Facts> refined = refine(condition, path.facts, outcome);
      if (refined.isPresent()) {
        go(block, new At(path.block, refined.get(), path.trace), condition);
      }
      return;
    }
    boolean operand = source.isOperand(tree);
    Facts before = operand ? path.facts.decide(tree, null) : path.facts;
    Optional<Facts> refined = refine(condition, before, outcome);
    if (refined.isPresent()) {
      Facts facts = operand ? refined.get().decide(tree, outcome) : refined.get();
      Trace trace = Trace.append(path.trace, new Step.Branched(tree, outcome));
      go(block, new At(path.block, facts, trace), condition);
    }
  }

  private Optional<Facts> refine(Node condition, Facts facts, boolean outcome) {
    Optional<Facts> refined = conditions.refine(condition, facts, outcome);
    return refined.isPresent() ? containers.tested(condition, outcome, refined.get()) : refined;
  }
}
