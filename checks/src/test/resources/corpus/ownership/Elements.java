package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;

/// Elements of collections, arrays and records that are ended twice, or used after their end.
class Elements {
  record Pair(PooledTensor left, PooledTensor right) {}

  void elementUsedAfterItsClose(TensorPool pool, Shape shape) {
    List<PooledTensor> list = List.of(pool.rent(shape));
    list.get(0).close();
    // expect: UseAfterClose
    list.get(0).fill(1);
  }

  void elementClosedTwice(TensorPool pool, Shape shape) {
    List<PooledTensor> list = new ArrayList<>();
    list.add(pool.rent(shape));
    list.get(0).close();
    // expect: DoubleClose
    list.get(0).close();
  }

  void otherElementsClosed(TensorPool pool, Shape shape) {
    List<PooledTensor> list = List.of(pool.rent(shape), pool.rent(shape));
    list.get(0).close();
    list.get(1).close();
  }

  void sameIndexOfAnotherList(TensorPool pool, Shape shape) {
    List<PooledTensor> one = List.of(pool.rent(shape));
    List<PooledTensor> other = List.of(pool.rent(shape));
    one.get(0).close();
    other.get(0).fill(1);
    other.get(0).close();
  }

  void replacedAfterItsClose(TensorPool pool, Shape shape) {
    List<PooledTensor> list = new ArrayList<>();
    list.add(pool.rent(shape));
    list.get(0).close();
    list.set(0, pool.rent(shape));
    list.get(0).fill(1);
    list.get(0).close();
  }

  void removedAfterItsClose(TensorPool pool, Shape shape) {
    List<PooledTensor> list = new ArrayList<>();
    list.add(pool.rent(shape));
    list.add(pool.rent(shape));
    list.get(0).close();
    list.remove(0);
    list.get(0).close();
  }

  void pushedAfterItsClose(TensorPool pool, Shape shape) {
    Deque<PooledTensor> queue = new ArrayDeque<>();
    queue.push(pool.rent(shape));
    queue.peek().close();
    queue.push(pool.rent(shape));
    queue.peek().close();
  }

  void closedThroughAnAlias(TensorPool pool, Shape shape) {
    List<PooledTensor> list = List.of(pool.rent(shape));
    PooledTensor first = list.get(0);
    first.close();
    // expect: UseAfterClose
    list.get(0).fill(1);
  }

  void slotUsedAfterItsClose(TensorPool pool, Shape shape) {
    PooledTensor[] slots = {pool.rent(shape), pool.rent(shape)};
    slots[0].close();
    // expect: UseAfterClose
    slots[1].copyFrom(slots[0]);
    slots[1].close();
  }

  void slotClosedTwice(TensorPool pool, Shape shape) {
    PooledTensor[] slots = {pool.rent(shape)};
    slots[0].close();
    // expect: DoubleClose
    slots[0].close();
  }

  void slotFilledAgain(TensorPool pool, Shape shape) {
    PooledTensor[] slots = {pool.rent(shape)};
    slots[0].close();
    slots[0] = pool.rent(shape);
    slots[0].close();
  }

  void slotOfAMovingIndex(TensorPool pool, Shape shape) {
    PooledTensor[] slots = {pool.rent(shape), pool.rent(shape)};
    int at = 0;
    slots[at].close();
    at++;
    slots[at].close();
  }

  void slotOfAnIndexThatMovesInTheCall(TensorPool pool, Shape shape) {
    PooledTensor[] slots = {pool.rent(shape), pool.rent(shape)};
    int at = 0;
    slots[at++].close();
    slots[at++].close();
  }

  void componentUsedAfterItsClose(TensorPool pool, Shape shape) {
    Pair pair = new Pair(pool.rent(shape), null);
    pair.left().close();
    // expect: UseAfterClose
    pair.left().fill(1);
  }

  void componentClosedTwice(TensorPool pool, Shape shape) {
    Pair pair = new Pair(pool.rent(shape), null);
    pair.left().close();
    // expect: DoubleClose
    pair.left().close();
  }

  void otherComponentUsed(TensorPool pool, Shape shape) {
    Pair pair = new Pair(pool.rent(shape), pool.rent(shape));
    pair.left().close();
    pair.right().fill(1);
    pair.right().close();
  }

  void componentOfAnotherRecord(TensorPool pool, Shape shape) {
    Pair pair = new Pair(pool.rent(shape), null);
    pair.left().close();
    pair = new Pair(pool.rent(shape), null);
    pair.left().fill(1);
    pair.left().close();
  }

