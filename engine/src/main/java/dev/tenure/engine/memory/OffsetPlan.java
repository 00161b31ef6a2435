package dev.tenure.engine.memory;

import dev.tenure.engine.memory.RentTrace.Rent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Where the tensors of a trace lie in one piece of memory.
///
/// The largest tensor is placed first, each at the lowest offset at which it meets no tensor that
/// is alive at the same time: "greedy by size for offset calculation" of Pisarchyk and Lee,
/// Efficient Memory Management for Deep Neural Net Inference, 2020 (arXiv:2001.03288).
///
/// @param trace what was planned
/// @param offsets where each rent lies, in bytes; -1 if its memory is the pool's
/// @param peakBytes the size of the piece
/// @param lowerBoundBytes the most bytes that are alive together
record OffsetPlan(RentTrace trace, List<Long> offsets, long peakBytes, long lowerBoundBytes) {
  OffsetPlan {
    offsets = List.copyOf(offsets);
  }

  static OffsetPlan of(RentTrace trace) {
    List<Rent> rents = trace.rents();
    Long[] offsets = new Long[rents.size()];
    Arrays.fill(offsets, -1L);
    List<Integer> placed = new ArrayList<>();
    long peak = 0;
    for (int rent : bySize(rents)) {
      offsets[rent] = lowestFree(rent, rents, offsets, placed);
      placed.add(rent);
      peak = Math.max(peak, offsets[rent] + rents.get(rent).bytes());
    }
    return new OffsetPlan(trace, List.of(offsets), peak, lowerBound(trace));
  }

  private static List<Integer> bySize(List<Rent> rents) {
    return IntStream.range(0, rents.size())
        .filter(rent -> !rents.get(rent).leaves())
        .boxed()
        .sorted(Comparator.comparingLong((Integer rent) -> -rents.get(rent).bytes()))
        .toList();
  }

  private static long lowestFree(int rent, List<Rent> rents, Long[] offsets, List<Integer> placed) {
    List<Integer> neighbours =
        placed.stream()
            .filter(other -> rents.get(rent).meets(rents.get(other)))
            .sorted(Comparator.comparingLong((Integer other) -> offsets[other]))
            .toList();
    long free = 0;
    for (int neighbour : neighbours) {
      if (offsets[neighbour] - free >= rents.get(rent).bytes()) {
        return free;
      }
      free = Math.max(free, offsets[neighbour] + rents.get(neighbour).bytes());
    }
    return free;
  }

  private static long lowerBound(RentTrace trace) {
    long live = 0;
    long most = 0;
    for (int event : trace.events()) {
      Rent rent = trace.rents().get(event < 0 ? ~event : event);
      if (!rent.leaves()) {
        live += event < 0 ? -rent.bytes() : rent.bytes();
        most = Math.max(most, live);
      }
    }
    return most;
  }

  String describe() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%,d bytes for %d rents; the most that is alive together are %,d%n",
                peakBytes,
                offsets.size(),
                lowerBoundBytes));
    for (int i = 0; i < offsets.size(); i++) {
      Rent rent = trace.rents().get(i);
      String place =
          offsets.get(i) < 0
              ? "of the pool, since it leaves the scope or is empty"
              : String.format(Locale.ROOT, "at %,d", offsets.get(i));
      text.append(
          String.format(
              Locale.ROOT, "rent %d: %s, %,d bytes, %s%n", i, rent.shape(), rent.bytes(), place));
    }
    return text.toString();
  }
}
