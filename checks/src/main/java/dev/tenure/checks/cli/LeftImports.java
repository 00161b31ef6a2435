package dev.tenure.checks.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out the imports that fixes leave behind: of names that the file had used, and that stand
/// nowhere in it any more, not even in a comment. What was unused before stays.
final class LeftImports {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:\\w+\\.)+(\\w+);[ \\t]*(?:\\R|\\z)");
  private static final Pattern BLANK_LINE = Pattern.compile("[ \\t]*\\R");

  private LeftImports() {}

  /// Returns a text after fixes without the imports that it has no use for any more.
  ///
  /// @param before the text as it was
  /// @param after the text with the fixes
  static String removed(String before, String after) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    Matcher line = IMPORT.matcher(after);
    while (line.find()) {
      if (mentions(after, line.group(1)) == 1 && mentions(before, line.group(1)) > 1) {
        text.append(after, at, line.start());
        at = endsWithBlankLine(text) ? afterBlankLine(after, line.end()) : line.end();
      }
    }
    return text.append(after, at, after.length()).toString();
  }

  private static long mentions(String text, String name) {
    return Pattern.compile("\\b" + name + "\\b").matcher(text).results().count();
  }

  private static boolean endsWithBlankLine(CharSequence text) {
    return Pattern.compile("\\R[ \\t]*\\R\\z").matcher(text).find();
  }

  /// Where a blank line ends that begins at a position; the position if none does.
  private static int afterBlankLine(String text, int position) {
    Matcher blank = BLANK_LINE.matcher(text).region(position, text.length());
    return blank.lookingAt() ? blank.end() : position;
  }
}
