package dev.tenure.processor.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;

/// What an author wrote in an annotation.
///
/// @param element where the annotation stands
/// @param annotation the annotation
/// @param values what is written in it, by name; what is not there has its default
public record Options(
    Element element, AnnotationMirror annotation, Map<String, AnnotationValue> values) {
  /// The option that chooses variants.
  public static final String VARIANTS = "variants";

  /// The option that names the generated class.
  public static final String NAME = "name";

  /// The option that names the generated interface.
  public static final String CONTRACT = "contract";

  /// The option that switches the author's constructors off.
  public static final String CONSTRUCTORS = "constructors";

  /// The option that lets calls run by a plan.
  public static final String PLANNED = "planned";

  /// Copies the map.
  public Options {
    values = Map.copyOf(values);
  }

  /// Returns the variants that the author chose.
  ///
  /// @return the variants, or nothing if the author leaves it to the method's shape
  public Optional<Set<Variant>> variants() {
    return Optional.ofNullable(values.get(VARIANTS)).map(Options::variants);
  }

  private static Set<Variant> variants(AnnotationValue value) {
    Set<Variant> variants = EnumSet.noneOf(Variant.class);
    for (Object constant : value.getValue() instanceof List<?> several ? several : List.of()) {
      if (constant instanceof AnnotationValue inner
          && inner.getValue() instanceof VariableElement named) {
        Arrays.stream(Variant.values())
            .filter(variant -> named.getSimpleName().contentEquals(variant.name()))
            .forEach(variants::add);
      }
    }
    return variants;
  }

  /// Returns what the author wrote as a name.
  ///
  /// @param option [#NAME] or [#CONTRACT]
  /// @return the text, or nothing if it is empty
  public Optional<String> text(String option) {
    return Optional.ofNullable(values.get(option))
        .map(value -> value.getValue().toString())
        .filter(name -> !name.isEmpty());
  }

  /// Returns a name that the author chose.
  ///
  /// @param option [#NAME] or [#CONTRACT]
  /// @return the name, or nothing if the author wrote none that a class can have
  public Optional<String> name(String option) {
    return text(option)
        .filter(name -> SourceVersion.isIdentifier(name) && !SourceVersion.isKeyword(name));
  }

  /// Tells whether the author's constructors are offered too.
  ///
  /// @return whether the author did not switch them off
  public boolean constructors() {
    AnnotationValue value = values.get(CONSTRUCTORS);
    return value == null || value.getValue().equals(true);
  }

  /// Tells whether calls can run by a plan.
  ///
  /// @return whether the author asks for it
  public boolean planned() {
    AnnotationValue value = values.get(PLANNED);
    return value != null && value.getValue().equals(true);
  }
}
