package corpus;

import dev.tenure.annotations.*;
import java.util.*;
import java.util.function.*;

class HotPathAllocationLeak {
  private float[] kept;
  private int step;

  @NoAllocation
  void makes(int n) {
    // BUG: Diagnostic contains: `new float[n]` allocates, but `makes` is `@NoAllocation`. Make it
    // once,
    kept = new float[n];
  }

  @NoAllocation
  Integer boxes() {
    // BUG: Diagnostic contains: `step` is boxed, but `boxes` is `@NoAllocation`. Keep it in a
    // primitive.
    return step;
  }

  @NoAllocation
  String concatenates() {
    // BUG: Diagnostic contains: `"step " + step` makes a String, but
    return "step " + step;
  }

  @NoAllocation
  int packs(int i) {
    // BUG: Diagnostic contains: `sum(i, i)` packs its arguments into an array, but
    return sum(i, i);
  }

  @NoAllocation
  static int sum(int... all) {
    return all.length;
  }

  @NoAllocation
  IntSupplier captures(int i) {
    // BUG: Diagnostic contains: `() -> i` captures what is around it, but
    return () -> i;
  }

  @NoAllocation
  IntSupplier refers(List<String> list) {
    // BUG: Diagnostic contains: `list::size` holds on to its receiver, but
    return list::size;
  }

  @NoAllocation
  void iterates(List<String> list) {
    // BUG: Diagnostic contains: `list` is gone through with an iterator, but
    for (String each : list) {
      step += each.length();
    }
  }

  @NoAllocation
  String formats() {
    // BUG: Diagnostic contains: `String.format("%d", step)` allocates, but
    return String.format("%d", step);
  }

  void plain() {}

  @NoAllocation
  void calls() {
    // BUG: Diagnostic contains: Annotate `plain` with `@NoAllocation` if it allocates nothing
    plain();
  }

  private void grow(int n) {
    kept = new float[n];
  }

  private void growTwice(int n) {
    grow(2 * n);
  }

  @NoAllocation
  void callsAHelper(int n) {
    // BUG: Diagnostic contains: `growTwice(n)` allocates: `new float[n]` at line 77
    growTwice(n);
  }

  private void unknown() {
    plain();
  }

  @NoAllocation
  void callsAHelperThatMay() {
    // BUG: Diagnostic contains: `unknown()` may allocate: `plain()` calls a method that is not
    unknown();
  }

  interface Kernel {
    @NoAllocation
    void run();
  }

  static class Loud implements Kernel {
    @Override
    public void run() {
      // BUG: Diagnostic contains: but `run` overrides a method of `Kernel` that is `@NoAllocation`
      new Object();
    }
  }
}
