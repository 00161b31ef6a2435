package dev.tenure.checks.model.library;

import com.google.errorprone.ErrorProneFlags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic;
import com.sun.tools.javac.util.Log;
import dev.tenure.checks.symbol.Overridden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaFileManager;
import javax.tools.StandardLocation;

/// Answers what the models in force say of types and methods. A method without a model of its own
/// has the one of a method that it overrides. Where several models name a type, those given by
/// option come first, then the class path's, then the built-in ones.
///
/// One instance serves one compilation, on its thread.
public final class LibraryModels {
  /// The option that names model files.
  public static final String OPTION = "Tenure:Models";

  private final Types types;
  private final ModelIndex index;
  private final Map<MethodSymbol, Optional<MethodModel>> methods = new HashMap<>();
  private final Map<Symbol, Optional<TypeModel>> nearest = new HashMap<>();

  LibraryModels(Context context, List<TypeModel> models) {
    this.types = Types.instance(context);
    this.index = new ModelIndex(context, models);
  }

  /// Loads the models for a compilation. One that cannot be read or understood is an error of the
  /// compilation.
  ///
  /// @param context the compilation
  /// @param flags Error Prone's options
  /// @return what can be asked
  public static LibraryModels of(Context context, ErrorProneFlags flags) {
    List<TypeModel> models = new ArrayList<>();
    for (String file : flags.getListOrEmpty(OPTION)) {
      add(models, () -> ModelFiles.read(Path.of(file)), context);
    }
    add(models, () -> onClassPath(context), context);
    add(models, () -> ModelFiles.onClassPath(LibraryModels.class.getClassLoader()), context);
    return new LibraryModels(context, models);
  }

  private interface Source {
    List<TypeModel> read() throws ModelException;
  }

  private static void add(List<TypeModel> models, Source source, Context context) {
    try {
      models.addAll(source.read());
    } catch (ModelException wrong) {
      Log.instance(context)
          .error(
              new JCDiagnostic.Error(
                  "compiler", "proc.messager", String.valueOf(wrong.getMessage())));
    }
  }

  private static List<TypeModel> onClassPath(Context context) throws ModelException {
    JavaFileManager files = context.get(JavaFileManager.class);
    ClassLoader loader = hasModel(files) ? files.getClassLoader(StandardLocation.CLASS_PATH) : null;
    if (loader == null) {
      return List.of();
    }
    List<TypeModel> models = ModelFiles.onClassPath(loader);
    if (loader instanceof AutoCloseable closeable) {
      close(closeable);
    }
    return models;
  }

  /// Whether something on the class path brings a model along. javac has opened it all, so this
  /// takes less than a class loader of our own, which opens each jar once more.
  private static boolean hasModel(JavaFileManager files) throws ModelException {
    try {
      return files.hasLocation(StandardLocation.CLASS_PATH)
          && files.getFileForInput(StandardLocation.CLASS_PATH, "", ModelFiles.RESOURCE) != null;
    } catch (IOException failure) {
      throw new ModelException(ModelFiles.RESOURCE, "the class path cannot be read", failure);
    }
  }

