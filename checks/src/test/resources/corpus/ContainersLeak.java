package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.stream.*;

class ContainersLeak {
  void oneOfAList(TensorPool pool, Shape shape, List<PooledTensor> kept, boolean b) {
    // BUG: Diagnostic contains: is not closed when `b`
    PooledTensor t = pool.rent(shape);
    if (b) {
      kept.add(t);
    }
  }

  void comparedOnly(TensorPool pool, Shape shape, List<PooledTensor> kept) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    if (kept.contains(t)) {
      kept.clear();
    }
  }

  void printedOnly(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    System.out.println(t);
    System.out.printf("%s %s", t, shape);
    String text = "tensor " + t;
    System.out.println(text);
  }

  void arrayOfValues(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    float[] values = t.toArray();
    values[0] = t.get(0);
  }

  static void use(Tensor... tensors) {
    tensors[0].fill(0);
  }

  void variableArity(TensorPool pool, Shape shape, Tensor other) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    use(other, t);
  }

  void copySource(TensorPool pool, Shape shape, Tensor other) {
    // BUG: Diagnostic contains: is not kept anywhere
    other.copyFrom(pool.rent(shape));
  }

  record Named(String name, PooledTensor tensor) {}

  void recordIsCalledSo(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: is put in a record that is not closed on every path
    Named named = new Named("a", pool.rent(shape));
    named.tensor().fill(1);
  }
}
