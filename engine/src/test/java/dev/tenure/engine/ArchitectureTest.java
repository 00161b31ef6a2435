package dev.tenure.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tenure.engine");

  @Test
  void kernelsKnowNoPool() {
    noClasses()
        .that()
        .resideInAPackage("..engine.kernel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..tenure.memory..", "..engine.memory..")
        .check(CLASSES);
  }

  @Test
  void storageKnowsNeitherPoolNorKernels() {
    noClasses()
        .that()
        .resideInAPackage("..engine.storage..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..tenure.memory..", "..engine.memory..", "..engine.kernel..")
        .check(CLASSES);
  }

  @Test
  void kernelsAndStorageKnowNoModels() {
    noClasses()
        .that()
        .resideInAnyPackage("..engine.kernel..", "..engine.storage..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..engine.weights..", "..engine.tokenizer..", "..engine.model..", "..engine.embed..")
        .check(CLASSES);
  }

  @Test
  void weightsAndTokenizerKnowNeitherKernelsNorModels() {
    noClasses()
        .that()
        .resideInAnyPackage("..engine.weights..", "..engine.tokenizer..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..tenure.memory..",
            "..engine.memory..",
            "..engine.kernel..",
            "..engine.model..",
            "..engine.embed..")
        .check(CLASSES);
  }

  @Test
  void modelsSeeThePoolByItsContractOnly() {
    noClasses()
        .that()
        .resideInAnyPackage("..engine.model..", "..engine.embed..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..engine.memory..", "..engine.storage..")
        .check(CLASSES);
  }

  @Test
  void monitoringSeesThePoolByItsContractOnly() {
    noClasses()
        .that()
        .resideInAPackage("..engine.metrics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..engine.memory..", "..engine.storage..", "..engine.kernel..")
        .check(CLASSES);
  }

  @Test
  void nothingStandsOnTopOfEmbed() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..engine.embed..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..engine.embed..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.tenure.engine.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
