package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.stream.*;

class SwitchLeak {
  enum Mode {
    A,
    B
  }

  void oneCaseForgets(TensorPool pool, Shape shape, Mode mode) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    switch (mode) {
      case A -> t.close();
      case B -> t.fill(0);
    }
  }

  void oldSwitchWithoutDefault(TensorPool pool, Shape shape, int mode) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    switch (mode) {
      case 1:
        t.close();
        break;
      case 2:
        t.close();
        break;
    }
  }

  void fallThroughToNothing(TensorPool pool, Shape shape, int mode) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    switch (mode) {
      case 1:
        t.fill(1);
      case 2:
        t.fill(2);
        break;
      default:
        t.close();
    }
  }

  float switchExpression(TensorPool pool, Shape shape, Mode mode) {
    Tensor t =
        switch (mode) {
          case A -> Tensor.of(shape);
          // BUG: Diagnostic contains: `t`
          case B -> pool.rent(shape);
        };
    return t.get(0);
  }

  float yielded(TensorPool pool, Shape shape, Mode mode) {
    Tensor t =
        switch (mode) {
          case A -> Tensor.of(shape);
          case B -> {
            // BUG: Diagnostic contains: `made`
            PooledTensor made = pool.rent(shape);
            made.fill(0);
            yield made;
          }
        };
    return t.get(0);
  }

  float yieldsSomethingElse(TensorPool pool, Shape shape, Mode mode) {
    return switch (mode) {
      case A -> 0;
      case B -> {
        // BUG: Diagnostic contains: `t`
        PooledTensor t = pool.rent(shape);
        yield t.get(0);
      }
    };
  }

  float returnsFromCase(TensorPool pool, Shape shape, String mode) {
    // BUG: Diagnostic contains: returns at line
    PooledTensor t = pool.rent(shape);
    switch (mode) {
      case "a":
        return t.get(0);
      default:
        t.close();
    }
    return 0;
  }

  void patternThatForgets(TensorPool pool, Shape shape, Object o) {
    switch (o) {
      case String s when s.isEmpty() -> {
        // BUG: Diagnostic contains: `t`
        PooledTensor t = pool.rent(shape);
        t.fill(0);
      }
      case Integer i -> pool.trim();
      default -> {}
    }
  }

  void guard(TensorPool pool, Shape shape, Object o) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    switch (o) {
      case String s when s.length() > 3 -> t.close();
      case String s -> t.fill(0);
      default -> t.close();
    }
  }
}
