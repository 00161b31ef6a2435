package dev.tenure.processor.validate;

import com.palantir.javapoet.TypeName;
import dev.tenure.processor.model.Parameter;
import dev.tenure.processor.model.ScopedMethod;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Two overloads differ in more than their scope.
final class SignaturesStayApart implements Rule {
  private record Signature(String name, List<TypeName> arguments) {
    static Signature of(ScopedMethod method) {
      return new Signature(
          method.name(), method.arguments().stream().map(Parameter::erasure).toList());
    }
  }

  @Override
  public Stream<Problem> check(ScopedType type) {
    Map<Signature, ScopedMethod> seen = new HashMap<>();
    Stream.Builder<Problem> problems = Stream.builder();
    for (ScopedMethod method : type.methods()) {
      ScopedMethod other = seen.putIfAbsent(Signature.of(method), method);
      if (other != null) {
        problems.add(
            Problem.at(
                method.element(), Text.SAME_WITHOUT_SCOPE, other.element(), method.element()));
      }
    }
    return problems.build();
  }
}
