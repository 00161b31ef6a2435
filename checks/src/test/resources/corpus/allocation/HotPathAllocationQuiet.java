package corpus.allocation;

import dev.tenure.annotations.*;
import dev.tenure.tensor.*;
import java.lang.foreign.*;
import java.nio.*;
import java.util.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;

/// What a method may do that allocates nothing.
class HotPathAllocationQuiet {
  private static final String PREFIX = "a";
  private static final IntUnaryOperator TWICE = i -> 2 * i;

  private final float[] kept = new float[8];
  private final int[] numbers = new int[8];
  private final AtomicInteger next = new AtomicInteger();
  private Integer count = 0;

  /// A decoder that keeps the buffer of its scores from token to token.
  static final class ScoresKept {
    private final float[] keys = new float[64];
    private final float[] scores = new float[64];

    @NoAllocation
    float attend(int position, float query) {
      for (int i = 0; i <= position; i++) {
        scores[i] = query * keys[i];
      }
      return scores[position];
    }
  }

  Object unboundByAnyPromise(int i) {
    return new Object[] {i, "a" + i};
  }

  @NoAllocation
  float arithmetic(float x) {
    double root = Math.sqrt(x) + StrictMath.cbrt(x);
    return (float) Math.max(root, Float.MIN_VALUE) + Integer.bitCount(Float.floatToRawIntBits(x));
  }

  @NoAllocation
  void arrays(float[] from) {
    System.arraycopy(from, 0, kept, 0, kept.length);
    Arrays.fill(kept, 0f);
  }

  @NoAllocation
  float segments(MemorySegment memory, long index) {
    memory.setAtIndex(ValueLayout.JAVA_FLOAT, index, 1f);
    return memory.get(ValueLayout.JAVA_FLOAT, 4 * index);
  }

  @NoAllocation
  float buffers(ByteBuffer bytes, FloatBuffer floats) {
    floats.put(0, bytes.getFloat(0));
    return floats.get(1);
  }

  @NoAllocation
  int collectionsByIndex(List<float[]> rows) {
    int length = 0;
    for (int i = 0; i < rows.size(); i++) {
      length += rows.get(i).length;
    }
    return length;
  }

  @NoAllocation
  int goesThroughAnArray() {
    int sum = 0;
    for (int number : numbers) {
      sum += number;
    }
    return sum;
  }

  @NoAllocation
  int goesThroughRows(float[][] rows) {
    int length = 0;
    for (float[] row : rows) {
      length += row.length;
    }
    return length;
  }

  @NoAllocation
  int atomics() {
    return next.getAndIncrement();
  }

  @NoAllocation
  int checks(int index, Object object) {
    Objects.requireNonNull(object, "object");
    return Objects.checkIndex(index, numbers.length);
  }

  @NoAllocation
  char text(String word) {
    return word.isEmpty() ? ' ' : word.charAt(word.length() - 1);
  }

  @NoAllocation
  String constantText() {
    return PREFIX + "b" + 1;
  }

  @NoAllocation
  int unboxes(List<Integer> boxed) {
    int first = boxed.get(0);
    return first + count;
  }

  @NoAllocation
  Integer keepsABox() {
    return count;
  }

  @NoAllocation
  Object boxesWhatIsKept(boolean flag) {
    Byte small = (byte) 3;
    Boolean boxed = flag;
    Integer constant = flag ? 1 : -128;
    return flag ? boxed : constant == null ? (Object) small : constant;
  }

  @NoAllocation
  Integer boxesASmallConstantByName() {
    return Integer.valueOf(7);
  }

  @NoAllocation
  int switchOnAString(String word) {
    return switch (word) {
      case "a" -> 1;
      case "b" -> 2;
      default -> 0;
    };
  }

  @NoAllocation
  IntUnaryOperator lambdaThatHoldsNothing() {
    return i -> i + 1;
  }

  @NoAllocation
  IntUnaryOperator lambdaWithAConstantAndAStatic() {
    final int one = 1;
    return i -> TWICE.applyAsInt(i) + one;
  }

