package dev.tenure.processor.validate;

import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import java.util.List;

/// All rules together.
public final class Validator {
  private static final List<Rule> RULES =
      List.of(
          new TypeIsNotPrivate(),
          new TypeHasMethod(),
          new MethodIsNotPrivate(),
          new MethodIsNotStatic(),
          new TakesScope(),
          new TakesOneScope(),
          new ArgumentsAreNotScoped(),
          new ResultIsPooled(),
          new ResultIsWithinReach(),
          new ResultHasOwner(),
          new ResultIsNotLent(),
          new SignaturesStayApart(),
          new IsNoMethodOfObject(),
          new OptionsOfTypes(),
          new VariantsArePossible(),
          new NamesAreNames(),
          new ContractHasMethods());

  private Validator() {}

  /// Finds everything that keeps a type from being wrapped.
  ///
  /// @param type an author's type
  /// @return its problems, none if a wrapper can be written
  public static List<Problem> validate(ScopedType type) {
    return RULES.stream().flatMap(rule -> rule.check(type)).toList();
  }
}
