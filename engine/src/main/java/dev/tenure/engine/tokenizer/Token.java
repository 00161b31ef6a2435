package dev.tenure.engine.tokenizer;

/// An entry of a vocabulary.
///
/// @param text what it stands for, such as `##ing`
/// @param id its number
record Token(String text, int id) {}
