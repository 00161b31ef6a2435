/// The contract language of lifetimes: who owns a resource, who borrows it, and for how long.
///
/// The annotations are read by the compiler plugin of `tenure-checks`; they cost nothing at run
/// time. Words used throughout:
///
/// - A *resource* is an instance of a type that is [Pooled]; somebody has to close it.
/// - Its *owner* is whoever has to: the running method, an owning field, a scope, a container of
///   owned resources, or the caller.
/// - A *borrow* is a reference without that duty, valid no longer than the owner.
///
/// Most code needs no annotation, by these defaults: a method or constructor that returns a pooled
/// type gives an owned result; a parameter is borrowed; a field is borrowed, unless it is private
/// and its class closes it.
@NullMarked
package dev.tenure.annotations;

import org.jspecify.annotations.NullMarked;
