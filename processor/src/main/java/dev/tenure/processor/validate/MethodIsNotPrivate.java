package dev.tenure.processor.validate;

import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/// A wrapped method can be called by another class of its package.
final class MethodIsNotPrivate implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.methods().stream()
        .filter(method -> method.modifiers().contains(Modifier.PRIVATE))
        .map(method -> Problem.at(method.element(), Text.PRIVATE_METHOD, method.element()));
  }
}
