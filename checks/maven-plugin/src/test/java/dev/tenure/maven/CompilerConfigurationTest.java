package dev.tenure.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

class CompilerConfigurationTest {
  private static Xpp3Dom dom(String xml) throws Exception {
    return Xpp3DomBuilder.build(new StringReader("<configuration>" + xml + "</configuration>"));
  }

  private static CompilerConfiguration configuration(String settings) throws Exception {
    return new CompilerConfiguration(Settings.of(Optional.of(dom(settings)), "1", Path.of("/top")));
  }

  private static List<String> arguments(Xpp3Dom dom) {
    return Arrays.stream(dom.getChild("compilerArgs").getChildren())
        .map(Xpp3Dom::getValue)
        .toList();
  }

  private static String errorProne(Xpp3Dom dom) {
    return arguments(dom).stream()
        .filter(argument -> argument.startsWith("-Xplugin:ErrorProne"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aBareBuildGetsAllThatIsNeeded() throws Exception {
    Xpp3Dom applied = configuration("").applied(null);

    assertThat(new Diagnosis(Optional.of(applied), Optional.of(true), 25).problems()).isEmpty();
    assertThat(errorProne(applied)).contains("-XepDisableAllChecks", "-Xep:PooledNotClosed");
    assertThat(applied.getChild("annotationProcessorPaths").getChildCount()).isEqualTo(2);
  }

  @Test
  void whatIsThereStays() throws Exception {
    Xpp3Dom before =
        dom(
            "<annotationProcessorPaths><path><groupId>g</groupId><artifactId>a</artifactId></path>"
                + "</annotationProcessorPaths><compilerArgs>"
                + "<arg>-Xplugin:ErrorProne -Xep:DeadException:OFF</arg></compilerArgs>");

    Xpp3Dom applied = configuration("<sarif>t.sarif</sarif>").applied(before);

    assertThat(errorProne(applied))
        .isEqualTo("-Xplugin:ErrorProne -Xep:DeadException:OFF -XepOpt:Tenure:Sarif=/top/t.sarif");
    assertThat(applied.getChild("annotationProcessorPaths").getChildCount()).isEqualTo(3);
  }

  @Test
  void aReportMayHaveFixes() throws Exception {
    Xpp3Dom applied =
        configuration("<sarif>t.sarif</sarif><sarifFixes>true</sarifFixes>").applied(null);

    assertThat(errorProne(applied))
        .contains("-XepOpt:Tenure:Sarif=/top/t.sarif -XepOpt:Tenure:SarifFixes=true");
  }

  @Test
  void fixesWithoutAReportAreAMistake() {
    assertThatThrownBy(() -> configuration("<sarifFixes>true</sarifFixes>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("<sarif>target/tenure.sarif</sarif>");
  }

  @Test
  void asMuchAsItIsAppliedItIsThereOnce() throws Exception {
    CompilerConfiguration configuration =
        configuration("<pooledTypes><type>java.io.Closeable</type></pooledTypes>");
    Xpp3Dom once = configuration.applied(null);

    assertThat(configuration.applied(once)).isEqualTo(once);
  }

  @Test
  void aDoctorNamesEachProblemAndItsRemedy() throws Exception {
    Diagnosis diagnosis = new Diagnosis(Optional.of(dom("")), Optional.of(false), 17);

    assertThat(diagnosis.problems())
        .extracting(Diagnosis.Problem::fault)
        .hasSize(6)
        .anyMatch(fault -> fault.contains("compiles on JDK 17"))
        .anyMatch(fault -> fault.contains("not as an extension"))
        .anyMatch(fault -> fault.contains("not forked"));
    assertThat(diagnosis.problems())
        .extracting(Diagnosis.Problem::remedy)
        .allMatch(remedy -> remedy.length() > 10);
  }
}
