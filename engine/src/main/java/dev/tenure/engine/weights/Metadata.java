package dev.tenure.engine.weights;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values that a GGUF file has beside its tensors, by key. Immutable.
public final class Metadata {
  private final String file;
  private final Map<String, Object> values;

  Metadata(String file, Map<String, Object> values) {
    this.file = file;
    this.values = values;
  }

  /// Tells whether there is a value.
  ///
  /// @param key its key
  /// @return whether there is one
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /// Returns a text.
  ///
  /// @param key its key
  /// @return the text
  /// @throws ModelFormatException if there is none
  public String text(String key) {
    return require(String.class, key, "a text");
  }

  /// Returns a text that may be missing.
  ///
  /// @param key its key
  /// @param otherwise what to return then
  /// @return the text
  /// @throws ModelFormatException if it is something else
  public String text(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  /// Returns an integer.
  ///
  /// @param key its key
  /// @return the integer
  /// @throws ModelFormatException if there is none
  public long integer(String key) {
    return require(Long.class, key, "an integer");
  }

  /// Returns an integer that may be missing.
  ///
  /// @param key its key
  /// @param otherwise what to return then
  /// @return the integer
  /// @throws ModelFormatException if it is something else
  public long integer(String key, long otherwise) {
    return has(key) ? integer(key) : otherwise;
  }

  /// Returns a number that may be missing.
  ///
  /// @param key its key
  /// @param otherwise what to return then
  /// @return the number
  /// @throws ModelFormatException if it is something else
  public double number(String key, double otherwise) {
    return has(key) ? require(Double.class, key, "a number with a fraction") : otherwise;
  }

  /// Returns a truth value that may be missing.
  ///
  /// @param key its key
  /// @param otherwise what to return then
  /// @return the value
  /// @throws ModelFormatException if it is something else
  public boolean flag(String key, boolean otherwise) {
    return has(key) ? require(Boolean.class, key, "true or false") : otherwise;
  }

  /// Returns a list of texts.
  ///
  /// @param key its key
  /// @return the texts
  /// @throws ModelFormatException if there is none
  public List<String> texts(String key) {
    return textList(require(List.class, key, "a list of texts"));
  }

  /// Returns a list of numbers.
  ///
  /// @param key its key
  /// @return a new array
  /// @throws ModelFormatException if there is none
  public float[] numbers(String key) {
    return require(float[].class, key, "a list of numbers").clone();
  }

  /// Returns a list of integers.
  ///
  /// @param key its key
  /// @return a new array
  /// @throws ModelFormatException if there is none
  public long[] integers(String key) {
    return require(long[].class, key, "a list of integers").clone();
  }

  private static List<String> textList(List<?> list) {
    return list.stream().map(String.class::cast).toList();
  }

  private <T> T require(Class<T> type, String key, String wanted) {
    @Nullable Object value = values.get(key);
    if (!type.isInstance(value)) {
      throw new ModelFormatException(
          file,
          "the metadata '%s' is %s, not %s"
              .formatted(
                  key, value == null ? "missing" : value.getClass().getSimpleName(), wanted));
    }
    return type.cast(value);
  }
}
