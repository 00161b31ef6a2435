package dev.tenure.processor.validate;

import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;

/// A type that asks for a wrapper has something to wrap.
final class TypeHasMethod implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.methods().isEmpty()
        ? Stream.of(Problem.at(type.element(), Text.NO_METHOD, type.element()))
        : Stream.empty();
  }
}
