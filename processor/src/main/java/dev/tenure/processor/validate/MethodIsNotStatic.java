package dev.tenure.processor.validate;

import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/// A wrapped method belongs to an instance, which the wrapper delegates to.
final class MethodIsNotStatic implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.methods().stream()
        .filter(method -> method.modifiers().contains(Modifier.STATIC))
        .map(method -> Problem.at(method.element(), Text.STATIC_METHOD, method.element()));
  }
}
