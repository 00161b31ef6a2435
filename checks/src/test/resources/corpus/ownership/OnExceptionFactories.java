package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.stream.*;

/// Calls of the JDK that do not throw for what they are given.
class OnExceptionFactories {
  record Named(String name, PooledTensor tensor) {}

  void listOf(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    List<Integer> sizes = List.of(1, 2);
    t.close();
    System.out.println(sizes);
  }

  Map<String, PooledTensor> mapOf(TensorPool pool, Shape shape) {
    return Map.of("a", pool.rent(shape));
  }

  Map.Entry<String, PooledTensor> entry(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    return Map.entry("a", t);
  }

  List<PooledTensor> asList(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    return Arrays.asList(t);
  }

  Optional<PooledTensor> optional(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    return Optional.of(t);
  }

  Set<PooledTensor> singleton(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    return Collections.singleton(t);
  }

  Set<PooledTensor> setOf(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    return Set.of(t);
  }

  void emptyOnes(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    System.out.println(List.of() + "" + Map.of() + Optional.empty() + Collections.emptyList());
    t.close();
  }

  void setOfTwoMayRefuseEqualOnes(TensorPool pool, Shape shape, String a, String b) {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    Set<String> names = Set.of(a, b);
    t.close();
    System.out.println(names);
  }

  void mapOfTwoMayRefuseEqualKeys(TensorPool pool, Shape shape, String a, String b) {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    Map<String, String> names = Map.of(a, b, b, a);
    t.close();
    System.out.println(names);
  }

  void parsingMayThrow(TensorPool pool, Shape shape, String text) {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    Integer number = Integer.parseInt(text);
    t.close();
    System.out.println(number);
  }
}
