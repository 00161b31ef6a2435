package dev.tenure.benchmarks.checks.peers;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks every tool about one sample.
final class SampleRun implements AutoCloseable {
  /// Our check for leaks that only an exception brings about. Where a sample does not speak of it,
  /// the method is counted for nobody: whoever reports there is right in principle.
  private static final String ON_EXCEPTION = "PooledNotClosedOnException";

  private static final Pattern CLOSERS = Pattern.compile("closers = \\{([^}]*)}");

  private final SampleFile sample;
  private final ApiCopies api;
  private final Path work;
  private final Attribution attribution;
  private final List<String> failures = new ArrayList<>();

  SampleRun(SampleFile sample, ApiCopies api, Path work) throws IOException {
    this.sample = sample;
    this.api = api;
    this.work = work;
    List<Path> classPath = ClassPath.ownAfter(api.in(Vocabulary.AS_WRITTEN));
    List<Path> sources = List.of(sample.path());
    Attribution.compile(sources, classPath, Files.createDirectories(work.resolve("classes")));
    this.attribution = Attribution.of(sources, classPath);
  }

  @Override
  public void close() throws IOException {
    attribution.close();
  }

  /// Returns a row for each unit.
  List<Row> ask(List<Tool> tools) throws IOException {
    Map<String, List<Report>> answers = new HashMap<>();
    for (Tool tool : tools) {
      try {
        answers.put(tool.name(), tool.ask(question(tool.vocabulary())));
      } catch (ToolFailure failure) {
        failures.add("%s on %s: %s".formatted(tool.name(), sample.name(), failure.getMessage()));
      }
    }
    return UnitReader.read(sample, attribution).stream()
        .filter(unit -> !leaksOnExceptionOnly(unit, answers))
        .map(unit -> row(unit, tools, answers))
        .toList();
  }

  /// Returns which tools gave no answer, and why.
  List<String> failures() {
    return List.copyOf(failures);
  }

  private static boolean leaksOnExceptionOnly(SampleUnit unit, Map<String, List<Report>> answers) {
    List<Report> ours = unit.among(answers.getOrDefault("Tenure", List.of()));
    return !unit.mustFlag()
        && !ours.isEmpty()
        && ours.stream().allMatch(report -> report.rule().equals(ON_EXCEPTION));
  }

  private Row row(SampleUnit unit, List<Tool> tools, Map<String, List<Report>> answers) {
    Map<String, Verdict> verdicts = new HashMap<>();
    Map<String, List<Report>> reports = new HashMap<>();
    for (Tool tool : tools) {
      List<Report> answer = answers.get(tool.name());
      if (answer != null) {
        reports.put(tool.name(), unit.among(answer));
      }
      verdicts.put(tool.name(), verdict(unit, tool, answer));
    }
    return new Row(sample.name(), unit, verdicts, reports);
  }

  private static Verdict verdict(SampleUnit unit, Tool tool, @Nullable List<Report> answer) {
    Set<Need> lacking = EnumSet.noneOf(Need.class);
    lacking.addAll(unit.needs());
    lacking.retainAll(tool.cannotExpress());
    if (!lacking.isEmpty()) {
      return Verdict.CANNOT_EXPRESS;
    }
    return answer == null
        ? Verdict.FAILED
        : Verdict.of(unit.mustFlag(), !unit.among(answer).isEmpty());
  }

  private Question question(Vocabulary vocabulary) throws IOException {
    TrackedTypes tracked = new TrackedTypes(attribution.types(), sample.listed());
    Path source =
        Files.createDirectories(work.resolve("source-" + vocabulary)).resolve(sample.name());
    Files.writeString(
        source,
        Translation.of(
            sample.text(), attribution.units().getFirst(), attribution, vocabulary, tracked));
    return new Question(
        source,
        ClassPath.ownAfter(api.in(vocabulary)),
        work.resolve("classes"),
        sample.listed(),
        closers(),
        ownTypes(tracked));
  }

  private List<String> closers() {
    List<String> all = new ArrayList<>(List.of("close"));
    all.addAll(sample.listed().values());
    CLOSERS
        .matcher(sample.text())
        .results()
        .flatMap(found -> Pattern.compile("\\W+").splitAsStream(found.group(1)))
        .filter(name -> !name.isEmpty())
        .forEach(all::add);
    return all.stream().distinct().toList();
  }

  private List<String> ownTypes(TrackedTypes tracked) {
    List<String> names = new ArrayList<>(sample.listed().keySet());
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree tree, Void unused) {
        tracked
            .of(attribution.trees().getTypeMirror(getCurrentPath()))
            .ifPresent(type -> names.add(type.name()));
        return super.visitClass(tree, null);
      }
    }.scan(attribution.units(), null);
    return names.stream().distinct().sorted().toList();
  }
}
