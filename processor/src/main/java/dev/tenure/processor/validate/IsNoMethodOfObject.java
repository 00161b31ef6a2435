package dev.tenure.processor.validate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.tenure.processor.model.Operation;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Text;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A generated method does not become one that every object has, with a meaning of its own.
final class IsNoMethodOfObject implements Rule {
  private static final Set<Operation.Signature> OF_OBJECT =
      Stream.concat(
              Stream.of(
                      "clone",
                      "finalize",
                      "getClass",
                      "hashCode",
                      "notify",
                      "notifyAll",
                      "toString",
                      "wait")
                  .map(name -> new Operation.Signature(name, List.of())),
              Stream.of(
                  new Operation.Signature("equals", List.of(ClassName.OBJECT)),
                  new Operation.Signature("wait", List.of(TypeName.LONG)),
                  new Operation.Signature("wait", List.of(TypeName.LONG, TypeName.INT))))
          .collect(Collectors.toUnmodifiableSet());

  @Override
  public Stream<Problem> check(ScopedType type) {
    return type.operations().stream()
        .filter(operation -> OF_OBJECT.contains(operation.signature()))
        .map(operation -> operation.method().element())
        .map(method -> Problem.at(method, Text.METHOD_OF_OBJECT, method));
  }
}
