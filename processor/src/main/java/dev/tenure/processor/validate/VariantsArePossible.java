package dev.tenure.processor.validate;

import dev.tenure.processor.model.Options;
import dev.tenure.processor.model.Result;
import dev.tenure.processor.model.ScopedMethod;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.model.Variant;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The variants that an author chose exist for the method's shape: each that is chosen for one
/// method, and at least one of those that are chosen for a whole type.
final class VariantsArePossible implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    return Stream.concat(
        type.options().stream().flatMap(VariantsArePossible::empty),
        type.methods().stream().flatMap(VariantsArePossible::check));
  }

  private static Stream<Problem> check(ScopedMethod method) {
    if (!canBeJudged(method)) {
      return method.options().stream().flatMap(VariantsArePossible::empty);
    }
    Optional<Set<Variant>> own = method.options().flatMap(Options::variants);
    if (own.isPresent()) {
      return Stream.concat(
          method.options().stream().flatMap(VariantsArePossible::empty),
          own.get().stream().flatMap(variant -> impossible(method, variant)));
    }
    return method.chosen().isEmpty() || Arrays.stream(Variant.values()).anyMatch(method::has)
        ? Stream.empty()
        : Stream.of(
            Problem.at(
                method.element(),
                Text.NO_VARIANT,
                method.element(),
                method.chosen().stream().sorted().toList()));
  }

  /// What is wrong with the result itself is reported by other rules.
  private static boolean canBeJudged(ScopedMethod method) {
    return switch (method.result()) {
      case Result.Nothing nothing -> true;
      case Result.Value value -> true;
      case Result.Promoted promoted -> true;
      case Result.Several several -> true;
      case Result.Owned owned -> true;
      case Result.Unstated unstated -> false;
      case Result.Lent lent -> false;
      case Result.OtherTensor other -> false;
      case Result.OutOfReach outOfReach -> false;
    };
  }

  private static Stream<Problem> empty(Options options) {
    return options.variants().filter(Set::isEmpty).stream()
        .map(none -> OptionProblem.of(options, Options.VARIANTS, Text.EMPTY_VARIANTS));
  }

  private static Stream<Problem> impossible(ScopedMethod method, Variant variant) {
    Options options = method.options().orElseThrow();
    return variant.obstacle(method).stream()
        .map(reason ->
            OptionProblem.of(
                options,
                Options.VARIANTS,
                Text.VARIANT_IMPOSSIBLE,
                variant,
                method.element(),
                reason));
  }
}
