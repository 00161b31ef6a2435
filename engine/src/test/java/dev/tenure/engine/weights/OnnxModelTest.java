package dev.tenure.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
  private static final Shape MATRIX = Shape.of(2, 3);

  private static OnnxFileBuilder linearLayer() {
    return new OnnxFileBuilder()
        .node("MatMul", "/layer/MatMul", "/layer/product", "input", "onnx::MatMul_17")
        .constant("/layer/epsilon", 1, OnnxFileBuilder.bytes(1e-12f))
        .node("Add", "/layer/norm/Add", "/layer/variance", "/layer/mean", "/layer/epsilon")
        .constant("/layer/heads", 7, OnnxFileBuilder.bytes(12L))
        .node("Concat", "/layer/Concat", "/layer/shape", "/layer/rows", "/layer/heads")
        .floats("onnx::MatMul_17", new long[] {2, 3}, 1, 2, 3, 4, 5, 6);
  }

  private static void withModel(byte[] file, Consumer<OnnxModel> test) {
    try (OnnxModel model = OnnxModel.read(new ByteArrayInputStream(file), "test.onnx")) {
      test.accept(model);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertProblem(Consumer<OnnxModel> access, String... parts) {
    assertProblem(linearLayer().build(), access, parts);
  }

  private static void assertProblem(byte[] file, Consumer<OnnxModel> access, String... parts) {
    assertThatThrownBy(() -> withModel(file, access))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("test.onnx: ")
        .hasMessageContainingAll(parts);
  }

  @Test
  void a_named_tensor_has_its_shape_and_elements() {
    withModel(
        linearLayer().build(),
        model -> {
          OnnxTensor weights = model.floats("onnx::MatMul_17", MATRIX);
          assertThat(weights.shape()).isEqualTo(MATRIX);
          assertThat(FloatData.of(weights)).containsExactly(1, 2, 3, 4, 5, 6);
        });
  }

  @Test
  void elements_are_read_from_float_data_too() {
    byte[] file =
        new OnnxFileBuilder()
            .tensor("x", new long[] {2}, 1, 4, OnnxFileBuilder.bytes(0.5f, -1))
            .build();
    withModel(file, model -> assertThat(FloatData.of(model.floats("x"))).containsExactly(0.5f, -1));
  }

  @Test
  void a_tensor_with_a_number_for_a_name_is_found_by_the_node_that_reads_it() {
    withModel(
        linearLayer().build(),
        model ->
            assertThat(model.operandOf("/layer/MatMul", MATRIX).name())
                .isEqualTo("onnx::MatMul_17"));
  }

  @Test
  void a_constant_is_an_operand_of_the_node_that_reads_it() {
    withModel(
        linearLayer().build(),
        model -> {
          assertThat(model.operandOf("/layer/norm/Add", Shape.of()).floatValue()).isEqualTo(1e-12f);
          assertThat(model.integerOperandOf("/layer/Concat", 1)).isEqualTo(12);
        });
  }

  @Test
  void a_file_is_read_as_a_stream_is(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("linear.onnx"), linearLayer().build());
    try (OnnxModel model = OnnxModel.open(file)) {
      assertThat(model.hasTensor("onnx::MatMul_17")).isTrue();
      assertThat(model.name()).isEqualTo(file.toString());
      assertThat(model.nodes()).extracting(OnnxNode::operator).contains("MatMul", "Constant");
    }
  }

  @Test
  @SuppressWarnings("DoubleClose") // the second close is what is tested
  void nothing_can_be_read_after_the_close() throws IOException {
    OnnxModel model = OnnxModel.read(new ByteArrayInputStream(linearLayer().build()), "test.onnx");
    OnnxTensor weights = model.floats("onnx::MatMul_17");
    model.close();
    model.close();
    assertThatThrownBy(() -> FloatData.of(weights)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_missing_file_is_an_io_exception(@TempDir Path directory) {
    assertThatThrownBy(() -> OnnxModel.open(directory.resolve("none.onnx")).close())
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void an_empty_file_is_refused(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("empty.onnx"));
    assertThatThrownBy(() -> OnnxModel.open(file).close())
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll(file.toString(), "there is no graph in it");
  }

  @Test
  void a_file_of_another_format_is_refused() {
    byte[] html = "<!DOCTYPE html><html>404</html>".getBytes(StandardCharsets.US_ASCII);
    assertProblem(html, _ -> {}, "not an ONNX model", "at byte");
  }

  @Test
  void what_is_not_there_is_named() {
    assertProblem(model -> model.floats("bias"), "no tensor 'bias'");
    assertProblem(model -> model.operandOf("/other/MatMul", MATRIX), "0 nodes", "/other/MatMul");
    assertProblem(model -> model.integerOperandOf("/layer/Concat", 0), "operand 0", "not stored");
    assertProblem(model -> model.integerOperandOf("/layer/Concat", 9), "operand 9", "not stored");
  }

  @Test
  void another_shape_or_type_than_expected_is_named() {
    assertProblem(model -> model.floats("onnx::MatMul_17", Shape.of(3, 2)), "[2, 3]", "[3, 2]");
    assertProblem(model -> model.operandOf("/layer/MatMul", Shape.of(6)), "[2, 3]", "not [6]");
    assertProblem(model -> model.operandOf("/layer/Concat", Shape.of()), "INT64, not FLOAT");
    assertProblem(model -> model.integerOperandOf("/layer/norm/Add", 1), "FLOAT, not INT64");
  }

  @Test
  void a_node_with_two_stored_operands_has_no_role_for_them() {
    OnnxFileBuilder file =
        new OnnxFileBuilder()
            .floats("a", new long[] {1}, 1)
            .floats("b", new long[] {1}, 2)
            .node("Add", "/add", "sum", "a", "b");
    assertProblem(file.build(), model -> model.operandOf("/add", Shape.of(1)), "/add", "2");
  }

  @Test
  void two_tensors_of_one_name_are_refused() {
    OnnxFileBuilder file = linearLayer().floats("onnx::MatMul_17", new long[] {1}, 1);
    assertProblem(file.build(), _ -> {}, "two tensors are named 'onnx::MatMul_17'");
  }

  @Test
  void dimensions_that_do_not_fit_the_data_are_refused() {
    byte[] four = OnnxFileBuilder.bytes(1f);
    assertTensorProblem(new long[] {2}, 1, four, "shape [2] has 4 bytes");
    assertTensorProblem(new long[] {-1}, 1, four, "dimensions [-1]");
    assertTensorProblem(new long[] {Long.MIN_VALUE}, 1, four, "dimensions");
    assertTensorProblem(new long[] {1L << 40}, 1, four, "dimensions [1099511627776]");
    assertTensorProblem(new long[] {1 << 30, 1 << 30, 1 << 30}, 1, four, "2^63");
    assertTensorProblem(new long[] {1 << 30, 1 << 30}, 1, four, "has 4 bytes");
    assertTensorProblem(new long[100], 1, four, "100 dimensions");
    assertTensorProblem(new long[] {1}, 1, new byte[5], "has 5 bytes");
    assertTensorProblem(new long[] {1}, 1, new byte[0], "has 0 bytes");
  }

  @Test
  void element_types_that_are_not_known_are_refused() {
    assertTensorProblem(new long[] {1}, 99, new byte[4], "type 99");
    assertTensorProblem(new long[] {1}, 8, new byte[4], "type 8");
    assertTensorProblem(new long[] {1}, -1, new byte[4], "type -1");
  }

  @Test
  void data_in_another_file_is_refused() {
    byte[] byLocation =
        new OnnxFileBuilder()
            .initializer(out -> {
              out.writeString(8, "weights");
              out.writeInt32(2, 1);
              out.writeInt32(14, 1);
            })
            .build();
    assertProblem(byLocation, _ -> {}, "'weights'", "in another file");
    byte[] byEntry =
        new OnnxFileBuilder().initializer(out -> out.writeByteArray(13, new byte[0])).build();
    assertProblem(byEntry, _ -> {}, "in another file");
  }

  @Test
  void a_small_file_that_would_fill_the_heap_is_refused() {
    OnnxFileBuilder emptyNodes = new OnnxFileBuilder();
    byte[] hostile =
        emptyNodes
            .nodeFields(out -> {
              for (int i = 0; i < 2_000_000; i++) {
                out.writeString(1, "");
              }
            })
            .build();
    assertProblem(hostile, _ -> {}, "more than 64 MiB");
  }

  private static void assertTensorProblem(
      long[] dimensions, int type, byte[] data, String... parts) {
    byte[] file = new OnnxFileBuilder().tensor("weights", dimensions, type, 9, data).build();
    assertProblem(file, _ -> {}, parts);
    assertProblem(file, _ -> {}, "tensor 'weights'");
  }
}
