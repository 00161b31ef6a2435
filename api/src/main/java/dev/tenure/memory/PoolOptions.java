package dev.tenure.memory;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// How a pool is to be. Immutable.
///
/// @param limitBytes how many bytes it may hold at most
/// @param leakDetection which rents it watches for leaks
/// @param strictness how much it does to find out who used a tensor wrongly
/// @param idleTime how long memory waits for a rent before it is given back to the system; it is
///   looked for during rents, so that a pool that nobody uses keeps what it has
public record PoolOptions(
    long limitBytes, LeakDetection leakDetection, PoolStrictness strictness, Duration idleTime) {
  /// The system property that says how pools detect leaks, where a program does not: `off`,
  /// `sampled` (the default) or `full`.
  public static final String LEAKS_PROPERTY = "dev.tenure.pool.leaks";

  /// The system property that says how strict pools are, where a program does not: `standard` (the
  /// default), `traced` or `guarded`.
  public static final String STRICTNESS_PROPERTY = "dev.tenure.pool.strictness";

  private static final Duration DEFAULT_IDLE_TIME = Duration.ofSeconds(30);

  /// Creates the options.
  ///
  /// @throws IllegalArgumentException if the limit or the idle time is not positive
  public PoolOptions {
    if (limitBytes <= 0) {
      throw new IllegalArgumentException("a pool's limit must be positive: " + limitBytes);
    }
    if (idleTime.isNegative() || idleTime.isZero()) {
      throw new IllegalArgumentException("a pool's idle time must be positive: " + idleTime);
    }
  }

  /// Returns the options of a pool with a limit, and with everything else as the system properties
  /// say.
  ///
  /// @param limitBytes how many bytes it may hold at most
  /// @return the options
  /// @throws IllegalArgumentException if the limit is not positive, or a property has no known
  ///   value
  public static PoolOptions withLimit(long limitBytes) {
    return new PoolOptions(
        limitBytes,
        read(LEAKS_PROPERTY, LeakDetection.class, LeakDetection.SAMPLED),
        read(STRICTNESS_PROPERTY, PoolStrictness.class, PoolStrictness.STANDARD),
        DEFAULT_IDLE_TIME);
  }

  private static <E extends Enum<E>> E read(String property, Class<E> type, E otherwise) {
    String value = System.getProperty(property);
    if (value == null) {
      return otherwise;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value.strip())) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "the system property %s is '%s', which is none of %s"
            .formatted(
                property,
                value,
                Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
  }

  /// Returns these options with another leak detection.
  ///
  /// @param detection which rents are watched
  /// @return new options
  public PoolOptions withLeakDetection(LeakDetection detection) {
    return new PoolOptions(limitBytes, detection, strictness, idleTime);
  }

  /// Returns these options with another strictness.
  ///
  /// @param level how strict the pool is
  /// @return new options
  public PoolOptions withStrictness(PoolStrictness level) {
    return new PoolOptions(limitBytes, leakDetection, level, idleTime);
  }

  /// Returns these options with another idle time.
  ///
  /// @param time how long memory waits
  /// @return new options
  /// @throws IllegalArgumentException if it is not positive
  public PoolOptions withIdleTime(Duration time) {
    return new PoolOptions(limitBytes, leakDetection, strictness, time);
  }
}
