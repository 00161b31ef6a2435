package dev.tenure.checks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.tensor.Tensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The text of whole files, before and after.
class SourceFixerTest {
  @TempDir private Path folder;

  private FixResult fix(String... lines) throws IOException {
    return fix((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private FixResult fix(byte[] text) throws IOException {
    Path file = Files.write(folder.resolve("Sample.java"), text);
    return new SourceFixer().fix(CheckRequest.of(List.of(file), List.of(api())));
  }

  private static Path api() {
    try {
      return Path.of(Tensor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The members of the sample after the fixes, without their common indentation.
  private List<String> members(String... members) throws IOException {
    FixResult result = fix(sample(members));
    assertThat(result.errors()).isEmpty();
    String text = result.texts().getOrDefault(folder.resolve("Sample.java"), "unchanged");
    return text.lines().skip(5).map(line -> line.replaceFirst("^  ", "")).toList();
  }

  private static String[] sample(String... members) {
    List<String> lines =
        List.of(
            "import dev.tenure.annotations.*;",
            "import dev.tenure.memory.*;",
            "import dev.tenure.tensor.*;",
            "import java.util.*;",
            "class Sample {");
    return java.util.stream.Stream.of(
            lines.stream(), Arrays.stream(members).map(line -> "  " + line), List.of("}").stream())
        .flatMap(each -> each)
        .toArray(String[]::new);
  }

  @Test
  void aTryWithResourcesEndsWithTheLastUse() throws IOException {
    assertThat(
            members(
                "void run(TensorPool pool, Shape shape) {",
                "  PooledTensor t = pool.rent(shape);",
                "  t.fill(1);",
                "  System.out.println(\"filled\");",
                "}"))
        .containsExactly(
            "void run(TensorPool pool, Shape shape) {",
            "  try (PooledTensor t = pool.rent(shape)) {",
            "    t.fill(1);",
            "  }",
            "  System.out.println(\"filled\");",
            "}",
            "}");
  }

  @Test
  void severalResourcesShareATry() throws IOException {
    assertThat(
            members(
                "void run(TensorPool pool, Shape shape) {",
                "  PooledTensor a = pool.rent(shape);",
                "  PooledTensor b = pool.rent(shape);",
                "  b.copyFrom(a);",
                "}"))
        .containsExactly(
            "void run(TensorPool pool, Shape shape) {",
            "  try (PooledTensor a = pool.rent(shape);",
            "      PooledTensor b = pool.rent(shape)) {",
            "    b.copyFrom(a);",
            "  }",
            "}",
            "}");
  }

  @Test
  void whatIsUsedLaterIsDeclaredBefore() throws IOException {
    assertThat(
            members(
                "float run(TensorPool pool, Shape shape) {",
                "  PooledTensor t = pool.rent(shape);",
                "  float first = t.get(0);",
                "  return first * 2;",
                "}"))
        .containsExactly(
            "float run(TensorPool pool, Shape shape) {",
            "  float first;",
            "  try (PooledTensor t = pool.rent(shape)) {",
            "    first = t.get(0);",
            "  }",
            "  return first * 2;",
            "}",
            "}");
  }

  @Test
  void itStaysOpenWhileAListThatItIsInIsUsed() throws IOException {
    assertThat(
            members(
                "float run(TensorPool pool, Shape shape) {",
                "  PooledTensor t = pool.rent(shape);",
                "  List<Tensor> rows = new ArrayList<>();",
                "  rows.add(t.slice(0, 1));",
                "  System.out.println(\"added\");",
                "  return rows.get(0).get(0);",
                "}"))
        .containsExactly(
            "float run(TensorPool pool, Shape shape) {",
            "  try (PooledTensor t = pool.rent(shape)) {",
            "    List<Tensor> rows = new ArrayList<>();",
            "    rows.add(t.slice(0, 1));",
            "    System.out.println(\"added\");",
            "    return rows.get(0).get(0);",
            "  }",
            "}",
            "}");
  }

  @Test
  void whatAListOutsideKeepsIsNotClosedBeforeTheListIsUsed() throws IOException {
    assertThat(
            members(
                "float run(TensorPool pool, Shape shape) {",
                "  List<PooledTensor> rows = new ArrayList<>();",
                "  for (int i = 0; i < 3; i++) {",
                "    rows.add(pool.rent(shape));",
                "  }",
                "  return rows.get(0).get(0);",
                "}"))
        .containsExactly(
            "float run(TensorPool pool, Shape shape) {",
            "  List<PooledTensor> rows = new ArrayList<>();",
            "  try {",
            "    for (int i = 0; i < 3; i++) {",
            "      rows.add(pool.rent(shape));",
            "    }",
            "    return rows.get(0).get(0);",
            "  } finally {",
            "    for (PooledTensor each : rows) {",
            "      each.close();",
            "    }",
            "  }",
            "}",
            "}");
  }

  @Test
  void aListThatSomebodyElseMayCloseIsLeftAlone() throws IOException {
    FixResult result =
        fix(
            sample(
                "void run(TensorPool pool, Shape shape, int n) {",
                "  List<PooledTensor> rows = new ArrayList<>();",
                "  rows.add(pool.rent(shape));",
                "  rows.add(pool.rent(shape));",
                "  rows.forEach(PooledTensor::close);",
                "}"));

    assertThat(result.texts()).isEmpty();
    assertThat(result.left()).isNotEmpty();
  }

  @Test
  void whatIsReturnedInsideAnObjectIsNotClosedBefore() throws IOException {
    FixResult result =
        fix(
            sample(
                "record Pair(PooledTensor left, PooledTensor right) {}",
                "Pair run(TensorPool pool, Shape shape) {",
                "  return new Pair(pool.rent(shape), pool.rent(shape));",
                "}"));

    assertThat(result.texts()).isEmpty();
  }

  @Test
  void whatIsClosedThroughAnotherNameIsNotClosedTwice() throws IOException {
    FixResult result =
        fix(
            sample(
                "private static PooledTensor traced(PooledTensor t) {",
                "  System.out.println(t.get(0));",
                "  return t;",
                "}",
                "void run(TensorPool pool, Shape shape) {",
                "  traced(pool.rent(shape)).close();",
                "}"));

    assertThat(result.texts()).isEmpty();
  }

  @Test
  void aTemporaryOfAChainGetsAName() throws IOException {
    assertThat(
            members(
                "float run(TensorPool pool, Shape shape) {",
                "  return pool.rent(shape).get(0);",
                "}"))
        .containsExactly(
            "float run(TensorPool pool, Shape shape) {",
            "  try (PooledTensor tensor = pool.rent(shape)) {",
            "    return tensor.get(0);",
            "  }",
            "}",
            "}");
  }

  @Test
  void whatIsHandedOverOnOnePathIsClosedOnTheOthers() throws IOException {
    assertThat(
            members(
                "PooledTensor run(TensorPool pool, Shape shape) {",
                "  PooledTensor t = pool.rent(shape);",
                "  if (t.get(0) > 0) {",
                "    return t;",
                "  }",
                "  return null;",
                "}"))
        .containsExactly(
            "PooledTensor run(TensorPool pool, Shape shape) {",
            "  PooledTensor t = pool.rent(shape);",
            "  boolean handedOver = false;",
            "  try {",
            "    if (t.get(0) > 0) {",
            "      handedOver = true;",
            "      return t;",
            "    }",
            "  } finally {",
            "    if (!handedOver) {",
            "      t.close();",
            "    }",
            "  }",
            "  return null;",
            "}",
            "}");
  }

  @Test
  void whatIsReturnedIsClosedWhenSomethingThrows() throws IOException {
    assertThat(
            members(
                "PooledTensor run(TensorPool pool, Shape shape) {",
                "  PooledTensor t = pool.rent(shape);",
                "  t.fill(1);",
                "  return t;",
                "}"))
        .containsExactly(
            "PooledTensor run(TensorPool pool, Shape shape) {",
            "  PooledTensor t = pool.rent(shape);",
            "  try {",
            "    t.fill(1);",
            "    return t;",
            "  } catch (Throwable thrown) {",
            "    t.close();",
            "    throw thrown;",
            "  }",
            "}",
            "}");
  }

  @Test
  void aFieldIsClosedInANewClose() throws IOException {
    assertThat(
            members(
                "static class Layer {",
                "  @Pooled private final PooledTensor weights;",
                "",
                "  Layer(@Pooled PooledTensor weights) {",
                "    this.weights = weights;",
                "  }",
                "}"))
        .containsSubsequence(
            "static class Layer implements AutoCloseable {",
            "  @Override",
            "  public void close() {",
            "    weights.close();",
            "  }");
  }

  @Test
  void aParameterThatIsClosedIsAnnotatedWithAnImport() throws IOException {
    FixResult result =
        fix(
            "import dev.tenure.tensor.PooledTensor;",
            "class Sample {",
            "  void end(PooledTensor t) {",
            "    t.close();",
            "  }",
            "}");

    assertThat(result.texts().values().iterator().next().lines())
        .startsWith(
            "import dev.tenure.annotations.Pooled;", "import dev.tenure.tensor.PooledTensor;")
        .contains("  void end(@Pooled PooledTensor t) {");
  }

  @Test
  void lineEndsStayAsTheyAre() throws IOException {
    String text =
        String.join(
            "\r\n",
            sample(
                "void run(TensorPool pool, Shape shape) {",
                "  PooledTensor t = pool.rent(shape);",
                "  t.fill(1); // ä",
                "}"));
    FixResult result = fix(text.getBytes(StandardCharsets.UTF_8));

    assertThat(result.texts().values().iterator().next())
        .contains("pool.rent(shape)) {\r\n      t.fill(1); // ä\r\n    }\r\n")
        .doesNotContainPattern("[^\r]\n");
  }

  @Test
  void whatIsNotUtf8IsLeftAlone() throws IOException {
    String text =
        String.join(
            "\n",
            sample(
                "void run(TensorPool pool, Shape shape) {",
                "  PooledTensor t = pool.rent(shape);",
                "  t.fill(1); // ä",
                "}"));

    FixResult result = fix(text.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(result.texts()).isEmpty();
  }

  @Test
  void sourcesThatDoNotCompileAreNotMended() throws IOException {
    FixResult result = fix("class Sample { int x = null; }");

    assertThat(result.texts()).isEmpty();
    assertThat(result.errors()).hasSize(1);
  }

  @Test
  void whatHasNoSafeFixIsStillFound() throws IOException {
    FixResult result =
        fix(
            sample(
                "final float first = TensorPool.shared().rent(Shape.of(1)).get(0);",
                "void run(TensorPool pool, Shape shape) {",
                "  pool.rent(shape);",
                "}"));

    assertThat(result.fixed())
        .extracting(FixResult.Fixed::check, FixResult.Fixed::line, FixResult.Fixed::how)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("PooledNotClosed", 8L, "close it at once"));
    assertThat(result.left()).extracting(Finding::line).containsExactly(6L);
  }
}
