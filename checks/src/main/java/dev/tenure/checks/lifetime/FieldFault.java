package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import org.jspecify.annotations.Nullable;

/// What a class does wrong with a field that owns what it holds.
///
/// @param at the field's declaration, or the assignment that overwrites it
/// @param field the field's name
/// @param kind what is wrong
/// @param cause the closing method, or the call that may throw before the field is closed; null
///   where there is none
public record FieldFault(Tree at, String field, Kind kind, @Nullable Tree cause) {
  /// What is wrong with an owning field.
  public enum Kind {
    /// The class has no method that closes it.
    NO_CLOSE,
    /// The closing method does not close it.
    NEVER_CLOSED,
    /// The closing method does not close it on every path.
    NOT_ON_EVERY_PATH,
    /// The closing method does not close it when another close throws.
    NOT_WHEN_THROWING,
    /// It is assigned while it may still hold something open.
    OVERWRITTEN
  }
}
