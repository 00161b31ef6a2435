package dev.tenure.processor.validate;

import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;

/// A wrapped method takes no second scope, which the wrapper could not tell from the first.
final class TakesOneScope implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.methods().stream()
        .flatMap(method ->
            method.scopes().stream()
                .skip(1)
                .map(scope -> Problem.at(scope.element(), Text.TWO_SCOPES, method.element())));
  }
}
