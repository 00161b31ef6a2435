package dev.tenure.checks.lifetime;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.processing.JavacProcessingEnvironment;
import com.sun.tools.javac.util.Context;
import dev.tenure.checks.model.Contracts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import org.checkerframework.errorprone.dataflow.cfg.ControlFlowGraph;
import org.checkerframework.errorprone.dataflow.cfg.builder.CFGBuilder;
import org.jspecify.annotations.Nullable;

/// The lifetime analysis of one compilation, which all checks share: each body is followed once,
/// and only if it calls something whose result somebody may have to close.
///
/// It lives in the compiler's context, serves one compilation on its thread, and keeps results for
/// the compilation unit that is being checked.
public final class LifetimeAnalysis {
  private static final Context.Key<LifetimeAnalysis> KEY = new Context.Key<>();

  private final Contracts contracts;
  private final Types types;
  private final ProcessingEnvironment environment;
  private final Effects effects;
  private final Gate gate;
  private final IdentityHashMap<Tree, Optional<BodyResult>> results = new IdentityHashMap<>();
  private final Set<MethodSymbol> running = new HashSet<>();
  private @Nullable CompilationUnitTree unit;
  private @Nullable Map<MethodSymbol, TreePath> methods;

  private LifetimeAnalysis(VisitorState state) {
    this.contracts = new Contracts(state.context, state.errorProneOptions().getFlags());
    this.types = state.getTypes();
    this.environment = JavacProcessingEnvironment.instance(state.context);
    this.effects = new Effects(contracts, this::summary);
    this.gate = new Gate(contracts, this::declaration);
  }

  /// Returns the analysis of the compilation that a check runs in.
  ///
  /// @param state where the check stands
  /// @return always the same for one compilation
  public static LifetimeAnalysis of(VisitorState state) {
    LifetimeAnalysis analysis = state.context.get(KEY);
    if (analysis == null) {
      analysis = new LifetimeAnalysis(state);
      state.context.put(KEY, analysis);
    }
    analysis.enter(state.getPath().getCompilationUnit());
    return analysis;
  }

  private void enter(CompilationUnitTree entered) {
    if (unit != entered) {
      unit = entered;
      methods = null;
      results.clear();
      gate.clear();
    }
  }

  /// Returns what the normal paths of a body drop.
  ///
  /// @param declaration the path of a method, lambda, initializer block, or field with an
  ///   initializer
  /// @return the obligations, in the order in which they were found; none if there is no body, or
  ///   it cannot be followed
  public List<Obligation> obligations(TreePath declaration) {
    return gated(declaration).map(BodyResult::obligations).orElse(List.of());
  }

  /// Returns what a body does to resources that have ended on some path.
  ///
  /// @param declaration the path of a method, lambda, initializer block, or field with an
  ///   initializer
  /// @return the misuses, in the order of the source; none if there is no body, or it cannot be
  ///   followed
  public List<Misuse> misuses(TreePath declaration) {
    return gated(declaration).map(BodyResult::misuses).orElse(List.of());
  }

  private Optional<BodyResult> gated(TreePath declaration) {
    return Body.of(declaration)
        .filter(body -> gate.opens(body.tree()) || gate.endsParameter(body))
        .flatMap(this::result);
  }

  private Optional<BodyResult> result(Body body) {
    Optional<BodyResult> known = results.get(body.tree());
    if (known == null) {
      known = graph(body).flatMap(graph -> analyze(body, graph));
      results.put(body.tree(), known);
    }
    return known;
  }

  private Optional<BodyResult> analyze(Body body, ControlFlowGraph graph) {
    BodySource source = BodySource.of(body.tree());
    Values values = new Values(effects, source);
    Conditions conditions = new Conditions(values, source, types);
    Parameters parameters = Parameters.of(body.parameters());
    BodyAnalysis analysis =
        new BodyAnalysis(values, conditions, effects, source, returnsValue(body));
    return analysis
        .run(graph, parameters.beginning())
        .map(findings ->
            new BodyResult(
                findings.obligations(), findings.misuses(source), parameters.summary(findings)));
  }

  private boolean returnsValue(Body body) {
    if (body.lambda() == null) {
      return true;
    }
    Type function = ASTHelpers.getType(body.lambda());
    return function == null
        || !types
            .findDescriptorType(function)
            .getReturnType()
            .hasTag(com.sun.tools.javac.code.TypeTag.VOID);
  }

  /// Builds the graph of a body. The library fails on trees that it does not know, and on code that
  /// does not compile, with whatever comes; such a body is left alone.
  private Optional<ControlFlowGraph> graph(Body body) {
    try {
      return Optional.of(CFGBuilder.build(body.path(), body.code(), false, false, environment));
    } catch (RuntimeException | AssertionError unsupported) {
      return Optional.empty();
    }
  }

  /// What a method of this compilation unit does by its body; nothing while it is being found out,
  /// which is how recursion ends.
  private Optional<Summary> summary(MethodSymbol method) {
    Optional<Body> body = declaration(method).flatMap(Body::of);
    if (body.isEmpty() || !running.add(method)) {
      return Optional.empty();
    }
    try {
      return result(body.get()).map(BodyResult::summary);
    } finally {
      running.remove(method);
    }
  }

  private Optional<TreePath> declaration(MethodSymbol method) {
    if (methods == null) {
      methods = methods();
    }
    return Optional.ofNullable(methods.get(method));
  }

  private Map<MethodSymbol, TreePath> methods() {
    Map<MethodSymbol, TreePath> found = new HashMap<>();
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
        found.put(ASTHelpers.getSymbol(tree), getCurrentPath());
        return super.visitMethod(tree, null);
      }
    }.scan(unit, null);
    return found;
  }
}
