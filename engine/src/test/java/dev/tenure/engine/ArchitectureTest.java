package dev.tenure.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The directions of dependency, also for packages that are not there in every state of the tree.
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tenure.engine");

  private static String[] engine(String... packages) {
    String[] patterns = new String[packages.length];
    for (int i = 0; i < packages.length; i++) {
      patterns[i] = "dev.tenure.engine." + packages[i] + "..";
    }
    return patterns;
  }

  private static void assertIgnorance(String who, String... of) {
    noClasses()
        .that()
        .resideInAPackage("dev.tenure.engine." + who + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(engine(of))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void tensorsKnowNothingElseOfTheEngine() {
    assertIgnorance(
        "storage", "memory", "kernel", "weights", "tokenizer", "model", "generate", "embed");
  }

  @Test
  void thePoolKnowsTensorsAlone() {
    assertIgnorance("memory", "kernel", "weights", "tokenizer", "model", "generate", "embed");
  }

  @Test
  void kernelsKnowTheLayoutOfMemoryAndNeverThePool() {
    assertIgnorance("kernel", "memory", "weights", "tokenizer", "model", "generate", "embed");
  }

  @Test
  void readersOfFilesKnowNothingOfWhatIsComputed() {
    for (String reader : new String[] {"weights", "tokenizer"}) {
      assertIgnorance(reader, "kernel", "model", "generate", "embed");
    }
  }

  @Test
  void theEngineReachesItsPoolThroughTheApi() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tenure.engine.memory..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tenure.engine.memory..")
        .check(CLASSES);
  }
}
