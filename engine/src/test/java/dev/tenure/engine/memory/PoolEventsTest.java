package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.engine.caller.Caller;
import dev.tenure.memory.BudgetExceededException;
import dev.tenure.memory.BudgetLimits;
import dev.tenure.memory.LeakDetection;
import dev.tenure.memory.LeakReport;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.PoolOptions;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolEventsTest {
  private static final Shape FOUR_KIB = Shape.of(32, 32);
  private static final long MILLISECOND = 1_000_000;

  @TempDir private Path folder;

  private final AtomicLong clock = new AtomicLong();
  private final NativeTensorPool pool =
      NativeTensorPool.open(
          PoolOptions.withLimit(1 << 20).withLeakDetection(LeakDetection.FULL), clock::get);
  private final NativeTensorPool plainPool = NativeTensorPool.open(1 << 20);

  @AfterEach
  void closePools() {
    pool.close();
    plainPool.close();
  }

  /// Returns the events of a name that an action causes, or all of the pool's without one.
  private List<RecordedEvent> eventsOf(String name, Runnable action) throws IOException {
    try (Recording recording = new Recording()) {
      recording.enable(name);
      recording.start();
      action.run();
      recording.stop();
      Path file = folder.resolve("events.jfr");
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .filter(event -> event.getEventType().getName().equals(name))
          .toList();
    }
  }

  private static void rentOnce(TensorPool pool) {
    try (PooledTensor tensor = pool.rent(FOUR_KIB)) {
      tensor.set(0, 1);
    }
  }

  @Test
  void aRentSaysWhatWasRentedWhereAndByWhom() throws IOException {
    RecordedEvent rent = eventsOf(RentEvent.NAME, () -> rentOnce(pool)).getFirst();
    assertThat(rent.getString("pool")).matches("pool-[0-9]+");
    assertThat(rent.getString("shape")).isEqualTo(FOUR_KIB.toString());
    assertThat(rent.getLong("elements")).isEqualTo(1024);
    assertThat(rent.getLong("bytes")).isEqualTo(4096);
    assertThat(rent.getThread().getJavaName()).isEqualTo(Thread.currentThread().getName());
    assertThat(rent.getStackTrace().getFrames())
        .anyMatch(frame -> frame.getMethod().getName().equals("rentOnce"));
  }

  @Test
  void everyRentAndReturnCountsAlsoOnTheCommonPath() throws IOException {
    Runnable thrice =
        () -> {
          for (int i = 0; i < 3; i++) {
            rentOnce(plainPool);
          }
        };
    assertThat(eventsOf(RentEvent.NAME, thrice)).hasSize(3);
    assertThat(eventsOf(ReturnEvent.NAME, thrice)).hasSize(3);
  }

  @Test
  void aReturnHasTheBytesAndTheAddressOfItsRent() throws IOException {
    AtomicLong address = new AtomicLong();
    Runnable rentAndNote =
        () -> {
          try (NativePooledTensor tensor = pool.rentTensor(FOUR_KIB, false)) {
            address.set(tensor.address());
          }
        };
    RecordedEvent returned = eventsOf(ReturnEvent.NAME, rentAndNote).getFirst();
    assertThat(returned.getLong("bytes")).isEqualTo(4096);
    assertThat(returned.getLong("address")).isEqualTo(address.get());
    assertThat(returned.getBoolean("leaked")).isFalse();
  }

  private void leakTwo() {
    for (int i = 0; i < 2; i++) {
      Caller.leak(pool, FOUR_KIB);
    }
    while (pool.leaks().stream().mapToLong(LeakReport::count).sum() < 2) {
      System.gc();
      LockSupport.parkNanos(MILLISECOND);
    }
  }

  @Test
  void leaksSayHowManyWereRentedWhere() throws IOException {
    List<RecordedEvent> leaks = eventsOf(LeakEvent.NAME, this::leakTwo);
    assertThat(leaks.stream().mapToLong(leak -> leak.getLong("count")).sum()).isEqualTo(2);
    assertThat(leaks.stream().mapToLong(leak -> leak.getLong("bytes")).sum()).isEqualTo(8192);
    assertThat(leaks)
        .allSatisfy(leak -> {
          assertThat(leak.getString("site")).contains("Caller.leak(Caller.java:");
          assertThat(leak.getString("rentStack")).contains("PoolEventsTest.leakTwo");
        });
  }

  @Test
  void theReturnOfALeakedTensorSaysSo() throws IOException {
    leakTwo();
    clock.addAndGet(Duration.ofMinutes(1).toNanos());
    List<RecordedEvent> returns = eventsOf(ReturnEvent.NAME, () -> pool.leaks());
    assertThat(returns).hasSize(2).allMatch(event -> event.getBoolean("leaked"));
  }

  private void exceedBudget() {
    try (MemoryBudget budget = MemoryBudget.root("requests", BudgetLimits.hard(6000));
        TensorPool limited = pool.under(budget);
        PooledTensor first = limited.rent(FOUR_KIB)) {
      assertThatThrownBy(() -> rentOnce(limited)).isInstanceOf(BudgetExceededException.class);
      assertThat(first.isOpen()).isTrue();
    }
  }

  @Test
  void aRefusalOfABudgetSaysWhatWasAskedAndWhatIsUsed() throws IOException {
    RecordedEvent refusal = eventsOf(BudgetEvent.NAME, this::exceedBudget).getFirst();
    assertThat(refusal.getString("budget")).isEqualTo("requests");
    assertThat(refusal.getLong("requested")).isEqualTo(4096);
    assertThat(refusal.getLong("limit")).isEqualTo(6000);
    assertThat(refusal.getLong("used")).isEqualTo(4096);
  }

  private static void rentTooMuch(TensorPool pool) {
    Shape tooMuch = Shape.of(1 << 20);
    assertThatThrownBy(
            () -> {
              try (PooledTensor tensor = pool.rent(tooMuch)) {
                tensor.set(0, 1);
              }
            })
        .isInstanceOf(MemoryLimitException.class);
  }

  @Test
  void aRefusalOfThePoolNamesThePool() throws IOException {
    RecordedEvent refusal = eventsOf(BudgetEvent.NAME, () -> rentTooMuch(pool)).getFirst();
    assertThat(refusal.getString("budget")).matches("pool-[0-9]+");
    assertThat(refusal.getLong("requested")).isEqualTo(4 << 20);
    assertThat(refusal.getLong("limit")).isEqualTo(1 << 20);
    assertThat(refusal.getLong("used")).isZero();
  }

  private void useScopes() {
    try (TensorScope scope = pool.openScope()) {
      scope.rent(FOUR_KIB);
      try (TensorScope child = scope.openChild()) {
        child.rent(FOUR_KIB);
        child.rent(FOUR_KIB);
      }
    }
  }

  @Test
  void aScopeHasADurationAndItsTensors() throws IOException {
    List<RecordedEvent> scopes = eventsOf(ScopeEvent.NAME, this::useScopes);
    assertThat(scopes).hasSize(2);
    RecordedEvent child = scopes.stream().filter(e -> e.getBoolean("child")).findAny().get();
    RecordedEvent parent = scopes.stream().filter(e -> !e.getBoolean("child")).findAny().get();
    assertThat(child.getInt("tensors")).isEqualTo(2);
    assertThat(parent.getInt("tensors")).isEqualTo(1);
    assertThat(parent.getDuration()).isGreaterThan(child.getDuration());
  }

  @Test
  void nothingIsRecordedUnlessItIsAskedFor() throws IOException {
    eventsOf(RentEvent.NAME, this::useScopes); // registers all that follow
    assertThat(FlightRecorder.getFlightRecorder().getEventTypes())
        .filteredOn(type -> type.getName().startsWith("dev.tenure."))
        .hasSizeGreaterThan(2)
        .noneMatch(type -> type.isEnabled());
    assertThat(RentEvent.isOn()).isFalse();
    assertThat(ReturnEvent.isOn()).isFalse();
  }
}
