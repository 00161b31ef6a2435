package dev.tenure.processor.validate;

import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import java.util.stream.Stream;

/// Something that is asked of an author's type.
interface Rule {

  /// Finds what breaks this rule.
  ///
  /// @param type an author's type
  /// @return a problem for each place that does
  Stream<Problem> check(ScopedType type);
}
