package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A resource that some path of a body drops while it has to be closed.
///
/// @param site the call or creation that acquired it
/// @param variable the name of the first variable that held it, if one did
/// @param ending how the path dropped it
/// @param onThrow whether only paths drop it on which something threw since it was acquired
/// @param path the turns of the path since the acquisition, in order
/// @param discharges where other paths close it, hand it over or return it; empty if none does
public record Obligation(
    Tree site,
    Optional<String> variable,
    Ending ending,
    boolean onThrow,
    List<Step> path,
    Set<Tree> discharges) {
  /// Copies what is given.
  public Obligation {
    path = List.copyOf(path);
    discharges = Set.copyOf(discharges);
  }
}
