package dev.tenure.engine.generate;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.Pooled;
import dev.tenure.engine.model.DecoderSession;
import dev.tenure.engine.model.PromptPrefix;
import dev.tenure.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A place in a [GenerationBatch]: a session, and the request that runs in it at the moment.
@Pooled
final class BatchPlace implements AutoCloseable {
  private final DecoderSession session;
  private @Nullable Request request;

  BatchPlace(@Pooled DecoderSession session) {
    this.session = session;
  }

  boolean isFree() {
    return request == null;
  }

  @Borrowed("this")
  DecoderSession session() {
    return session;
  }

  /// Reads a request's prompt, after the prefix if there is one, and chooses its first token.
  void start(Request next, @Nullable PromptPrefix prefix) {
    request = next;
    Turn turn = next.turn();
    try {
      begin(prefix);
      turn.begin();
      Tensor logits = session.prefill(turn.promptIds());
      session.reserve(turn.limit());
      turn.promptIsRead();
      proceed(next, logits);
    } catch (RuntimeException e) {
      fail(next, e);
    }
  }

  private void begin(@Nullable PromptPrefix prefix) {
    if (prefix != null) {
      session.restart(prefix);
    }
  }

  /// Chooses the request's next token.
  void proceed(Tensor logits) {
    Request current = request;
    if (current != null) {
      try {
        proceed(current, logits);
      } catch (RuntimeException e) {
        fail(current, e);
      }
    }
  }

  private void proceed(Request current, Tensor logits) {
    Turn turn = current.turn();
    if (turn.choose(logits)) {
      turn.accept();
    }
    if (turn.isOver()) {
      current.ticket().complete(turn.result());
      end();
    }
  }

  private void fail(Request current, RuntimeException problem) {
    current.ticket().fail(problem);
    end();
  }

  /// Makes room for the next request; nothing of a prefix is held on to meanwhile.
  private void end() {
    request = null;
    session.restart();
  }

  /// Returns the token that the session has to read next; 0 if the place is free.
  int token() {
    return request == null ? 0 : request.turn().last();
  }

  @Override
  public void close() {
    session.close();
  }

  /// What somebody asked for, and where its outcome goes.
  record Request(Turn turn, BatchTicket ticket) {}
}
