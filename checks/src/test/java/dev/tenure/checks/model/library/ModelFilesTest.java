package dev.tenure.checks.model.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFilesTest {
  static List<ModelFiles.BuiltIn> models() {
    return ModelFiles.builtIn();
  }

  /// A type elsewhere would never be looked up in the model.
  @ParameterizedTest
  @MethodSource("models")
  void everyTypeOfABuiltInModelLiesBelowItsRoot(ModelFiles.BuiltIn model) {
    assertThat(model.types()).isNotEmpty().allMatch(type -> model.covers(packageOf(type.name())));
  }

  private static String packageOf(String type) {
    return type.replaceFirst("\\.[A-Z].*", "");
  }

  @ParameterizedTest
  @CsvSource({"ai.djl, true", "ai.djl.ndarray, true", "ai.djlx, false", "ai, false", "'', false"})
  void aModelCoversItsRootAndWhatLiesBelow(String packageName, boolean covered) {
    assertThat(new ModelFiles.BuiltIn("djl", "ai.djl").covers(packageName)).isEqualTo(covered);
  }
}
