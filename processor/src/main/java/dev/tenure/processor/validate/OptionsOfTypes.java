package dev.tenure.processor.validate;

import dev.tenure.processor.model.Options;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;

/// What is said of the whole generated class is said on the type.
final class OptionsOfTypes implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.methods().stream()
        .flatMap(method -> method.options().stream())
        .flatMap(options ->
            Stream.of(Options.NAME, Options.CONTRACT, Options.CONSTRUCTORS, Options.PLANNED)
                .filter(options.values()::containsKey)
                .map(option ->
                    OptionProblem.of(
                        options,
                        option,
                        Text.OPTION_OF_TYPES,
                        option,
                        options.element(),
                        type.element())));
  }
}
