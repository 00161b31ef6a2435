package dev.tenure.checks.model.library;

import com.google.errorprone.util.ASTHelpers;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.file.PathFileObject;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/// The models in force, by the names of their types.
///
/// A built-in model is read when somebody first asks for a type of its library: most compilations
/// use none of them, and reading them all took longer than checking a small one. It says what a
/// library owes to its callers, so it says nothing of types that are compiled here: then this is
/// the library.
final class ModelIndex {
  private final Names names;
  private final Map<Name, List<TypeModel>> given = new HashMap<>();
  private final Map<Name, List<TypeModel>> builtIn = new HashMap<>();
  private final List<ModelFiles.BuiltIn> unread = new ArrayList<>(ModelFiles.builtIn());
  private final Set<PackageSymbol> asked = new HashSet<>();
  private final Map<PackageSymbol, Boolean> covered = new HashMap<>();
  private final Map<ClassSymbol, Boolean> compiledHere = new HashMap<>();
  private boolean ofMemory;

  ModelIndex(Context context, List<TypeModel> given) {
    this.names = Names.instance(context);
    for (TypeModel model : given) {
      add(this.given, model);
    }
  }

  private void add(Map<Name, List<TypeModel>> models, TypeModel model) {
    Name name = names.fromString(model.name());
    List<TypeModel> known = models.get(name);
    if (known == null) {
      known = new ArrayList<>();
      models.put(name, known);
    }
    known.add(model);
    for (MethodModel method : model.methods()) {
      ofMemory |= method.speaksOfMemory();
    }
  }

  /// Whether some model that was read so far says what methods do with contents.
  boolean speaksOfMemory() {
    return ofMemory;
  }

  /// Returns the models that name a type, the strongest first.
  List<TypeModel> named(Symbol type) {
    if (!(type instanceof ClassSymbol known)) {
      return List.of();
    }
    List<TypeModel> first = given.getOrDefault(known.getQualifiedName(), List.of());
    List<TypeModel> second =
        isCovered(known) && !isCompiledHere(known) ? builtIn(known) : List.of();
    if (second.isEmpty()) {
      return first;
    }
    if (first.isEmpty()) {
      return second;
    }
    List<TypeModel> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /// Most types are of no library that a model comes with.
  private boolean isCovered(ClassSymbol type) {
    PackageSymbol home = ASTHelpers.enclosingPackage(type).orElse(null);
    if (home == null) {
      return false; // the class of arrays, and what javac makes up for a type that it does not find
    }
    Boolean known = covered.get(home);
    if (known == null) {
      known = isCovered(home.getQualifiedName().toString());
      covered.put(home, known);
    }
    return known;
  }

  private static boolean isCovered(String packageName) {
    for (ModelFiles.BuiltIn model : ModelFiles.builtIn()) {
      if (model.covers(packageName)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCompiledHere(ClassSymbol type) {
    Boolean known = compiledHere.get(type);
    if (known == null) {
      known = isSource(type.classfile);
      compiledHere.put(type, known);
    }
    return known;
  }

  /// Sources in a jar are a library on the class path, which javac reads when it needs them.
  private static boolean isSource(@Nullable JavaFileObject file) {
    return file != null
        && file.getKind() == JavaFileObject.Kind.SOURCE
        && !"jar".equals(scheme(file));
  }

  /// To make the URI of a file, the JDK asks the disk whether it is a folder.
  private static @Nullable String scheme(JavaFileObject file) {
    return file instanceof PathFileObject known
        ? known.getPath().getFileSystem().provider().getScheme()
        : file.toUri().getScheme();
  }

  private List<TypeModel> builtIn(ClassSymbol type) {
    PackageSymbol home = ASTHelpers.enclosingPackage(type).orElseThrow();
    if (asked.add(home)) {
      readFor(home.getQualifiedName().toString());
    }
    return builtIn.getOrDefault(type.getQualifiedName(), List.of());
  }

  private void readFor(String packageName) {
    for (Iterator<ModelFiles.BuiltIn> rest = unread.iterator(); rest.hasNext(); ) {
      ModelFiles.BuiltIn model = rest.next();
      if (model.covers(packageName)) {
        rest.remove();
        for (TypeModel type : model.types()) {
          add(builtIn, type);
        }
      }
    }
  }
}
