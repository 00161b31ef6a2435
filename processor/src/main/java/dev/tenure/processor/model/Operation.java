package dev.tenure.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One generated method.
///
/// @param method the author's method that it calls
/// @param form what it does with the result
public record Operation(ScopedMethod method, Form form) {
  /// What a generated method does with the result.
  public enum Form {
    /// Returns it.
    HAND_OUT(Variant.OWNED, ""),
    /// Copies it into the caller's tensor.
    COPY(Variant.INTO, "Into"),
    /// Lets the author's method write it into the caller's tensor.
    PASS_DESTINATION(Variant.INTO, "Into"),
    /// Shows it to a function.
    LEND(Variant.LENT, ""),
    /// Returns those of a batch.
    HAND_OUT_EACH(Variant.BATCH, "All"),
    /// Shows those of a batch to a function, one after the other.
    LEND_EACH(Variant.BATCH, "All");

    private final Variant variant;
    private final String suffix;

    Form(Variant variant, String suffix) {
      this.variant = variant;
      this.suffix = suffix;
    }
  }

  /// What tells methods of one class apart.
  ///
  /// @param name the method's name
  /// @param parameters the erasures of its parameters
  public record Signature(String name, List<TypeName> parameters) {
    /// Copies the list.
    public Signature {
      parameters = List.copyOf(parameters);
    }
  }

  /// Returns what is generated for some methods.
  ///
  /// A copy is left out where an author's own method writes into the destination.
  ///
  /// @param methods all of a type's methods, in the author's order
  /// @return their generated methods, in that order
  public static List<Operation> of(List<ScopedMethod> methods) {
    List<Operation> operations = new ArrayList<>();
    methods.forEach(method -> addTo(operations, method));
    List<Signature> withoutCopy =
        operations.stream()
            .filter(operation -> operation.form == Form.PASS_DESTINATION)
            .map(Operation::signature)
            .toList();
    operations.removeIf(
        operation -> operation.form == Form.COPY && withoutCopy.contains(operation.signature()));
    return List.copyOf(operations);
  }

  private static void addTo(List<Operation> operations, ScopedMethod method) {
    for (Form form : Form.values()) {
      if (method.has(form.variant) && suits(form, method)) {
        operations.add(new Operation(method, form));
      }
    }
  }

  private static boolean suits(Form form, ScopedMethod method) {
    return switch (form) {
      case COPY -> !method.takesDestination();
      case PASS_DESTINATION -> method.takesDestination();
      case LEND_EACH -> method.has(Variant.LENT);
      case HAND_OUT, LEND, HAND_OUT_EACH -> true;
    };
  }

  /// Returns the variant that this method belongs to.
  ///
  /// @return what the author chose
  public Variant variant() {
    return form.variant;
  }

  /// Returns the name of the generated method.
  ///
  /// @return the author's name, and what the form adds to it if the author does not say it already
  public String name() {
    boolean saysItAlready =
        form == Form.PASS_DESTINATION && method.name().toLowerCase(Locale.ROOT).endsWith("into");
    return saysItAlready ? method.name() : method.name() + form.suffix;
  }

  /// Tells whether the generated method goes over a batch.
  ///
  /// @return whether it opens a scope for each item
  public boolean isBatch() {
    return variant() == Variant.BATCH;
  }

  /// Tells whether the generated method shows results to a function.
  ///
  /// @return whether its last parameter is a reader
  public boolean lends() {
    return form == Form.LEND || form == Form.LEND_EACH;
  }

  /// Returns what tells the generated method from others.
  ///
  /// @return its name and the erasures of its parameters
  public Signature signature() {
    List<TypeName> parameters = new ArrayList<>();
    if (isBatch()) {
      parameters.add(ClassName.get(Iterable.class));
    } else {
      method.arguments().forEach(argument -> parameters.add(argument.erasure()));
    }
    if (form == Form.COPY) {
      parameters.add(Names.TENSOR);
    }
    if (lends()) {
      parameters.add(Names.READER);
    }
    return new Signature(name(), parameters);
  }

  /// Returns the names that the author's method uses, for new ones to differ.
  ///
  /// @return the names of all its parameters
  public Set<String> names() {
    return Set.copyOf(method.parameters().stream().map(Parameter::name).toList());
  }
}
