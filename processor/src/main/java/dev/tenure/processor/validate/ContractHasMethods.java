package dev.tenure.processor.validate;

import dev.tenure.processor.model.Options;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/// An interface of public methods that an author wants has some.
final class ContractHasMethods implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    boolean hasSome =
        type.methods().stream().anyMatch(method -> method.modifiers().contains(Modifier.PUBLIC));
    return type.contract().filter(contract -> !hasSome).stream()
        .map(contract ->
            OptionProblem.of(
                type.options().orElseThrow(),
                Options.CONTRACT,
                Text.EMPTY_CONTRACT,
                type.element(),
                contract.simpleName()));
  }
}
