package dev.tenure.maven;

import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/// Says what is wrong with a build's set-up of the checks, and how to mend it: `mvn tenure:doctor`.
@Mojo(name = "doctor", threadSafe = true)
public final class DoctorMojo extends AbstractMojo {
  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private @Nullable MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private @Nullable MavenSession session;

  private final ToolchainManager toolchains;

  /// For Maven.
  ///
  /// @param toolchains knows which JDK the build compiles on
  @Inject
  public DoctorMojo(ToolchainManager toolchains) {
    this.toolchains = toolchains;
  }

  /// Prints each problem with its remedy.
  ///
  /// @throws MojoFailureException if there is one
  @Override
  public void execute() throws MojoFailureException {
    if (project == null || session == null) {
      throw new IllegalStateException("Maven has not set the parameters");
    }
    List<Diagnosis.Problem> problems = diagnosis(project, session, toolchains).problems();
    if (problems.isEmpty()) {
      getLog().info("The checks are set up.");
      return;
    }
    for (Diagnosis.Problem problem : problems) {
      getLog().warn(problem.fault());
      getLog().warn("  -> " + problem.remedy());
    }
    throw new MojoFailureException(
        problems.size() + " problems keep the checks from running; each has its remedy above");
  }

  private static Diagnosis diagnosis(
      MavenProject project, MavenSession session, ToolchainManager toolchains) {
    Plugin compiler = project.getPlugin(SetUp.COMPILER);
    Toolchain jdk = toolchains.getToolchainFromBuildContext("jdk", session);
    return new Diagnosis(
        Optional.ofNullable(compiler).map(plugin -> (Xpp3Dom) plugin.getConfiguration()),
        Optional.ofNullable(project.getPlugin(SetUp.OURS)).map(Plugin::isExtensions),
        jdk == null ? Runtime.version().feature() : Diagnosis.featureOf(jdk.findTool("javac")));
  }
}
