package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import org.jspecify.annotations.Nullable;

/// What a body does wrong with memory that it borrows, shares, or that nobody has written.
///
/// @param at where
/// @param kind what
/// @param subject the call, creation or parameter that the memory comes from
/// @param cause what else has to do with it: the owner, the next call of the workspace, or the
///   argument that shares the memory
public record MemoryFault(Tree at, Kind kind, Tree subject, @Nullable Tree cause) {
  /// What is wrong.
  public enum Kind {
    /// Something borrowed is returned, though its owner ends with the body.
    RETURNED,
    /// Something borrowed is stored where it outlives its owner.
    STORED,
    /// Something borrowed is captured by code that runs later.
    CAPTURED,
    /// A workspace's result is used after the workspace was used again.
    INVALIDATED,
    /// Contents are read that some path left unspecified.
    READ_UNSPECIFIED,
    /// Something is added to contents that some path left unspecified.
    ACCUMULATED_UNSPECIFIED,
    /// A destination shares memory with an input of the same call.
    ALIASED
  }
}
