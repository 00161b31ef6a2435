package dev.tenure.checks.model;

import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Types;
import java.util.Map;
import java.util.Set;

/// Calls that nobody expects to throw: arithmetic, questions for state, additions to the JDK's
/// collections, the steps of streams, output and logging, and the creation of exceptions.
final class QuietCalls {
  private static final Set<String> THROWABLE = Set.of("java.lang.Throwable");

  /// Types of the JDK of which each method is quiet but those named.
  private static final Map<String, Set<String>> QUIET_BUT =
      Map.ofEntries(
          Map.entry("java.lang.Object", Set.of("wait", "notify", "notifyAll", "clone")),
          Map.entry(
              "java.lang.Math",
              Set.of(
                  "addExact",
                  "subtractExact",
                  "multiplyExact",
                  "divideExact",
                  "toIntExact",
                  "negateExact",
                  "incrementExact",
                  "decrementExact",
                  "floorDiv",
                  "floorMod",
                  "ceilDiv",
                  "clamp")),
          Map.entry("java.lang.StrictMath", Set.of("addExact", "multiplyExact", "toIntExact")),
          Map.entry("java.lang.StringBuilder", Set.of("charAt", "deleteCharAt", "insert")),
          Map.entry("java.io.PrintStream", Set.of("printf", "format")),
          Map.entry("java.util.concurrent.atomic.AtomicBoolean", Set.of()),
          Map.entry("java.util.concurrent.atomic.AtomicInteger", Set.of()),
          Map.entry("java.util.concurrent.atomic.AtomicLong", Set.of()),
          Map.entry("java.util.concurrent.atomic.AtomicReference", Set.of()));

  private static final Map<String, Set<String>> QUIET =
      Map.ofEntries(
          Map.entry(
              "java.lang.String",
              Set.of("length", "isEmpty", "equals", "hashCode", "isBlank", "trim", "strip")),
          Map.entry("java.lang.System", Set.of("nanoTime", "currentTimeMillis", "lineSeparator")),
          Map.entry("java.lang.Thread", Set.of("currentThread", "interrupt", "isInterrupted")),
          Map.entry("java.util.Objects", Set.of("equals", "hash", "isNull", "nonNull")),
          Map.entry("java.lang.Integer", Set.of("valueOf", "intValue")),
          Map.entry("java.lang.Long", Set.of("valueOf", "longValue")),
          Map.entry("java.lang.Float", Set.of("valueOf", "floatValue", "floatToIntBits")),
          Map.entry("java.lang.Double", Set.of("valueOf", "doubleValue", "doubleToLongBits")),
          Map.entry("java.lang.Boolean", Set.of("valueOf", "booleanValue")),
          Map.entry("java.io.BufferedReader", Set.of("lines")),
          Map.entry(
              "java.io.File",
              Set.of(
                  "getName",
                  "getParent",
                  "getPath",
                  "getAbsolutePath",
                  "getAbsoluteFile",
                  "exists",
                  "isFile",
                  "isDirectory",
                  "length",
                  "toString")),
          Map.entry(
              "java.nio.file.Path",
              Set.of(
                  "getFileName",
                  "getParent",
                  "getRoot",
                  "getFileSystem",
                  "normalize",
                  "toAbsolutePath",
                  "toString")));

  private static final Set<String> COLLECTION_METHODS =
      Set.of(
          "add",
          "addFirst",
          "addLast",
          "offer",
          "push",
          "put",
          "size",
          "isEmpty",
          "contains",
          "containsKey",
          "iterator",
          "hasNext",
          "next",
          "get",
          "getFirst",
          "getLast",
          "peek",
          "peekFirst",
          "peekLast",
          "poll",
          "pollFirst",
          "pollLast",
          "pop",
          "remove",
          "removeFirst",
          "removeLast",
          "clear",
          "values",
          "entrySet",
          "keySet",
          "getKey",
          "getValue",
          "toArray",
          "stream");

  /// Steps of a stream that run nothing until its end is called, and throw only for a null.
  private static final Set<String> STREAM_STEPS =
      Set.of(
          "filter",
          "map",
          "mapToObj",
          "mapToInt",
          "mapToLong",
          "mapToDouble",
          "flatMap",
          "distinct",
          "sorted",
          "peek",
          "onClose",
          "boxed",
          "takeWhile",
          "dropWhile",
          "unordered",
          "sequential",
          "parallel");

  private static final Set<String> LOGGING =
      Set.of("trace", "debug", "info", "warn", "warning", "error", "severe", "fine", "log");

  /// Questions that a tensor answers from its handle.
  private static final Set<String> STATE = Set.of("shape", "size", "rank", "length", "capacity");

  private QuietCalls() {}

  static boolean contains(MethodSymbol method, boolean ofResource, Types types) {
    String name = method.getSimpleName().toString();
    String owner = method.owner.getQualifiedName().toString();
    if (method.isConstructor()) {
      return method.getThrownTypes().isEmpty() && isQuietCreation(method, owner, types);
    }
    Set<String> loud = QUIET_BUT.get(owner);
    if (loud != null) {
      return !loud.contains(name);
    }
    return QUIET.getOrDefault(owner, Set.of()).contains(name)
        || (owner.startsWith("java.util.") && COLLECTION_METHODS.contains(name))
        || (owner.startsWith("java.util.stream.") && STREAM_STEPS.contains(name))
        || (LOGGING.contains(name) && method.owner.getSimpleName().toString().contains("Log"))
        || (ofResource && (STATE.contains(name) || CallNames.asksForState(name)))
        || QuietFactories.contains(method, owner, name)
        || RecordAccessors.isAccessor(method);
  }

  private static boolean isQuietCreation(MethodSymbol constructor, String owner, Types types) {
    return owner.startsWith("java.") || Ancestors.include(THROWABLE, constructor.owner.type, types);
  }
}
