package dev.tenure.benchmarks.checks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.sourceforge.pmd.PMDConfiguration;
import net.sourceforge.pmd.PmdAnalysis;
import net.sourceforge.pmd.reporting.Report.ProcessingError;

/// PMD's rule about resources.
final class PmdTool implements Tool {
  @Override
  public String name() {
    return "PMD";
  }

  @Override
  public String settings() {
    return "`CloseResource`, its `types` and `closeTargets` extended by those of each sample, with"
        + " the class files to resolve types";
  }

  @Override
  public Vocabulary vocabulary() {
    return Vocabulary.AS_WRITTEN;
  }

  @Override
  public Set<Need> cannotExpress() {
    return Set.of(Need.MEMORY);
  }

  @Override
  public List<Report> ask(Question question) throws IOException, ToolFailure {
    Path rules = Files.createTempFile("rules", ".xml");
    Files.writeString(rules, ruleSet(question));
    PMDConfiguration configuration = new PMDConfiguration();
    configuration.addRuleSet(rules.toString());
    configuration.setThreads(0);
    configuration.setIgnoreIncrementalAnalysis(true);
    configuration.prependAuxClasspath(
        ClassPath.text(
            Stream.concat(Stream.of(question.compiled()), question.classPath().stream()).toList()));
    configuration.addInputPath(question.source());
    try (PmdAnalysis analysis = PmdAnalysis.create(configuration)) {
      return read(analysis.performAnalysisAndCollectReport());
    }
  }

  private static String ruleSet(Question question) {
    List<String> types =
        Stream.concat(Stream.of("java.lang.AutoCloseable"), question.types().stream())
            .distinct()
            .toList();
    return """
    <?xml version="1.0"?>
    <ruleset name="resources" xmlns="http://pmd.sourceforge.net/ruleset/2.0.0">
      <description>resources</description>
      <rule ref="category/java/errorprone.xml/CloseResource">
        <properties>
          <property name="types" value="%s"/>
          <property name="closeTargets" value="%s"/>
        </properties>
      </rule>
    </ruleset>
    """
        .formatted(String.join(",", types), String.join(",", question.closers()));
  }

  private static List<Report> read(net.sourceforge.pmd.reporting.Report report) throws ToolFailure {
    List<ProcessingError> errors = report.getProcessingErrors();
    if (!errors.isEmpty()) {
      throw new ToolFailure(errors.getFirst().getMsg());
    }
    return report.getViolations().stream()
        .map(violation -> new Report(violation.getBeginLine(), violation.getRule().getName()))
        .toList();
  }
}
