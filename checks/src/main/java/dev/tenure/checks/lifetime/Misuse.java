package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import java.util.Optional;

/// What a body does to a resource that has ended on some path.
///
/// @param at the use, or the second ending
/// @param kind which of the two
/// @param site the call or creation that acquired the resource, or the parameter that holds it
/// @param variable the name of the first variable that held it, if one did
/// @param ended what ended it before; what will end it, if that is a try-with-resources around
public record Misuse(Tree at, Kind kind, Tree site, Optional<String> variable, Step.Ended ended) {
  /// What is done to the ended resource.
  public enum Kind {
    /// It is used, lent or returned.
    USE,
    /// Something that lives in it is used or returned, or closed too late.
    OUTLIVED,
    /// It is closed or handed over again.
    END
  }
}
