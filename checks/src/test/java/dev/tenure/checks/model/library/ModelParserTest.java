package dev.tenure.checks.model.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelParserTest {
  private static List<TypeModel> parse(String text) throws ModelException {
    return ModelParser.parse("some.model", text.lines().toList());
  }

  @Test
  void aTypeAndItsMethodsAreRead() throws ModelException {
    List<TypeModel> types =
        parse(
            """
            # A comment.
            type a.B pooled counted closers release free   # another
              owned of(takes Object, int[]) no-throw uninitialized
              view  part(*)

            type a.B.C
              new(borrows *)
            """);

    assertThat(types)
        .extracting(TypeModel::name, TypeModel::kind, TypeModel::counted)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a.B", TypeModel.Kind.POOLED, true),
            org.assertj.core.groups.Tuple.tuple("a.B.C", TypeModel.Kind.PLAIN, false));
    assertThat(types.get(0).closers()).containsExactlyInAnyOrder("release", "free");
    assertThat(types.get(0).methods())
        .containsExactly(
            new MethodModel(
                "of",
                ResultModel.OWNED,
                false,
                List.of(
                    new ParameterModel(ParameterModel.Role.TAKES, "Object"),
                    new ParameterModel(ParameterModel.Role.UNSTATED, "int[]")),
                Set.of(MethodModel.Flag.NO_THROW, MethodModel.Flag.UNINITIALIZED)),
            new MethodModel(
                "part",
                ResultModel.VIEW,
                true,
                List.of(new ParameterModel(ParameterModel.Role.UNSTATED, "*")),
                Set.of()));
    assertThat(types.get(1).methods().get(0).role(5)).isEqualTo(ParameterModel.Role.BORROWS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "owned of()              | 1 | stands before the first type",
        "type a-b                | 1 | 'a-b' is no type name",
        "type a.B poled          | 1 | 'poled' is not a word after the type's name; the words are",
        "type a.B closers        | 1 | 'closers' names no method",
        "type a.B closers x()    | 1 | 'x()' is no method name",
        "type a.B;ownd of()      | 2 | 'ownd' is not a word before the method's name",
        "type a.B;owned of       | 2 | is neither a type nor a method",
        "type a.B;of(taks A)     | 2 | 'taks' is not a word before a parameter's type",
        "type a.B;of(List<A>)    | 2 | is no parameter",
        "type a.B;of() sometimes | 2 | 'sometimes' is not a word after the parameters"
      })
  void aFaultIsToldWithItsPlaceAndWhatWouldBeRight(String text, int line, String fault) {
    assertThatThrownBy(() -> parse(text.replace(';', '\n')))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("some.model:" + line + ": ")
        .hasMessageContaining(fault);
  }

  @Test
  void aFileThatIsMissingIsTold() {
    assertThatThrownBy(() -> ModelFiles.read(Path.of("absent.model")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("absent.model: there is no such file");
  }
}
