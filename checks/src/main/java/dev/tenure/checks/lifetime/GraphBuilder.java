package dev.tenure.checks.lifetime;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.processing.JavacProcessingEnvironment;
import com.sun.tools.javac.util.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.type.TypeMirror;
import org.checkerframework.errorprone.dataflow.cfg.ControlFlowGraph;
import org.checkerframework.errorprone.dataflow.cfg.builder.CFGTranslationPhaseOne;
import org.checkerframework.errorprone.dataflow.cfg.builder.CFGTranslationPhaseThree;
import org.checkerframework.errorprone.dataflow.cfg.builder.CFGTranslationPhaseTwo;
import org.checkerframework.errorprone.javacutil.BasicAnnotationProvider;
import org.checkerframework.errorprone.javacutil.trees.TreeBuilder;
import org.jspecify.annotations.Nullable;

/// Builds the graphs that paths are followed on.
///
/// The library keeps the predecessors of a block in a list that it searches for each new one, and
/// each call may leave the body by an unchecked exception: a body of thousands of calls took
/// seconds. So those edges are left out where no `try` could catch what is thrown, and whoever
/// follows the paths takes each call for such an exit.
final class GraphBuilder {
  private final Context context;
  private @Nullable KnownTypes types;

  GraphBuilder(Context context) {
    this.context = context;
  }

  /// A graph.
  ///
  /// @param graph the blocks and their edges
  /// @param hasTry whether calls have edges for the unchecked exceptions that they may throw
  record Graph(ControlFlowGraph graph, boolean hasTry) {}

  /// Builds the graph of a body. The library fails on trees that it does not know, and on code that
  /// does not compile, with whatever comes; such a body is left alone.
  Optional<Graph> build(Body body) {
    try {
      boolean hasTry = TryScan.finds(body.tree());
      PhaseOne phase = new PhaseOne(types(), environment(), hasTry);
      ControlFlowGraph graph =
          CFGTranslationPhaseThree.process(
              CFGTranslationPhaseTwo.process(phase.process(body.path(), body.code())));
      return Optional.of(new Graph(graph, hasTry));
    } catch (RuntimeException | AssertionError unsupported) {
      return Optional.empty();
    }
  }

  /// Most compilations follow no body, and load no class of the library.
  private KnownTypes types() {
    if (types == null) {
      types = new KnownTypes(environment());
    }
    return types;
  }

  private ProcessingEnvironment environment() {
    return JavacProcessingEnvironment.instance(context);
  }

  /// Makes trees for the library, and keeps the types that it asks for in every body: each time it
  /// would search all modules for them. They are kept here because the library asks while it is
  /// being constructed, when this is what it has been given already.
  private static final class KnownTypes extends TreeBuilder {
    private final Map<Class<?>, TypeMirror> known = new HashMap<>();

    KnownTypes(ProcessingEnvironment environment) {
      super(environment);
    }
  }

  private static final class PhaseOne extends CFGTranslationPhaseOne {
    PhaseOne(KnownTypes types, ProcessingEnvironment environment, boolean hasTry) {
      super(types, new BasicAnnotationProvider(), false, false, environment);
      // Errors are not followed anyway: the program is about to end.
      if (!hasTry) {
        uncheckedExceptionTypes.clear();
      }
      uncheckedExceptionTypes.remove(getTypeMirror(Error.class));
    }

    @Override
    protected TypeMirror getTypeMirror(Class<?> type) {
      Map<Class<?>, TypeMirror> known = ((KnownTypes) treeBuilder).known;
      TypeMirror mirror = known.get(type);
      if (mirror == null) {
        mirror = super.getTypeMirror(type);
        known.put(type, mirror);
      }
      return mirror;
    }

    @Override
    protected @Nullable TypeMirror maybeGetTypeMirror(Class<?> type) {
      Map<Class<?>, TypeMirror> known = ((KnownTypes) treeBuilder).known;
      TypeMirror mirror = known.get(type);
      if (mirror == null) {
        mirror = super.maybeGetTypeMirror(type);
        known.put(type, mirror);
      }
      return mirror;
    }
  }

  private static final class TryScan extends TreeScanner<@Nullable Void, @Nullable Void> {
    private boolean found;

    static boolean finds(Tree body) {
      TryScan scan = new TryScan();
      scan.scan(body, null);
      return scan.found;
    }

    @Override
    public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
      found = true;
      return null;
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
      return null;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      return null;
    }
  }
}
