package corpus.allocation;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/// What a method must not do that allocates nothing.
class HotPathAllocationLeak {
  private float[] kept = new float[8];
  private Integer count = 0;
  private String text = "";
  private final int[] numbers = new int[8];

  /// A decoder that makes the buffer of its scores anew for every token.
  static final class ScoresPerToken {
    private final float[] keys = new float[64];

    @NoAllocation
    float attend(int position, float query) {
      // expect: HotPathAllocation
      float[] scores = new float[position + 1];
      for (int i = 0; i <= position; i++) {
        scores[i] = query * keys[i];
      }
      return scores[position];
    }
  }

  @NoAllocation
  Object newObject() {
    // expect: HotPathAllocation
    return new Object();
  }

  @NoAllocation
  void newObjectOnOneBranch(boolean first) {
    if (first) {
      // expect: HotPathAllocation
      kept = new float[8];
    }
  }

  @NoAllocation
  void newObjectInALoop(List<Object> objects) {
    for (int i = 0; i < 8; i++) {
      // expect: HotPathAllocation
      objects.add(new Object());
    }
  }

  @NoAllocation
  int arrayInitializer(int i) {
    // expect: HotPathAllocation
    int[] table = {1, 2, 3};
    return table[i];
  }

  @NoAllocation
  int nestedInitializer(int i) {
    // expect: HotPathAllocation
    int[][] table = {{1, 2}, {3, 4}};
    return table[i][i];
  }

  @NoAllocation
  Runnable anonymousClass() {
    // expect: HotPathAllocation
    return new Runnable() {
      @Override
      public void run() {}
    };
  }

  @NoAllocation
  int localClass() {
    class Pair {
      int left;
    }
    // expect: HotPathAllocation
    return new Pair().left;
  }

  @NoAllocation
  void boxesInAnAssignment(int i) {
    // expect: HotPathAllocation
    count = i;
  }

  @NoAllocation
  int boxesInADeclaration(long i) {
    // expect: HotPathAllocation
    Long boxed = i;
    return boxed.hashCode();
  }

  @NoAllocation
  void boxesAnArgument(List<Integer> list, int i) {
    // expect: HotPathAllocation
    list.add(i);
  }

  @NoAllocation
  Float boxesTheResult(float x) {
    // expect: HotPathAllocation
    return x;
  }

  @NoAllocation
  void boxesInACompoundAssignment(int i) {
    // expect: HotPathAllocation
    count += i;
  }

  @NoAllocation
  void boxesInAnIncrement() {
    // expect: HotPathAllocation
    count++;
  }

  @NoAllocation
  Integer boxesAnArmOfAConditional(boolean known, int i) {
    // expect: HotPathAllocation
    return known ? i : null;
  }

  @NoAllocation
  Integer boxesAResultOfASwitch(int i) {
    return switch (i) {
      case 0 -> null;
      // expect: HotPathAllocation
      default -> i;
    };
  }

  @NoAllocation
  Integer boxesAYield(int i) {
    return switch (i) {
      case 0 -> null;
      default -> {
        int twice = 2 * i;
        // expect: HotPathAllocation
        yield twice;
      }
    };
  }

  @NoAllocation
  Object boxesInACast(double x) {
    // expect: HotPathAllocation
    return (Object) x;
  }

  @NoAllocation
  int boxesElements() {
    int sum = 0;
    // expect: HotPathAllocation
    for (Integer number : numbers) {
      sum += number;
    }
    return sum;
  }

  @NoAllocation
  Integer boxesALargeConstant() {
    // expect: HotPathAllocation
    return 1000;
  }

  @NoAllocation
  int boxesByName(int i) {
    // expect: HotPathAllocation
    return Integer.valueOf(i).hashCode();
  }

  @NoAllocation
  String concatenates(int i) {
    // expect: HotPathAllocation
    return "token " + i + " of " + numbers.length;
  }

  @NoAllocation
  void appends(String more) {
    // expect: HotPathAllocation
    text += more;
  }

  static int sum(int... all) {
    return all.length;
  }

  @NoAllocation
  static int promised(int... all) {
    return all.length;
  }

  @NoAllocation
  int packsArguments(int i) {
    // expect: HotPathAllocation
    return promised(i, i);
  }

  @NoAllocation
  int packsNoArguments() {
    // expect: HotPathAllocation
    return promised();
  }

  @NoAllocation
  IntUnaryOperator capturesAVariable(int shift) {
    // expect: HotPathAllocation
    return i -> i + shift;
  }

  @NoAllocation
  IntUnaryOperator capturesThis() {
    // expect: HotPathAllocation
    return i -> numbers[i];
  }

  @NoAllocation
  IntUnaryOperator capturesThisForACall() {
    // expect: HotPathAllocation
    return i -> quiet(i);
  }

  @NoAllocation
  int quiet(int i) {
    return i;
  }

  final class Inner {
    private int state;

    @NoAllocation
    IntUnaryOperator capturesTheOuterObject() {
      // expect: HotPathAllocation
      return i -> HotPathAllocationLeak.this.count.compareTo(i);
    }
  }

  @NoAllocation
  Supplier<Inner> makesAnInnerClass() {
    // expect: HotPathAllocation
    return Inner::new;
  }

  @NoAllocation
  IntUnaryOperator boundReference() {
    // expect: HotPathAllocation
    return this::quiet;
  }

  @NoAllocation
  Supplier<String> boundToAField() {
    // expect: HotPathAllocation
    return text::trim;
  }

  @NoAllocation
  int iterates(List<float[]> rows) {
    int length = 0;
    // expect: HotPathAllocation
    for (float[] row : rows) {
      length += row.length;
    }
    return length;
  }

