package dev.tenure.checks.model;

import com.google.errorprone.ErrorProneFlags;
import com.sun.tools.javac.code.Attribute;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Names;
import dev.tenure.checks.model.library.LibraryModels;
import dev.tenure.checks.model.library.TypeModel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells which types are pooled: annotated ones, listed ones, and the subtypes of both.
///
/// One instance serves one compilation, on its thread.
final class PooledTypes {
  private static final Set<String> CLOSE = Set.of("close");

  /// The Checker Framework's annotations that name closers.
  private static final List<String> PEERS = List.of("InheritableMustCall", "MustCall");

  /// Methods of the JDK that ended a resource before its type became closeable.
  private static final Map<String, String> OLDER_CLOSERS =
      Map.of("java.util.zip.Inflater", "end", "java.util.zip.Deflater", "end");

  private final Types types;
  private final Names names;
  private final LibraryModels models;

  /// Closers by qualified type name, from the command line.
  private final Map<Name, Set<String>> listed = new HashMap<>();

  private final Map<Symbol, Optional<Pooling>> known = new HashMap<>();

  PooledTypes(Types types, Names names, LibraryModels models, ErrorProneFlags flags) {
    this.types = types;
    this.names = names;
    this.models = models;
    Map<String, Set<String>> given = parse(flags.getListOrEmpty(TenureNames.POOLED_TYPES_OPTION));
    for (Map.Entry<String, Set<String>> entry : given.entrySet()) {
      listed.put(names.fromString(entry.getKey()), entry.getValue());
    }
  }

  /// Reads entries like `java.io.Closeable` and `com.example.Buffer#release`; one type may have
  /// several.
  static Map<String, Set<String>> parse(Iterable<String> entries) {
    Map<String, Set<String>> closers = new LinkedHashMap<>();
    for (String entry : entries) {
      String trimmed = entry.strip();
      if (!trimmed.isEmpty()) {
        int hash = trimmed.indexOf('#');
        String type = hash < 0 ? trimmed : trimmed.substring(0, hash);
        String closer = hash < 0 ? "close" : trimmed.substring(hash + 1);
        closers.computeIfAbsent(type, unused -> new LinkedHashSet<>()).add(closer);
      }
    }
    return closers;
  }

  /// Returns how a type is pooled, if it is.
  Optional<Pooling> of(Type type) {
    Type bound = type.hasTag(TypeTag.TYPEVAR) ? types.erasure(type) : type;
    if (!bound.hasTag(TypeTag.CLASS) || !(bound.tsym instanceof ClassSymbol symbol)) {
      return Optional.empty();
    }
    Optional<Pooling> found = known.get(symbol);
    if (found == null) {
      found = find(types.erasure(bound));
      known.put(symbol, found);
    }
    return found;
  }

  private Optional<Pooling> find(Type type) {
    List<Type> ancestry = types.closure(type);
    return mayBePooled(ancestry) ? find(type, ancestry) : Optional.empty();
  }

  /// Nobody speaks of most types, so this look is all that they cost.
  private boolean mayBePooled(List<Type> ancestry) {
    for (Type ancestor : ancestry) {
      if (listed.containsKey(ancestor.tsym.getQualifiedName())
          || declaredClosers(ancestor.tsym).isPresent()
          || models.type(ancestor.tsym).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private Optional<Pooling> find(Type type, List<Type> ancestry) {
    boolean assumed = false;
    Set<String> assumedClosers = new LinkedHashSet<>();
    for (Type ancestor : ancestry) {
      Optional<Set<String>> declared = declaredClosers(ancestor.tsym);
      if (declared.isPresent()) {
        return Optional.of(new Pooling(declared.get(), true));
      }
      Optional<TypeModel> model = models.type(ancestor.tsym);
      if (model.isPresent()) {
        return model.get().kind() == TypeModel.Kind.HARMLESS
            ? Optional.empty()
            : Optional.of(new Pooling(model.get().closers(), true));
      }
      if (HarmlessTypes.contains((ClassSymbol) ancestor.tsym)) {
        return Optional.empty();
      }
      Set<String> closers = listed.get(ancestor.tsym.getQualifiedName());
      if (closers != null) {
        assumed = true;
        assumedClosers.addAll(closers);
      }
      String name = ancestor.tsym.getQualifiedName().toString();
      if (OLDER_CLOSERS.containsKey(name)) {
        assumedClosers.add(OLDER_CLOSERS.get(name));
      }
    }
    return assumed && !HarmlessTypes.closesNothing((ClassSymbol) type.tsym, ancestry, names)
        ? Optional.of(new Pooling(assumedClosers, false))
        : Optional.empty();
  }

  private static Optional<Set<String>> declaredClosers(Symbol type) {
    Optional<Attribute.Compound> pooled = AnnotationVocabulary.find(type, TenureNames.POOLED);
    if (pooled.isPresent()) {
      Set<String> named = AnnotationVocabulary.names(pooled.get(), TenureNames.POOLED_CLOSERS);
      return Optional.of(named.isEmpty() ? CLOSE : named);
    }
    for (String peer : PEERS) {
      Optional<Attribute.Compound> mustCall = AnnotationVocabulary.findPeer(type, peer);
      if (mustCall.isPresent()) {
        Set<String> named = AnnotationVocabulary.names(mustCall.get(), "value");
        return named.isEmpty() ? Optional.empty() : Optional.of(named);
      }
    }
    return Optional.empty();
  }
}
