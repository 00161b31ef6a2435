package dev.tenure.checks.model;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.util.Names;
import java.util.Set;
import java.util.regex.Pattern;

/// Closeable types of the JDK that hold nothing, or that nobody has to close: memory in disguise,
/// pipelines over collections, and services that live as long as the program.
final class HarmlessTypes {
  private static final Set<String> NAMES =
      Set.of(
          "java.io.ByteArrayInputStream",
          "java.io.ByteArrayOutputStream",
          "java.io.CharArrayReader",
          "java.io.CharArrayWriter",
          "java.io.StringBufferInputStream",
          "java.io.StringReader",
          "java.io.StringWriter",
          "java.io.Console",
          "java.net.http.HttpClient",
          "java.util.concurrent.ExecutorService",
          "java.util.stream.BaseStream");

  /// Memory in disguise keeps its name in other libraries.
  private static final Pattern MEMORY =
      Pattern.compile(
          "\\w*(ByteArray|ByteBuffers?|CharArray|String|InMemory)\\w*(Stream|Reader|Writer|Input|Output|Channel)");

  /// Whose `close` does nothing, so that a class that does not override it holds nothing.
  private static final Set<String> IDLE = Set.of("java.io.InputStream", "java.io.OutputStream");

  private HarmlessTypes() {}

  static boolean contains(ClassSymbol type) {
    String name = type.getQualifiedName().toString();
    return NAMES.contains(name) || MEMORY.matcher(type.getSimpleName()).matches();
  }

  /// Whether instances of a class, which come after it in its ancestry, are closed by a method that
  /// does nothing.
  static boolean closesNothing(ClassSymbol type, Iterable<Type> ancestry, Names names) {
    if ((type.flags() & Flags.ABSTRACT) != 0) {
      return false;
    }
    for (Type ancestor : ancestry) {
      if (declaresClose(ancestor.tsym, names)) {
        return !ancestor.tsym.equals(type)
            && IDLE.contains(ancestor.tsym.getQualifiedName().toString());
      }
    }
    return false;
  }

  private static boolean declaresClose(Symbol type, Names names) {
    for (Symbol member : type.members().getSymbolsByName(names.close)) {
      if (member instanceof MethodSymbol method && method.getParameters().isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
