package corpus;

import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;

class KnownLimits {
  PooledTensor field;

  void fieldOverwritten(TensorPool pool, Shape shape) {
    field = pool.rent(shape);
    field = pool.rent(shape);
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

  void nameThatSoundsLikeClosing(TensorPool pool, Shape shape) {
    closeToZero(pool.rent(shape));
  }

  static boolean closeToZero(Tensor t) {
    return t.get(0) < 1e-6f;
  }

  void containerOfTheSuperType(TensorPool pool, Shape shape) {
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(pool.rent(shape));
  }
}
