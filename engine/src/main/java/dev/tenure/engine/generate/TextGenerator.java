package dev.tenure.engine.generate;

import dev.tenure.annotations.Pooled;
import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.engine.model.Decoder;
import dev.tenure.engine.model.DecoderSession;
import dev.tenure.engine.model.DecoderSource;
import dev.tenure.engine.tokenizer.TextTokenizer;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// A decoder with its tokenizer, ready to continue texts.
///
/// Any number of threads may generate at once, each with a [GenerationSession] of its own; nobody
/// may close it meanwhile.
@Pooled
public final class TextGenerator implements AutoCloseable {
  private final TextTokenizer tokenizer;
  private final Decoder decoder;
  private final TensorPool pool;

  private TextGenerator(TextTokenizer tokenizer, @Pooled Decoder decoder, TensorPool pool) {
    this.tokenizer = tokenizer;
    this.decoder = decoder;
    this.pool = pool;
  }

  /// Loads a model.
  ///
  /// @param gguf its GGUF file, which nobody changes while the model is open
  /// @param pool where sessions rent their memory; not closed, and must outlive the generator
  /// @return a generator that the caller closes
  /// @throws IOException if the file cannot be read
  /// @throws dev.tenure.engine.weights.ModelFormatException if it is damaged or not supported
  public static TextGenerator load(Path gguf, TensorPool pool) throws IOException {
    return of(DecoderSource.openGguf(gguf), pool);
  }

  /// Loads a model from a stream.
  ///
  /// @param gguf a GGUF file; not closed
  /// @param name what messages call it
  /// @param pool where sessions rent their memory; not closed, and must outlive the generator
  /// @return a generator that the caller closes
  /// @throws IOException if the stream cannot be read
  /// @throws dev.tenure.engine.weights.ModelFormatException if it is damaged or not supported
  public static TextGenerator load(InputStream gguf, String name, TensorPool pool)
      throws IOException {
    return of(DecoderSource.readGguf(gguf, name), pool);
  }

  private static TextGenerator of(@Pooled DecoderSource source, TensorPool pool) {
    TextTokenizer tokenizer;
    try {
      tokenizer = TextTokenizer.of(source.metadata());
    } catch (Throwable e) {
      source.close();
      throw e;
    }
    return new TextGenerator(tokenizer, Decoder.read(source), pool);
  }

  /// Returns the tokenizer.
  ///
  /// @return the model's own
  public TextTokenizer tokenizer() {
    return tokenizer;
  }

  /// Returns how many tokens the model can read.
  ///
  /// @return the number of positions
  public int contextLength() {
    return decoder.config().contextLength();
  }

  /// Opens a session.
  ///
  /// @param format how keys and values are held
  /// @param capacity how many tokens there may be; the model's context length at most
  /// @param threads how many threads compute
  /// @return a session that the caller closes, on this thread
  /// @throws dev.tenure.memory.MemoryLimitException if the pool's limit is too small
  public GenerationSession open(CacheFormat format, int capacity, int threads) {
    return new GenerationSession(
        tokenizer, DecoderSession.open(decoder, pool, format, capacity, threads));
  }

  /// Gives the weights' memory back. A second call does nothing.
  @Override
  public void close() {
    decoder.close();
  }
}
