package dev.tenure.checks.model;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import dev.tenure.checks.model.library.LibraryModels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which types are resources, and which may hold some; [Contracts] says what each question means.
final class ResourceTypes {
  private final Types types;
  private final Symtab symbols;
  private final LibraryModels models;
  private final PooledTypes pooledTypes;
  private final Map<Symbol, Boolean> containers = new HashMap<>();

  ResourceTypes(Types types, Symtab symbols, LibraryModels models, PooledTypes pooledTypes) {
    this.types = types;
    this.symbols = symbols;
    this.models = models;
    this.pooledTypes = pooledTypes;
  }

  Optional<Pooling> pooling(Type type) {
    return pooledTypes.of(type);
  }

  boolean endsOnce(Type type) {
    Optional<Pooling> pooling = pooling(type);
    return pooling.isPresent()
        && (pooling.get().declared() || !closesTwice(types.closure(types.erasure(type))))
        && !models.isCounted(type);
  }

  private static boolean closesTwice(List<Type> ancestry) {
    for (Type ancestor : ancestry) {
      String name = ancestor.tsym.getQualifiedName().toString();
      if (name.equals("java.io.Closeable") || name.startsWith("java.sql.")) {
        return true;
      }
    }
    return false;
  }

  boolean isRelated(Type one, Type other) {
    Type first = types.erasure(one);
    Type second = types.erasure(other);
    return types.isSubtype(first, second) || types.isSubtype(second, first);
  }

  boolean handsOutResources(Type type) {
    for (Type ancestor : types.closure(types.erasure(type))) {
      for (Symbol member : ancestor.tsym.members().getSymbols()) {
        if (member instanceof MethodSymbol method
            && pooledTypes.of(method.getReturnType()).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  boolean isSpecific(Type type) {
    return type.hasTag(TypeTag.CLASS)
        && !types.isSameType(type, symbols.objectType)
        && !types.isSameType(types.erasure(type), symbols.autoCloseableType);
  }

  boolean isClosable(Type type) {
    return type.isReference()
        && (types.isSubtype(types.erasure(type), symbols.autoCloseableType)
            || pooledTypes.of(type).isPresent());
  }

  boolean isDeclared(Type type) {
    Optional<Pooling> pooling = pooledTypes.of(type);
    return pooling.isPresent() && pooling.get().declared();
  }

  boolean holdsResources(Type type) {
    if (type.hasTag(TypeTag.ARRAY)) {
      return mayHoldResource(types.elemtype(type));
    }
    if (type.hasTag(TypeTag.CLASS) && isContainerClass(type)) {
      for (Type argument : type.getTypeArguments()) {
        if (mayHoldResource(types.wildUpperBound(argument))) {
          return true;
        }
      }
    }
    return false;
  }

  boolean mayHoldResource(Type type) {
    return !type.isPrimitive() && (pooledTypes.of(type).isPresent() || holdsResources(type));
  }

  boolean isContainer(Type type) {
    Type bound = types.wildUpperBound(type);
    return bound.hasTag(TypeTag.ARRAY)
        ? !types.elemtype(bound).isPrimitive()
        : bound.hasTag(TypeTag.CLASS) && isContainerClass(bound);
  }

  boolean isRecordOfResources(Type type) {
    return (type.tsym.flags() & Flags.RECORD) != 0
        && type.tsym instanceof ClassSymbol record
        && pooling(type).isEmpty()
        && componentTypes(type, record).stream().anyMatch(held -> pooling(held).isPresent())
        && componentTypes(type, record).stream().noneMatch(this::holdsResources);
  }

  private List<Type> componentTypes(Type type, ClassSymbol record) {
    return record.getRecordComponents().stream()
        .map(component -> types.memberType(type, component))
        .toList();
  }

  boolean isAggregate(Type type) {
    return isContainer(type) || (type.tsym.flags() & (Flags.RECORD | Flags.SEALED)) != 0;
  }

  boolean holdsDeclared(Type type) {
    if (type.hasTag(TypeTag.ARRAY)) {
      return isOrHoldsDeclared(types.elemtype(type));
    }
    for (Type argument : type.getTypeArguments()) {
      if (isOrHoldsDeclared(types.wildUpperBound(argument))) {
        return true;
      }
    }
    return false;
  }

  private boolean isOrHoldsDeclared(Type type) {
    return isDeclared(type) || holdsDeclared(type);
  }

  private boolean isContainerClass(Type type) {
    Boolean known = containers.get(type.tsym);
    if (known == null) {
      known = Containers.isContainer(type, types);
      containers.put(type.tsym, known);
    }
    return known;
  }
}
