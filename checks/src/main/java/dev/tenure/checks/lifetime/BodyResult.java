package dev.tenure.checks.lifetime;

import java.util.List;

/// What following a body told.
///
/// @param obligations what it drops
/// @param misuses what it does to resources that have ended
/// @param summary what it does for its caller
record BodyResult(List<Obligation> obligations, List<Misuse> misuses, Summary summary) {
  BodyResult {
    obligations = List.copyOf(obligations);
    misuses = List.copyOf(misuses);
  }
}
