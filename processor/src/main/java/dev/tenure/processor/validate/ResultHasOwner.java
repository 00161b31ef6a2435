package dev.tenure.processor.validate;

import dev.tenure.processor.model.Result;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;

/// A method with a pooled result says whether it is the scope's or the caller's.
final class ResultHasOwner implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.methods().stream()
        .filter(method -> method.result() instanceof Result.Unstated)
        .map(method ->
            Problem.at(
                method.element(),
                Text.RESULT_IS_UNSTATED,
                method.element(),
                method.result().type()));
  }
}
