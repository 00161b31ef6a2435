package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.stream.*;

class ContainersQuiet {
  final List<PooledTensor> all = new ArrayList<>();
  final PooledTensor[] slots = new PooledTensor[4];

  void listInFinally(TensorPool pool, List<Shape> shapes) {
    List<PooledTensor> tensors = new ArrayList<>();
    try {
      for (Shape shape : shapes) {
        tensors.add(pool.rent(shape));
      }
    } finally {
      for (PooledTensor t : tensors) {
        t.close();
      }
    }
  }

  void listForEach(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = List.of(pool.rent(shape), pool.rent(shape));
    tensors.forEach(PooledTensor::close);
  }

  void array(TensorPool pool, Shape shape, int n) {
    PooledTensor[] tensors = new PooledTensor[n];
    for (int i = 0; i < n; i++) {
      tensors[i] = pool.rent(shape);
    }
    for (PooledTensor t : tensors) {
      t.close();
    }
  }

  void arrayLiteral(TensorPool pool, Shape shape) {
    PooledTensor[] tensors = {pool.rent(shape), pool.rent(shape)};
    for (PooledTensor t : tensors) {
      t.close();
    }
    PooledTensor[] more = new PooledTensor[] {pool.rent(shape)};
    more[0].close();
  }

  void map(TensorPool pool, Shape shape, Map<String, PooledTensor> cache) {
    cache.put("a", pool.rent(shape));
    cache.computeIfAbsent("b", key -> pool.rent(shape));
    PooledTensor cached = cache.get("a");
    cached.fill(0);
  }

  void deque(TensorPool pool, Shape shape, Deque<PooledTensor> free) {
    PooledTensor t = free.poll();
    if (t == null) {
      t = pool.rent(shape);
    }
    t.fill(0);
    free.push(t);
  }

  void elements(List<PooledTensor> list, Iterator<PooledTensor> iterator) {
    list.get(0).fill(0);
    PooledTensor t = iterator.next();
    t.fill(0);
    list.stream().findFirst().orElseThrow().fill(1);
  }

  void optional(TensorPool pool, Shape shape) {
    Optional<PooledTensor> t = Optional.of(pool.rent(shape));
    t.ifPresent(PooledTensor::close);
  }

  void reference(TensorPool pool, Shape shape, AtomicReference<PooledTensor> holder) {
    PooledTensor old = holder.getAndSet(pool.rent(shape));
    old.close();
  }

  record Pair(PooledTensor left, PooledTensor right) {}

  Pair pair(TensorPool pool, Shape shape) {
    return new Pair(pool.rent(shape), pool.rent(shape));
  }

  void accessors(Pair pair) {
    pair.left().fill(0);
    PooledTensor right = pair.right();
    right.fill(0);
  }

  Map.Entry<String, PooledTensor> entry(TensorPool pool, Shape shape) {
    return Map.entry("a", pool.rent(shape));
  }

  void fields(TensorPool pool, Shape shape) {
    slots[0] = pool.rent(shape);
    all.add(pool.rent(shape));
    this.slots[1] = pool.rent(shape);
  }

  Stream<PooledTensor> stream(TensorPool pool, Shape shape) {
    return Stream.of(pool.rent(shape));
  }

  void adoptAll(TensorScope scope, TensorPool pool, Shape shape) {
    for (int i = 0; i < 3; i++) {
      scope.adopt(pool.rent(shape)).fill(i);
    }
  }

  void arrays(TensorPool pool, Shape shape) {
    for (PooledTensor t : Arrays.asList(pool.rent(shape), pool.rent(shape))) {
      t.close();
    }
  }

  void queue(TensorPool pool, Shape shape, BlockingQueue<PooledTensor> queue)
      throws InterruptedException {
    queue.put(pool.rent(shape));
    queue.offer(pool.rent(shape));
    queue.take().fill(0);
  }

  class Holder {
    PooledTensor held;

    PooledTensor getHeld() {
      return held;
    }

    PooledTensor held() {
      return this.held;
    }
  }

  void getters(Holder holder) {
    holder.getHeld().fill(0);
    holder.held().fill(0);
    PooledTensor t = holder.getHeld();
    t.fill(0);
  }

  interface Session {
    PooledTensor run(Map<String, ? extends Tensor> inputs);
  }

  float inAMapForOneCall(TensorPool pool, Shape shape, Session session) {
    try (PooledTensor t = pool.rent(shape)) {
      float first;
      try (PooledTensor result = session.run(Map.of("x", t))) {
        float element = result.get(0);
        first = element;
      }
      return first;
    }
  }

  float inAMapForOneCallBesideItsResult(TensorPool pool, Shape shape, Session session) {
    try (PooledTensor t = pool.rent(shape);
        PooledTensor result = session.run(Map.of("x", t))) {
      float first = result.get(0);
      return first;
    }
  }

  float inAMapBeforeAnotherVariable(TensorPool pool, Shape shape, float scale) {
    PooledTensor t = pool.rent(shape);
    try (t) {
      System.out.println(Map.of("x", t));
      float factor = scale;
      return factor;
    }
  }
}