  private static void close(AutoCloseable loader) throws ModelException {
    try {
      loader.close();
    } catch (IOException failure) {
      throw new ModelException(ModelFiles.RESOURCE, "the class path cannot be closed", failure);
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Returns what the models say of a type itself, not of its ancestors.
  ///
  /// @param type any type
  /// @return the first model that says what its instances are
  public Optional<TypeModel> type(Symbol type) {
    for (TypeModel model : index.named(type)) {
      if (model.kind() != TypeModel.Kind.PLAIN) {
        return Optional.of(model);
      }
    }
    return Optional.empty();
  }

  /// Returns what the models say of a type or, if they are silent, of its nearest ancestor that
  /// they name.
  ///
  /// @param type any type
  /// @return the model
  public Optional<TypeModel> nearest(Type type) {
    if (!type.hasTag(TypeTag.CLASS) && !type.hasTag(TypeTag.TYPEVAR)) {
      return Optional.empty();
    }
    Type erased = types.erasure(type);
    Optional<TypeModel> known = nearest.get(erased.tsym);
    if (known == null) {
      known = nearestAncestor(erased);
      nearest.put(erased.tsym, known);
    }
    return known;
  }

  private Optional<TypeModel> nearestAncestor(Type erased) {
    for (Type ancestor : types.closure(erased)) {
      Optional<TypeModel> model = type(ancestor.tsym);
      if (model.isPresent()) {
        return model;
      }
    }
    return Optional.empty();
  }

  /// Returns whether instances of a type count their references.
  ///
  /// @param type any type
  /// @return whether a close need not be the end
  public boolean isCounted(Type type) {
    Optional<TypeModel> model = nearest(type);
    return model.isPresent() && model.get().counted();
  }

  /// Returns whether instances of a type belong to scopes.
  ///
  /// @param type any type
  /// @return whether a scope ends what nobody has moved out of it
  public boolean isScoped(Type type) {
    Optional<TypeModel> model = nearest(type);
    return model.isPresent() && model.get().kind() == TypeModel.Kind.SCOPED;
  }

  /// Returns whether some model that was read so far says what methods do with contents.
  ///
  /// @return whether a method may have a model that does
  public boolean speaksOfMemory() {
    return index.speaksOfMemory();
  }

  /// Returns what the models say of a method, or of one that it overrides.
  ///
  /// @param method a method or constructor
  /// @return the model
  public Optional<MethodModel> method(MethodSymbol method) {
    Optional<MethodModel> known = methods.get(method);
    if (known == null) {
      known = find(method);
      methods.put(method, known);
    }
    return known;
  }

  /// Returns what the models say of a method's result: by a model of the method, or because all
  /// instances of its type are scoped.
  ///
  /// @param method a method or constructor
  /// @return what its result is
  public ResultModel result(MethodSymbol method) {
    Optional<MethodModel> model = method(method);
    return model.isPresent() && model.get().result() != ResultModel.UNSTATED
        ? model.get().result()
        : byType(method);
  }

  private ResultModel byType(MethodSymbol method) {
    Type type = method.isConstructor() ? method.owner.type : method.getReturnType();
    return isScoped(type) ? ResultModel.SCOPED : ResultModel.UNSTATED;
  }

  /// Returns what the models say that a method does with an argument.
  ///
  /// @param method a method or constructor
  /// @param index which argument, from 0
  /// @return its role
  public ParameterModel.Role role(MethodSymbol method, int index) {
    Optional<MethodModel> model = method(method);
    return model.isPresent() ? model.get().role(index) : ParameterModel.Role.UNSTATED;
  }

  /// Returns whether the models say something of a method as a whole.
  ///
  /// @param method a method or constructor
  /// @param flag what they may say
  /// @return whether they do
  public boolean has(MethodSymbol method, MethodModel.Flag flag) {
    Optional<MethodModel> model = method(method);
    return model.isPresent() && model.get().flags().contains(flag);
  }

  private Optional<MethodModel> find(MethodSymbol method) {
    Optional<MethodModel> own = declared(method);
    if (own.isPresent()) {
      return own;
    }
    for (MethodSymbol candidate : Overridden.candidates(method, types)) {
      Optional<MethodModel> inherited = declared(candidate);
      if (inherited.isPresent() && Overridden.isOverridden(candidate, method, types)) {
        return inherited;
      }
    }
    return Optional.empty();
  }

  /// A model of the exact signature goes before one of the name.
  private Optional<MethodModel> declared(MethodSymbol method) {
    List<TypeModel> models = index.named(method.owner);
    Optional<MethodModel> exact = first(models, method, false);
    return exact.isPresent() ? exact : first(models, method, true);
  }

  private Optional<MethodModel> first(List<TypeModel> models, MethodSymbol method, boolean any) {
    for (TypeModel model : models) {
      for (MethodModel candidate : model.methods()) {
        if (candidate.anyArguments() == any && matches(candidate, method)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  private boolean matches(MethodModel model, MethodSymbol method) {
    String name =
        method.isConstructor() ? MethodModel.CONSTRUCTOR : method.getSimpleName().toString();
    return model.name().equals(name) && (model.anyArguments() || hasTypes(method, model));
  }

  private boolean hasTypes(MethodSymbol method, MethodModel model) {
    List<Symbol.VarSymbol> parameters = method.getParameters();
    if (parameters.size() != model.parameters().size()) {
      return false;
    }
    for (int i = 0; i < parameters.size(); i++) {
      String written = model.parameters().get(i).type();
      String erased = types.erasure(parameters.get(i).type).toString().replace("...", "[]");
      if (!erased.equals(written) && !erased.endsWith("." + written)) {
        return false;
      }
    }
    return true;
  }
}
