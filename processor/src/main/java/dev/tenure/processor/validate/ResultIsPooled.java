package dev.tenure.processor.validate;

import dev.tenure.processor.model.Result;
import dev.tenure.processor.model.ScopedMethod;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;

/// A tensor that a wrapped method returns is a pooled one, which the scope can promote.
final class ResultIsPooled implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.methods().stream()
        .filter(method -> method.result() instanceof Result.OtherTensor)
        .map(method -> problem(method, (Result.OtherTensor) method.result()));
  }

  private static Problem problem(ScopedMethod method, Result.OtherTensor result) {
    return result.type().equals(result.tensor())
        ? Problem.at(
            method.element(), Text.RESULT_IS_A_PLAIN_TENSOR, method.element(), result.type())
        : Problem.at(
            method.element(),
            Text.RESULT_HOLDS_A_PLAIN_TENSOR,
            method.element(),
            result.type(),
            result.tensor());
  }
}
