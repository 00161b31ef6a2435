package dev.tenure.maven;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/// Adds to a configuration of the compiler plugin what Error Prone and the checks need. What is
/// there already stays, so applying it twice changes nothing.
final class CompilerConfiguration {
  /// How an argument begins that turns Error Prone on.
  static final String ERROR_PRONE = "-Xplugin:ErrorProne";

  private static final List<String> EXPORTED =
      List.of("api", "file", "main", "model", "parser", "processing", "tree", "util");
  private static final List<String> OPENED = List.of("code", "comp");

  private final Settings settings;

  CompilerConfiguration(Settings settings) {
    this.settings = settings;
  }

  /// The arguments that Error Prone needs apart from the one that turns it on.
  static List<String> flags() {
    List<String> flags = new ArrayList<>();
    flags.add("-XDcompilePolicy=simple");
    flags.add("--should-stop=ifError=FLOW");
    EXPORTED.forEach(name -> flags.add(flag("--add-exports", name)));
    OPENED.forEach(name -> flags.add(flag("--add-opens", name)));
    return flags;
  }

  private static String flag(String kind, String name) {
    return "-J" + kind + "=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED";
  }

  Xpp3Dom applied(@Nullable Xpp3Dom before) {
    Xpp3Dom dom = before == null ? new Xpp3Dom("configuration") : new Xpp3Dom(before);
    child(dom, "fork").setValue("true");
    addPath(dom, "tenure-checks");
    if (settings.processor()) {
      addPath(dom, "tenure-processor");
    }
    Xpp3Dom arguments = child(dom, "compilerArgs");
    flags().forEach(flag -> addArgument(arguments, flag));
    turnOn(arguments);
    return dom;
  }

  /// Options for Error Prone are part of the one argument that turns it on.
  private void turnOn(Xpp3Dom arguments) {
    for (Xpp3Dom argument : arguments.getChildren()) {
      String value = argument.getValue();
      if (value != null && value.startsWith(ERROR_PRONE)) {
        argument.setValue(with(value, settings.options()));
        return;
      }
    }
    List<String> options = new ArrayList<>();
    if (!settings.errorProne()) {
      options.add("-XepDisableAllChecks");
      Checks.names().forEach(name -> options.add("-Xep:" + name));
    }
    options.addAll(settings.options());
    addArgument(arguments, with(ERROR_PRONE, options));
  }

  private static String with(String argument, List<String> options) {
    StringBuilder text = new StringBuilder(argument);
    for (String option : options) {
      if (!argument.contains(option)) {
        text.append(' ').append(option);
      }
    }
    return text.toString();
  }

  private void addPath(Xpp3Dom dom, String artifact) {
    Xpp3Dom paths = child(dom, "annotationProcessorPaths");
    boolean there =
        Arrays.stream(paths.getChildren())
            .map(path -> path.getChild("artifactId"))
            .anyMatch(id -> id != null && artifact.equals(id.getValue()));
    if (!there) {
      Xpp3Dom path = new Xpp3Dom("path");
      child(path, "groupId").setValue("dev.tenure");
      child(path, "artifactId").setValue(artifact);
      child(path, "version").setValue(settings.version());
      paths.addChild(path);
    }
  }

  private static void addArgument(Xpp3Dom arguments, String value) {
    boolean there =
        Arrays.stream(arguments.getChildren())
            .anyMatch(argument -> value.equals(argument.getValue()));
    if (!there) {
      Xpp3Dom argument = new Xpp3Dom("arg");
      argument.setValue(value);
      arguments.addChild(argument);
    }
  }

  private static Xpp3Dom child(Xpp3Dom dom, String name) {
    Xpp3Dom child = dom.getChild(name);
    if (child == null) {
      child = new Xpp3Dom(name);
      dom.addChild(child);
    }
    return child;
  }
}
