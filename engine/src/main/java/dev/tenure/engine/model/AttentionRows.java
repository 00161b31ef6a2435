package dev.tenure.engine.model;

import dev.tenure.tensor.Tensor;

/// What attention reads and writes for some tokens of one conversation.
///
/// @param query `[tokens, heads · width]`
/// @param key `[tokens, cacheHeads · width]`
/// @param value `[tokens, cacheHeads · width]`
/// @param attended `[tokens, heads · width]`
record AttentionRows(Tensor query, Tensor key, Tensor value, Tensor attended) {
  /// Returns a view of some of the tokens.
  AttentionRows slice(int from, int to) {
    return new AttentionRows(
        query.slice(from, to),
        key.slice(from, to),
        value.slice(from, to),
        attended.slice(from, to));
  }
}
