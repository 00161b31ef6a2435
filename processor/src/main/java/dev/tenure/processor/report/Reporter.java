package dev.tenure.processor.report;

import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/// Hands problems to the compiler, as errors.
public final class Reporter {
  private final Messager messager;

  /// Creates a reporter.
  ///
  /// @param messager the compiler's
  public Reporter(Messager messager) {
    this.messager = messager;
  }

  /// Reports the problems of one type.
  ///
  /// A problem of a method that the type inherits stands on the type: the method may be in a class
  /// file, which has no lines.
  ///
  /// @param type the type
  /// @param problems its problems
  public void report(TypeElement type, List<Problem> problems) {
    problems.forEach(problem -> report(type, problem));
  }

  private void report(TypeElement type, Problem problem) {
    Element position = position(type, problem.element());
    if (problem.option().isPresent() && position.equals(problem.element())) {
      Problem.Option option = problem.option().get();
      messager.printMessage(
          Diagnostic.Kind.ERROR, problem.message(), position, option.annotation(), option.value());
    } else {
      messager.printMessage(Diagnostic.Kind.ERROR, problem.message(), position);
    }
  }

  private static Element position(TypeElement type, Element element) {
    for (Element around = element; around != null; around = around.getEnclosingElement()) {
      if (around.equals(type)) {
        return element;
      }
      if (around.getKind() == ElementKind.PACKAGE) {
        break;
      }
    }
    return type;
  }
}
