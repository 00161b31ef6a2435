package dev.tenure.checks.model.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelTextTest {
  @Test
  void commentsAndBlanksThatDoNotCountAreLeftOut() {
    assertThat(ModelText.content("\t owned \t of( A,  B ) # but not this"))
        .isEqualTo("owned of( A, B )");
    assertThat(ModelText.content("  # nothing else")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b.C", "C", "ä.$_1"})
  void namesWithDotsAreTypes(String text) {
    assertThat(ModelText.isTypeName(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "a.", "a..b", "1a", "a-b", "a[]", "*"})
  void anythingElseIsNone(String text) {
    assertThat(ModelText.isTypeName(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "int", "a.B[][]"})
  void parametersMayBeArraysOrAny(String text) {
    assertThat(ModelText.isParameterType(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "*[]", "a[", "a]", "List<A>"})
  void butNothingElse(String text) {
    assertThat(ModelText.isParameterType(text)).isFalse();
  }

  @Test
  void constantsAreSpeltInSmallLettersWithHyphens() {
    assertThat(ModelText.spells("no-throw", MethodModel.Flag.NO_THROW)).isTrue();
    assertThat(ModelText.spells("no_throw", MethodModel.Flag.NO_THROW)).isFalse();
    assertThat(ModelText.spells("no", MethodModel.Flag.NO_THROW)).isFalse();
  }
}
