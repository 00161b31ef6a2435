package dev.tenure.checks.allocation;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.util.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what methods allocate that promise to allocate nothing.
///
/// It lives in the compiler's context, serves one compilation on its thread, and keeps results for
/// the compilation unit that is being checked.
public final class AllocationAnalysis {
  private static final Context.Key<AllocationAnalysis> KEY = new Context.Key<>();

  private final Promises promises;
  private @Nullable UnitAllocations unit;

  private AllocationAnalysis(Promises promises) {
    this.promises = promises;
  }

  /// Returns the analysis of the compilation that a check runs in.
  ///
  /// @param state where the check stands
  /// @return always the same for one compilation
  public static AllocationAnalysis of(VisitorState state) {
    AllocationAnalysis analysis = state.context.get(KEY);
    if (analysis == null) {
      analysis = new AllocationAnalysis(new Promises(state.context));
      state.context.put(KEY, analysis);
    }
    return analysis;
  }

  private UnitAllocations unit(VisitorState state) {
    CompilationUnitTree tree = state.getPath().getCompilationUnit();
    if (unit == null || !unit.isOf(tree)) {
      KnownAllocations known = new KnownAllocations(state.getTypes(), state.getSymtab());
      unit = new UnitAllocations(tree, promises, known, state.getTypes());
    }
    return unit;
  }

  /// Returns the method whose `@NoAllocation` binds a method.
  ///
  /// @param method a method's declaration
  /// @return the method itself, or one that it overrides; nothing if there is no such promise
  public Optional<MethodSymbol> promise(MethodTree method) {
    return promises.of(ASTHelpers.getSymbol(method));
  }

  /// Returns what a method allocates on paths that do not end in a throw.
  ///
  /// @param method a method's declaration
  /// @param state where the check stands
  /// @return the allocations, in the order of the source; none if it has no body
  public List<Allocation> allocations(MethodTree method, VisitorState state) {
    return method.getBody() == null ? List.of() : unit(state).in(method);
  }
}
