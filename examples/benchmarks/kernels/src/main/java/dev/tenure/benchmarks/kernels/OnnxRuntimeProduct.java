package dev.tenure.benchmarks.kernels;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// ONNX Runtime on native memory, the output's too. The right side of a linear layer is a constant
/// of the model, which it packs beforehand.
final class OnnxRuntimeProduct implements Product {
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs;
  private final OnnxTensor output;

  private OnnxRuntimeProduct(
      OrtSession session, Map<String, OnnxTensor> inputs, OnnxTensor output) {
    this.session = session;
    this.inputs = inputs;
    this.output = output;
  }

  static OnnxRuntimeProduct open(ProductShape shape, int threads) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      OrtSession session = environment.createSession(new MatMulModel(shape).bytes(), options);
      Map<String, OnnxTensor> inputs = new HashMap<>();
      inputs.put(MatMulModel.LEFT, tensor(environment, shape.m(), shape.k(), shape.left()));
      if (!shape.isLinearLayer()) {
        inputs.put(MatMulModel.RIGHT, tensor(environment, shape.k(), shape.n(), shape.right()));
      }
      float[] zeros = new float[shape.m() * shape.n()];
      return new OnnxRuntimeProduct(
          session, inputs, tensor(environment, shape.m(), shape.n(), zeros));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not take the model", e);
    }
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, int rows, int columns, float[] values) throws OrtException {
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(4 * values.length).order(ByteOrder.nativeOrder()).asFloatBuffer();
    buffer.put(0, values);
    return OnnxTensor.createTensor(environment, buffer, new long[] {rows, columns});
  }

  @Override
  public void run() {
    try (OrtSession.Result result =
        session.run(inputs, Set.of(), Map.of(MatMulModel.OUTPUT, output))) {
      if (result.size() != 1) {
        throw new IllegalStateException("the model has one output");
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime fails", e);
    }
  }

  @Override
  public float[] result() {
    FloatBuffer buffer = output.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    output.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not close", e);
    }
  }
}
