package dev.tenure.checks.model;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the name of a method tells where its signature tells nothing. Every rule here makes the
/// checks say less, never more.
final class CallNames {
  private static final List<String> CLOSING =
      List.of("close", "release", "dispose", "free", "destroy", "recycle", "giveBack", "shutdown");

  private static final List<String> KEEPING =
      List.of(
          "register",
          "enqueue",
          "submit",
          "attach",
          "adopt",
          "track",
          "manage",
          "transfer",
          "push",
          "offer",
          "own",
          "take",
          "keep");

  private static final Set<String> KEEPING_PREFIXES = Set.of("set", "add", "put", "with");

  private static final List<String> CREATING =
      List.of(
          "open",
          "new",
          "create",
          "copy",
          "clone",
          "duplicate",
          "rent",
          "acquire",
          "allocate",
          "fork",
          "child",
          "of",
          "make",
          "build",
          "lease",
          "borrow");

  private static final Set<String> STATE =
      Set.of(
          "toString",
          "equals",
          "hashCode",
          "getClass",
          "notify",
          "notifyAll",
          "wait",
          "statistics",
          "name");

  /// Methods of streams, readers, writers and channels that fail after the close.
  private static final List<String> TRANSFERRING =
      List.of("read", "write", "append", "print", "println", "skip", "transferTo");

  private static final List<String> INSPECTING =
      List.of("assert", "check", "verify", "expect", "ensure", "require", "is", "has", "log");

  /// What handles and views know without what they show.
  private static final List<String> DESCRIBING =
      List.of(
          "shape",
          "size",
          "rank",
          "length",
          "capacity",
          "address",
          "scope",
          "info",
          "type",
          "name",
          "key",
          "manager",
          "uid",
          "device",
          "field",
          "count",
          "numbytes");

  private CallNames() {}

  /// Whether a method tells something of an object that it can tell after its end as well.
  static boolean asksForState(String name) {
    return STATE.contains(name)
        || hasWord(name, "is")
        || hasWord(name, "has")
        || hasWord(name, "was")
        || name.toLowerCase(Locale.ROOT).contains("close");
  }

  /// Whether a method tells what something is, like `byteSize` and `getShape`, rather than what is
  /// in it.
  static boolean describes(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return DESCRIBING.stream().anyMatch(lower::endsWith);
  }

  /// Whether a method moves data, which nothing does after its end.
  static boolean transfersData(String name) {
    return startsWithAny(name, TRANSFERRING);
  }

  /// Whether a method looks at its argument, perhaps to learn that it has ended.
  static boolean inspects(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return startsWithAny(name, INSPECTING) || lower.contains("open") || lower.contains("closed");
  }

  /// Whether a method ends what it is given, like `closeQuietly(stream)`.
  static boolean closesArgument(String name) {
    return startsWithAny(name, CLOSING);
  }

  /// Whether a method keeps what it is given, like `setReader(reader)` or `register(stream)`.
  static boolean keepsArgument(String name) {
    if (startsWithAny(name, KEEPING)) {
      return true;
    }
    for (String prefix : KEEPING_PREFIXES) {
      if (hasWord(name, prefix)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a method makes something new rather than returning its receiver.
  static boolean creates(String name) {
    return startsWithAny(name, CREATING);
  }

  /// Whether a method reads a property, like `getStream`.
  static boolean isGetter(String name) {
    return hasWord(name, "get");
  }

  /// Whether a method shows its argument or receiver as another type, like `asWriter(text)`.
  static boolean isView(String name) {
    return hasWord(name, "as");
  }

  private static boolean startsWithAny(String name, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (name.equals(prefix) || hasWord(name, prefix)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a name in camel case begins with a word and goes on with another.
  private static boolean hasWord(String name, String word) {
    return name.length() > word.length()
        && name.startsWith(word)
        && !Character.isLowerCase(name.charAt(word.length()));
  }
}
