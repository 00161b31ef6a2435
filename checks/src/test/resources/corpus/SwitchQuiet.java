package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.stream.*;

class SwitchQuiet {
  enum Mode {
    A,
    B
  }

  void everyCase(TensorPool pool, Shape shape, Mode mode) {
    PooledTensor t = pool.rent(shape);
    switch (mode) {
      case A -> t.close();
      case B -> {
        t.fill(0);
        t.close();
      }
    }
    PooledTensor u = pool.rent(shape);
    switch (mode) {
      case A:
        u.fill(1);
      case B:
        u.close();
        break;
      default:
        u.close();
    }
  }

  PooledTensor chosen(TensorPool pool, Shape shape, Mode mode) {
    return switch (mode) {
      case A -> pool.rent(shape);
      case B -> {
        PooledTensor t = pool.rent(shape);
        t.fill(1);
        yield t;
      }
    };
  }

  Tensor mixed(TensorPool pool, Shape shape, int mode) {
    Tensor t =
        switch (mode) {
          case 1:
            yield pool.rent(shape);
          case 2, 3:
            yield Tensor.of(shape);
          default:
            throw new IllegalArgumentException();
        };
    t.fill(0);
    return t;
  }

  void patterns(TensorPool pool, Shape shape, boolean training) {
    Tensor t = training ? Tensor.of(shape) : pool.rent(shape);
    switch (t) {
      case PooledTensor pooled -> pooled.close();
      case null -> {}
      default -> {}
    }
  }

  void patternsLast(TensorPool pool, Shape shape, boolean training) {
    Tensor t = training ? Tensor.of(shape) : pool.rent(shape);
    switch (t) {
      case PooledTensor pooled when pooled.get(0) > 0 -> pooled.close();
      case PooledTensor pooled -> pooled.close();
      case Tensor other -> other.fill(0);
    }
  }

  sealed interface Source {}

  record Fresh(Shape shape) implements Source {}

  record Given(Tensor tensor, Shape shape) implements Source {}

  void records(TensorPool pool, Source source) {
    switch (source) {
      case Fresh(Shape shape) -> {
        try (PooledTensor t = pool.rent(shape)) {
          t.fill(0);
        }
      }
      case Given(Tensor tensor, _) -> tensor.fill(0);
    }
  }

  void recordPattern(TensorPool pool, Object o) {
    if (o instanceof Fresh(Shape shape)) {
      PooledTensor t = pool.rent(shape);
      t.close();
    }
  }

  void selector(TensorPool pool, Shape shape) {
    switch (pool.statistics()) {
      case PoolStatistics s -> pool.trim();
    }
  }

  void insideLoop(TensorPool pool, Shape shape, int[] modes) {
    for (int mode : modes) {
      PooledTensor t = pool.rent(shape);
      switch (mode) {
        case 0:
          t.close();
          continue;
        case 1:
          t.close();
          return;
        default:
          t.close();
          break;
      }
    }
  }

  void strings(TensorPool pool, Shape shape, String name) {
    PooledTensor t =
        switch (name) {
          case "a" -> pool.rent(shape);
          case "b" -> null;
          default -> throw new IllegalArgumentException(name);
        };
    if (t != null) {
      t.close();
    }
  }

  static class Base {
    final PooledTensor kept;

    Base(PooledTensor t) {
      kept = t;
    }
  }

  static class Flexible extends Base {
    Flexible(TensorPool pool, Shape shape) {
      PooledTensor t = pool.rent(shape);
      t.fill(0);
      super(t);
    }
  }
}
