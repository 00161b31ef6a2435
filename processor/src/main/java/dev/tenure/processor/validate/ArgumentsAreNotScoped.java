package dev.tenure.processor.validate;

import dev.tenure.processor.model.Names;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;

/// No argument has to belong to the scope, which does not exist before the call.
final class ArgumentsAreNotScoped implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.methods().stream()
        .flatMap(method ->
            method.arguments().stream()
                .filter(argument -> argument.has(Names.SCOPED))
                .map(argument ->
                    Problem.at(
                        argument.element(),
                        Text.ARGUMENT_OF_THE_SCOPE,
                        argument.name(),
                        method.element())));
  }
}
