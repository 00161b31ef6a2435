import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

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

  OnnxValue outputOfAClosedResult(OrtSession session, OnnxTensor tensor) throws OrtException {
    try (OrtSession.Result result = session.run(Map.of("input", tensor))) {
      // BUG: BorrowEscapes
      return result.get(0);
    }
  }

  Object readAfterTheClose(OrtSession session, OnnxTensor tensor) throws OrtException {
    // BUG: PooledNotClosedOnException
    OrtSession.Result result = session.run(Map.of("input", tensor));
    OnnxValue output = result.get(0);
    result.close();
    // BUG: UseAfterClose
    return output.getValue();
  }

  Object namedOutput(OrtSession session, OnnxTensor tensor) throws OrtException {
    OnnxValue output;
    try (OrtSession.Result result = session.run(Map.of("input", tensor))) {
      output = result.get("output").orElseThrow();
    }
    // BUG: UseAfterClose
    return output.getValue();
  }

  float eachOutput(OrtSession session, OnnxTensor tensor) throws OrtException {
    float sum = 0;
    try (OrtSession.Result result = session.run(Map.of("input", tensor))) {
      for (Map.Entry<String, OnnxValue> entry : result) {
        sum += ((float[]) entry.getValue().getValue())[0];
      }
    }
    return sum;
  }

  void outputsClosedOneByOne(OrtSession session, OnnxTensor tensor) throws OrtException {
    // BUG: PooledNotClosedOnException
    OrtSession.Result result = session.run(Map.of("input", tensor));
    result.get(0).close();
    result.close();
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

  float leakedInput(OrtSession session, float[][] input) throws OrtException {
    // BUG: PooledNotClosed
    OnnxTensor tensor = OnnxTensor.createTensor(environment, input);
    try (OrtSession.Result result = session.run(Map.of("input", tensor))) {
      return ((float[][]) result.get(0).getValue())[0][0];
    }
  }

  float leakedInputWithoutAName(OrtSession session, float[][] input) throws OrtException {
    try (OrtSession.Result result =
        // BUG: PooledNotClosed
        session.run(Map.of("input", OnnxTensor.createTensor(environment, input)))) {
      return ((float[][]) result.get(0).getValue())[0][0];
    }
  }

  float leakedInputs(OrtSession session, float[][] input) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    // BUG: PooledNotClosed
    inputs.put("input", OnnxTensor.createTensor(environment, input));
    try (OrtSession.Result result = session.run(inputs)) {
      return ((float[][]) result.get(0).getValue())[0][0];
    }
  }

  float closedInputs(OrtSession session, float[][] input) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      inputs.put("input", OnnxTensor.createTensor(environment, input));
      try (OrtSession.Result result = session.run(inputs)) {
        return ((float[][]) result.get(0).getValue())[0][0];
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  float closedSingleton(OrtSession session, float[][] input) throws OrtException {
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input);
        OrtSession.Result result =
            session.run(Collections.singletonMap("input", tensor), Set.of("output"))) {
      return ((float[][]) result.get(0).getValue())[0][0];
    }
  }
}
