package dev.tenure.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargePagesTest {
  private static final long MEBIBYTE = 1 << 20;

  @ParameterizedTest
  @ValueSource(longs = {1, 4095, 4 * MEBIBYTE - 1, 4 * MEBIBYTE, 7 * MEBIBYTE + 13})
  void memoryIsAlignedZeroAndOfTheSizeThatWasAskedFor(long bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = LargePages.allocate(arena, bytes, 64);
      assertThat(memory.byteSize()).isEqualTo(bytes);
      assertThat(memory.address() % 64).isZero();
      for (long i = 0; i < bytes; i += 997) {
        assertThat(memory.get(ValueLayout.JAVA_BYTE, i)).isZero();
      }
      memory.fill((byte) 1);
      assertThat(memory.get(ValueLayout.JAVA_BYTE, bytes - 1)).isOne();
    }
  }

  @Test
  void memoryEndsWithItsArena() {
    MemorySegment memory;
    try (Arena arena = Arena.ofShared()) {
      memory = LargePages.allocate(arena, 5 * MEBIBYTE, 64);
    }
    assertThatIllegalStateException().isThrownBy(() -> memory.get(ValueLayout.JAVA_BYTE, 0));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void allOfItIsMappedAndUnmapped() throws IOException {
    long address;
    long end = 9 * MEBIBYTE + 5000;
    try (Arena arena = Arena.ofConfined()) {
      address = LargePages.allocate(arena, end, 64).address();
      assertThat(address % LargePages.BYTES).isZero();
      assertThat(isMapped(address)).isTrue();
      assertThat(isMapped(address + end - 1)).isTrue();
    }
    assertThat(isMapped(address)).isFalse();
    assertThat(isMapped(address + end / 2)).isFalse();
    assertThat(isMapped(address + end - 1)).isFalse();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theSystemGivesLargePagesIfItHasAny() throws IOException {
    Path setting = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    assumeThat(setting).exists();
    assumeThat(Files.readString(setting)).doesNotContain("[never]");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = LargePages.allocate(arena, 64 * MEBIBYTE, 64);
      memory.fill((byte) 1);
      assertThat(adviceOf(memory.address())).contains(" hg");
    }
  }

  private static boolean isMapped(long address) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      if (holds(line, address)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(String line, long address) {
    int dash = line.indexOf('-');
    return Long.compareUnsigned(Long.parseUnsignedLong(line, 0, dash, 16), address) <= 0
        && Long.compareUnsigned(
                Long.parseUnsignedLong(line, dash + 1, line.indexOf(' '), 16), address)
            > 0;
  }

  /// The flags of the mapping that an address is in: `hg` says that large pages were asked for.
  private static String adviceOf(long address) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
    boolean inside = false;
    for (String line : lines) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        inside = holds(line, address);
      } else if (inside && line.startsWith("VmFlags:")) {
        return line;
      }
    }
    return "";
  }
}
