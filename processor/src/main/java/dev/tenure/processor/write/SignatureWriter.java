package dev.tenure.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.tenure.processor.model.Names;
import dev.tenure.processor.model.Operation;
import dev.tenure.processor.model.Parameter;
import dev.tenure.processor.model.Result;
import dev.tenure.processor.model.ScopedMethod;
import dev.tenure.processor.model.ScopedType;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/// Declares a generated method: all but its body and its comment.
final class SignatureWriter {
  /// Of what an author says of a method, that which holds whatever becomes of the result.
  private static final Set<TypeName> OF_EVERY_FORM =
      Set.of(
          ClassName.get(Deprecated.class),
          ClassName.get(SuppressWarnings.class),
          ClassName.get("org.jspecify.annotations", "NullMarked"),
          ClassName.get("org.jspecify.annotations", "NullUnmarked"));

  private static final ClassName SAFE_VARARGS = ClassName.get(SafeVarargs.class);

  private final Operation operation;
  private final ScopedMethod method;
  private final ReaderTypes readerTypes;
  private final LocalNames names;

  SignatureWriter(ScopedType type, Operation operation) {
    this.operation = operation;
    this.method = operation.method();
    this.readerTypes = new ReaderTypes(type, method);
    this.names = new LocalNames(operation.names());
  }

  /// Declares the method as a class does.
  MethodSpec.Builder ofClass() {
    MethodSpec.Builder builder = declaration().addAnnotations(annotations());
    if (method.modifiers().contains(Modifier.PUBLIC)) {
      builder.addModifiers(Modifier.PUBLIC);
    }
    if (annotations().stream().anyMatch(annotation -> annotation.type().equals(SAFE_VARARGS))) {
      builder.addModifiers(Modifier.FINAL);
    }
    return addOwnership(builder);
  }

  /// Declares the method as an interface does, which cannot promise to be safe for its varargs.
  MethodSpec.Builder ofInterface() {
    MethodSpec.Builder builder =
        declaration()
            .addAnnotations(
                annotations().stream()
                    .filter(annotation -> !annotation.type().equals(SAFE_VARARGS))
                    .toList())
            .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT);
    return addOwnership(builder);
  }

  private MethodSpec.Builder declaration() {
    MethodSpec.Builder builder =
        MethodSpec.methodBuilder(operation.name())
            .addTypeVariables(method.typeVariables())
            .returns(returned())
            .addExceptions(method.thrown());
    if (operation.isBatch()) {
      builder.addParameter(batch(), names.unused("batch"));
    } else {
      method.arguments().forEach(argument -> builder.addParameter(parameter(argument)));
      builder.varargs(isVariable());
    }
    if (operation.form() == Operation.Form.COPY) {
      builder.addParameter(destination());
    }
    if (operation.lends()) {
      addReader(builder);
    }
    return builder;
  }

  private boolean isVariable() {
    return method.variableArity()
        && switch (operation.form()) {
          case HAND_OUT, PASS_DESTINATION -> true;
          case COPY, LEND, HAND_OUT_EACH, LEND_EACH -> false;
        };
  }

  private List<AnnotationSpec> annotations() {
    return method.annotations().stream().filter(this::holds).toList();
  }

  private boolean holds(AnnotationSpec annotation) {
    return OF_EVERY_FORM.contains(annotation.type())
        || operation.form() == Operation.Form.HAND_OUT
        || (annotation.type().equals(SAFE_VARARGS) && isVariable());
  }

  /// A list or record of tensors is no resource itself: an annotation would have callers close it.
  private MethodSpec.Builder addOwnership(MethodSpec.Builder builder) {
    boolean ownsTensor =
        method.result() instanceof Result.Promoted
            || (method.result() instanceof Result.Owned owned && owned.isTensor());
    return ownsTensor && operation.form() == Operation.Form.HAND_OUT
        ? builder.addAnnotation(Names.POOLED)
        : builder;
  }

  /// Returns the type that the method returns.
  TypeName returned() {
    return switch (operation.form()) {
      case HAND_OUT -> method.result().type();
      case COPY, PASS_DESTINATION -> TypeName.VOID;
      case LEND -> readerTypes.result();
      case HAND_OUT_EACH -> list(method.result().type().box());
      case LEND_EACH -> list(readerTypes.result());
    };
  }

  private static TypeName list(TypeName element) {
    return ParameterizedTypeName.get(ClassName.get(List.class), element);
  }

  private TypeName batch() {
    TypeName item = method.arguments().getFirst().type().box();
    return ParameterizedTypeName.get(
        ClassName.get(Iterable.class), WildcardTypeName.subtypeOf(item));
  }

  private ParameterSpec destination() {
    return ParameterSpec.builder(Names.TENSOR, names.unused("destination"))
        .addAnnotation(Names.OVERWRITES)
        .addAnnotation(Names.MAY_ALIAS)
        .build();
  }

  private void addReader(MethodSpec.Builder builder) {
    builder
        .addTypeVariable(readerTypes.result())
        .addTypeVariable(readerTypes.failure())
        .addException(readerTypes.failure())
        .addParameter(
            ParameterizedTypeName.get(
                Names.READER,
                lent(method.result().type()),
                WildcardTypeName.subtypeOf(readerTypes.result()),
                readerTypes.failure()),
            names.unused("reader"));
  }

  /// Tools that check for null do not see through a wildcard of something that may be null.
  private static TypeName lent(TypeName result) {
    return result.isAnnotated() ? result : WildcardTypeName.supertypeOf(result);
  }

  private static ParameterSpec parameter(Parameter parameter) {
    return ParameterSpec.builder(parameter.type(), parameter.name())
        .addAnnotations(parameter.annotations())
        .build();
  }
}
