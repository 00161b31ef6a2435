package dev.tenure.engine.memory;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;

/// The memory of a tensor went back to its pool: the tensor was closed, or had leaked. Off and free
/// like [RentEvent].
@Name(ReturnEvent.NAME)
@Label("Tensor Return")
@Description("The memory of a tensor went back to its pool")
@Category({"Tenure", "Pool"})
@Enabled(false)
final class ReturnEvent extends Event {
  static final String NAME = "dev.tenure.Return";

  private static final ReturnEvent PROBE = new ReturnEvent("", 0, 0, false);

  @Label("Pool")
  final String pool;

  @Label("Bytes")
  @Description("The memory that the pool counted for it")
  @DataAmount
  final long bytes;

  @Label("Address")
  @Description("The same as that of the rent")
  @MemoryAddress
  final long address;

  @Label("Leaked")
  @Description("Whether the pool took it back because nobody closed it")
  final boolean leaked;

  private ReturnEvent(String pool, long bytes, long address, boolean leaked) {
    this.pool = pool;
    this.bytes = bytes;
    this.address = address;
    this.leaked = leaked;
  }

  static boolean isOn() {
    return PROBE.isEnabled();
  }

  static void record(String pool, Block block, boolean leaked) {
    new ReturnEvent(pool, block.bytes(), block.memory().address(), leaked).commit();
  }
}
