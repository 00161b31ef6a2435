package dev.tenure.maven;

import java.util.Optional;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/// Changes the compiler plugin's configuration in each project that names this plugin, before Maven
/// plans the build. That is why the plugin's entry says `<extensions>true</extensions>`.
public final class SetUp extends AbstractMavenLifecycleParticipant {
  static final String COMPILER = "org.apache.maven.plugins:maven-compiler-plugin";
  static final String OURS = "dev.tenure:tenure-maven-plugin";

  /// For Maven.
  public SetUp() {}

  /// Sets up all projects of a build.
  ///
  /// @param session the build
  /// @throws MavenExecutionException if settings contradict each other
  @Override
  public void afterProjectsRead(MavenSession session) throws MavenExecutionException {
    for (MavenProject project : session.getProjects()) {
      Plugin ours = project.getPlugin(OURS);
      Plugin compiler = project.getPlugin(COMPILER);
      if (ours != null && compiler != null) {
        change(compiler, new CompilerConfiguration(settings(session, project, ours)));
      }
    }
  }

  private static Settings settings(MavenSession session, MavenProject project, Plugin ours)
      throws MavenExecutionException {
    try {
      return Settings.of(
          Optional.ofNullable((Xpp3Dom) ours.getConfiguration()),
          ours.getVersion(),
          session.getTopLevelProject().getBasedir().toPath());
    } catch (IllegalArgumentException contradiction) {
      throw new MavenExecutionException(contradiction.getMessage(), project.getFile());
    }
  }

  /// Maven has already merged the plugin's configuration into that of each execution.
  private static void change(Plugin compiler, CompilerConfiguration change) {
    compiler.setConfiguration(change.applied((Xpp3Dom) compiler.getConfiguration()));
    for (PluginExecution execution : compiler.getExecutions()) {
      execution.setConfiguration(change.applied((Xpp3Dom) execution.getConfiguration()));
    }
  }
}