  @NoAllocation
  int iteratesByName(Set<String> names) {
    // expect: HotPathAllocation
    return names.iterator().next().length();
  }

  @NoAllocation
  Tensor heapTensor(Shape shape) {
    // expect: HotPathAllocation
    return Tensor.of(shape);
  }

  @NoAllocation
  void rents(TensorPool pool, Shape shape) {
    // expect: HotPathAllocation
    try (PooledTensor t = pool.rent(shape)) {
      t.shape();
    }
  }

  int unpromised(int i) {
    return i;
  }

  @NoAllocation
  int callsWhatDoesNotPromise() {
    // expect: HotPathAllocation
    return unpromised(1);
  }

  interface Kernel {
    void run();

    @NoAllocation
    void quiet();
  }

  @NoAllocation
  void callsAnInterfaceThatDoesNotPromise(Kernel kernel) {
    kernel.quiet();
    // expect: HotPathAllocation
    kernel.run();
  }

  static final class Loud implements Kernel {
    @Override
    public void run() {
      new Object();
    }

    @Override
    public void quiet() {
      // expect: HotPathAllocation
      new Object();
    }
  }

  private float[] grow(int length) {
    return new float[length];
  }

  @NoAllocation
  void callsAHelperThatAllocates(int length) {
    // expect: HotPathAllocation
    kept = grow(length);
  }

  private float[] growSometimes(int length) {
    return length > kept.length ? grow(length) : kept;
  }

  @NoAllocation
  void callsAHelperOfAHelper(int length) {
    // expect: HotPathAllocation
    kept = growSometimes(length);
  }

  private int even(int i, List<Object> seen) {
    return i == 0 ? 0 : odd(i - 1, seen);
  }

  private int odd(int i, List<Object> seen) {
    seen.add(new Object());
    return i == 0 ? 1 : even(i - 1, seen);
  }

  @NoAllocation
  int callsRecursiveHelpers(List<Object> seen) {
    // expect: HotPathAllocation
    return even(8, seen);
  }

  @NoAllocation
  int callsRecursiveHelpersFromTheOtherEnd(List<Object> seen) {
    // expect: HotPathAllocation
    return odd(8, seen);
  }

  private int helperThatCallsOut(int i) {
    return unpromised(i);
  }

  @NoAllocation
  int callsAHelperThatCallsOut(int i) {
    // expect: HotPathAllocation
    return helperThatCallsOut(i);
  }

  private static class Step {
    int run(int i) {
      return i;
    }
  }

  private static final class LoudStep extends Step {
    @Override
    int run(int i) {
      return new int[i].length;
    }
  }

  private final Step step = new LoudStep();

  @NoAllocation
  int callsAHelperThatAnotherOverrides() {
    // expect: HotPathAllocation
    return step.run(1);
  }

  @NoAllocation
  String formats(int i) {
    // expect: HotPathAllocation
    return String.format("%d", i);
  }

  @NoAllocation
  String takesAPart(String word) {
    // expect: HotPathAllocation
    return word.substring(1);
  }

  @NoAllocation
  long streams(List<String> words) {
    // expect: HotPathAllocation
    Stream<String> stream = words.stream();
    // expect: HotPathAllocation
    return stream.count();
  }

  @NoAllocation
  List<String> listOf(String word) {
    // expect: HotPathAllocation
    return List.of(word);
  }

  @NoAllocation
  float[] copies() {
    // expect: HotPathAllocation
    return Arrays.copyOf(kept, 4);
  }

  @NoAllocation
  float[] clones() {
    // expect: HotPathAllocation
    return kept.clone();
  }

  enum Mode {
    FAST,
    EXACT
  }

  @NoAllocation
  Mode valuesOfAnEnum(int i) {
    // expect: HotPathAllocation
    return Mode.values()[i];
  }

  @NoAllocation
  String builds(StringBuilder builder) {
    // expect: HotPathAllocation
    return builder.append('x').toString();
  }

  @NoAllocation
  int allocatesBeforeAnEarlyReturn(int i) {
    // expect: HotPathAllocation
    String message = "bad " + i;
    if (i > 0) {
      return message.length();
    }
    throw new IllegalArgumentException(message);
  }

  @NoAllocation
  int throwsAndCatches(int i) {
    try {
      // expect: HotPathAllocation
      throw new IllegalStateException();
    } catch (IllegalStateException e) {
      return i;
    }
  }

  @NoAllocation
  int allocatesInACatch(List<int[]> rows) {
    try {
      return rows.get(0)[0];
    } catch (IndexOutOfBoundsException e) {
      // expect: HotPathAllocation
      rows.add(new int[1]);
      return 0;
    }
  }

  @NoAllocation
  void allocatesWhereALoopGoesOn(int[] sizes) {
    for (int size : sizes) {
      if (size > 8) {
        // expect: HotPathAllocation
        kept = new float[size];
        continue;
      }
      if (size < 0) {
        throw new IllegalArgumentException("size " + size);
      }
    }
  }

  @NoAllocation
  int messageThatIsMadeAnyhow(String name) {
    // expect: HotPathAllocation
    return Objects.requireNonNull(name, "no name at " + numbers.length).length();
  }

  static final class Buffer implements AutoCloseable {
    @Override
    public void close() {}
  }

  private final Buffer buffer = new Buffer();

  @NoAllocation
  void closesWhatDoesNotPromise() {
    // expect: HotPathAllocation
    try (buffer) {
      quiet(1);
    }
  }

  private static final class LoudTurn implements AutoCloseable {
    private Object last;

    @Override
    public void close() {
      last = new Object();
    }
  }

  private final LoudTurn turn = new LoudTurn();

  @NoAllocation
  void closesByAHelperThatAllocates() {
    // expect: HotPathAllocation
    try (turn) {
      quiet(1);
    }
  }
}
