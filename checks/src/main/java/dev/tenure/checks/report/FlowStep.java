package dev.tenure.checks.report;

/// A place on the way from an acquisition to a fault.
///
/// @param line the line, from 1
/// @param column the column, from 1
/// @param text what happens there
public record FlowStep(long line, long column, String text) {}
