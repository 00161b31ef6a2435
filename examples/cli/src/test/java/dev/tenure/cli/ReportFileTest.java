package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  @TempDir private Path folder;

  @Test
  void findingOutLeavesTheFileAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("old.json"), "old");

    ReportFile unusedOld = ReportFile.at("--json", file);
    ReportFile unusedNew = ReportFile.at("--json", folder.resolve("new.json"));

    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryContaining(each -> each.equals(file));
    assertThat(folder.toFile().list()).containsExactly("old.json");
    assertThat(unusedOld).isNotSameAs(unusedNew);
  }

  @Test
  void aNewFileIsWrittenAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("new.json");

    ReportFile.at("--json", file).write("text");

    assertThat(file).hasContent("text");
    assertThat(folder.toFile().list()).containsExactly("new.json");
  }

  @Test
  void aFileThatIsReplacedKeepsItsPermissionsAndALinkStaysOne() throws IOException {
    Path file = Files.writeString(folder.resolve("old.json"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);

    ReportFile.at("--json", link).write("new");

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void foldersAndPlacesThatAreNotThereAreMistakes() {
    assertMistake("this is a folder", folder);
    assertMistake("no such folder", folder.resolve("absent/new.json"));
  }

  private static void assertMistake(String message, Path file) {
    assertThatThrownBy(() -> ReportFile.at("--json", file))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--json: ")
        .hasMessageContaining(message);
  }
}
