package dev.tenure.checks.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.checks.model.library.MethodModel;
import dev.tenure.checks.model.library.ModelFiles;
import dev.tenure.checks.model.library.TypeModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every name in a model is one of the library's: a name that it lacks would be a rule that never
/// applies, and nobody would notice.
class ModelNamesTest {
  private final Libraries libraries = new Libraries();

  static List<ModelFiles.BuiltIn> models() {
    return ModelFiles.builtIn();
  }

  @ParameterizedTest
  @MethodSource("models")
  void theLibraryHasEverythingThatItsModelNames(ModelFiles.BuiltIn model) {
    List<String> missing = new ArrayList<>();
    for (TypeModel type : model.types()) {
      TypeElement element = libraries.type(type.name());
      if (element == null) {
        missing.add(type.name());
      } else {
        missing.addAll(missingOf(type, element));
      }
    }
    assertThat(missing).isEmpty();
  }

  private List<String> missingOf(TypeModel type, TypeElement element) {
    List<String> missing = new ArrayList<>();
    if (type.kind() != TypeModel.Kind.PLAIN && type.kind() != TypeModel.Kind.HARMLESS) {
      type.closers().stream()
          .filter(closer -> !libraries.hasMember(element, closer))
          .map(closer -> type.name() + "#" + closer)
          .forEach(missing::add);
    }
    type.methods().stream()
        .filter(method -> declared(element).stream().noneMatch(found -> matches(method, found)))
        .map(method -> type.name() + "#" + method)
        .forEach(missing::add);
    return missing;
  }

  /// A model speaks of methods where they are declared: overriding ones inherit what it says.
  private static List<ExecutableElement> declared(TypeElement type) {
    List<ExecutableElement> methods = new ArrayList<>();
    for (Element member : type.getEnclosedElements()) {
      if (member instanceof ExecutableElement method) {
        methods.add(method);
      }
    }
    return methods;
  }

  private boolean matches(MethodModel model, ExecutableElement method) {
    String name =
        method.getKind() == ElementKind.CONSTRUCTOR ? "new" : method.getSimpleName().toString();
    if (!name.equals(model.name())) {
      return false;
    }
    List<? extends VariableElement> parameters = method.getParameters();
    if (model.anyArguments()) {
      return true;
    }
    if (parameters.size() != model.parameters().size()) {
      return false;
    }
    for (int i = 0; i < parameters.size(); i++) {
      String erased = libraries.erased(parameters.get(i));
      String written = model.parameters().get(i).type();
      if (!erased.equals(written) && !erased.endsWith("." + written)) {
        return false;
      }
    }
    return true;
  }
}
