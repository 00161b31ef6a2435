package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import java.util.List;
import java.util.Map;

/// What following a body told.
///
/// @param obligations what it drops
/// @param misuses what it does to resources that have ended
/// @param borrowEnds what it ends without owning it
/// @param overwritten the assignments that overwrite a field which may still own something
/// @param memoryFaults what it does wrong with memory that it borrows, shares, or that nobody wrote
/// @param fieldsLeft how it leaves what the fields of its object own behind, where it does so open
/// @param summary what it does for its caller
record BodyResult(
    List<Obligation> obligations,
    List<Misuse> misuses,
    List<BorrowEnd> borrowEnds,
    Map<Tree, VarSymbol> overwritten,
    List<MemoryFault> memoryFaults,
    Map<VarSymbol, FieldLeft> fieldsLeft,
    Summary summary) {
  /// What is told of a body that is not followed.
  static final BodyResult NOTHING =
      new BodyResult(
          List.of(), List.of(), List.of(), Map.of(), List.of(), Map.of(), Summary.NOTHING);

  BodyResult {
    obligations = List.copyOf(obligations);
    misuses = List.copyOf(misuses);
    borrowEnds = List.copyOf(borrowEnds);
    overwritten = Map.copyOf(overwritten);
    memoryFaults = List.copyOf(memoryFaults);
    fieldsLeft = Map.copyOf(fieldsLeft);
  }
}
