import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

class OnnxRuntimeUses {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  float leakedResult(OrtSession session, float[] input) throws OrtException {
    try (OnnxTensor tensor =
        OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), new long[] {1, 4})) {
      // BUG: PooledNotClosed
      OrtSession.Result result = session.run(Map.of("input", tensor));
      return ((float[][]) result.get(0).getValue())[0][0];
    }
  }

  long[] leakedTensor(float[][] input) throws OrtException {
    // BUG: PooledNotClosed
    OnnxTensor tensor = OnnxTensor.createTensor(environment, input);
    return tensor.getInfo().getShape();
  }

  float closed(OrtSession session, float[][] input) throws OrtException {
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input);
        OrtSession.Result result = session.run(Map.of("input", tensor))) {
      OnnxValue output = result.get(0);
      return ((float[][]) output.getValue())[0][0];
    }
  }

  long leakedOptions(String model) throws OrtException {
    // BUG: PooledNotClosed
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    try (OrtSession session = environment.createSession(model, options)) {
      return session.getNumInputs();
    }
  }

  OrtSession open(String model) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      return environment.createSession(model, options);
    }
  }
}
