package dev.tenure.checks.lifetime;

import java.util.List;

/// What following a body told.
///
/// @param obligations what it drops
/// @param summary what it does for its caller
record BodyResult(List<Obligation> obligations, Summary summary) {
  BodyResult {
    obligations = List.copyOf(obligations);
  }
}
