package dev.tenure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tenure.tensor.Tensor;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final Path MAIN = mainClasses();
  private static final JavaClasses CLASSES = new ClassFileImporter().importPath(MAIN);

  private static Path mainClasses() {
    try {
      return Path.of(Tensor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ModuleDescriptor module() {
    return ModuleFinder.of(MAIN).find("dev.tenure").orElseThrow().descriptor();
  }

  @Test
  void theAnnotationsKnowNothingElseOfTheProject() {
    noClasses()
        .that()
        .resideInAPackage("dev.tenure.annotations..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tenure.tensor..", "dev.tenure.memory..")
        .check(CLASSES);
  }

  @Test
  void tensorsDoNotKnowWhereTheirMemoryComesFrom() {
    noClasses()
        .that()
        .resideInAPackage("dev.tenure.tensor..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tenure.memory..")
        .check(CLASSES);
  }

  @Test
  void theApiNeedsTheJdkAloneBesideTheMarksOfNullness() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("", "java..", "org.jspecify.annotations", "dev.tenure..")
        .check(CLASSES);
    assertThat(module().requires().stream().map(ModuleDescriptor.Requires::name))
        .containsExactlyInAnyOrder("java.base", "org.jspecify");
  }

  @Test
  void whatIsPublicIsExported() {
    Set<String> exported =
        module().exports().stream()
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toUnmodifiableSet());
    assertThat(exported)
        .containsExactlyInAnyOrder(
            "dev.tenure.annotations", "dev.tenure.memory", "dev.tenure.tensor");
    classes()
        .that()
        .arePublic()
        .should()
        .resideInAnyPackage(exported.toArray(String[]::new))
        .check(CLASSES);
  }
}
