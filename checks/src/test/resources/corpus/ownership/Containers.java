package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.stream.*;

/// Collections and arrays that own what they were given.
class Containers {
  void listNeverClosed(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    // expect: PooledNotClosed
    tensors.add(pool.rent(shape));
  }

  void listFilledInALoopNeverClosed(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      // expect: PooledNotClosed
      tensors.add(pool.rent(shape));
    }
    System.out.println(tensors.size());
  }

  void listClosedByForEachLoopInFinally(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    try {
      for (int i = 0; i < n; i++) {
        tensors.add(pool.rent(shape));
      }
    } finally {
      for (PooledTensor t : tensors) {
        t.close();
      }
    }
  }

  void listClosedByMethodReference(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      tensors.add(pool.rent(shape));
    }
    tensors.forEach(PooledTensor::close);
  }

  void listClosedByLambda(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      tensors.add(pool.rent(shape));
    }
    tensors.forEach(t -> t.close());
  }

  void listClosedByBlockLambda(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new LinkedList<>();
    tensors.add(pool.rent(shape));
    tensors.forEach(t -> {
      t.fill(0);
      t.close();
    });
  }

  void lambdaOnlyFills(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    // expect: PooledNotClosed
    tensors.add(pool.rent(shape));
    tensors.forEach(t -> t.fill(0));
  }

  void lambdaFillsThenCloses(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    tensors.add(pool.rent(shape));
    tensors.forEach(t -> t.fill(0));
    tensors.forEach(PooledTensor::close);
  }

  void streamClosesAll(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    tensors.add(pool.rent(shape));
    tensors.stream().forEach(PooledTensor::close);
  }

  void closesInReverse(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      tensors.add(pool.rent(shape));
    }
    for (int i = tensors.size() - 1; i >= 0; i--) {
      tensors.get(i).close();
    }
  }

  void closesByIndex(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      tensors.add(pool.rent(shape));
    }
    for (int i = 0; i < tensors.size(); i++) {
      PooledTensor t = tensors.get(i);
      t.close();
    }
  }

  void closesByIterator(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      tensors.add(pool.rent(shape));
    }
    Iterator<PooledTensor> it = tensors.iterator();
    while (it.hasNext()) {
      it.next().close();
    }
  }

  void closesAndRemovesByIterator(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    tensors.add(pool.rent(shape));
    for (Iterator<PooledTensor> it = tensors.iterator(); it.hasNext(); ) {
      PooledTensor t = it.next();
      t.close();
      it.remove();
    }
  }

  void loopBreaksAfterTheFirst(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      // expect: PooledNotClosed
      tensors.add(pool.rent(shape));
    }
    for (PooledTensor t : tensors) {
      t.close();
      break;
    }
  }

  void loopStopsEarly(TensorPool pool, Shape shape, int n, boolean stop) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      // expect: PooledNotClosed
      tensors.add(pool.rent(shape));
    }
    for (PooledTensor t : tensors) {
      t.close();
      if (stop) {
        return;
      }
    }
  }

  void loopSkipsSome(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      // expect: PooledNotClosed
      tensors.add(pool.rent(shape));
    }
    for (PooledTensor t : tensors) {
      if (t.get(0) > 0) {
        continue;
      }
      t.close();
    }
  }

  void loopChecksForNull(TensorPool pool, Shape shape, int n) {
    PooledTensor[] tensors = new PooledTensor[n];
    for (int i = 0; i < n; i++) {
      tensors[i] = pool.rent(shape);
    }
    for (PooledTensor t : tensors) {
      if (t != null) {
        t.close();
      }
    }
  }

  void loopAsksWhetherOpen(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    tensors.add(pool.rent(shape));
    for (PooledTensor t : tensors) {
      if (t.isOpen()) {
        t.close();
      }
    }
  }

  void readsInOneLoopClosesInTheNext(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      tensors.add(pool.rent(shape));
    }
    float sum = 0;
    for (PooledTensor t : tensors) {
      sum += t.get(0);
    }
    for (PooledTensor t : tensors) {
      t.close();
    }
    System.out.println(sum);
  }

  void arrayNeverClosed(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    PooledTensor[] tensors = {pool.rent(shape)};
    tensors[0].fill(0);
  }

  void arrayClosedOneByOne(TensorPool pool, Shape shape) {
    PooledTensor[] tensors = {pool.rent(shape), pool.rent(shape)};
    tensors[0].close();
    tensors[1].close();
  }

  void arrayClosedInPart(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    PooledTensor first = pool.rent(shape);
    // expect: PooledNotClosed
    PooledTensor second = pool.rent(shape);
    PooledTensor[] tensors = {first, second};
    tensors[0].close();
  }

  void arrayClosedFromTheSecond(TensorPool pool, Shape shape, int n) {
    PooledTensor[] tensors = new PooledTensor[n];
    for (int i = 0; i < n; i++) {
      // expect: PooledNotClosed
      tensors[i] = pool.rent(shape);
    }
    for (int i = 1; i < n; i++) {
      tensors[i].close();
    }
  }

  void arrayClosedByIndex(TensorPool pool, Shape shape, int n) {
    PooledTensor[] tensors = new PooledTensor[n];
    for (int i = 0; i < tensors.length; i++) {
      tensors[i] = pool.rent(shape);
      tensors[i].fill(i);
    }
    for (int i = 0; i < tensors.length; i++) {
      tensors[i].close();
    }
  }

  void arrayClosedByStream(TensorPool pool, Shape shape) {
    PooledTensor[] tensors = {pool.rent(shape), pool.rent(shape)};
    Arrays.stream(tensors).forEach(PooledTensor::close);
  }

  void arrayAsList(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = Arrays.asList(pool.rent(shape), pool.rent(shape));
    for (PooledTensor t : tensors) {
      t.close();
    }
  }

  void closedDownwards(TensorPool pool, Shape shape, int n) {
    PooledTensor[] tensors = new PooledTensor[n];
    int filled = 0;
    try {
      while (filled < n) {
        tensors[filled] = pool.rent(shape);
        filled++;
      }
    } finally {
      while (filled > 0) {
        tensors[--filled].close();
      }
    }
  }

  void immutableListNeverClosed(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    List<PooledTensor> tensors = List.of(pool.rent(shape));
    System.out.println(tensors.size());
  }

  void immutableListClosed(TensorPool pool, Shape shape) {
    for (PooledTensor t : List.of(pool.rent(shape), pool.rent(shape))) {
      t.close();
    }
  }

  void immutableListClosedInPart(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    PooledTensor first = pool.rent(shape);
    // expect: PooledNotClosed
    PooledTensor second = pool.rent(shape);
    List<PooledTensor> both = List.of(first, second);
    both.get(0).close();
  }

  void partlyClosedThroughItsVariable(TensorPool pool, Shape shape) {
    PooledTensor first = pool.rent(shape);
    PooledTensor second = pool.rent(shape);
    List<PooledTensor> both = List.of(first, second);
    System.out.println(both.size());
    first.close();
    second.close();
  }

  void mapNeverClosed(TensorPool pool, Shape shape, List<String> names) {
    Map<String, PooledTensor> weights = new HashMap<>();
    for (String name : names) {
      // expect: PooledNotClosed
      weights.put(name, pool.rent(shape));
    }
    System.out.println(weights.keySet());
  }

  void mapClosedByValues(TensorPool pool, Shape shape, List<String> names) {
    Map<String, PooledTensor> weights = new HashMap<>();
    for (String name : names) {
      weights.put(name, pool.rent(shape));
    }
    for (PooledTensor t : weights.values()) {
      t.close();
    }
  }

  void mapClosedByEntries(TensorPool pool, Shape shape, List<String> names) {
    Map<String, PooledTensor> weights = new TreeMap<>();
    for (String name : names) {
      weights.put(name, pool.rent(shape));
    }
    for (Map.Entry<String, PooledTensor> entry : weights.entrySet()) {
      entry.getValue().close();
    }
  }

  void mapClosedByForEach(TensorPool pool, Shape shape) {
    Map<String, PooledTensor> weights = new HashMap<>();
    weights.put("query", pool.rent(shape));
    weights.forEach((name, t) -> t.close());
  }

  void valuesClosedByMethodReference(TensorPool pool, Shape shape) {
    Map<String, PooledTensor> weights = new HashMap<>();
    weights.put("query", pool.rent(shape));
    weights.values().forEach(PooledTensor::close);
  }

  void dequeDrained(TensorPool pool, Shape shape, int n) {
    Deque<PooledTensor> stack = new ArrayDeque<>();
    for (int i = 0; i < n; i++) {
      stack.push(pool.rent(shape));
    }
    while (!stack.isEmpty()) {
      stack.pop().close();
    }
  }

  void dequePolled(TensorPool pool, Shape shape, int n) {
    Deque<PooledTensor> queue = new ArrayDeque<>();
    for (int i = 0; i < n; i++) {
      queue.add(pool.rent(shape));
    }
    PooledTensor t;
    while ((t = queue.poll()) != null) {
      t.close();
    }
  }

  void setClosed(TensorPool pool, Shape shape) {
    Set<PooledTensor> tensors = new HashSet<>();
    tensors.add(pool.rent(shape));
    for (PooledTensor t : tensors) {
      t.close();
    }
    tensors.clear();
  }

  void setForgotten(TensorPool pool, Shape shape) {
    Set<PooledTensor> tensors = new HashSet<>();
    // expect: PooledNotClosed
    tensors.add(pool.rent(shape));
    tensors.clear();
  }

  void optionalClosed(TensorPool pool, Shape shape) {
    Optional<PooledTensor> scratch = Optional.of(pool.rent(shape));
    scratch.ifPresent(PooledTensor::close);
  }

  void optionalNeverClosed(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Optional<PooledTensor> scratch = Optional.of(pool.rent(shape));
    System.out.println(scratch.isPresent());
  }

  void optionalTakenOut(TensorPool pool, Shape shape) {
    Optional<PooledTensor> scratch = Optional.ofNullable(pool.rent(shape));
    scratch.get().close();
  }

  List<PooledTensor> listReturned(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      tensors.add(pool.rent(shape));
    }
    return tensors;
  }

  List<PooledTensor> listReturnedUnmodifiable(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    tensors.add(pool.rent(shape));
    return Collections.unmodifiableList(tensors);
  }

  PooledTensor[] arrayReturned(TensorPool pool, Shape shape, int n) {
    PooledTensor[] tensors = new PooledTensor[n];
    for (int i = 0; i < n; i++) {
      tensors[i] = pool.rent(shape);
    }
    return tensors;
  }

  List<PooledTensor> returnedOnOnePathOnly(TensorPool pool, Shape shape, boolean wanted) {
    List<PooledTensor> tensors = new ArrayList<>();
    // expect: PooledNotClosed
    tensors.add(pool.rent(shape));
    if (wanted) {
      return tensors;
    }
    return List.of();
  }

  private static void closeAll(List<PooledTensor> tensors) {
    for (PooledTensor t : tensors) {
      t.close();
    }
  }

  private static float sum(List<PooledTensor> tensors) {
    float sum = 0;
    for (PooledTensor t : tensors) {
      sum += t.get(0);
    }
    return sum;
  }

  void closedByHelper(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    tensors.add(pool.rent(shape));
    System.out.println(sum(tensors));
    closeAll(tensors);
  }

  void onlySummedByHelper(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    // expect: PooledNotClosed
    tensors.add(pool.rent(shape));
    System.out.println(sum(tensors));
  }

  private static List<PooledTensor> rentAll(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      tensors.add(pool.rent(shape));
    }
    return tensors;
  }

  void helpersListClosed(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = rentAll(pool, shape, 3);
    for (PooledTensor t : tensors) {
      t.close();
    }
  }

  void helpersListDropped(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    List<PooledTensor> tensors = rentAll(pool, shape, 3);
    System.out.println(tensors.size());
  }

  void handedToSomebody(TensorPool pool, Shape shape, Map<String, List<PooledTensor>> registry) {
    List<PooledTensor> tensors = new ArrayList<>();
    tensors.add(pool.rent(shape));
    registry.put("tensors", tensors);
  }

  void copiedAndClosed(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    tensors.add(pool.rent(shape));
    for (PooledTensor t : new ArrayList<>(tensors)) {
      t.close();
    }
  }

  void closedUnlessEmpty(TensorPool pool, Shape shape, boolean wanted) {
    List<PooledTensor> tensors = new ArrayList<>();
    if (wanted) {
      tensors.add(pool.rent(shape));
    }
    if (!tensors.isEmpty()) {
      tensors.get(0).close();
    }
  }

  void closedIfThereAreAny(TensorPool pool, Shape shape, boolean wanted) {
    List<PooledTensor> tensors = new ArrayList<>();
    if (wanted) {
      tensors.add(pool.rent(shape));
    }
    if (tensors.size() > 0) {
      closeAll(tensors);
    }
  }

  void eachCloseGuarded(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      tensors.add(pool.rent(shape));
    }
    for (PooledTensor t : tensors) {
      try {
        t.fill(0);
      } finally {
        t.close();
      }
    }
  }

  void ownedByCaller(List<PooledTensor> tensors, TensorPool pool, Shape shape) {
    tensors.add(pool.rent(shape));
  }

  void closedInOneBranchOnly(TensorPool pool, Shape shape, boolean b) {
    List<PooledTensor> tensors = new ArrayList<>();
    // expect: PooledNotClosed
    tensors.add(pool.rent(shape));
    if (b) {
      tensors.forEach(PooledTensor::close);
    }
  }

  void overwritten(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    // expect: PooledNotClosed
    tensors.add(pool.rent(shape));
    tensors = new ArrayList<>();
    tensors.add(pool.rent(shape));
    closeAll(tensors);
  }

  void replacedInTheCallersList(List<PooledTensor> tensors, TensorPool pool, Shape shape) {
    tensors.set(0, pool.rent(shape));
  }

  void givenToTheCallersQueue(Deque<PooledTensor> tensors, TensorPool pool, Shape shape) {
    tensors.offerLast(pool.rent(shape));
    tensors.addAll(List.of(pool.rent(shape)));
  }

  void onlyLookedUp(List<PooledTensor> tensors, TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    System.out.println(tensors.contains(pool.rent(shape)));
  }

  private static List<PooledTensor> listed(PooledTensor[] tensors) {
    List<PooledTensor> list = new ArrayList<>();
    for (PooledTensor t : tensors) {
      list.add(t);
    }
    return list;
  }

  void listedForTheCaller(PooledTensor[] tensors) {
    System.out.println(sum(listed(tensors)));
  }

  void takenOutAndDropped(TensorPool pool, Shape shape) {
    Deque<PooledTensor> tensors = new ArrayDeque<>();
    tensors.add(pool.rent(shape));
    // expect: PooledNotClosed
    PooledTensor taken = tensors.pop();
    taken.fill(0);
  }

  void removedAndDropped(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    tensors.add(pool.rent(shape));
    // expect: PooledNotClosed
    tensors.remove(0);
  }

  void polledAndClosedOnOnePath(TensorPool pool, Shape shape, boolean b) {
    Queue<PooledTensor> tensors = new ArrayDeque<>();
    tensors.add(pool.rent(shape));
    // expect: PooledNotClosed
    PooledTensor taken = tensors.poll();
    if (b) {
      taken.close();
    }
  }

  void polledUntilNothingIsLeft(TensorPool pool, Shape shape, int n) {
    Queue<PooledTensor> tensors = new ArrayDeque<>();
    for (int i = 0; i < n; i++) {
      tensors.add(pool.rent(shape));
    }
    PooledTensor taken;
    while ((taken = tensors.poll()) != null) {
      taken.close();
    }
  }

  void polledWhileThereAreSome(TensorPool pool, Shape shape) {
    Deque<PooledTensor> tensors = new ArrayDeque<>(List.of(pool.rent(shape), pool.rent(shape)));
    while (!tensors.isEmpty()) {
      try (PooledTensor taken = tensors.pop()) {
        taken.fill(0);
      }
    }
  }

  void takenOutAndPutBack(TensorPool pool, Shape shape, List<PooledTensor> free) {
    Deque<PooledTensor> tensors = new ArrayDeque<>();
    tensors.add(pool.rent(shape));
    PooledTensor taken = tensors.pop();
    free.add(taken);
  }

  void lookedAtThenRemoved(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    tensors.add(pool.rent(shape));
    tensors.get(0).close();
    tensors.remove(0);
  }

  void closedThenRemoved(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    PooledTensor t = pool.rent(shape);
    tensors.add(t);
    t.close();
    tensors.remove(0);
  }

  void swapsThroughAQueue(TensorPool pool, Shape shape, int n) {
    Deque<PooledTensor> queue = new ArrayDeque<>();
    queue.add(pool.rent(shape));
    PooledTensor before = null;
    int i = 0;
    do {
      PooledTensor now = queue.poll();
      if (before != null) {
        before.close();
      }
      if (now == null) {
        return;
      }
      before = now;
    } while (++i < n);
    if (before != null) {
      before.close();
    }
  }

  void removedByObject(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    PooledTensor t = pool.rent(shape);
    tensors.add(t);
    tensors.remove(t);
    t.close();
  }

  void moreThanThreeClosedOneByOne(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors =
        List.of(pool.rent(shape), pool.rent(shape), pool.rent(shape), pool.rent(shape));
    tensors.get(0).close();
    tensors.get(1).close();
    tensors.get(2).close();
    tensors.get(3).close();
  }

  void entryOfTwo(TensorPool pool, Shape shape) {
    Map.Entry<PooledTensor, PooledTensor> entry = Map.entry(pool.rent(shape), pool.rent(shape));
    entry.getKey().close();
    entry.getValue().close();
  }

  void entryClosedInPart(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    PooledTensor one = pool.rent(shape);
    // expect: PooledNotClosed
    PooledTensor other = pool.rent(shape);
    Map.Entry<PooledTensor, PooledTensor> entry = Map.entry(one, other);
    entry.getKey().close();
  }

  void keysClosed(TensorPool pool, Shape shape) {
    Map<PooledTensor, String> names = new HashMap<>();
    names.put(pool.rent(shape), "a");
    for (PooledTensor t : names.keySet()) {
      t.close();
    }
  }

  void keysClosedByMethodReference(TensorPool pool, Shape shape) {
    Map<PooledTensor, String> names = new HashMap<>();
    names.put(pool.rent(shape), "a");
    names.keySet().forEach(PooledTensor::close);
  }

  void keysClosedByEntries(TensorPool pool, Shape shape) {
    Map<PooledTensor, String> names = new HashMap<>();
    names.put(pool.rent(shape), "a");
    for (Map.Entry<PooledTensor, String> entry : names.entrySet()) {
      entry.getKey().close();
    }
  }

  void keysNeverClosed(TensorPool pool, Shape shape) {
    Map<PooledTensor, String> names = new HashMap<>();
    // expect: PooledNotClosed
    names.put(pool.rent(shape), "a");
    System.out.println(names.keySet().size());
  }

  void valuesClosedByTheirKeys(TensorPool pool, Shape shape) {
    Map<String, PooledTensor> weights = new HashMap<>();
    weights.put("query", pool.rent(shape));
    for (String name : weights.keySet()) {
      weights.get(name).close();
    }
  }

  void valuesClosedByTheSameNames(TensorPool pool, Shape shape, List<String> names) {
    Map<String, PooledTensor> weights = new HashMap<>();
    for (String name : names) {
      weights.put(name, pool.rent(shape));
    }
    for (String name : names) {
      weights.get(name).close();
    }
  }

  void valuesRemovedByComputedNames(TensorPool pool, Shape shape, List<String> names) {
    Map<String, PooledTensor> weights = new HashMap<>();
    for (String name : names) {
      weights.put(name, pool.rent(shape));
    }
    for (String name : names) {
      String key = name.strip();
      weights.remove(key).close();
    }
  }

  void elementsClosedInAnOrder(TensorPool pool, Shape shape, int[] order) {
    PooledTensor[] tensors = new PooledTensor[order.length];
    for (int i = 0; i < order.length; i++) {
      tensors[i] = pool.rent(shape);
    }
    for (int i : order) {
      tensors[i].close();
    }
  }

  void keysOnlyPrinted(TensorPool pool, Shape shape) {
    Map<String, PooledTensor> weights = new HashMap<>();
    // expect: PooledNotClosed
    weights.put("query", pool.rent(shape));
    for (String name : weights.keySet()) {
      System.out.println(name);
    }
  }
}