  @NoAllocation
  IntSupplier lambdaWhoseBodyRunsElsewhere() {
    return () -> new int[3].length;
  }

  @NoAllocation
  IntUnaryOperator referenceToAStaticMethod() {
    return Math::abs;
  }

  @NoAllocation
  Function<String, String> referenceWithoutReceiver() {
    return String::trim;
  }

  @NoAllocation
  Supplier<Object> referenceToAConstructor() {
    return Object::new;
  }

  @NoAllocation
  IntFunction<float[]> referenceToAnArrayConstructor() {
    return float[]::new;
  }

  @NoAllocation
  int handsOverAnArray() {
    return sum(numbers);
  }

  @NoAllocation
  static int sum(int... all) {
    return all.length;
  }

  @NoAllocation
  List<String> nothingAtAll() {
    return List.of();
  }

  @NoAllocation
  float throwsWithAText(int index) {
    if (index >= kept.length) {
      throw new IndexOutOfBoundsException("no element " + index + " of " + kept.length);
    }
    return kept[index];
  }

  @NoAllocation
  float throwsAfterMakingAText(int index) {
    if (index >= kept.length) {
      String text = String.format("no element %d", index);
      throw new IndexOutOfBoundsException(text);
    }
    return kept[index];
  }

  @NoAllocation
  float throwsAtTheEnd(int index) {
    if (index < kept.length) {
      return kept[index];
    }
    String text = "no element " + index;
    throw new IndexOutOfBoundsException(text);
  }

  @NoAllocation
  float throwsOnBothBranches(int index) {
    if (index >= kept.length) {
      List<Integer> bad = List.of(index);
      if (index > 100) {
        throw new IndexOutOfBoundsException("far " + bad);
      } else {
        throw new IllegalArgumentException("near " + bad);
      }
    }
    return kept[index];
  }

  @NoAllocation
  float throwsFromASwitch(int mode) {
    return switch (mode) {
      case 0 -> kept[0];
      case 1 -> {
        String text = "mode " + mode;
        throw new IllegalArgumentException(text);
      }
      default -> throw new IllegalArgumentException("mode " + mode);
    };
  }

  @NoAllocation
  float throwsFromAnOldSwitch(int mode) {
    switch (mode) {
      case 0:
        return kept[0];
      case 1:
      default:
        String text = "mode " + mode;
        throw new IllegalArgumentException(text);
    }
  }

  @NoAllocation
  int throwsAgainFromACatch(List<int[]> rows) {
    try {
      return rows.get(0)[0];
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalStateException("no row in " + rows, e);
    }
  }

  @NoAllocation
  int throwsWhatAnOuterCatchLetsPass(int i) {
    try {
      if (i < 0) {
        throw new IllegalArgumentException("negative: " + i);
      }
      return numbers[i];
    } catch (IndexOutOfBoundsException e) {
      return 0;
    }
  }

  @NoAllocation
  int throwsWhatACatchWraps(int i) {
    try {
      if (i < 0) {
        throw new IllegalArgumentException("negative: " + i);
      }
      return numbers[i];
    } catch (RuntimeException e) {
      throw new IllegalStateException("at " + i, e);
    }
  }

  @NoAllocation
  void collectsWhatIsWrongAndThrows(int[] sizes) {
    if (sizes.length > 8) {
      StringBuilder text = new StringBuilder();
      for (int size : sizes) {
        if (size < 0) {
          continue;
        }
        text.append(size).append(" ");
      }
      throw new IllegalArgumentException(text.toString());
    }
  }

  @NoAllocation
  int asserts(int i) {
    assert i >= 0 : "negative: " + i;
    return i;
  }

  private IllegalArgumentException outOfRange(int i) {
    return new IllegalArgumentException("out of range: " + i);
  }

  @NoAllocation
  int throwsWhatAHelperMakes(int i) {
    if (i < 0) {
      throw outOfRange(i);
    }
    return i;
  }

  private static void fail(String text) {
    throw new IllegalStateException(text);
  }

  private static int failWithAResult(String text) {
    fail(text);
    return 0;
  }

