package dev.tenure.engine.generate;

import java.time.Duration;
import java.util.List;

/// What to generate, and when to stop. Immutable.
///
/// @param maxTokens how many tokens at most
/// @param sampling how each is chosen
/// @param stops texts that end generation where they occur, also across tokens; not part of the
///   result
/// @param stopsAtEnd whether a token that ends a text or a turn ends generation
/// @param timeLimit how long it may take; checked after each token
/// @param filter which tokens may come next
public record GenerationRequest(
    int maxTokens,
    Sampling sampling,
    List<String> stops,
    boolean stopsAtEnd,
    Duration timeLimit,
    TokenFilter filter) {
  private static final Duration FOREVER = Duration.ofDays(1000);

  /// Checks the request.
  ///
  /// @throws IllegalArgumentException if the number of tokens or the time is negative, or a stop
  ///   text is empty
  public GenerationRequest {
    stops = List.copyOf(stops);
    if (maxTokens < 0) {
      throw new IllegalArgumentException("cannot generate %d tokens".formatted(maxTokens));
    }
    if (timeLimit.isNegative() || timeLimit.compareTo(FOREVER) > 0) {
      throw new IllegalArgumentException("the time limit cannot be " + timeLimit);
    }
    if (stops.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("a stop text is empty");
    }
  }

  /// Returns a request without stop texts, time limit and filter.
  ///
  /// @param maxTokens how many tokens at most
  /// @param sampling how each is chosen
  /// @return the request
  public static GenerationRequest of(int maxTokens, Sampling sampling) {
    return new GenerationRequest(maxTokens, sampling, List.of(), true, FOREVER, TokenFilter.NONE);
  }

  /// Returns the same request with stop texts.
  ///
  /// @param texts what ends generation
  /// @return the request
  public GenerationRequest withStops(List<String> texts) {
    return new GenerationRequest(maxTokens, sampling, texts, stopsAtEnd, timeLimit, filter);
  }

  /// Returns the same request with a time limit.
  ///
  /// @param limit how long it may take
  /// @return the request
  public GenerationRequest withTimeLimit(Duration limit) {
    return new GenerationRequest(maxTokens, sampling, stops, stopsAtEnd, limit, filter);
  }

  /// Returns the same request with a filter.
  ///
  /// @param tokens which tokens may come next
  /// @return the request
  public GenerationRequest withFilter(TokenFilter tokens) {
    return new GenerationRequest(maxTokens, sampling, stops, stopsAtEnd, timeLimit, tokens);
  }

  /// Returns the same request that goes on past tokens that end a text.
  ///
  /// @return the request
  public GenerationRequest pastEnds() {
    return new GenerationRequest(maxTokens, sampling, stops, false, timeLimit, filter);
  }
}
