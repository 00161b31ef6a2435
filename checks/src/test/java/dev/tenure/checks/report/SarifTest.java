package dev.tenure.checks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.SourceChecker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// SARIF files that compilations write by option.
final class SarifTest {
  private static final String LEAKY =
      """
      class Leaky {
        int read(boolean early) throws java.io.IOException {
          java.io.FileReader reader = new java.io.FileReader("a");
          if (early) {
            return 0;
          }
          int read = reader.read();
          reader.close();
          return read;
        }
      }
      """;

  @TempDir private Path folder;

  private Path sarif() {
    return folder.resolve("reports/tenure.sarif");
  }

  private void compile(String name, String text) throws IOException {
    var unused = check(name, text);
  }

  private CheckResult check(String name, String text, String... options) throws IOException {
    Path source = Files.writeString(folder.resolve(name), text);
    List<String> all = new ArrayList<>(List.of("-XepOpt:Tenure:Sarif=" + sarif()));
    all.addAll(List.of(options));
    return new SourceChecker()
        .check(
            new CheckRequest(
                List.of(source),
                List.of(),
                OptionalInt.empty(),
                List.of("java.io.Reader"),
                List.of(),
                List.of(),
                all));
  }

  /// Does what SARIF says of replacements: lines end with a line feed, columns are UTF-16 code
  /// units from 1, and the end is the place after the last character.
  private static String apply(JsonNode fix, String text) {
    JsonNode change = fix.at("/artifactChanges/0");
    StringBuilder changed = new StringBuilder(text);
    List<JsonNode> replacements = new ArrayList<>();
    change.path("replacements").forEach(replacements::addFirst);
    for (JsonNode replacement : replacements) {
      JsonNode region = replacement.path("deletedRegion");
      changed.replace(
          offset(text, region.path("startLine").asInt(), region.path("startColumn").asInt()),
          offset(text, region.path("endLine").asInt(), region.path("endColumn").asInt()),
          replacement.at("/insertedContent/text").asString());
    }
    return changed.toString();
  }

