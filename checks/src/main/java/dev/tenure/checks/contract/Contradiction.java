package dev.tenure.checks.contract;

import com.sun.source.tree.Tree;

/// Two promises that cannot both be kept.
///
/// @param at the annotation, or the declaration that lacks one
/// @param text what contradicts what, and which side to change
public record Contradiction(Tree at, String text) {}
