package dev.tenure.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.tenure.processor.model.Comment;
import dev.tenure.processor.model.Names;
import dev.tenure.processor.model.Operation;
import dev.tenure.processor.model.Result;
import dev.tenure.processor.model.ScopedConstructor;
import dev.tenure.processor.model.ScopedMethod;
import dev.tenure.processor.model.ScopedType;
import java.util.List;
import java.util.Map;

/// Writes the comments of what is generated: the author's own words, and who owns what.
final class Documentation {
  private static final CodeBlock POOL_PARAMETER =
      CodeBlock.of("@param $L the pool that the scopes are opened on\n", TypeWriter.POOL);
  private static final CodeBlock DELEGATE_PARAMETER =
      CodeBlock.of("@param $L the object that does the work\n", TypeWriter.DELEGATE);

  private Documentation() {}

  static CodeBlock ofWrapper(ScopedType type) {
    CodeBlock.Builder text =
        CodeBlock.builder()
            .add("Calls a {@link $T}, each call in a scope of its own.\n\n", type.name())
            .add("<p>What a call returns belongs to its caller, who closes what is pooled of it.\n")
            .add("Every intermediate is returned to the pool before the call ends, also when it\n")
            .add("throws.\n\n")
            .add("<p>It is as safe for use by several threads as the object that it calls.\n");
    return addTypeVariables(text, type).build();
  }

  static CodeBlock ofContract(ScopedType type) {
    CodeBlock.Builder text =
        CodeBlock.builder()
            .add("What {@link $T} offers, for tests and decorators.\n\n", type.wrapper())
            .add(
                "<p>What a call returns belongs to its caller, who closes what is pooled of it.\n");
    return addTypeVariables(text, type).build();
  }

  static CodeBlock ofWrapping() {
    return CodeBlock.builder()
        .add("Creates a wrapper, which closes neither of the two.\n\n")
        .add(POOL_PARAMETER)
        .add(DELEGATE_PARAMETER)
        .build();
  }

  static CodeBlock ofWrappingOnSharedPool() {
    return CodeBlock.builder()
        .add(
            "Creates a wrapper on {@linkplain $T#shared() the shared pool}.\n\n", Names.TENSOR_POOL)
        .add(DELEGATE_PARAMETER)
        .build();
  }

  static CodeBlock ofPlanned() {
    return CodeBlock.builder()
        .add(
            "Returns a wrapper of the same object whose calls run by a plan: the first one shows"
                + " what\n")
        .add("memory it needs, and those after it with the same shapes get it as a whole.\n\n")
        .add("@param $L not closed; one thread and one method at a time\n", TypeWriter.PLAN)
        .add("@return a wrapper that is valid as long as the plan\n")
        .build();
  }

  static CodeBlock ofMaking(ScopedType type, ScopedConstructor constructor, String pool) {
    CodeBlock.Builder text =
        CodeBlock.builder()
            .add("Creates a wrapper of a new {@link $T}.\n\n", type.name())
            .add("@param $L the pool that the scopes are opened on, which is not closed\n", pool);
    return addConstructor(text, type, constructor).build();
  }

  static CodeBlock ofMakingOnSharedPool(ScopedType type, ScopedConstructor constructor) {
    CodeBlock.Builder text =
        CodeBlock.builder()
            .add("Creates a wrapper of a new {@link $T}\n", type.name())
            .add("on {@linkplain $T#shared() the shared pool}.\n", Names.TENSOR_POOL);
    if (!constructor.arguments().isEmpty() || !constructor.thrown().isEmpty()) {
      text.add("\n");
    }
    return addConstructor(text, type, constructor).build();
  }

  private static CodeBlock.Builder addConstructor(
      CodeBlock.Builder text, ScopedType type, ScopedConstructor constructor) {
    addTypeVariables(text, constructor.typeVariables(), CodeBlock.of("$T", type.name()));
    constructor
        .arguments()
        .forEach(it -> addParameter(text, it.name(), constructor.comment().parameters()));
    for (TypeName thrown : constructor.thrown()) {
      text.add("@throws $T $L\n", thrown, failure(constructor.comment(), thrown));
    }
    return text;
  }

  static CodeBlock ofOperation(ScopedType type, Operation operation) {
    ScopedMethod method = operation.method();
    CodeBlock target = reference(type, method);
    CodeBlock.Builder text = CodeBlock.builder();
    if (!method.comment().description().isEmpty()) {
      text.add("$L\n\n<p>", method.comment().description());
    }
    text.add("Calls {@link $L}\n$L\n\n", target, action(operation));
    addTypeVariables(text, method.typeVariables(), target);
    addParameters(text, type, operation);
    text.add(result(operation));
    for (TypeName thrown : method.thrown()) {
      text.add("@throws $T $L\n", thrown, failure(method.comment(), thrown));
    }
    if (operation.lends()) {
      text.add("@throws $T what the reader throws\n", new ReaderTypes(type, method).failure());
    }
    if (method.annotations().stream()
        .anyMatch(annotation -> annotation.type().equals(TypeName.get(Deprecated.class)))) {
      text.add("@deprecated as {@link $L} is\n", target);
    }
    return text.build();
  }

