package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.checks.cli.SourceChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the README says is what happens.
class ReadmeTest {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)");

  @TempDir private Path folder;

  private static String readme() throws IOException {
    return Files.readString(Repository.root().resolve("README.md"));
  }

  private static List<String> blocks(String language) throws IOException {
    return BLOCK
        .matcher(readme())
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  private ProgramRun check(String source) throws IOException {
    return ProgramRun.of("check", Files.writeString(folder.resolve("Similarity.java"), source));
  }

  @Test
  void theWrongSnippetGivesExactlyTheMessageShown() throws IOException {
    ProgramRun run = check(blocks("java").get(0));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out().replace(folder + "/", "")).isEqualTo(blocks("text").get(0));
  }

  @Test
  void theFixedSnippetIsClean() throws IOException {
    assertThat(check(blocks("java").get(1))).isEqualTo(new ProgramRun(0, "", ""));
  }

  @Test
  void theMavenBlocksAreThoseOfTheBuildThatIsTested() throws IOException {
    String build =
        Files.readString(Repository.root().resolve("examples/maven-builds/fixed/pom.xml"));

    assertThat(blocks("xml")).hasSize(2).allSatisfy(block -> assertThat(build).contains(block));
  }

  @Test
  void everyCommandShownForTheLauncherExists() throws IOException {
    Matcher commands = Pattern.compile("`?\\./tenure (\\w+)").matcher(readme());
    while (commands.find()) {
      assertThat(ProgramRun.of(commands.group(1), "--help").status()).as(commands.group()).isZero();
    }
  }

  @Test
  void everyCheckHasItsRowAndItsPage() throws IOException {
    for (String check : SourceChecker.checkNames()) {
      assertThat(readme())
          .contains("| `%s` |".formatted(check), "checks/docs/%s.md".formatted(check));
    }
  }

  @Test
  void everyLinkBetweenDocumentsLeadsSomewhere() throws IOException {
    for (Path document : Repository.files(".md")) {
      Matcher links = LINK.matcher(Files.readString(document));
      while (links.find()) {
        assertThat(document.resolveSibling(links.group(1).strip()))
            .as("linked from %s", document)
            .exists();
      }
    }
  }
}
