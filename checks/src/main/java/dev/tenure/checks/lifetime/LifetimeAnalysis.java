package dev.tenure.checks.lifetime;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.processing.JavacProcessingEnvironment;
import com.sun.tools.javac.util.Context;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.TenureNames;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;
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
  private final JavacTrees trees;
  private final boolean verbose;
  private final ProcessingEnvironment environment;
  private final Effects effects;
  private final Gate gate;
  private final IdentityHashMap<Tree, Optional<BodyResult>> results = new IdentityHashMap<>();
  private final Set<Tree> running = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable CompilationUnitTree unit;
  private @Nullable IdentityHashMap<Tree, TreePath> declarations;
  private @Nullable Fields fields;

  private LifetimeAnalysis(VisitorState state) {
    this.contracts = new Contracts(state.context, state.errorProneOptions().getFlags());
    this.types = state.getTypes();
    this.verbose =
        state.errorProneOptions().getFlags().getBoolean(TenureNames.VERBOSE_OPTION).orElse(false);
    this.trees = JavacTrees.instance(state.context);
    this.environment = JavacProcessingEnvironment.instance(state.context);
    this.effects = new Effects(contracts, this::summary, this::summary);
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
      declarations = null;
      fields = new Fields(contracts, entered);
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

  /// Returns what a body closes or hands over although it only borrows it.
  ///
  /// @param declaration the path of a method, lambda, initializer block, or field with an
  ///   initializer
  /// @return the ends, in the order in which they were found
  public List<BorrowEnd> borrowEnds(TreePath declaration) {
    return gated(declaration).map(BodyResult::borrowEnds).orElse(List.of());
  }

  /// Returns what a class does wrong with the fields that own what they hold.
  ///
  /// @param type the path of a class
  /// @return the faults, in the order of the source
  public List<FieldFault> fieldFaults(TreePath type) {
    return new FieldFaults(contracts, fields(), this::unconditionally, this::gated).of(type);
  }

  private Fields fields() {
    if (fields == null) {
      throw new IllegalStateException("no compilation unit was entered");
    }
    return fields;
  }

  private Optional<BodyResult> unconditionally(TreePath declaration) {
    return Body.of(declaration).flatMap(this::result);
  }

  private Optional<BodyResult> gated(TreePath declaration) {
    return Body.of(declaration)
        .filter(body ->
            gate.opens(body.tree())
                || gate.endsParameter(body)
                || gate.endsDeclared(body)
                || fields().mayEnd(body.method()))
        .flatMap(this::result);
  }

  private Optional<BodyResult> result(Body body) {
    Optional<BodyResult> known = results.get(body.tree());
    if (known == null) {
      known = GraphBuilder.build(body, environment).flatMap(graph -> analyze(body, graph));
      results.put(body.tree(), known);
    }
    return known;
  }

  private Optional<BodyResult> analyze(Body body, GraphBuilder.Graph graph) {
    BodySource source = BodySource.of(body.tree());
    Values values = new Values(effects, source);
    Conditions conditions = new Conditions(values, source, types);
    boolean makes = body.method() != null && body.method().isConstructor();
    Findings findings = new Findings(makes);
    Parameters given = given(body, makes);
    BodyAnalysis analysis =
        new BodyAnalysis(
            values,
            conditions,
            effects,
            fields(),
            source,
            findings,
            returnsValue(body),
            makes,
            graph.hasTry());
    if (analysis.run(graph.graph(), given.beginning())) {
      return Optional.of(given.result(findings, source, lent(body)));
    }
    leftAlone(body);
    return Optional.empty();
  }

  private void leftAlone(Body body) {
    if (verbose) {
      String text = "Tenure: this body has too many different paths to follow; it is left alone";
      trees.printMessage(Diagnostic.Kind.NOTE, text, body.tree(), unit);
    }
  }

  private Parameters given(Body body, boolean makes) {
    Map<VarSymbol, Site> owning = new LinkedHashMap<>();
    if (body.method() != null && !body.method().isStatic()) {
      for (VarSymbol field : fields().owning(body.method().enclClass())) {
        owning.put(field, fields().site(field));
      }
    }
    Parameters given = Parameters.of(body.parameters(), owning, contracts);
    return makes || setsUp(body) ? given.withoutFields() : given;
  }

  /// Whether a framework calls a method once on a new object, or after another of its methods has
  /// closed everything: JUnit's and TestNG's `@Before…`, JMH's `@Setup`, `@PostConstruct`.
  private static boolean setsUp(Body body) {
    return body.method() != null
        && body.method().getAnnotationMirrors().stream()
            .map(annotation -> annotation.type.tsym.getSimpleName().toString())
            .anyMatch(name ->
                name.startsWith("Before") || name.equals("Setup") || name.equals("PostConstruct"));
  }

  /// The parameters that a body only borrows, by the contract that everybody can see.
  private Set<Tree> lent(Body body) {
    Set<Tree> lent = Collections.newSetFromMap(new IdentityHashMap<>());
    MethodSymbol method = body.method();
    if (method != null && !Effects.isInferred(method)) {
      for (int i = 0; i < body.parameters().size(); i++) {
        if (contracts.lendsParameter(method, i)) {
          lent.add(body.parameters().get(i));
        }
      }
    }
    return lent;
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

  /// What a method of this compilation unit does by its body; nothing while it is being found out,
  /// which is how recursion ends.
  private Optional<Summary> summary(MethodSymbol method) {
    return declaration(method).flatMap(this::summary);
  }

  private Optional<Summary> summary(LambdaExpressionTree lambda) {
    return Optional.ofNullable(declarations().get(lambda)).flatMap(this::summary);
  }

  private Optional<Summary> summary(TreePath declaration) {
    Optional<Body> body = Body.of(declaration);
    if (body.isEmpty() || !running.add(declaration.getLeaf())) {
      return Optional.empty();
    }
    try {
      return result(body.get()).map(BodyResult::summary);
    } finally {
      running.remove(declaration.getLeaf());
    }
  }

  private Optional<TreePath> declaration(MethodSymbol method) {
    Tree tree = trees.getTree(method);
    return tree == null ? Optional.empty() : Optional.ofNullable(declarations().get(tree));
  }

  private IdentityHashMap<Tree, TreePath> declarations() {
    if (declarations == null) {
      declarations = findDeclarations();
    }
    return declarations;
  }

  private IdentityHashMap<Tree, TreePath> findDeclarations() {
    IdentityHashMap<Tree, TreePath> found = new IdentityHashMap<>();
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
        found.put(tree, getCurrentPath());
        return super.visitMethod(tree, null);
      }

      @Override
      public @Nullable Void visitLambdaExpression(
          LambdaExpressionTree tree, @Nullable Void unused) {
        found.put(tree, getCurrentPath());
        return super.visitLambdaExpression(tree, null);
      }
    }.scan(unit, null);
    return found;
  }
}
