package dev.tenure.checks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.annotations.LifetimeChecked;
import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.Finding;
import dev.tenure.checks.cli.SourceChecker;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OptInTest {
  @TempDir private Path folder;

  private Path leaky(String packageName, String annotation) throws IOException {
    Path file = folder.resolve(packageName + ".java");
    return Files.writeString(
        file,
        "package %s;%n%s class A { int f() throws Exception { return new java.io.FileReader(\"a\").read(); } }"
            .formatted(packageName, annotation));
  }

  private List<String> flagged(List<Path> sources, String... options)
      throws IOException, URISyntaxException {
    Path api =
        Path.of(LifetimeChecked.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return new SourceChecker()
            .check(
                new CheckRequest(
                    sources,
                    List.of(api),
                    OptionalInt.empty(),
                    List.of("java.io.Reader"),
                    List.of(),
                    List.of(),
                    List.of(options)))
            .findings()
            .stream()
            .map(Finding::file)
            .map(file -> file.getFileName().toString())
            .toList();
  }

  private List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    sources.add(leaky("a.b", ""));
    sources.add(leaky("a.bc", ""));
    sources.add(leaky("x.y", "@dev.tenure.annotations.LifetimeChecked"));
    return sources;
  }

  @Test
  void everythingIsCheckedWithoutAnOption() throws Exception {
    assertThat(flagged(sources())).hasSize(3);
  }

  @Test
  void aListedPackageStandsForItsSubpackages() throws Exception {
    assertThat(flagged(sources(), "-XepOpt:Tenure:Packages=a.b")).containsExactly("a.b.java");
    assertThat(flagged(sources(), "-XepOpt:Tenure:Packages=a")).hasSize(2);
  }

  @Test
  void onlyWhatIsAnnotatedIsCheckedOnDemand() throws Exception {
    assertThat(flagged(sources(), "-XepOpt:Tenure:OnlyLifetimeChecked=true"))
        .containsExactly("x.y.java");
  }
}
