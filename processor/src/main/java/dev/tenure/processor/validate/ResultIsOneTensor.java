package dev.tenure.processor.validate;

import dev.tenure.processor.model.Result;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;

/// A wrapped method returns at most one tensor.
final class ResultIsOneTensor implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.methods().stream()
        .filter(method -> method.result() instanceof Result.Several)
        .map(method ->
            Problem.at(
                method.element(),
                Text.RESULT_HOLDS_TENSORS,
                method.element(),
                method.result().type()));
  }
}
