package dev.tenure.processor.validate;

import dev.tenure.processor.model.Result;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;

/// The tensors in a result are where a wrapper can promote them one by one.
final class ResultIsWithinReach implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.methods().stream()
        .filter(method -> method.result() instanceof Result.OutOfReach)
        .map(method ->
            Problem.at(
                method.element(),
                Text.RESULT_IS_OUT_OF_REACH,
                method.element(),
                method.result().type()));
  }
}
