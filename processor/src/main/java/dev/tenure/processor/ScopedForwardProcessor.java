package dev.tenure.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.JavaFile;
import dev.tenure.processor.model.Names;
import dev.tenure.processor.model.ScopedType;
import dev.tenure.processor.read.TypeReader;
import dev.tenure.processor.report.Problem;
import dev.tenure.processor.report.Reporter;
import dev.tenure.processor.report.Text;
import dev.tenure.processor.validate.Validator;
import dev.tenure.processor.write.TypeWriter;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/// Writes a class `ScopedX` for every class `X` that asks for it by `@ScopedForward`.
///
/// A type whose methods name classes that are still to be generated waits for a later round, and so
/// does one that Lombok adds members to. What is never generated is the compiler's to report.
@AutoService(Processor.class)
public final class ScopedForwardProcessor extends AbstractProcessor {
  /// The names of the types that wait, sorted so that the order of writing is always the same.
  private final Set<String> waiting = new TreeSet<>();

  /// Creates the processor, for the compiler.
  public ScopedForwardProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Names.SCOPED_FORWARD.canonicalName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<String> fresh = new TreeSet<>();
    annotations.forEach(it -> round.getElementsAnnotatedWith(it).forEach(at -> await(at, fresh)));
    waiting.addAll(fresh);
    TypeReader reader =
        new TypeReader(processingEnv.getTypeUtils(), processingEnv.getElementUtils());
    for (String name : List.copyOf(waiting)) {
      TypeElement type =
          Objects.requireNonNull(processingEnv.getElementUtils().getTypeElement(name), name);
      if (fresh.contains(name) && reader.isStillEdited(type)) {
        continue;
      }
      Optional<ScopedType> read = reader.read(type);
      read.ifPresent(it -> {
        waiting.remove(name);
        handle(it);
      });
    }
    return false;
  }

  private static void await(Element annotated, Set<String> fresh) {
    Element type =
        annotated instanceof ExecutableElement ? annotated.getEnclosingElement() : annotated;
    if (type instanceof TypeElement named) {
      fresh.add(named.getQualifiedName().toString());
    }
  }

  private void handle(ScopedType type) {
    List<Problem> problems = Validator.validate(type);
    new Reporter(processingEnv.getMessager())
        .report(type.element(), problems.isEmpty() ? write(type) : problems);
  }

  private List<Problem> write(ScopedType type) {
    return TypeWriter.write(type).stream().flatMap(file -> write(type, file).stream()).toList();
  }

  private Optional<Problem> write(ScopedType type, JavaFile file) {
    String name = file.packageName() + "." + file.typeSpec().name();
    try {
      file.writeTo(processingEnv.getFiler());
      return Optional.empty();
    } catch (FilerException e) {
      return Optional.of(Problem.at(type.element(), Text.WRAPPER_EXISTS, name, type.element()));
    } catch (IOException e) {
      return Optional.of(Problem.at(type.element(), Text.NOT_WRITTEN, name, e.toString()));
    }
  }
}
