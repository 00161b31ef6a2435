package dev.tenure.checks.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// Names findings in a way that outlives moved lines: by check, file, the text of the line, and how
/// many findings of the same name stand above. Findings are to be given in the order of the file.
///
/// One instance serves one report, on one thread.
public final class Fingerprints {
  /// 64 bits tell findings of one file apart.
  private static final int LENGTH = 16;

  private final Map<String, Integer> seen = new HashMap<>();

  /// Makes an instance that has seen no finding.
  public Fingerprints() {}

  /// Returns the name of the next finding.
  ///
  /// @param check the check's name
  /// @param file the file, as the report names it
  /// @param sourceLine the line that the finding stands on
  /// @return 16 hexadecimal digits
  public String next(String check, String file, String sourceLine) {
    String text = check + '\n' + file + '\n' + sourceLine.replaceAll("\\s+", "");
    int ordinal = seen.merge(text, 1, Integer::sum);
    return hash(text + '\n' + ordinal).substring(0, LENGTH);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
