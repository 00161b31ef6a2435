package dev.tenure.checks.lifetime;

import com.sun.tools.javac.code.Symbol.VarSymbol;
import dev.tenure.checks.model.ParameterContract;
import dev.tenure.checks.model.ResultContract;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a method does with its parameters and fields and what it returns, found from its body.
///
/// @param parameters what becomes of each argument
/// @param uses whether each is used, rather than only asked for its state
/// @param fields what becomes of what the fields of its object hold
/// @param reuses the parameters, from 0, of which it uses the workspace again; -1 is its object
/// @param result what the caller gets
/// @param held how many resources that holds, if it is a record
record Summary(
    List<ParameterContract> parameters,
    List<Boolean> uses,
    Map<VarSymbol, Field> fields,
    Set<Integer> reuses,
    ResultContract result,
    int held) {
  /// What is known of a body that is not followed.
  static final Summary NOTHING =
      new Summary(List.of(), List.of(), Map.of(), Set.of(), ResultContract.NOTHING, 0);

  Summary {
    parameters = List.copyOf(parameters);
    uses = List.copyOf(uses);
    fields = Map.copyOf(fields);
    reuses = Set.copyOf(reuses);
  }

  /// What becomes of what a field holds.
  ///
  /// @param endings how the paths that return leave it behind
  /// @param assigns whether some path assigns the field
  record Field(Set<Status> endings, boolean assigns) {
    /// Of a field that anything may have happened to.
    static final Field UNKNOWN = new Field(Set.of(), true);

    private static final Set<Status> CLOSED = Set.of(Status.CLOSED, Status.ABSENT);

    boolean closes() {
      return !endings.isEmpty() && CLOSED.containsAll(endings);
    }

    boolean leavesOpen() {
      return Status.areOpen(endings);
    }
  }

  ParameterContract parameter(int index) {
    return parameters.isEmpty()
        ? ParameterContract.UNKNOWN
        : parameters.get(Math.min(index, parameters.size() - 1));
  }

  boolean uses(int index) {
    return !uses.isEmpty() && uses.get(Math.min(index, uses.size() - 1));
  }
}
