package dev.tenure.processor.model;

import java.util.Optional;

/// What is generated for an author's method, by what becomes of the result.
///
/// The constants are those of the annotation's own enum.
public enum Variant {
  /// The caller owns the result.
  OWNED,
  /// The result is written into a tensor of the caller.
  INTO,
  /// The result is lent to a function.
  LENT,
  /// Each item of a batch has a scope of its own.
  BATCH;

  /// Tells why a method's shape does not allow this variant.
  ///
  /// @param method an author's method
  /// @return the reason, or nothing if the variant is possible
  public Optional<String> obstacle(ScopedMethod method) {
    return switch (this) {
      case OWNED -> unless(!method.takesDestination(), "it takes its destination itself");
      case INTO -> unless(landsInTensor(method), "its result is not exactly one pooled tensor");
      case LENT -> unless(isLendable(method.result()), "its result is nothing that a scope lends");
      case BATCH -> batch(method);
    };
  }

  private static Optional<String> unless(boolean possible, String reason) {
    return possible ? Optional.empty() : Optional.of(reason);
  }

  private static boolean landsInTensor(ScopedMethod method) {
    return switch (method.result()) {
      case Result.Promoted promoted -> !promoted.nullable();
      case Result.Owned owned -> owned.isTensor() && !owned.nullable();
      case Result.Nothing nothing -> method.takesDestination();
      default -> false;
    };
  }

  private static boolean isLendable(Result result) {
    return switch (result) {
      case Result.Promoted promoted -> true;
      case Result.Several several -> true;
      case Result.Owned owned -> owned.isTensor();
      default -> false;
    };
  }

  private static Optional<String> batch(ScopedMethod method) {
    boolean readsOne =
        method.arguments().size() == 1 && !method.arguments().getFirst().isMoreThanRead();
    return unless(readsOne, "it does not read exactly one argument")
        .or(() -> unless(isCollectable(method.result()), "its results cannot be put on a list"));
  }

  private static boolean isCollectable(Result result) {
    return switch (result) {
      case Result.Promoted promoted -> !promoted.nullable();
      case Result.Owned owned ->
          !owned.nullable() && owned.type().withoutAnnotations().equals(Names.POOLED_TENSOR);
      case Result.Value value -> true;
      case Result.Several several -> !several.contents().nullable();
      default -> false;
    };
  }
}
