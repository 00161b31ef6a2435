package dev.tenure.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightArenaTest {
  private static final int MEBIBYTE = 1 << 20;

  @Test
  void tensorsOfAllSizesLieApart() {
    SplittableRandom random = new SplittableRandom(1);
    try (WeightArena arena = new WeightArena()) {
      List<MemorySegment> tensors = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int bytes = i % 40 == 0 ? 9 * MEBIBYTE : random.nextInt(1, MEBIBYTE);
        MemorySegment tensor = arena.allocate(bytes, 64);
        assertThat(tensor.byteSize()).isEqualTo(bytes);
        assertThat(tensor.address() % 64).isZero();
        assertThat(tensor.get(ValueLayout.JAVA_BYTE, bytes / 2)).isZero();
        tensors.add(tensor.fill((byte) i));
      }
      for (int i = 0; i < tensors.size(); i++) {
        MemorySegment tensor = tensors.get(i);
        assertThat(tensor.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) i);
        assertThat(tensor.get(ValueLayout.JAVA_BYTE, tensor.byteSize() - 1)).isEqualTo((byte) i);
      }
    }
  }

  @Test
  void whatAsksForAnotherAlignmentOrNothingGetsIt() {
    try (WeightArena arena = new WeightArena()) {
      arena.allocate(3, 1);
      assertThat(arena.allocate(100, 4096).address() % 4096).isZero();
      assertThat(arena.allocate(0, 1).byteSize()).isZero();
    }
  }

  @Test
  @SuppressWarnings({"UseAfterClose", "DoubleClose"}) // what a use after the close does is tested
  void allTensorsEndWithTheArena() {
    WeightArena arena = new WeightArena();
    MemorySegment tensor = arena.allocate(100, 64);
    assertThat(tensor.scope()).isEqualTo(arena.scope());
    arena.close();
    assertThat(arena.scope().isAlive()).isFalse();
    assertThatIllegalStateException().isThrownBy(() -> tensor.get(ValueLayout.JAVA_BYTE, 0));
    assertThatIllegalStateException().isThrownBy(() -> arena.allocate(100, 64));
    assertThatIllegalStateException().isThrownBy(() -> arena.allocate(100 * MEBIBYTE, 64));
    assertThatIllegalStateException().isThrownBy(arena::close);
  }

  @Test
  void filesAreMappedInIt(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("weights.bin"), new byte[] {1, 2, 3});
    try (Arena arena = new WeightArena();
        FileChannel channel = FileChannel.open(file)) {
      MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, 3, arena);
      assertThat(mapped.get(ValueLayout.JAVA_BYTE, 2)).isEqualTo((byte) 3);
    }
  }
}
