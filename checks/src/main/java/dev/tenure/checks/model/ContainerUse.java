package dev.tenure.checks.model;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import java.util.Set;

/// What a method of the JDK's containers does with what the container holds.
public enum ContainerUse {
  /// It puts its arguments in.
  ADD,
  /// It reads one element, which stays in.
  READ,
  /// It takes one element out, and returns it.
  TAKE,
  /// It shows, or copies, all elements in another form.
  VIEW,
  /// It calls a function on each element before it returns.
  EACH,
  /// It tells something of the container.
  ASK,
  /// It tells the keys, or the one key: elements as well, where keys are resources.
  ASK_KEYS,
  /// It tells whether there is another element.
  ASK_MORE,
  /// It tells whether there is none.
  ASK_EMPTY,
  /// It forgets all elements.
  CLEAR,
  /// It does something else, after which nothing is known.
  OTHER;

  private static final Set<String> ADDING =
      Set.of(
          "add", "addFirst", "addLast", "offer", "offerFirst", "offerLast", "push", "put", "set");

  private static final Set<String> READING =
      Set.of(
          "get",
          "getFirst",
          "getLast",
          "getValue",
          "next",
          "previous",
          "first",
          "last",
          "peek",
          "peekFirst",
          "peekLast",
          "element",
          "elementAt",
          "orElseThrow",
          "getOrDefault");

  private static final Set<String> TAKING =
      Set.of("poll", "pollFirst", "pollLast", "pop", "take", "remove", "removeFirst", "removeLast");

  private static final Set<String> SHOWING =
      Set.of(
          "iterator",
          "listIterator",
          "descendingIterator",
          "stream",
          "values",
          "entrySet",
          "reversed",
          "toList",
          "toArray",
          "sequential");

  private static final Set<String> ASKING =
      Set.of(
          "size",
          "contains",
          "containsKey",
          "toString",
          "hashCode",
          "equals",
          "indexOf",
          "isPresent",
          "count",
          "ensureCapacity",
          "trimToSize",
          "sort");

  private static final Set<String> STATIC_VIEWS =
      Set.of(
          "asList",
          "stream",
          "copyOf",
          "unmodifiableList",
          "unmodifiableCollection",
          "unmodifiableSet",
          "unmodifiableMap",
          "synchronizedList");

  private static final Set<String> FACTORIES =
      Set.of("of", "ofNullable", "asList", "singletonList", "singleton", "entry");

  /// Returns what a method does when it is called on a container, or on a record that holds
  /// resources.
  ///
  /// @param method an instance method
  /// @return by its name
  public static ContainerUse of(MethodSymbol method) {
    String name = method.getSimpleName().toString();
    if ((method.owner.flags() & Flags.RECORD) != 0) {
      return ofRecord(name, method);
    }
    return switch (name) {
      case "forEach", "ifPresent", "forEachRemaining", "forEachOrdered" -> EACH;
      case "hasNext", "hasPrevious" -> ASK_MORE;
      case "isEmpty" -> ASK_EMPTY;
      case "clear" -> CLEAR;
      case "keySet", "getKey" -> ASK_KEYS;
      default -> TAKING.contains(name) ? taking(method) : byName(name);
    };
  }

  /// `remove` of an object tells whether it was there, and that of an iterator tells nothing.
  private static ContainerUse taking(MethodSymbol method) {
    return method.getReturnType().isPrimitiveOrVoid() ? OTHER : TAKE;
  }

  private static ContainerUse ofRecord(String name, MethodSymbol method) {
    if (RecordAccessors.isAccessor(method)) {
      return READ;
    }
    return switch (name) {
      case "toString", "hashCode", "equals" -> ASK;
      default -> OTHER;
    };
  }

  /// Returns whether a method that reads an element goes on to the next one.
  ///
  /// @param method any method
  /// @return whether it is that of an iterator
  public static boolean moves(MethodSymbol method) {
    String name = method.getSimpleName().toString();
    return name.equals("next") || name.equals("previous");
  }

  private static ContainerUse byName(String name) {
    if (ADDING.contains(name)) {
      return ADD;
    }
    if (READING.contains(name)) {
      return READ;
    }
    if (SHOWING.contains(name)) {
      return VIEW;
    }
    return ASKING.contains(name) ? ASK : OTHER;
  }

  /// Returns whether a static method shows all elements of its first argument in another form.
  ///
  /// @param method any method
  /// @return whether it is one of the JDK's that do
  public static boolean isStaticView(MethodSymbol method) {
    return method.isStatic() && isOfJdk(method) && STATIC_VIEWS.contains(name(method));
  }

  /// Returns whether a static method makes a container of its arguments.
  ///
  /// @param method any method
  /// @return whether it is one of the JDK's that do
  public static boolean isFactory(MethodSymbol method) {
    return method.isStatic() && isOfJdk(method) && FACTORIES.contains(name(method));
  }

  private static String name(MethodSymbol method) {
    return method.getSimpleName().toString();
  }

  private static boolean isOfJdk(MethodSymbol method) {
    return method.owner.getQualifiedName().toString().startsWith("java.util.");
  }
}
