package dev.tenure.processor.read;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Rewrites documentation so that it can stand in a comment of another file: as HTML, whatever it
/// was written in, and with the names of links in place of the links, which that file may not
/// resolve.
final class CommentText {
  private static final Pattern INLINE_TAG = Pattern.compile("\\{@(\\w+)\\s*([^{}]*)}");
  private static final Pattern HTML =
      Pattern.compile(
          "\\{@\\w|</?(?:a|b|br|code|dd|dl|dt|em|h\\d|i|li|ol|p|pre|strong|sub|sup|table|td|th|tr|tt"
              + "|ul)(?:\\s[^<>]*)?>|&\\w+;");
  private static final Pattern MARKDOWN_SPAN =
      Pattern.compile("`([^`]+)`|\\[([^\\[\\]]+)]\\[[^\\[\\]]*]|\\[([^\\[\\]]+)](?:\\([^()]*\\))?");
  private static final Pattern PARAGRAPHS = Pattern.compile("\\n\\s*\\n");

  private CommentText() {}

  /// The compiler does not tell which of the two a comment is written in. One without any tag of
  /// HTML reads the same as Markdown.
  static boolean isMarkdown(String text) {
    return !HTML.matcher(text).find();
  }

  static String html(String text, boolean markdown) {
    String trimmed = text.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    return markdown ? fromMarkdown(trimmed) : withoutLinks(trimmed);
  }

  private static String fromMarkdown(String text) {
    return Arrays.stream(PARAGRAPHS.split(text))
        .map(CommentText::paragraph)
        .collect(Collectors.joining("\n\n<p>"));
  }

  private static String paragraph(String text) {
    StringBuilder html = new StringBuilder();
    Matcher span = MARKDOWN_SPAN.matcher(text);
    int from = 0;
    while (span.find()) {
      html.append(escaped(text.substring(from, span.start()))).append(span(span));
      from = span.end();
    }
    return html.append(escaped(text.substring(from))).toString();
  }

  private static String span(Matcher span) {
    if (span.group(1) != null) {
      return code(span.group(1));
    }
    return span.group(2) != null ? escaped(span.group(2)) : code(name(span.group(3)));
  }

  private static String withoutLinks(String text) {
    return INLINE_TAG
        .matcher(text.replace("*/", "*&#47;"))
        .replaceAll(tag -> Matcher.quoteReplacement(inline(tag.group(1), tag.group(2).strip())));
  }

  private static String inline(String tag, String text) {
    return switch (tag) {
      case "link", "linkplain" -> link(text);
      case "code", "literal" -> "{@" + tag + " " + text + "}";
      default -> "";
    };
  }

  private static String link(String text) {
    int target = text.contains("(") ? text.indexOf(')') + 1 : text.indexOf(' ');
    String label = target < 0 ? "" : text.substring(target).strip();
    return label.isEmpty() ? code(name(text)) : escaped(label);
  }

  private static String name(String reference) {
    String name = reference.startsWith("#") ? reference.substring(1) : reference;
    return name.replace('#', '.');
  }

  private static String code(String text) {
    boolean fits = !text.contains("{") && !text.contains("}") && !text.contains("*/");
    return fits ? "{@code " + text + "}" : "<code>" + escaped(text) + "</code>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("{", "&#123;")
        .replace("}", "&#125;")
        .replace("*/", "*&#47;");
  }
}
