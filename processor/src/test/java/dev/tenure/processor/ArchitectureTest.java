package dev.tenure.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tenure.processor");

  @Test
  void elementsBecomeAModelAndTheModelBecomesProblemsOrSource() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("processor")
        .definedBy("dev.tenure.processor")
        .layer("read")
        .definedBy("dev.tenure.processor.read")
        .layer("validate")
        .definedBy("dev.tenure.processor.validate")
        .layer("write")
        .definedBy("dev.tenure.processor.write")
        .layer("report")
        .definedBy("dev.tenure.processor.report")
        .layer("model")
        .definedBy("dev.tenure.processor.model")
        .whereLayer("processor")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("read")
        .mayOnlyBeAccessedByLayers("processor")
        .whereLayer("validate")
        .mayOnlyBeAccessedByLayers("processor")
        .whereLayer("write")
        .mayOnlyBeAccessedByLayers("processor")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("processor", "validate")
        .whereLayer("model")
        .mayOnlyBeAccessedByLayers("processor", "read", "validate", "write")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.tenure.processor.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theProcessorKnowsTheRestOfTheProjectByNameOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.tenure.annotations..",
            "dev.tenure.memory..",
            "dev.tenure.tensor..",
            "dev.tenure.checks..",
            "dev.tenure.engine..")
        .check(CLASSES);
  }

  @Test
  void theProcessorUsesNoInternalsOfACompiler() {
    noClasses().should().dependOnClassesThat().resideInAPackage("com.sun..").check(CLASSES);
  }
}
