package dev.tenure.checks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LeftImportsTest {
  private static final String BEFORE =
      """
      package p;

      import a.b.Gone;
      import a.b.Kept;
      import a.b.Never;

      class C {
        @Gone Kept kept;
      }
      """;

  @Test
  void theImportOfANameThatIsGoneGoes() {
    String after = BEFORE.replace("@Gone ", "");

    assertThat(LeftImports.removed(BEFORE, after))
        .isEqualTo(after.replace("import a.b.Gone;\n", ""));
  }

  @Test
  void whatWasUnusedBeforeStays() {
    assertThat(LeftImports.removed(BEFORE, BEFORE + "\n")).contains("import a.b.Never;");
  }

  @Test
  void aNameInACommentIsAUse() {
    String after = BEFORE.replace("@Gone ", "/* no @Gone */ ");

    assertThat(LeftImports.removed(BEFORE, after)).isEqualTo(after);
  }

  @Test
  void theOnlyImportTakesItsBlankLineAlong() {
    String before = "package p;\r\n\r\nimport a.Gone;\r\n\r\n@Gone\r\nclass C {}\r\n";

    assertThat(LeftImports.removed(before, before.replace("@Gone\r\n", "")))
        .isEqualTo("package p;\r\n\r\nclass C {}\r\n");
  }

  @Test
  void aNameThatAnotherImportMentionsStays() {
    String before = "import a.Gone;\nimport static a.Gone.x;\n\n@Gone class C {}\n";
    String after = before.replace("@Gone ", "");

    assertThat(LeftImports.removed(before, after)).isEqualTo(after);
  }
}