  /// Of a method whose comment stands in the interface.
  static CodeBlock ofImplementation() {
    return CodeBlock.of(
        "{@inheritDoc}\n\n<p>What the caller does not own goes back to the pool of this object.\n");
  }

  private static String action(Operation operation) {
    return switch (operation.form()) {
      case HAND_OUT -> "in a scope of its own." + owned(operation, " The caller owns the result.");
      case COPY -> "in a scope of its own and copies its result into the destination.";
      case PASS_DESTINATION -> "in a scope of its own, to write into the destination.";
      case LEND ->
          "in a scope of its own and shows its result to a function, after which it is\nclosed.";
      case HAND_OUT_EACH ->
          "for each item, in a scope of its own."
              + owned(operation, " The caller owns the results.");
      case LEND_EACH ->
          "for each item, in a scope of its own, and shows each result to a function, after\nwhich"
              + " it is closed.";
    };
  }

  private static String owned(Operation operation, String text) {
    return isPooled(operation.method().result()) ? text : "";
  }

  private static boolean isPooled(Result result) {
    return !(result instanceof Result.Nothing || result instanceof Result.Value);
  }

  private static void addParameters(CodeBlock.Builder text, ScopedType type, Operation operation) {
    ScopedMethod method = operation.method();
    LocalNames names = new LocalNames(operation.names());
    if (operation.isBatch()) {
      text.add("@param $L what is passed on, one item after the other\n", names.unused("batch"));
    } else {
      method
          .arguments()
          .forEach(it -> addParameter(text, it.name(), method.comment().parameters()));
    }
    if (operation.form() == Operation.Form.COPY) {
      text.add("@param $L has as many elements as the result\n", names.unused("destination"));
    }
    if (operation.lends()) {
      ReaderTypes reader = new ReaderTypes(type, method);
      text.add("@param <$T> what the reader returns\n", reader.result());
      text.add("@param <$T> what the reader throws\n", reader.failure());
      text.add("@param $L reads a result and keeps no part of it\n", names.unused("reader"));
    }
  }

  private static void addParameter(
      CodeBlock.Builder text, String name, Map<String, String> author) {
    String known = author.getOrDefault(name, "");
    text.add("@param $L $L\n", name, known.isEmpty() ? "passed on" : known);
  }

  private static String failure(Comment comment, TypeName thrown) {
    String known =
        thrown instanceof ClassName name
            ? comment.failures().getOrDefault(name.simpleName(), "")
            : "";
    return known.isEmpty() ? "as the method called throws it" : known;
  }

  private static CodeBlock.Builder addTypeVariables(CodeBlock.Builder text, ScopedType type) {
    if (!type.typeVariables().isEmpty()) {
      text.add("\n");
      addTypeVariables(text, type.typeVariables(), CodeBlock.of("$T", type.name()));
    }
    return text;
  }

  private static void addTypeVariables(
      CodeBlock.Builder text, List<TypeVariableName> variables, CodeBlock from) {
    for (TypeVariableName variable : variables) {
      text.add("@param <$L> as in {@link $L}\n", variable.name(), from);
    }
  }

  private static String result(Operation operation) {
    return switch (operation.form()) {
      case HAND_OUT -> handedOut(operation.method());
      case COPY, PASS_DESTINATION -> "";
      case LEND -> "@return what the reader returns\n";
      case HAND_OUT_EACH ->
          "@return the results, in the order of the items"
              + owned(operation, "; the caller closes them")
              + "\n";
      case LEND_EACH -> "@return what the reader returns for each, in the order of the items\n";
    };
  }

  private static String handedOut(ScopedMethod method) {
    if (method.result() instanceof Result.Nothing) {
      return "";
    }
    String author = method.comment().result();
    String text = author.isEmpty() ? "its result" : author.replaceFirst("\\.$", "");
    return switch (method.result()) {
      case Result.Value value -> "@return " + text + "\n";
      case Result.Several several -> "@return " + text + "; the caller closes what it holds\n";
      case Result result -> "@return " + text + "; the caller closes it\n";
    };
  }

  private static CodeBlock reference(ScopedType type, ScopedMethod method) {
    List<CodeBlock> parameters =
        method.parameters().stream()
            .map(parameter -> CodeBlock.of("$T", parameter.erasure()))
            .toList();
    return CodeBlock.of("$T#$L($L)", type.name(), method.name(), CodeBlock.join(parameters, ", "));
  }
}
