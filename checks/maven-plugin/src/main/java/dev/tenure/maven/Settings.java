package dev.tenure.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/// What a build says in the plugin's `<configuration>`.
///
/// @param version the version of the checks and the processor
/// @param processor whether the annotation processor runs
/// @param errorProne whether Error Prone's own checks run, too
/// @param options flags for Error Prone
record Settings(String version, boolean processor, boolean errorProne, List<String> options) {
  Settings {
    options = List.copyOf(options);
  }

  /// Reads `<processor>`, `<errorProne>`, `<sarif>`, `<sarifFixes>`, `<pooledTypes>`, `<models>`,
  /// `<packages>` and `<options>`.
  ///
  /// @throws IllegalArgumentException if fixes are asked for and no report is, with what to do
  static Settings of(Optional<Xpp3Dom> configuration, String version, Path top) {
    Xpp3Dom dom = configuration.orElseGet(() -> new Xpp3Dom("configuration"));
    List<String> options = new ArrayList<>();
    text(dom, "sarif").ifPresent(file -> options.add("-XepOpt:Tenure:Sarif=" + top.resolve(file)));
    if (flag(dom, "sarifFixes")) {
      if (dom.getChild("sarif") == null) {
        throw new IllegalArgumentException(
            "<sarifFixes> of tenure-maven-plugin asks for fixes in a report, and there is none:"
                + " name one, as in <sarif>target/tenure.sarif</sarif>");
      }
      options.add("-XepOpt:Tenure:SarifFixes=true");
    }
    list(dom, "pooledTypes").ifPresent(types -> options.add("-XepOpt:Tenure:PooledTypes=" + types));
    list(dom, "packages").ifPresent(names -> options.add("-XepOpt:Tenure:Packages=" + names));
    children(dom, "models").stream()
        .map(file -> top.resolve(file).toString())
        .reduce((first, second) -> first + "," + second)
        .ifPresent(files -> options.add("-XepOpt:Tenure:Models=" + files));
    options.addAll(children(dom, "options"));
    return new Settings(
        version,
        text(dom, "processor").map(Boolean::parseBoolean).orElse(true),
        flag(dom, "errorProne"),
        options);
  }

  private static boolean flag(Xpp3Dom dom, String name) {
    return text(dom, name).map(Boolean::parseBoolean).orElse(false);
  }

  private static Optional<String> text(Xpp3Dom dom, String name) {
    Xpp3Dom child = dom.getChild(name);
    return child == null || child.getValue() == null
        ? Optional.empty()
        : Optional.of(child.getValue().strip());
  }

  private static Optional<String> list(Xpp3Dom dom, String name) {
    List<String> values = children(dom, name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
  }

  private static List<String> children(Xpp3Dom dom, String name) {
    Xpp3Dom child = dom.getChild(name);
    return child == null
        ? List.of()
        : Arrays.stream(child.getChildren()).map(Xpp3Dom::getValue).map(String::strip).toList();
  }
}
