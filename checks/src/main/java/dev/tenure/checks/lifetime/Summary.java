package dev.tenure.checks.lifetime;

import dev.tenure.checks.model.ParameterContract;
import dev.tenure.checks.model.ResultContract;
import java.util.List;

/// What a method does with its parameters and what it returns, found from its body.
///
/// @param parameters what becomes of each argument
/// @param result what the caller gets
record Summary(List<ParameterContract> parameters, ResultContract result) {
  Summary {
    parameters = List.copyOf(parameters);
  }

  ParameterContract parameter(int index) {
    return parameters.isEmpty()
        ? ParameterContract.UNKNOWN
        : parameters.get(Math.min(index, parameters.size() - 1));
  }
}
