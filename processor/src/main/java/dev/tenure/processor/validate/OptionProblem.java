package dev.tenure.processor.validate;

import dev.tenure.processor.model.Options;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.Objects;

/// Makes problems that stand on an option.
final class OptionProblem {
  private OptionProblem() {}

  /// @param option the name of an option that the author wrote
  static Problem of(Options options, String option, Text text, Object... arguments) {
    return Problem.at(options.element(), text, arguments)
        .in(options.annotation(), Objects.requireNonNull(options.values().get(option), option));
  }
}
