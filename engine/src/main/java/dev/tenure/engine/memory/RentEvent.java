package dev.tenure.engine.memory;

import dev.tenure.tensor.Shape;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;

/// A tensor was rented from a pool, for the flight recorder, which adds the thread and the stack.
///
/// It is off unless a recording asks for it; the flight recorder rewrites the class when one does,
/// so that the question whether it is on costs next to nothing.
@Name(RentEvent.NAME)
@Label("Tensor Rent")
@Description("A tensor was rented from a pool")
@Category({"Tenure", "Pool"})
@Enabled(false)
final class RentEvent extends Event {
  static final String NAME = "dev.tenure.Rent";

  /// Only asked whether it is on, so that nothing is allocated while it is not.
  private static final RentEvent PROBE = new RentEvent();

  @Label("Pool")
  final String pool;

  @Label("Shape")
  final String shape;

  @Label("Elements")
  final long elements;

  @Label("Bytes")
  @Description("The memory that the pool counts for it")
  @DataAmount
  final long bytes;

  @Label("Address")
  @Description("The same as that of the return")
  @MemoryAddress
  final long address;

  private RentEvent() {
    this("", "", 0, 0, 0);
  }

  private RentEvent(String pool, String shape, long elements, long bytes, long address) {
    this.pool = pool;
    this.shape = shape;
    this.elements = elements;
    this.bytes = bytes;
    this.address = address;
  }

  static boolean isOn() {
    return PROBE.isEnabled();
  }

  static void record(String pool, Shape shape, Block block) {
    new RentEvent(
            pool, shape.toString(), shape.elementCount(), block.bytes(), block.memory().address())
        .commit();
  }
}
