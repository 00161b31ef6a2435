package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;

/// Elements that are taken out of collections: of local ones, and of those that annotations say to
/// own.
class TakenOut implements AutoCloseable {
  @Pooled private final Deque<PooledTensor> free = new ArrayDeque<>();
  @Pooled private final Map<String, PooledTensor> byName = new HashMap<>();
  private final Deque<PooledTensor> inferred = new ArrayDeque<>();

  void polledAndDropped(TensorPool pool, Shape shape) {
    Deque<PooledTensor> queue = new ArrayDeque<>();
    queue.add(pool.rent(shape));
    // expect: PooledNotClosed
    queue.poll();
  }

  void removedAndDropped(TensorPool pool, Shape shape) {
    List<PooledTensor> list = new ArrayList<>();
    list.add(pool.rent(shape));
    // expect: PooledNotClosed
    list.remove(0);
  }

  void removedByItsKeyAndDropped(TensorPool pool, Shape shape) {
    Map<String, PooledTensor> map = new HashMap<>();
    map.put("a", pool.rent(shape));
    // expect: PooledNotClosed
    map.remove("a");
  }

  void poppedAndOnlyUsed(TensorPool pool, Shape shape) {
    Deque<PooledTensor> stack = new ArrayDeque<>();
    stack.push(pool.rent(shape));
    // expect: PooledNotClosed
    PooledTensor t = stack.pop();
    t.fill(1);
  }

  void ofAFieldDropped() {
    // expect: PooledNotClosed
    PooledTensor t = free.poll();
    t.fill(1);
  }

  void ofAFieldDroppedAtOnce() {
    // expect: PooledNotClosed
    free.pollFirst();
  }

  void ofAFieldClosed() {
    PooledTensor t = free.poll();
    if (t != null) {
      t.close();
    }
  }

  void ofAFieldPutBack() {
    PooledTensor t = free.poll();
    if (t == null) {
      return;
    }
    t.fill(1);
    free.add(t);
  }

  PooledTensor ofAFieldReturned() {
    return free.poll();
  }

  PooledTensor ofAFieldOrNew(TensorPool pool, Shape shape) {
    PooledTensor t = free.poll();
    if (t == null) {
      t = pool.rent(shape);
    }
    return t;
  }

  PooledTensor ofAFieldOrNewInOneExpression(TensorPool pool, Shape shape) {
    PooledTensor t = free.poll();
    return t != null ? t : pool.rent(shape);
  }

  void evicts() {
    while (free.size() > 3) {
      free.removeFirst().close();
    }
  }

  void closedBeforeItIsTakenOut() {
    free.peek().close();
    free.poll();
  }

  void whatTheCallerKnows(String name) {
    byName.remove(name);
  }

  void ofAFieldThatNobodyDeclared() {
    PooledTensor t = inferred.poll();
    t.fill(1);
  }

  void byAnIterator() {
    for (Iterator<PooledTensor> tensors = free.iterator(); tensors.hasNext(); ) {
      tensors.next().close();
      tensors.remove();
    }
  }

  void ofAnOwningParameter(@Pooled Deque<PooledTensor> queue) {
    // expect: PooledNotClosed
    PooledTensor t = queue.poll();
    t.fill(1);
    queue.forEach(PooledTensor::close);
  }

  void ofSomebodyElsesQueue(Deque<PooledTensor> queue) {
    PooledTensor t = queue.poll();
    t.fill(1);
  }

  void underALock() {
    PooledTensor t;
    synchronized (free) {
      t = free.poll();
    }
    if (t != null) {
      t.close();
    }
  }

  @Override
  public void close() {
    PooledTensor t;
    while ((t = free.poll()) != null) {
      t.close();
    }
    byName.values().forEach(PooledTensor::close);
    inferred.forEach(PooledTensor::close);
  }
}
