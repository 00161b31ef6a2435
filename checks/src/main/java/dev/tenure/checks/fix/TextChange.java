package dev.tenure.checks.fix;

import java.util.ArrayList;
import java.util.List;

/// How a text became another: the lines that differ.
public final class TextChange {
  private TextChange() {}

  /// Returns the edits that turn one text into another: line by line, by a longest common
  /// subsequence.
  ///
  /// @param before the text as it is now
  /// @param after the text as it is to be
  /// @return a fix that does so
  public static Fix between(String before, String after) {
    List<String> old = lines(before);
    List<String> fresh = lines(after);
    int head = commonHead(old, fresh);
    int tail = commonTail(old, fresh, head);
    List<String> left = old.subList(head, old.size() - tail);
    List<String> right = fresh.subList(head, fresh.size() - tail);
    int start = old.subList(0, head).stream().mapToInt(String::length).sum();
    return new Fix("make `check --fix`'s change", edits(left, right, start));
  }

  private static List<Edit> edits(List<String> left, List<String> right, int start) {
    int[][] common = common(left, right);
    List<Edit> edits = new ArrayList<>();
    int at = start;
    int i = 0;
    int j = 0;
    while (i < left.size() || j < right.size()) {
      int from = at;
      StringBuilder text = new StringBuilder();
      while ((i < left.size() || j < right.size())
          && !(i < left.size() && j < right.size() && left.get(i).equals(right.get(j)))) {
        if (j == right.size() || (i < left.size() && common[i + 1][j] >= common[i][j + 1])) {
          at += left.get(i++).length();
        } else {
          text.append(right.get(j++));
        }
      }
      if (at > from || !text.isEmpty()) {
        edits.add(new Edit(from, at, text.toString()));
      }
      while (i < left.size() && j < right.size() && left.get(i).equals(right.get(j))) {
        at += left.get(i++).length();
        j++;
      }
    }
    return edits;
  }

  /// How many lines the rest of both have in common, from each pair of lines on.
  private static int[][] common(List<String> left, List<String> right) {
    int[][] common = new int[left.size() + 1][right.size() + 1];
    for (int i = left.size() - 1; i >= 0; i--) {
      for (int j = right.size() - 1; j >= 0; j--) {
        common[i][j] =
            left.get(i).equals(right.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static int commonHead(List<String> old, List<String> fresh) {
    int head = 0;
    while (head < old.size() && head < fresh.size() && old.get(head).equals(fresh.get(head))) {
      head++;
    }
    return head;
  }

  private static int commonTail(List<String> old, List<String> fresh, int head) {
    int tail = 0;
    while (tail < Math.min(old.size(), fresh.size()) - head
        && old.get(old.size() - 1 - tail).equals(fresh.get(fresh.size() - 1 - tail))) {
      tail++;
    }
    return tail;
  }

  /// The lines of a text, each with its line end.
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }
}
