package dev.tenure.processor.validate;

import dev.tenure.processor.model.ScopedMethod;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.Set;
import java.util.stream.Stream;

/// A wrapped method does not become one that every object has, with a meaning of its own.
final class IsNoMethodOfObject implements Rule {
  private static final Set<String> WITHOUT_ARGUMENTS =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.methods().stream()
        .filter(IsNoMethodOfObject::breaks)
        .map(method -> Problem.at(method.element(), Text.METHOD_OF_OBJECT, method.element()));
  }

  private static boolean breaks(ScopedMethod method) {
    return method.arguments().isEmpty() && WITHOUT_ARGUMENTS.contains(method.name());
  }
}
