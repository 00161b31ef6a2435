package dev.tenure.engine.generate;

import dev.tenure.annotations.Pooled;
import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.engine.model.Decoder;
import dev.tenure.engine.model.DecoderBatch;
import dev.tenure.engine.model.DecoderSession;
import dev.tenure.engine.model.DecoderSource;
import dev.tenure.engine.model.PromptPrefix;
import dev.tenure.engine.tokenizer.ChatTemplate;
import dev.tenure.engine.tokenizer.TextTokenizer;
import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A decoder with its tokenizer, ready to continue texts.
///
/// Any number of threads may generate at once, each with a [GenerationSession] of its own; nobody
/// may close it meanwhile.
@Pooled
public final class TextGenerator implements AutoCloseable {
  private static final int[] NOTHING = {};

  private final TextTokenizer tokenizer;
  private final @Nullable ChatTemplate chat;

  /// What each token stands for, so that sessions look it up without garbage.
  private final byte[][] words;

  private final Decoder decoder;
  private final TensorPool pool;

  private TextGenerator(
      TextTokenizer tokenizer,
      @Nullable ChatTemplate chat,
      @Pooled Decoder decoder,
      TensorPool pool) {
    this.tokenizer = tokenizer;
    this.chat = chat;
    this.words = new byte[tokenizer.vocabulary().size()][];
    for (int id = 0; id < words.length; id++) {
      words[id] = tokenizer.bytes(id);
    }
    this.decoder = decoder;
    this.pool = pool;
  }

  /// Loads a model.
  ///
  /// @param model its GGUF file, or a folder in the layout of Hugging Face, with `config.json`,
  ///   `tokenizer.json` and safetensors files; nobody changes them while the model is open
  /// @param pool where sessions rent their memory; not closed, and must outlive the generator
  /// @return a generator that the caller closes
  /// @throws IOException if a file cannot be read
  /// @throws dev.tenure.engine.weights.ModelFormatException if one is missing, damaged or not
  ///   supported
  public static TextGenerator load(Path model, TensorPool pool) throws IOException {
    if (!Files.isDirectory(model)) {
      return of(DecoderSource.openGguf(model), pool);
    }
    TextTokenizer tokenizer = TextTokenizer.open(model);
    ChatTemplate chat = ChatTemplate.open(model);
    DecoderSource source = DecoderSource.openFolder(model);
    return of(source, tokenizer, chat, pool);
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
    String chat;
    try {
      tokenizer = TextTokenizer.of(source.metadata());
      chat = source.metadata().text("tokenizer.chat_template", "");
    } catch (Throwable e) {
      source.close();
      throw e;
    }
    return of(source, tokenizer, ChatTemplate.of(chat), pool);
  }

  private static TextGenerator of(
      @Pooled DecoderSource source,
      TextTokenizer tokenizer,
      @Nullable ChatTemplate chat,
      TensorPool pool) {
    try {
      requireMatch(tokenizer, source);
    } catch (Throwable e) {
      source.close();
      throw e;
    }
    return new TextGenerator(tokenizer, chat, Decoder.read(source), pool);
  }

  private static void requireMatch(TextTokenizer tokenizer, DecoderSource source) {
    int known = source.config().vocabularySize();
    if (tokenizer.vocabulary().size() > known) {
      throw new ModelFormatException(
          tokenizer.vocabulary().source(),
          "the tokenizer has %d tokens and the model %d: they do not belong together"
              .formatted(tokenizer.vocabulary().size(), known));
    }
  }

  /// Returns the tokenizer.
  ///
  /// @return the model's own
  public TextTokenizer tokenizer() {
    return tokenizer;
  }

  /// Returns how the model wants a conversation written.
  ///
  /// @return the format that its file's template has, or nothing if it has none that is known
  public Optional<ChatTemplate> chatTemplate() {
    return Optional.ofNullable(chat);
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
        tokenizer, words, NOTHING, DecoderSession.open(decoder, pool, format, capacity, threads));
  }

  /// Reads the tokens that several sessions begin with, so that they are computed and held once.
  ///
  /// @param ids the tokens, at least one and at most the model's context length
  /// @param format how keys and values are held
  /// @param threads how many threads compute
  /// @return a prefix that the caller closes, on any thread, at the latest before the pool
  /// @throws IllegalArgumentException if there are no tokens, or too many for the model
  /// @throws IndexOutOfBoundsException if an id is not in the vocabulary
  /// @throws dev.tenure.memory.MemoryLimitException if the pool's limit is too small
  public PromptPrefix prefix(int[] ids, CacheFormat format, int threads) {
    return PromptPrefix.open(decoder, pool, format, ids, threads);
  }

  /// Opens a session that goes on after a prefix, in the prefix's format. Prompts are what follows
  /// the prefix.
  ///
  /// @param prefix what the session begins with; not closed, and may be closed before the session
  /// @param capacity how many tokens there may be, those of the prefix included; the model's
  ///   context length at most
  /// @param threads how many threads compute
  /// @return a session that the caller closes, on this thread
  /// @throws IllegalArgumentException if the prefix is of another model, or too long
  /// @throws IllegalStateException if the prefix was closed
  /// @throws dev.tenure.memory.MemoryLimitException if the pool's limit is too small
  public GenerationSession open(PromptPrefix prefix, int capacity, int threads) {
    return new GenerationSession(
        tokenizer,
        words,
        prefix.ids(),
        DecoderSession.open(decoder, pool, prefix, capacity, threads));
  }

  /// Opens a batch, which fulfils several requests at once.
  ///
  /// @param format how keys and values are held
  /// @param capacity how many tokens a request may have, prompt included; the model's context
  ///   length at most
  /// @param places how many requests run at once
  /// @param threads how many threads compute
  /// @return a batch that the caller closes, on this thread
  /// @throws IllegalArgumentException if a number is out of its range
  /// @throws dev.tenure.memory.MemoryLimitException if the pool's limit is too small
  public GenerationBatch openBatch(CacheFormat format, int capacity, int places, int threads) {
    if (capacity < 1 || capacity > contextLength()) {
      throw new IllegalArgumentException(
          "a context of %d tokens; the model takes 1 to %d".formatted(capacity, contextLength()));
    }
    return new GenerationBatch(
        tokenizer,
        words,
        decoder,
        pool,
        format,
        capacity,
        DecoderBatch.open(decoder, pool, places, threads));
  }

  /// Gives the weights' memory back. A second call does nothing.
  @Override
  public void close() {
    decoder.close();
  }
}
