package dev.tenure.cli;

import dev.tenure.tensor.Tensor;

/// What [AttentionLayer] computes for each token, all `[tokens, width]`; belongs to whoever owns
/// the tensors.
record AttentionRows(Tensor queries, Tensor keys, Tensor values, Tensor attended) {
  /// Returns views of one text of the batch.
  AttentionRows ofText(int text) {
    int from = text * AttentionLayer.TOKENS;
    int to = from + AttentionLayer.TOKENS;
    return new AttentionRows(
        queries.slice(from, to),
        keys.slice(from, to),
        values.slice(from, to),
        attended.slice(from, to));
  }
}
