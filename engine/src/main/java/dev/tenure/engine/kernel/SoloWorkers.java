package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Teams of one for kernels that are called without workers: one for each call under way.
///
/// A team waits here for the next call, so that after the first calls nothing is allocated.
final class SoloWorkers {
  /// More calls at once than this start and close teams of their own.
  private static final int WAITING = 64;

  private static final AtomicReferenceArray<Workers> TEAMS = new AtomicReferenceArray<>(WAITING);

  private SoloWorkers() {}

  /// Returns a team that nobody else uses until it is given back.
  @NoAllocation
  @SuppressWarnings("HotPathAllocation") // a team is started only while none waits
  static Workers borrow() {
    for (int i = 0; i < WAITING; i++) {
      Workers team = TEAMS.get(i);
      if (team != null && TEAMS.compareAndSet(i, team, null)) {
        return team;
      }
    }
    return Workers.of(1);
  }

  @NoAllocation
  @SuppressWarnings("HotPathAllocation") // a team is closed only while too many wait
  static void giveBack(Workers team) {
    for (int i = 0; i < WAITING; i++) {
      if (TEAMS.compareAndSet(i, null, team)) {
        return;
      }
    }
    team.close();
  }
}
