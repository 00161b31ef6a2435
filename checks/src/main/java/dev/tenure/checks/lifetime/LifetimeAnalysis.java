package dev.tenure.checks.lifetime;

import com.google.errorprone.VisitorState;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.util.Context;
import dev.tenure.checks.model.Contracts;
import java.util.List;

/// The lifetime analysis of one compilation, which all checks share: each body is followed once,
/// and only if it calls something whose result somebody may have to close.
///
/// It lives in the compiler's context, serves one compilation on its thread, and keeps results for
/// the compilation unit that is being checked.
public final class LifetimeAnalysis {
  private static final Context.Key<LifetimeAnalysis> KEY = new Context.Key<>();

  private final Compilation compilation;
  private UnitAnalysis unit;

  private LifetimeAnalysis(Compilation compilation, CompilationUnitTree unit) {
    this.compilation = compilation;
    this.unit = new UnitAnalysis(compilation, unit);
  }

  /// Returns the analysis of the compilation that a check runs in.
  ///
  /// @param state where the check stands
  /// @return always the same for one compilation
  public static LifetimeAnalysis of(VisitorState state) {
    CompilationUnitTree unit = state.getPath().getCompilationUnit();
    LifetimeAnalysis analysis = state.context.get(KEY);
    if (analysis == null) {
      analysis = new LifetimeAnalysis(Compilation.of(state), unit);
      state.context.put(KEY, analysis);
    } else if (!analysis.unit.isOf(unit)) {
      analysis.unit = new UnitAnalysis(analysis.compilation, unit);
    }
    return analysis;
  }

  /// Returns who owns what in this compilation.
  ///
  /// @return the contracts that the analysis reads
  public Contracts contracts() {
    return compilation.contracts();
  }

  /// Returns what the normal paths of a body drop.
  ///
  /// @param declaration the path of a method, lambda, initializer block, or field with an
  ///   initializer
  /// @return the obligations, in the order in which they were found; none if there is no body, or
  ///   it cannot be followed
  public List<Obligation> obligations(TreePath declaration) {
    return unit.worthwhile(declaration).obligations();
  }

  /// Returns what a body does to resources that have ended on some path.
  ///
  /// @param declaration the path of a method, lambda, initializer block, or field with an
  ///   initializer
  /// @return the misuses, in the order of the source; none if there is no body, or it cannot be
  ///   followed
  public List<Misuse> misuses(TreePath declaration) {
    return unit.worthwhile(declaration).misuses();
  }

  /// Returns what a body closes or hands over although it only borrows it.
  ///
  /// @param declaration the path of a method, lambda, initializer block, or field with an
  ///   initializer
  /// @return the ends, in the order in which they were found
  public List<BorrowEnd> borrowEnds(TreePath declaration) {
    return unit.worthwhile(declaration).borrowEnds();
  }

  /// Returns what a body does wrong with memory that it borrows, shares, or that nobody has
  /// written.
  ///
  /// @param declaration the path of a method, lambda, initializer block, or field with an
  ///   initializer
  /// @return the faults, in the order of the source
  public List<MemoryFault> memoryFaults(TreePath declaration) {
    return unit.worthwhile(declaration).memoryFaults();
  }

  /// Returns what a class does wrong with the fields that own what they hold.
  ///
  /// @param type the path of a class
  /// @return the faults, in the order of the source
  public List<FieldFault> fieldFaults(TreePath type) {
    return unit.fieldFaults(type);
  }
}
