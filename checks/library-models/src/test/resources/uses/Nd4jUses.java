import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Nd4jUses {
  double leakedWorkspace() {
    // BUG: PooledNotClosed
    MemoryWorkspace workspace = Nd4j.getWorkspaceManager().getAndActivateWorkspace("forward");
    return Nd4j.ones(4).sumNumber().doubleValue();
  }

  INDArray closedWorkspace() {
    try (MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace("forward")) {
      INDArray ones = Nd4j.ones(4).mul(2);
      return ones.getRow(0).detach();
    }
  }

  double collected() {
    INDArray array = Nd4j.create(new float[] {1, 2});
    return array.add(1).sumNumber().doubleValue();
  }
}
