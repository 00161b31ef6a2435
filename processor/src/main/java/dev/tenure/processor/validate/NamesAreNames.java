package dev.tenure.processor.validate;

import com.palantir.javapoet.ClassName;
import dev.tenure.processor.model.Options;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;

/// The names that an author chose can be given to classes, and to one each.
final class NamesAreNames implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return Stream.of(Options.NAME, Options.CONTRACT)
        .flatMap(option ->
            type.options().stream()
                .flatMap(options ->
                    options.text(option).stream()
                        .flatMap(name -> check(type, options, option, name))));
  }

  private static Stream<Problem> check(
      ScopedType type, Options options, String option, String name) {
    if (options.name(option).isEmpty()) {
      String suggestion =
          type.name().simpleName() + (option.equals(Options.NAME) ? "Layer" : "Operations");
      return Stream.of(OptionProblem.of(options, option, Text.NO_NAME, name, suggestion));
    }
    ClassName named = ClassName.get(type.name().packageName(), name);
    if (named.equals(type.name())) {
      return Stream.of(OptionProblem.of(options, option, Text.NAME_TAKEN, name, "author's type"));
    }
    boolean twice = option.equals(Options.CONTRACT) && named.equals(type.wrapper());
    return twice
        ? Stream.of(OptionProblem.of(options, option, Text.NAME_TAKEN, name, "generated class"))
        : Stream.empty();
  }
}
