package corpus.ancestor;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/// A closure that is called when the buffer that it keeps has gone back.
class ClosureKeepsReturnedBuffer {
  Supplier<Float> wrong(TensorPool pool, Shape shape) {
    try (PooledTensor saved = pool.rent(shape)) {
      // expect: BorrowEscapes
      return () -> saved.get(0);
    }
  }

  void wrongInATask(TensorPool pool, Shape shape, ExecutorService tasks) {
    try (PooledTensor saved = pool.rent(shape)) {
      // expect: BorrowEscapes
      tasks.execute(() -> saved.fill(1));
    }
  }

  Supplier<Float> mended(TensorPool pool, Shape shape) {
    try (PooledTensor saved = pool.rent(shape)) {
      float first = saved.get(0);
      return () -> first;
    }
  }
}
