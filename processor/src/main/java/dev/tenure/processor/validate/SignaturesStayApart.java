package dev.tenure.processor.validate;

import dev.tenure.processor.model.Operation;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Two generated methods differ in name or parameters.
final class SignaturesStayApart implements Rule {
  @Override
  public Stream<Problem> check(ScopedType type) {
    Map<Operation.Signature, Operation> seen = new HashMap<>();
    Stream.Builder<Problem> problems = Stream.builder();
    for (Operation operation : type.operations()) {
      Operation other = seen.putIfAbsent(operation.signature(), operation);
      if (other != null) {
        problems.add(problem(operation, other));
      }
    }
    return problems.build();
  }

  private static Problem problem(Operation operation, Operation other) {
    boolean bothPlain =
        operation.form() == Operation.Form.HAND_OUT && other.form() == Operation.Form.HAND_OUT;
    return bothPlain
        ? Problem.at(
            operation.method().element(),
            Text.SAME_WITHOUT_SCOPE,
            other.method().element(),
            operation.method().element())
        : Problem.at(
            operation.method().element(),
            Text.SAME_GENERATED,
            readable(operation.signature()),
            operation.method().element(),
            other.method().element());
  }

  private static String readable(Operation.Signature signature) {
    return signature.parameters().stream()
        .map(Object::toString)
        .collect(Collectors.joining(",", signature.name() + "(", ")"));
  }
}
