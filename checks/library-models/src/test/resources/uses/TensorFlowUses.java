import java.util.Map;
import org.tensorflow.EagerSession;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;

class TensorFlowUses {
  private record Trained(Graph graph) {}

  long leakedTensor() {
    // BUG: PooledNotClosed
    TFloat32 tensor = TFloat32.scalarOf(1f);
    return tensor.numBytes();
  }

  long leakedResult(Session session) {
    // BUG: PooledNotClosed
    Result result = session.runner().fetch("output").run();
    return result.get(0).numBytes();
  }

  long closed(Session session) {
    try (TFloat32 input = TFloat32.scalarOf(1f);
        Result result = session.runner().feed("input", input).fetch("output").run()) {
      Tensor output = result.get(0);
      return output.numBytes();
    }
  }

  Tensor outputOfAClosedResult(Session session) {
    try (Result result = session.runner().fetch("output").run()) {
      // BUG: BorrowEscapes
      return result.get(0);
    }
  }

  long called(String folder, Tensor input) {
    try (SavedModelBundle bundle = SavedModelBundle.load(folder, "serve");
        Result result = bundle.call(Map.of("input", input))) {
      return bundle.session().graph() == null ? 0 : result.size();
    }
  }

  void eager() {
    try (EagerSession session = EagerSession.create()) {
      session.isOpEnabled("Add");
    }
  }

  void graphBeforeItsSession() {
    // BUG: PooledNotClosedOnException
    Graph graph = new Graph();
    Session session = new Session(graph);
    graph.close();
    // BUG: UseAfterClose
    session.close();
  }

  void sessionBeforeItsGraph() {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      session.forceInitialize();
    }
  }

  Trained graphInsideAnObject() {
    Graph graph = new Graph();
    return new Trained(graph);
  }
}
