package dev.tenure.benchmarks.checks.peers;

/// What a tool said about a line of a sample.
///
/// @param line the line, from 1
/// @param rule the tool's name for what was broken
record Report(int line, String rule) {}
