package dev.tenure.processor.validate;

import dev.tenure.processor.model.Result;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;

/// A wrapped method does not return a tensor that somebody else owns.
final class ResultIsNotLent implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.methods().stream()
        .filter(method -> method.result() instanceof Result.Lent)
        .map(method ->
            Problem.at(
                method.element(), Text.RESULT_IS_LENT, method.element(), method.result().type()));
  }
}
