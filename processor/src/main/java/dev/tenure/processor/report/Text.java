package dev.tenure.processor.report;

/// Every text that an author can get to see, as a format of `String.format`.
public enum Text {
  /// For: method.
  NO_SCOPE(
      "%s takes no TensorScope, so there is nothing to open for its callers: add a parameter of"
          + " type dev.tenure.memory.TensorScope, or remove @ScopedForward"),
  /// For: method.
  TWO_SCOPES(
      "%s takes more than one TensorScope, and a wrapper opens exactly one: keep one of them and"
          + " open the other by scope.openChild()"),
  /// For: method.
  PRIVATE_METHOD(
      "%s is private, so the generated class cannot call it: make it package-private or wider"),
  /// For: method.
  STATIC_METHOD("%s is static, and a wrapper delegates to an instance: make it an instance method"),
  /// For: type.
  PRIVATE_TYPE(
      "%s is private or inside a private type, so the generated class cannot name it: make it"
          + " package-private or wider"),
  /// For: method, type.
  RESULT_IS_A_PLAIN_TENSOR(
      "%s returns %s, which a scope cannot promote to the caller: return"
          + " dev.tenure.tensor.PooledTensor"),
  /// For: method, type, type of the tensor.
  RESULT_HOLDS_A_PLAIN_TENSOR(
      "%s returns %s with a %s in it, which a scope cannot promote to the caller: let it hold"
          + " dev.tenure.tensor.PooledTensor"),
  /// For: method, type.
  RESULT_IS_OUT_OF_REACH(
      "%s returns %s, which holds tensors where a generated method cannot reach them: return a"
          + " record, an array, a collection, a map or an optional of"
          + " dev.tenure.tensor.PooledTensor that does not hold itself"),
  /// For: method, type.
  RESULT_IS_UNSTATED(
      "%s returns %s and does not say whose it is, which stands for the caller's: annotate it"
          + " @Scoped if it belongs to the scope, which generated methods then hand out, or @Pooled"
          + " if it is the caller's already"),
  /// For: method, type.
  RESULT_IS_LENT(
      "%s returns %s that is borrowed, or that ends with the scope, so it cannot be handed to the"
          + " caller: return a dev.tenure.tensor.PooledTensor of the scope and annotate the method"
          + " @Scoped"),
  /// For: parameter, method.
  ARGUMENT_OF_THE_SCOPE(
      "%s of %s is @Scoped, but callers of the generated method cannot have a tensor of a scope"
          + " that it opens itself: remove @Scoped"),
  /// For: type.
  NO_METHOD(
      "%s has no method that takes a dev.tenure.memory.TensorScope and can be called by the"
          + " generated class: add one, or remove @ScopedForward"),
  /// For: wrapper, type.
  WRAPPER_EXISTS("the class %s that is generated for %s exists already: rename one of the two"),
  /// For: method, the other method.
  SAME_WITHOUT_SCOPE("%s and %s are the same method without their TensorScope: rename one of them"),
  /// For: generated method, method, the other method.
  SAME_GENERATED(
      "the method %s that is generated for %s is generated for %s already: rename one of them, or"
          + " leave this variant out by @ScopedForward(variants = …)"),
  /// For: variant, method, reason.
  VARIANT_IMPOSSIBLE(
      "the variant %s of %s cannot be generated, because %s: choose others, or leave variants away"
          + " for all that are possible"),
  /// For: method, variants.
  NO_VARIANT(
      "nothing is generated for %s, since its shape allows none of the variants %s: choose others,"
          + " or leave variants away for all that are possible"),
  /// For: option.
  EMPTY_VARIANTS("no variant is chosen: name one, or remove this option for all that are possible"),
  /// For: name, option.
  NO_NAME(
      "'%s' is not the simple name of a class: write one, such as \"%s\", or remove this option"),
  /// For: name.
  NAME_TAKEN("the name %s is that of the %s already: choose another"),
  /// For: option, method.
  OPTION_OF_TYPES("%s is an option of a type, and %s is a method: move it to @ScopedForward on %s"),
  /// For: type.
  EMPTY_CONTRACT(
      "%s has no public method with a TensorScope, so the interface %s would be empty: make one"
          + " public, or remove this option"),
  /// For: method.
  METHOD_OF_OBJECT("%s is a method of java.lang.Object without its TensorScope: rename it"),
  /// For: wrapper, reason.
  NOT_WRITTEN("the class %s could not be written: %s");

  private final String format;

  Text(String format) {
    this.format = format;
  }

  String with(Object... arguments) {
    return String.format(format, arguments);
  }
}
