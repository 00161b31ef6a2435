package dev.tenure.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tenure.checks");

  @Test
  void theModelKnowsNeitherAnalysisNorChecks() {
    noClasses()
        .that()
        .resideInAPackage("dev.tenure.checks.model")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.tenure.checks", "dev.tenure.checks.lifetime", "dev.tenure.checks.allocation")
        .check(classes);
  }

  @Test
  void theAnalysesKnowNoCheck() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.tenure.checks.lifetime", "dev.tenure.checks.allocation")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tenure.checks")
        .check(classes);
  }

  @Test
  void theAnalysesDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("dev.tenure.checks.allocation")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tenure.checks.lifetime")
        .check(classes);
  }

  @Test
  void checksDependOnNothingElseOfOurs() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.tenure.annotations..",
            "dev.tenure.memory..",
            "dev.tenure.tensor..",
            "dev.tenure.processor..",
            "dev.tenure.engine..")
        .check(classes);
  }

  @Test
  void onlyTheAnalysisKnowsTheGraphLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tenure.checks.lifetime")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.checkerframework.errorprone..")
        .check(classes);
  }
}
