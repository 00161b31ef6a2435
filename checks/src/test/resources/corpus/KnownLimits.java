package corpus;

import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;

class KnownLimits {
  PooledTensor field;

  void listNeverClosed(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    tensors.add(pool.rent(shape));
  }

  void arrayNeverClosed(TensorPool pool, Shape shape) {
    PooledTensor[] tensors = {pool.rent(shape)};
    tensors[0].fill(0);
  }

  void fieldOverwritten(TensorPool pool, Shape shape) {
    field = pool.rent(shape);
    field = pool.rent(shape);
  }

  void onlyReadByLambda(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Runnable read = () -> t.get(0);
    read.run();
  }

  void methodReferenceAsProcedure(TensorPool pool, List<Shape> shapes) {
    shapes.forEach(pool::rent);
  }

  boolean pooled;

  void conditionThatChanges(TensorPool pool, Shape shape) {
    PooledTensor t = null;
    if (pooled) {
      t = pool.rent(shape);
    }
    toggle();
    if (pooled) {
      t.close();
    }
  }

  void toggle() {
    pooled = !pooled;
  }

  void onlyWhenThrowing(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.fill(0);
    t.close();
  }

  void keptByConstructor(TensorPool pool, Shape shape) {
    new Looks(pool.rent(shape));
  }

  static class Looks {
    Looks(PooledTensor t) {
      t.fill(0);
    }
  }

  void nameThatSoundsLikeClosing(TensorPool pool, Shape shape) {
    closeToZero(pool.rent(shape));
  }

  static boolean closeToZero(Tensor t) {
    return t.get(0) < 1e-6f;
  }
}
