package dev.tenure.processor.validate;

import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;

/// A wrapped method takes a scope.
final class TakesScope implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.methods().stream()
        .filter(method -> method.scopes().isEmpty())
        .map(method -> Problem.at(method.element(), Text.NO_SCOPE, method.element()));
  }
}