  @NoAllocation
  int callsAHelperThatThrows(int i) {
    if (i < 0) {
      fail("negative: " + i);
    }
    return i > 8 ? 8 : i;
  }

  @NoAllocation
  int returnsAHelperThatThrows(int i) {
    if (i < 0) {
      List<Integer> bad = List.of(i);
      return failWithAResult("negative: " + bad);
    }
    return i;
  }

  static void failForThePackage(String text) {
    throw new IllegalStateException(text);
  }

  @NoAllocation
  int callsAMethodOfThisFileThatThrows(int i) {
    if (i < 0) {
      failForThePackage("negative: " + i);
    }
    return i;
  }

  private Boolean any = false;

  @NoAllocation
  boolean collectsTruth(boolean[] truths) {
    for (Boolean each : truths) {
      any |= each;
    }
    return any;
  }

  private static final class Turn implements AutoCloseable {
    @Override
    public void close() {}
  }

  private final Turn turn = new Turn();

  @NoAllocation
  int closesByAHelper(int i) {
    try (turn) {
      return i;
    }
  }

  private int helper(int i) {
    if (i < 0) {
      throw outOfRange(i);
    }
    return numbers[i];
  }

  @NoAllocation
  int callsAHelper(int i) {
    return helper(i);
  }

  private int even(int i) {
    return i == 0 ? 0 : odd(i - 1);
  }

  private int odd(int i) {
    return i == 0 ? 1 : even(i - 1);
  }

  @NoAllocation
  int callsRecursiveHelpers(int i) {
    return even(i);
  }

  private static final class Hidden {
    private int state;

    int advance() {
      return state++;
    }
  }

  private final Hidden hidden = new Hidden();

  @NoAllocation
  int callsAMethodOfAPrivateClass() {
    return hidden.advance();
  }

  interface Kernel {
    @NoAllocation
    float run(float x);

    @NoAllocation
    default float twice(float x) {
      return 2 * run(x);
    }
  }

  record Scaled(float factor) implements Kernel {
    @Override
    public float run(float x) {
      return factor * x;
    }
  }

  @NoAllocation
  float callsWhatPromises(Kernel kernel) {
    return kernel.twice(1) + kernel.run(2);
  }

  @NoAllocation
  float callsWhatInheritsAPromise(Scaled kernel) {
    return kernel.run(kernel.factor());
  }

  @NoAllocation
  int callsTheShapeOfATensor(Tensor tensor) {
    return tensor.shape().dimension(0) + tensor.shape().rank();
  }

  enum Mode {
    FAST,
    EXACT
  }

  @NoAllocation
  int switchOnAnEnum(Mode mode) {
    return switch (mode) {
      case FAST -> 1 + mode.ordinal();
      case EXACT -> Mode.valueOf("FAST").ordinal();
    };
  }

  /// Keeps its iterator.
  abstract static class Ring implements Iterable<float[]> {
    @Override
    @NoAllocation
    public abstract Iterator<float[]> iterator();
  }

  @NoAllocation
  int goesThroughWhatKeepsItsIterator(Ring ring) {
    int length = 0;
    for (float[] row : ring) {
      length += row.length;
    }
    return length;
  }

  @NoAllocation
  @SuppressWarnings("HotPathAllocation") // Once, for the first token.
  float[] suppressed(float[] buffer) {
    return buffer == null ? new float[8] : buffer;
  }

  @NoAllocation
  int suppressedOnAVariable(int i) {
    @SuppressWarnings("HotPathAllocation") // The JIT removes it.
    int[] pair = {i, i};
    return pair[0];
  }

  @NoAllocation
  boolean patterns(Object object) {
    return object instanceof Scaled(float factor) && factor > 0
        || object instanceof String word && word.length() > 1;
  }

  @NoAllocation
  synchronized int locks() {
    synchronized (numbers) {
      return numbers[0];
    }
  }

  @NoAllocation
  @SuppressWarnings("unchecked")
  <T> T generic(Object[] all, int i) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    T found = (T) all[i];
    return found;
  }
}
