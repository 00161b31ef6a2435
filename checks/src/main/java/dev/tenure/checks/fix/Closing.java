package dev.tenure.checks.fix;

import com.sun.tools.javac.code.Type;
import dev.tenure.checks.model.Pooling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How what a variable holds is closed: the lines that do so.
final class Closing {
  private final Source source;
  private final Optional<String> preferred;

  Closing(Source source) {
    this(source, Optional.empty());
  }

  /// Makes an instance that knows which method the code calls elsewhere, if it calls one.
  Closing(Source source, Optional<String> preferred) {
    this.source = source;
    this.preferred = preferred;
  }

  /// Returns the name of the method that closes a type; empty if it is not pooled.
  Optional<String> method(Type type) {
    return source
        .contracts()
        .pooling(type)
        .map(Pooling::closers)
        .filter(names -> !names.isEmpty())
        .map(names ->
            preferred
                .filter(names::contains)
                .orElseGet(() -> names.contains("close") ? "close" : sorted(names).getFirst()));
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  /// Returns lines that close a variable.
  ///
  /// @param declared the variable's type
  /// @param held the type of the resource that it holds, which may be a subtype
  /// @param mayBeNull whether it may hold nothing
  Optional<List<String>> lines(String variable, Type declared, Type held, boolean mayBeNull) {
    Optional<String> direct = method(declared);
    if (direct.isPresent()) {
      String close = variable + "." + direct.get() + "();";
      return Optional.of(
          mayBeNull ? guarded("if (" + variable + " != null) {", close) : List.of(close));
    }
    return method(held)
        .map(name -> {
          String rented = source.unused("closed");
          return guarded(
              "if (" + variable + " instanceof " + source.nameOf(held) + " " + rented + ") {",
              rented + "." + name + "();");
        });
  }

  List<String> guarded(String condition, String close) {
    return List.of(condition, source.step() + close, "}");
  }

  /// Returns the lines of `} finally { … }`.
  List<String> finallyBlock(List<String> close) {
    return block("} finally {", close);
  }

  /// Returns the end of one block and another after it.
  List<String> block(String head, List<String> inside) {
    List<String> lines = new ArrayList<>();
    lines.add(head);
    inside.forEach(line -> lines.add(source.step() + line));
    lines.add("}");
    return lines;
  }
}
