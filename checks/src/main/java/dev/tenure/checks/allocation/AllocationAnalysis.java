package dev.tenure.checks.allocation;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.util.Context;
import java.util.List;
import java.util.Optional;

/// Finds what methods allocate that promise to allocate nothing.
///
/// It lives in the compiler's context, serves one compilation on its thread, and keeps results for
/// the compilation unit that is being checked.
public final class AllocationAnalysis {
  private static final Context.Key<AllocationAnalysis> KEY = new Context.Key<>();

  private final Promises promises;
  private UnitAllocations unit;

  private AllocationAnalysis(Promises promises, UnitAllocations unit) {
    this.promises = promises;
    this.unit = unit;
  }

  /// Returns the analysis of the compilation that a check runs in.
  ///
  /// @param state where the check stands
  /// @return always the same for one compilation
  public static AllocationAnalysis of(VisitorState state) {
    CompilationUnitTree unit = state.getPath().getCompilationUnit();
    AllocationAnalysis analysis = state.context.get(KEY);
    if (analysis == null) {
      Promises promises = new Promises(state.getTypes(), JavacTrees.instance(state.context));
      analysis = new AllocationAnalysis(promises, unit(unit, promises, state));
      state.context.put(KEY, analysis);
    } else if (!analysis.unit.isOf(unit)) {
      analysis.unit = unit(unit, analysis.promises, state);
    }
    return analysis;
  }

  private static UnitAllocations unit(
      CompilationUnitTree unit, Promises promises, VisitorState state) {
    KnownAllocations known = new KnownAllocations(state.getTypes(), state.getSymtab());
    return new UnitAllocations(unit, promises, known, state.getTypes());
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
  /// @return the allocations, in the order of the source; none if it has no body
  public List<Allocation> allocations(MethodTree method) {
    return method.getBody() == null ? List.of() : unit.in(method);
  }
}