  private static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start + column - 1;
  }

  private JsonNode run() throws IOException {
    String text = Files.readString(sarif());
    assertThat(schema().validate(text, InputFormat.JSON)).extracting(Error::getMessage).isEmpty();
    JsonNode runs = JsonMapper.builder().build().readTree(text).path("runs");
    assertThat(runs.size()).isEqualTo(1);
    return runs.get(0);
  }

  private static Schema schema() throws IOException {
    try (var stream =
        Objects.requireNonNull(
            SarifTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  private static String fingerprint(JsonNode result) {
    return result.path("partialFingerprints").path(SarifLog.FINGERPRINT).asString();
  }

  @Test
  void aFindingHasItsPlaceAndTheWayToIt() throws IOException {
    compile("Leaky.java", LEAKY);

    JsonNode result = run().path("results").get(0);
    assertThat(result.path("ruleId").asString()).isEqualTo("PooledNotClosed");
    assertThat(result.path("level").asString()).isEqualTo("error");
    assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(3);
    List<String> steps = new ArrayList<>();
    result
        .at("/codeFlows/0/threadFlows/0/locations")
        .forEach(step ->
            steps.add(
                step.at("/location/physicalLocation/region/startLine").asInt()
                    + " "
                    + step.at("/location/message/text").asString()));
    assertThat(steps).containsExactly("3 acquired here", "4 `early` is true", "5 `return 0;`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"  ", "\t", "\u00e4\ud83d\ude00"})
  void eachFixMendsItsFindingAlone(String before) throws IOException {
    String text = twoLeaks(before);

    CheckResult found = check("Leaks.java", text, "-XepOpt:Tenure:SarifFixes=true");

    assertThat(found.findings()).hasSize(2);
    JsonNode results = run().path("results");
    for (JsonNode result : results) {
      assertThat(result.path("fixes").size()).isEqualTo(1);
      assertThat(result.at("/fixes/0/artifactChanges/0/artifactLocation"))
          .isEqualTo(result.at("/locations/0/physicalLocation/artifactLocation"));
      CheckResult after = check("Leaks.java", apply(result.at("/fixes/0"), text));
      assertThat(after.errors()).isEmpty();
      assertThat(after.findings()).hasSize(1);
    }
    // The later one first, so that the places of the other still hold.
    String mended = apply(results.at("/0/fixes/0"), apply(results.at("/1/fixes/0"), text));
    assertThat(check("Leaks.java", mended)).isEqualTo(new CheckResult(List.of(), List.of()));
  }

  private static String twoLeaks(String before) {
    return """
    class Leaks {
      int first() throws java.io.IOException {
        /*BEFORE*/ java.io.FileReader reader = new java.io.FileReader("a");
        return reader.read();
      }

      int second() throws java.io.IOException {
        /*BEFORE*/ java.io.FileReader reader = new java.io.FileReader("b"); int c = reader.read();
        return c;
      }
    }
    """
        .replace("BEFORE", before)
        .replace("\n", before.equals("\t") ? "\r\n" : "\n");
  }

  @Test
  void aBuildThatDoesNotAskFindsNoFixes() throws IOException {
    compile("Leaky.java", LEAKY);

    assertThat(run().at("/results/0").has("fixes")).isFalse();
  }

  @Test
  void columnsCountCharactersNotTheWidthOfTabs() throws IOException {
    compile("Leaky.java", LEAKY.replace("    java.io", "\t\tjava.io"));

    int column = run().at("/results/0/locations/0/physicalLocation/region/startColumn").asInt();
    assertThat(column).isEqualTo("\t\tjava.io.FileReader reader = ".length() + 1);
  }

  @Test
  void everyRuleHasItsPageAsHelp() throws IOException {
    compile("Clean.java", "class Clean {}");

    JsonNode rules = run().at("/tool/driver/rules");
    assertThat(rules.size()).isEqualTo(SourceChecker.checkNames().size());
    rules.forEach(rule ->
        assertThat(rule.at("/help/markdown").asString())
            .startsWith("# " + rule.path("id").asString()));
  }

  @Test
  void aCleanCompilationSaysThatThereAreNoResults() throws IOException {
    compile("Clean.java", "class Clean {}");

    assertThat(run().path("results").isArray()).isTrue();
    assertThat(run().path("results").size()).isZero();
  }

  @Test
  void aFingerprintOutlivesMovedLines() throws IOException {
    compile("Leaky.java", LEAKY);
    String before = fingerprint(run().path("results").get(0));

    compile("Leaky.java", "\n\n// Moved down.\n" + LEAKY.replace("  ", "    "));

    JsonNode results = run().path("results");
    assertThat(results.size()).isEqualTo(1);
    assertThat(fingerprint(results.get(0))).isEqualTo(before);
  }

  @Test
  void compilationsOfOneBuildMakeOneRun() throws IOException {
    compile("Leaky.java", LEAKY);
    compile("Other.java", LEAKY.replace("Leaky", "Other"));
    assertThat(run().path("results").size()).isEqualTo(2);

    compile("Leaky.java", "class Leaky {}");

    assertThat(run().path("results").size()).isEqualTo(1);
    assertThat(run().path("artifacts").size()).isEqualTo(2);
  }

  @Test
  void compilationsAtOnceLoseNothing() throws Exception {
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      URI file = folder.resolve("F" + i + ".java").toUri();
      writers.add(() -> {
        SarifFile.merge(
            sarif(),
            List.of(file),
            List.of(
                new ReportedFinding(
                    "PooledNotClosed",
                    ReportedFinding.Level.ERROR,
                    file,
                    1,
                    1,
                    "it leaks",
                    List.of())));
        return true;
      });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (var written : threads.invokeAll(writers)) {
        assertThat(written.get()).isTrue();
      }
    }

    assertThat(run().path("results").size()).isEqualTo(16);
    try (Stream<Path> files = Files.list(sarif().getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("tenure.sarif", ".tenure.sarif.lock");
    }
  }

  @Test
  void aFileOfSomebodyElseIsLeftAlone() throws IOException {
    Files.createDirectories(sarif().getParent());
    Files.writeString(sarif(), "notes");

    assertThatThrownBy(() -> SarifFile.merge(sarif(), List.of(), List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("name another file");
    assertThat(sarif()).content().isEqualTo("notes");
  }
}
