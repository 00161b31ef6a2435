package dev.tenure.processor.read;

import dev.tenure.processor.model.Comment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads an author's documentation.
///
/// What it says of the scope is left out: users of the wrapper see none.
final class Comments {
  private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*(?=@\\p{Alpha})");
  private static final Pattern TAG = Pattern.compile("@(\\w+)\\s*(.*)", Pattern.DOTALL);
  private static final Pattern NAMED = Pattern.compile("(\\S+)\\s+(.*)", Pattern.DOTALL);
  private static final Pattern SCOPE = Pattern.compile("(?i)\\bscope");

  private Comments() {}

  /// @param raw the text between the comment's signs, if there is a comment
  static Comment of(@Nullable String raw) {
    if (raw == null) {
      return Comment.NONE;
    }
    boolean markdown = CommentText.isMarkdown(raw);
    String[] blocks = BLOCK_TAG.split(raw, -1);
    Map<String, String> parameters = new LinkedHashMap<>();
    Map<String, String> failures = new LinkedHashMap<>();
    String result = "";
    for (int i = 1; i < blocks.length; i++) {
      Matcher tag = TAG.matcher(blocks[i]);
      if (!tag.matches()) {
        continue;
      }
      String text = CommentText.html(tag.group(2), markdown);
      switch (tag.group(1)) {
        case "param" -> addNamed(parameters, text);
        case "throws", "exception" -> addNamed(failures, text);
        case "return" -> result = withoutScope(text);
        default -> {}
      }
    }
    return new Comment(CommentText.html(blocks[0], markdown), parameters, result, failures);
  }

  private static void addNamed(Map<String, String> named, String text) {
    Matcher parts = NAMED.matcher(text);
    if (parts.matches()) {
      String name = parts.group(1);
      named.putIfAbsent(name.substring(name.lastIndexOf('.') + 1), withoutScope(parts.group(2)));
    }
  }

  private static String withoutScope(String text) {
    return SCOPE.matcher(text).find() ? "" : text;
  }
}
