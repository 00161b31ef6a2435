package dev.tenure.checks.model;

import java.util.Set;

/// Why and how a type is pooled.
///
/// @param closers the names of the methods that end an instance
/// @param declared whether the type's author said so; otherwise the build assumes it of a type
///   whose author knows no contract, and less can be concluded from a signature
public record Pooling(Set<String> closers, boolean declared) {}
