package dev.tenure.checks.model.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.SourceChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each word of a model makes the checks find, and keeps them from finding.
final class ModelWordsTest {
  private static final String LIBRARY =
      """
      class Buffer {
        void close() {}
        void flush() {}
        int sum() { throw new IllegalStateException(); }
        void sendTo(Object other) {}
        void zero() {}
        Buffer part() { throw new IllegalStateException(); }
        int partSize() { throw new IllegalStateException(); }
        void add(Buffer other) { throw new IllegalStateException(); }
      }
      class Group {
        void close() {}
        Cursor cursor() { throw new IllegalStateException(); }
        Member member() { throw new IllegalStateException(); }
        void copy(Buffer to) { throw new IllegalStateException(); }
      }
      class Member {
        void close() {}
        void leave() {}
        int sum() { throw new IllegalStateException(); }
        Member twin() { throw new IllegalStateException(); }
      }
      class Cursor {
        Cursor(Group group, Buffer other) {}
        void close() {}
        int sum() { throw new IllegalStateException(); }
      }
      interface Source {
        Buffer next();
        Buffer raw();
        Group group();
      }
      """;

  private static final String MODEL =
      """
      type Buffer pooled
        view part() no-throw
      type Group pooled
        scoped member() no-throw
      type Member scoped
        scoped twin() no-throw
      """;

  @TempDir private Path folder;

  /// What is reported, as `CHECK LINE` with the line in the body.
  private List<String> check(String words, String... body) throws IOException {
    Path library = Files.writeString(folder.resolve("Source.java"), LIBRARY);
    Path model = Files.writeString(folder.resolve("library.model"), MODEL + words);
    Path source =
        Files.writeString(
            folder.resolve("Use.java"),
            "class Use { Object use(Source source) {\n"
                + String.join("\n", body)
                + "\nreturn null;\n}}\n");
    CheckResult result =
        new SourceChecker()
            .check(
                new CheckRequest(
                    List.of(library, source),
                    List.of(),
                    OptionalInt.empty(),
                    List.of(),
                    List.of(
                        "PooledNotClosed",
                        "PooledNotClosedOnException",
                        "UseAfterClose",
                        "BorrowClosed",
                        "BorrowEscapes",
                        "UninitializedRead"),
                    List.of(),
                    List.of("-XepOpt:Tenure:Models=" + model)));
    assertThat(result.errors()).isEmpty();
    return result.findings().stream()
        .map(finding -> finding.check() + " " + (finding.line() - 1))
        .toList();
  }

  @Test
  void aViewIsOfNoUseAfterItsReceiversEnd() throws IOException {
    assertThat(
            check(
                "",
                "Buffer buffer = source.next();",
                "Buffer part = buffer.part().part();",
                "buffer.close();",
                "part.sum();"))
        .containsExactly("UseAfterClose 4");
  }

  @Test
  void aViewStillTellsWhatItIs() throws IOException {
    assertThat(
            check(
                "",
                "Buffer buffer = source.next();",
                "Buffer part = buffer.part();",
                "buffer.close();",
                "part.partSize();"))
        .isEmpty();
  }

  @Test
  void whoeverClosesAViewDoesNoHarm() throws IOException {
    assertThat(
            check(
                "", "Buffer buffer = source.next();", "buffer.part().close();", "buffer.close();"))
        .isEmpty();
  }

  @Test
  void whatIsScopedEndsWithItsScope() throws IOException {
    assertThat(
            check(
                "",
                "Group group = source.group();",
                "Member member = group.member().twin();",
                "group.close();",
                "member.sum();"))
        .containsExactly("UseAfterClose 4");
  }

  @Test
  void whatLeavesItsScopeLivesOn() throws IOException {
    String body = "Group group = source.group(); Member member = group.member(); member.leave();";
    assertThat(check("  leave() detaches no-throw", body, "group.close();", "member.sum();"))
        .isEmpty();
    assertThat(check("  leave() moves no-throw", body, "group.close();", "member.sum();"))
        .isEmpty();
    assertThat(check("  leave() no-throw", body, "group.close();", "member.sum();"))
        .containsExactly("UseAfterClose 3");
  }

  @Test
  void whatLivesInsideIsOfNoUseAfterwards() throws IOException {
    String model = "type Cursor pooled\ntype Group\n  owned cursor() no-throw";
    String[] used = {
      "Group group = source.group();",
      "Cursor cursor = group.cursor();",
      "group.close();",
      "cursor.sum();",
      "cursor.close();"
    };
    String[] closed = {
      "Group group = source.group();",
      "Cursor cursor = group.cursor();",
      "group.close();",
      "cursor.close();"
    };
    assertThat(check(model, closed)).isEmpty();
    assertThat(check(model + " inside", closed)).isEmpty();
    assertThat(check(model + " inside", used)).contains("UseAfterClose 4");
    assertThat(check(model + " closed-first", closed)).containsExactly("UseAfterClose 4");
  }

  @Test
  void whatIsMadeOfAnArgumentMayLiveInIt() throws IOException {
    String model = "type Cursor pooled\n  owned new(borrows Group, Buffer) no-throw closed-first";
    assertThat(
            check(
                model,
                "Group group = source.group();",
                "Cursor cursor = new Cursor(group, null);",
                "group.close();",
                "cursor.close();"))
        .containsExactly("UseAfterClose 4");
    assertThat(
            check(
                model,
                "Group group = source.group();",
                "Cursor cursor = new Cursor(group, null);",
                "cursor.close();",
                "group.close();"))
        .isEmpty();
  }

  @Test
  void aReceiverMayMoveElsewhere() throws IOException {
    assertThat(check("type Buffer\n  sendTo(*) moves", "source.next().sendTo(this);")).isEmpty();
    assertThat(check("", "source.next().sendTo(this);")).containsExactly("PooledNotClosed 1");
  }

  @Test
  void aCallMayBeTakenNotToThrow() throws IOException {
    String[] body = {"Buffer buffer = source.next();", "source.group();", "buffer.close();"};
    String quiet = "type Source\n  borrowed group()";
    assertThat(check(quiet, body)).containsExactly("PooledNotClosedOnException 1");
    assertThat(check(quiet + " no-throw", body)).isEmpty();
  }

  @Test
  void contentsMayBeUnspecifiedUntilSomethingWritesThem() throws IOException {
    String model = "type Source\n  owned raw() uninitialized\ntype Buffer\n  zero() overwrites";
    assertThat(check(model, "Buffer raw = source.raw();", "raw.sum();", "raw.close();"))
        .contains("UninitializedRead 2");
    assertThat(check(model, "Buffer raw = source.raw();", "raw.zero(); raw.sum(); raw.close();"))
        .doesNotContain("UninitializedRead 2");
  }

  @Test
  void anArgumentMayBeADestination() throws IOException {
    String model = "type Source\n  owned raw() uninitialized\ntype Group\n  copy(%s Buffer)";
    String[] body = {
      "Group group = source.group();",
      "Buffer raw = source.raw();",
      "group.copy(raw);",
      "raw.sum();",
      "raw.close(); group.close();"
    };
    assertThat(check(model.formatted("overwrites"), body))
        .noneMatch(found -> found.startsWith("UninitializedRead"));
    assertThat(check(model.formatted("accumulates"), body)).contains("UninitializedRead 3");
  }
}