  void componentOfAGivenRecord(@Pooled PooledTensor given) {
    Pair pair = new Pair(given, null);
    pair.left().close();
    // expect: UseAfterClose
    pair.left().fill(1);
  }

  void readAfterTheClosingLoop(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> list = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      list.add(pool.rent(shape));
    }
    for (PooledTensor t : list) {
      t.close();
    }
    // expect: UseAfterClose
    list.get(0).fill(1);
  }

  void readAfterForEach(TensorPool pool, Shape shape) {
    List<PooledTensor> list = new ArrayList<>();
    list.add(pool.rent(shape));
    list.forEach(PooledTensor::close);
    // expect: UseAfterClose
    list.getFirst().fill(1);
  }

  void filledAgainAfterTheClosingLoop(TensorPool pool, Shape shape) {
    List<PooledTensor> list = new ArrayList<>();
    list.add(pool.rent(shape));
    list.forEach(PooledTensor::close);
    list.clear();
    list.add(pool.rent(shape));
    list.getFirst().fill(1);
    list.forEach(PooledTensor::close);
  }

  void onlyCountedAfterTheLoop(TensorPool pool, Shape shape) {
    List<PooledTensor> list = new ArrayList<>();
    list.add(pool.rent(shape));
    list.forEach(PooledTensor::close);
    System.out.println(list.size() + " " + list.get(0).isOpen());
  }

  void secondTakenOutIsLeftOpen(TensorPool pool, Shape shape) {
    Deque<PooledTensor> queue = new ArrayDeque<>();
    queue.add(pool.rent(shape));
    queue.add(pool.rent(shape));
    PooledTensor a = queue.poll();
    // expect: PooledNotClosed
    PooledTensor b = queue.poll();
    b.fill(1);
    a.close();
  }

  void bothTakenOutAreClosed(TensorPool pool, Shape shape) {
    Deque<PooledTensor> queue = new ArrayDeque<>();
    queue.add(pool.rent(shape));
    queue.add(pool.rent(shape));
    PooledTensor a = queue.poll();
    PooledTensor b = queue.poll();
    b.close();
    a.close();
  }

  void secondIsThereOnlySometimes(TensorPool pool, Shape shape) {
    Deque<PooledTensor> queue = new ArrayDeque<>();
    queue.add(pool.rent(shape));
    PooledTensor a = queue.poll();
    PooledTensor b = queue.poll();
    a.close();
    if (b != null) {
      b.close();
    }
  }

  void pingPong(TensorPool pool, Shape shape, int n) {
    PooledTensor[] buffers = {pool.rent(shape), pool.rent(shape)};
    int current = 0;
    for (int i = 0; i < n; i++) {
      buffers[1 - current].copyFrom(buffers[current]);
      current = 1 - current;
    }
    buffers[0].close();
    buffers[1].close();
  }

  void grown(TensorPool pool, Shape shape, int n) {
    PooledTensor[] buffer = {pool.rent(shape)};
    for (int i = 0; i < n; i++) {
      buffer[0].fill(i);
      buffer[0].close();
      buffer[0] = pool.rent(shape);
    }
    buffer[0].close();
  }

  void refilledByIndex(TensorPool pool, Shape shape, int n) {
    PooledTensor[] slots = new PooledTensor[n];
    for (int i = 0; i < n; i++) {
      slots[i] = pool.rent(shape);
    }
    for (int i = 0; i < n; i++) {
      slots[i].close();
      slots[i] = pool.rent(shape);
      slots[i].fill(i);
    }
    for (PooledTensor slot : slots) {
      slot.close();
    }
  }

  void twoInEachRound(TensorPool pool, Shape shape) {
    PooledTensor[] slots = {pool.rent(shape), pool.rent(shape), pool.rent(shape), pool.rent(shape)};
    int i = 0;
    while (i < slots.length) {
      slots[i].close();
      i++;
      slots[i].close();
      i++;
    }
  }

  void eachRoundHasAListOfItsOwn(TensorPool pool, Shape shape, int n) {
    for (int i = 0; i < n; i++) {
      List<PooledTensor> list = List.of(pool.rent(shape), pool.rent(shape));
      list.get(0).close();
      list.get(1).close();
    }
  }

  void iteratorGoesOn(TensorPool pool, Shape shape) {
    List<PooledTensor> list = List.of(pool.rent(shape), pool.rent(shape));
    Iterator<PooledTensor> iterator = list.iterator();
    iterator.next().close();
    iterator.next().close();
  }

  private int next;

  private void advance() {
    next++;
  }

  void indexInAField(TensorPool pool, Shape shape) {
    PooledTensor[] slots = {pool.rent(shape), pool.rent(shape)};
    slots[next].close();
    advance();
    slots[next].close();
  }

  private void replaceFirst(List<PooledTensor> list, TensorPool pool, Shape shape) {
    list.set(0, pool.rent(shape));
  }

  void replacedByAHelper(TensorPool pool, Shape shape) {
    List<PooledTensor> list = new ArrayList<>();
    list.add(pool.rent(shape));
    list.get(0).close();
    replaceFirst(list, pool, shape);
    list.get(0).fill(1);
    list.get(0).close();
  }

  void replacedByALambda(TensorPool pool, Shape shape) {
    List<PooledTensor> list = new ArrayList<>();
    list.add(pool.rent(shape));
    Runnable replace = () -> list.set(0, pool.rent(shape));
    list.get(0).close();
    replace.run();
    list.get(0).fill(1);
  }

  void closedDownToTheFirst(TensorPool pool, Shape shape) {
    List<PooledTensor> list = new ArrayList<>();
    list.add(pool.rent(shape));
    list.add(pool.rent(shape));
    for (int i = list.size() - 1; i > 0; i--) {
      list.get(i).close();
    }
    list.get(0).fill(1);
    list.get(0).close();
  }

  void closedAndReplaced(TensorPool pool, Shape shape) {
    PooledTensor[] slots = {pool.rent(shape)};
    slots[0].close();
    slots[0] = null;
    if (slots[0] != null) {
      slots[0].fill(1);
    }
  }

  void closedUnlessKept(TensorPool pool, Shape shape, boolean keep) {
    List<PooledTensor> list = List.of(pool.rent(shape));
    if (!keep) {
      list.get(0).close();
    }
    if (keep) {
      list.get(0).fill(1);
      list.get(0).close();
    }
  }

  void inTheCatch(TensorPool pool, Shape shape) {
    List<PooledTensor> list = List.of(pool.rent(shape));
    try {
      list.get(0).fill(1);
    } catch (RuntimeException e) {
      list.get(0).close();
      throw e;
    }
    list.get(0).close();
  }

  void closedAgainUnlessClosed(TensorPool pool, Shape shape) {
    List<PooledTensor> list = List.of(pool.rent(shape));
    list.get(0).close();
    if (list.get(0).isOpen()) {
      list.get(0).close();
    }
  }

  void valueOfAKeyThatWasRemoved(TensorPool pool, Shape shape) {
    Map<String, PooledTensor> map = new HashMap<>();
    map.put("a", pool.rent(shape));
    map.get("a").close();
    map.put("a", pool.rent(shape));
    map.get("a").fill(1);
    map.remove("a").close();
  }

  void valueOfAKeyClosedTwice(TensorPool pool, Shape shape) {
    Map<String, PooledTensor> map = new HashMap<>();
    map.put("a", pool.rent(shape));
    map.get("a").close();
    // expect: DoubleClose
    map.get("a").close();
  }

  void takenOutInALoopOfKnownLength(TensorPool pool, Shape shape) {
    Deque<PooledTensor> queue = new ArrayDeque<>();
    queue.add(pool.rent(shape));
    queue.add(pool.rent(shape));
    for (int i = 0; i < 2; i++) {
      queue.pop().close();
    }
  }

  void oneStaysInTheQueue(TensorPool pool, Shape shape) {
    Deque<PooledTensor> queue = new ArrayDeque<>();
    // expect: PooledNotClosed
    queue.add(pool.rent(shape));
    // expect: PooledNotClosed
    queue.add(pool.rent(shape));
    queue.poll().close();
  }

  void takenOutAndPutBack(TensorPool pool, Shape shape) {
    Deque<PooledTensor> queue = new ArrayDeque<>();
    queue.add(pool.rent(shape));
    queue.add(pool.rent(shape));
    PooledTensor first = queue.poll();
    queue.add(first);
    for (PooledTensor t : queue) {
      t.close();
    }
  }

  void drainedAfterTheFirst(TensorPool pool, Shape shape) {
    Deque<PooledTensor> queue = new ArrayDeque<>();
    queue.add(pool.rent(shape));
    queue.add(pool.rent(shape));
    queue.poll().close();
    PooledTensor t;
    while ((t = queue.poll()) != null) {
      t.close();
    }
  }
}
