package dev.tenure.benchmarks.checks.peers;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/// Eclipse's compiler with its analysis of resources.
final class EclipseCompilerTool implements Tool {
  private static final List<String> WARNINGS =
      List.of(
          "unclosedCloseable",
          "potentiallyUnclosedCloseable",
          "incompatibleOwningContract",
          "insufficientResourceAnalysis");
  private static final String PREFIX = "org.eclipse.jdt.core.compiler.";

  @Override
  public String name() {
    return "ecj";
  }

  @Override
  public String settings() {
    return "annotation-based resource analysis on; `"
        + String.join("`, `", WARNINGS)
        + "` as warnings; `explicitlyClosedAutoCloseable` off, since it asks for"
        + " try-with-resources where nothing leaks; `@Owning` and `@NotOwning` where ours say the"
        + " same";
  }

  @Override
  public Vocabulary vocabulary() {
    return Vocabulary.ECLIPSE;
  }

  @Override
  public Set<Need> cannotExpress() {
    return Set.of(Need.OTHER_CLOSER, Need.SEVERAL_CLOSERS, Need.MEMORY);
  }

  @Override
  public List<Report> ask(Question question) throws IOException, ToolFailure {
    Path folder = Files.createTempDirectory("ecj");
    Path log = folder.resolve("log.xml");
    Path properties = folder.resolve("ecj.properties");
    Files.writeString(properties, properties());
    StringWriter output = new StringWriter();
    String[] arguments = {
      "-" + Runtime.version().feature(),
      "-proc:none",
      "-d",
      "none",
      "-cp",
      ClassPath.text(question.classPath()),
      "-properties",
      properties.toString(),
      "-log",
      log.toString(),
      question.source().toString()
    };
    PrintWriter writer = new PrintWriter(output, true);
    boolean _ = BatchCompiler.compile(arguments, writer, writer, null);
    if (!Files.exists(log)) {
      throw new ToolFailure(output.toString().strip());
    }
    return EclipseLog.read(Files.readString(log));
  }

  private static String properties() {
    StringBuilder text = new StringBuilder(PREFIX + "annotation.resourceanalysis=enabled\n");
    WARNINGS.forEach(each -> text.append(PREFIX + "problem.").append(each).append("=warning\n"));
    return text.toString();
  }
}
