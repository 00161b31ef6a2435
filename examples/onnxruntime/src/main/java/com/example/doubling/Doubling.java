package com.example.doubling;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Map;

/** Runs a model on ONNX Runtime. It compiles, it works, and it leaks. */
public final class Doubling {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  /** Returns the first of the doubled numbers. */
  float first(OrtSession session, FloatBuffer numbers) throws OrtException {
    try (OnnxTensor input =
        OnnxTensor.createTensor(environment, numbers, new long[] {numbers.remaining()})) {
      OrtSession.Result result = session.run(Map.of("x", input));
      OnnxTensor output = (OnnxTensor) result.get(0);
      return output.getFloatBuffer().get(0);
    }
  }

  /** Runs the model as often as asked, and prints how the process grew. */
  public static void main(String[] arguments) throws IOException, OrtException {
    int runs = Integer.parseInt(arguments[0]);
    float[] numbers = new float[1 << 19];
    Doubling doubling = new Doubling();
    byte[] model;
    try (InputStream file = Doubling.class.getResourceAsStream("doubling.onnx")) {
      model = file.readAllBytes();
    }
    OrtSession session = doubling.environment.createSession(model);
    for (int i = 0; i < 20; i++) {
      numbers[0] += doubling.first(session, FloatBuffer.wrap(numbers));
    }
    long before = Memory.residentMebibytes();
    for (int i = 0; i < runs; i++) {
      numbers[0] = doubling.first(session, FloatBuffer.wrap(numbers)) / 2 + 1;
    }
    System.out.printf(
        "%d runs: the process grew by %d MiB; %d MiB of Java heap are in use%n",
        runs, Memory.residentMebibytes() - before, Memory.heapMebibytes());
  }
}
