package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.tools.javac.code.Attribute;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import dev.tenure.checks.model.MethodSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The analysis of one compilation unit: what following its bodies told, each followed once.
final class UnitAnalysis {
  private final Compilation compilation;
  private final CompilationUnitTree unit;
  private final Fields fields;
  private final Gate gate;
  private final Effects effects;
  private final IdentityHashMap<Tree, BodyResult> worthwhile = new IdentityHashMap<>();
  private final IdentityHashMap<Tree, Optional<BodyResult>> results = new IdentityHashMap<>();
  private final Map<MethodSymbol, Optional<Body>> bodies = new HashMap<>();
  private final Set<Tree> running = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable IdentityHashMap<Tree, TreePath> declarations;

  /// What was asked for last: one check after the other asks for the same.
  private @Nullable Tree last;

  private BodyResult lastResult = BodyResult.NOTHING;

  UnitAnalysis(Compilation compilation, CompilationUnitTree unit) {
    this.compilation = compilation;
    this.unit = unit;
    this.fields = new Fields(compilation.contracts(), unit);
    this.gate = new Gate(compilation, fields);
    this.effects = new Effects(compilation.contracts(), this);
  }

  boolean isOf(CompilationUnitTree other) {
    return unit == other;
  }

  /// What a class does wrong with the fields that own what they hold.
  List<FieldFault> fieldFaults(TreePath type) {
    return new FieldFaults(compilation.contracts(), fields, this).of(type);
  }

  /// What following a body told, if it can be followed.
  Optional<BodyResult> unconditionally(TreePath declaration) {
    Optional<Body> body = Body.of(declaration);
    return body.isPresent() ? result(body.get()) : Optional.empty();
  }

  /// What following a body told, if one look says that it is worth it.
  BodyResult worthwhile(TreePath declaration) {
    Tree tree = declaration.getLeaf();
    if (tree != last) {
      lastResult = find(declaration);
      last = tree;
    }
    return lastResult;
  }

  private BodyResult find(TreePath declaration) {
    BodyResult known = worthwhile.get(declaration.getLeaf());
    if (known == null) {
      known = followed(declaration);
      worthwhile.put(declaration.getLeaf(), known);
    }
    return known;
  }

  private BodyResult followed(TreePath declaration) {
    Optional<Body> body = Body.of(declaration);
    return body.isPresent() && gate.isWorthFollowing(body.get())
        ? result(body.get()).orElse(BodyResult.NOTHING)
        : BodyResult.NOTHING;
  }

  private Optional<BodyResult> result(Body body) {
    Optional<BodyResult> known = results.get(body.tree());
    if (known == null) {
      Optional<GraphBuilder.Graph> graph = compilation.graphs().build(body);
      known = graph.isPresent() ? analyze(body, graph.get()) : Optional.empty();
      results.put(body.tree(), known);
    }
    return known;
  }

  private Optional<BodyResult> analyze(Body body, GraphBuilder.Graph graph) {
    Set<Tree> lent = lent(body);
    BodySource source = BodySource.of(body.tree(), lent);
    Values values = new Values(effects, source);
    Conditions conditions = new Conditions(values, source, compilation.types());
    boolean makes = body.method() != null && body.method().isConstructor();
    Findings findings = new Findings(makes);
    Parameters given = given(body, makes);
    BodyAnalysis analysis =
        new BodyAnalysis(
            values,
            conditions,
            effects,
            fields,
            source,
            findings,
            returnsValue(body),
            role(body),
            graph.hasTry());
    if (analysis.run(graph.graph(), given.beginning(source.loops()))) {
      return Optional.of(given.result(findings, source, lent));
    }
    compilation.leftAlone(body.tree(), unit);
    return Optional.empty();
  }

  private Escapes.Role role(Body body) {
    MethodSymbol method = body.method();
    if (method == null) {
      return Escapes.Role.OTHER;
    }
    if (method.isConstructor()) {
      return Escapes.Role.CONSTRUCTOR;
    }
    return !Effects.isInferred(method) && compilation.contracts().givesOwned(method)
        ? Escapes.Role.GIVES_OWNED
        : Escapes.Role.OTHER;
  }

  private Parameters given(Body body, boolean makes) {
    Map<VarSymbol, Site> owning = new LinkedHashMap<>();
    if (body.method() != null && !body.method().isStatic()) {
      for (VarSymbol field : fields.owning(body.method().enclClass())) {
        owning.put(field, fields.site(field));
      }
    }
    Parameters given = Parameters.of(body.parameters(), owning, compilation.contracts());
    return makes || setsUp(body) ? given.withoutFields() : given;
  }

  /// Whether a framework calls a method once on a new object, or after another of its methods has
  /// closed everything: JUnit's and TestNG's `@Before…`, JMH's `@Setup`, `@PostConstruct`.
  private static boolean setsUp(Body body) {
    if (body.method() == null) {
      return false;
    }
    for (Attribute.Compound annotation : body.method().getAnnotationMirrors()) {
      String name = annotation.type.tsym.getSimpleName().toString();
      if (name.startsWith("Before") || name.equals("Setup") || name.equals("PostConstruct")) {
        return true;
      }
    }
    return false;
  }

  /// The parameters that a body only borrows, by the contract that everybody can see.
  private Set<Tree> lent(Body body) {
    Set<Tree> lent = Collections.newSetFromMap(new IdentityHashMap<>());
    MethodSymbol method = body.method();
    if (method != null && !Effects.isInferred(method)) {
      for (int i = 0; i < body.parameters().size(); i++) {
        if (compilation.contracts().lendsParameter(method, i)) {
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
        || !compilation
            .types()
            .findDescriptorType(function)
            .getReturnType()
            .hasTag(com.sun.tools.javac.code.TypeTag.VOID);
  }

  /// What a method of this compilation unit does by its body; nothing while it is being found out,
  /// which is how recursion ends.
  @Nullable Summary summary(MethodSymbol method) {
    Optional<Body> body = bodies.get(method);
    if (body == null) {
      Optional<MethodTree> source = MethodSource.of(method, compilation.trees());
      body = source.isPresent() ? body(source.get()) : Optional.empty();
      bodies.put(method, body);
    }
    return body.isPresent() ? summary(body.get()) : null;
  }

  /// What a lambda of this compilation unit does by its body.
  @Nullable Summary summary(LambdaExpressionTree lambda) {
    Optional<Body> body = body(lambda);
    return body.isPresent() ? summary(body.get()) : null;
  }

  private Optional<Body> body(Tree declaration) {
    TreePath path = declarations().get(declaration);
    return path == null ? Optional.empty() : Body.of(path);
  }

  private @Nullable Summary summary(Body body) {
    if (!running.add(body.tree())) {
      return null;
    }
    try {
      Optional<BodyResult> result = result(body);
      return result.isPresent() ? result.get().summary() : null;
    } finally {
      running.remove(body.tree());
    }
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
