package dev.tenure.processor.validate;

import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;

/// A wrapped type can be named by another class of its package.
final class TypeIsNotPrivate implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.hidden()
        ? Stream.of(Problem.at(type.element(), Text.PRIVATE_TYPE, type.element()))
        : Stream.empty();
  }
}
