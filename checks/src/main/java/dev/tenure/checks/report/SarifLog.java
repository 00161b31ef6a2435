package dev.tenure.checks.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Findings as a log in the Static Analysis Results Interchange Format 2.1.0 of OASIS:
/// <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.
public final class SarifLog {
  /// The name of our fingerprints, with the version of how they are made.
  static final String FINGERPRINT = "tenureLine/v1";

  private static final String ROOT = "SRCROOT";
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Fingerprints fingerprints = new Fingerprints();
  private final SourceLines lines = new SourceLines();

  private SarifLog() {}

  /// Returns a log of one run.
  ///
  /// @param files all files that were checked
  /// @param findings what was found in them
  /// @return JSON text, which ends with a line feed
  public static String text(Collection<URI> files, Collection<ReportedFinding> findings) {
    return text(new SarifLog().log(files, findings));
  }

  static String text(ObjectNode log) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(log) + "\n";
  }

  static ObjectNode node(Collection<URI> files, Collection<ReportedFinding> findings) {
    return new SarifLog().log(files, findings);
  }

  private ObjectNode log(Collection<URI> files, Collection<ReportedFinding> findings) {
    ObjectNode run = NODES.objectNode();
    run.putObject("tool").set("driver", driver(Rule.all()));
    run.putObject("originalUriBaseIds")
        .putObject(ROOT)
        .putObject("description")
        .put("text", "The root of the repository that the sources are in.");
    run.put("columnKind", "utf16CodeUnits");
    ArrayNode artifacts = run.putArray("artifacts");
    files.forEach(file -> artifacts.addObject().set("location", location(file)));
    ArrayNode results = run.putArray("results");
    findings.stream()
        .sorted(
            Comparator.comparing(ReportedFinding::file)
                .thenComparingLong(ReportedFinding::line)
                .thenComparingLong(ReportedFinding::column)
                .thenComparing(ReportedFinding::check))
        .forEach(finding -> results.add(result(finding)));
    ObjectNode log = NODES.objectNode();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.putArray("runs").add(run);
    return log;
  }

  private static ObjectNode driver(List<Rule> rules) {
    ObjectNode driver = NODES.objectNode();
    driver.put("name", "Tenure");
    driver.put("informationUri", "https://github.com/tenure-dev/tenure");
    ArrayNode array = driver.putArray("rules");
    for (Rule rule : rules) {
      ObjectNode node = array.addObject();
      node.put("id", rule.name());
      node.putObject("shortDescription").put("text", rule.summary());
      node.putObject("fullDescription").put("text", rule.explanation());
      node.put("helpUri", rule.link());
      node.putObject("help").put("text", rule.page()).put("markdown", rule.page());
      node.putObject("defaultConfiguration").put("level", word(rule.level()));
    }
    return driver;
  }

  private ObjectNode result(ReportedFinding finding) {
    ObjectNode result = NODES.objectNode();
    result.put("ruleId", finding.check());
    result.put("level", word(finding.level()));
    result.putObject("message").put("text", finding.message());
    ObjectNode place = place(finding.file(), finding.line(), finding.column());
    result.putArray("locations").addObject().set("physicalLocation", place);
    String name = place.path("artifactLocation").path("uri").asString();
    result
        .putObject("partialFingerprints")
        .put(
            FINGERPRINT,
            fingerprints.next(finding.check(), name, lines.at(finding.file(), finding.line())));
    if (!finding.flow().isEmpty()) {
      result.putArray("codeFlows").add(codeFlow(finding));
    }
    finding.fix().ifPresent(fix -> result.putArray("fixes").add(fix(fix, finding.file())));
    return result;
  }

  private static ObjectNode codeFlow(ReportedFinding finding) {
    ObjectNode codeFlow = NODES.objectNode();
    ArrayNode steps = codeFlow.putArray("threadFlows").addObject().putArray("locations");
    for (FlowStep step : finding.flow()) {
      ObjectNode location = steps.addObject().putObject("location");
      location.set("physicalLocation", place(finding.file(), step.line(), step.column()));
      location.putObject("message").put("text", step.text());
    }
    return codeFlow;
  }

  private static ObjectNode fix(OfferedFix fix, URI file) {
    ObjectNode node = NODES.objectNode();
    node.putObject("description").put("text", fix.summary());
    ObjectNode change = node.putArray("artifactChanges").addObject();
    change.set("artifactLocation", location(file));
    ArrayNode replacements = change.putArray("replacements");
    for (OfferedFix.Replacement replacement : fix.replacements()) {
      ObjectNode one = replacements.addObject();
      one.putObject("deletedRegion")
          .put("startLine", replacement.start().line())
          .put("startColumn", replacement.start().column())
          .put("endLine", replacement.end().line())
          .put("endColumn", replacement.end().column());
      one.putObject("insertedContent").put("text", replacement.text());
    }
    return node;
  }

  private static ObjectNode place(URI file, long line, long column) {
    ObjectNode place = NODES.objectNode();
    place.set("artifactLocation", location(file));
    ObjectNode region = place.putObject("region").put("startLine", Math.max(1, line));
    if (column > 0) {
      region.put("startColumn", column);
    }
    return place;
  }

  private static ObjectNode location(URI file) {
    ObjectNode location = NODES.objectNode();
    SourceRoot.relative(file)
        .ifPresentOrElse(
            name -> location.put("uri", encoded(name)).put("uriBaseId", ROOT),
            () -> location.put("uri", file.toString()));
    return location;
  }

  private static String encoded(String relative) {
    try {
      return new URI(null, null, relative, null).toASCIIString();
    } catch (URISyntaxException noPath) {
      throw new IllegalArgumentException(noPath);
    }
  }

  private static String word(ReportedFinding.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
