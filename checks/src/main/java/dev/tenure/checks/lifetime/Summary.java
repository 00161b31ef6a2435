package dev.tenure.checks.lifetime;

import dev.tenure.checks.model.ParameterContract;
import dev.tenure.checks.model.ResultContract;
import java.util.List;

/// What a method does with its parameters and what it returns, found from its body.
///
/// @param parameters what becomes of each argument
/// @param uses whether each is used, rather than only asked for its state
/// @param result what the caller gets
record Summary(List<ParameterContract> parameters, List<Boolean> uses, ResultContract result) {
  Summary {
    parameters = List.copyOf(parameters);
    uses = List.copyOf(uses);
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
