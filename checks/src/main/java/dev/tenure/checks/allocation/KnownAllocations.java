package dev.tenure.checks.allocation;

import static java.util.Map.entry;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.util.Name;
import java.util.Map;
import java.util.Set;

/// The methods of the JDK that are known to return a new object, by their documentation.
///
/// Those that are not listed are taken to allocate nothing, because most that a hot path calls do
/// not: `Math`, the accesses of `MemorySegment` and of buffers, `System.arraycopy`, `List.get`, the
/// atomic classes, and the vectors of the Vector API, which the JIT keeps in registers.
final class KnownAllocations {
  private static final String ALL = "*";

  private static final Set<String> BUFFER =
      Set.of("allocate", "allocateDirect", "wrap", "slice", "duplicate", "asReadOnlyBuffer");

  /// A method that a subtype overrides allocates there too.
  private static final Map<String, Set<String>> METHODS =
      Map.ofEntries(
          entry(
              "java.lang.String",
              Set.of(
                  "format",
                  "formatted",
                  "valueOf",
                  "copyValueOf",
                  "substring",
                  "subSequence",
                  "concat",
                  "join",
                  "repeat",
                  "replaceAll",
                  "split",
                  "toCharArray",
                  "getBytes",
                  "lines",
                  "chars",
                  "codePoints")),
          entry("java.lang.StringBuilder", Set.of("toString", "substring", "subSequence")),
          entry("java.lang.StringBuffer", Set.of("toString", "substring", "subSequence")),
          entry("java.lang.Integer", Set.of("valueOf", "toString", "toHexString")),
          entry("java.lang.Long", Set.of("valueOf", "toString", "toHexString")),
          entry("java.lang.Short", Set.of("valueOf", "toString")),
          entry("java.lang.Character", Set.of("valueOf", "toString")),
          entry("java.lang.Float", Set.of("valueOf", "toString")),
          entry("java.lang.Double", Set.of("valueOf", "toString")),
          entry("java.lang.Iterable", Set.of("iterator", "spliterator")),
          entry("java.util.Collection", Set.of("stream", "parallelStream", "toArray")),
          entry("java.util.List", Set.of("of", "copyOf", "subList", "listIterator")),
          entry("java.util.Set", Set.of("of", "copyOf")),
          entry("java.util.Map", Set.of("of", "copyOf", "ofEntries", "entry")),
          entry(
              "java.util.Arrays",
              Set.of("copyOf", "copyOfRange", "asList", "stream", "toString", "deepToString")),
          entry("java.util.Optional", Set.of("of")),
          entry("java.util.stream.BaseStream", Set.of(ALL)),
          entry("java.util.stream.Collectors", Set.of(ALL)),
          entry(
              "java.lang.foreign.MemorySegment",
              Set.of("asSlice", "reinterpret", "ofArray", "ofBuffer", "asByteBuffer", "toArray")),
          entry("java.lang.foreign.SegmentAllocator", Set.of("allocate", "allocateFrom")),
          entry("java.lang.foreign.Arena", Set.of("ofConfined", "ofShared", "ofAuto")),
          entry("java.nio.ByteBuffer", BUFFER),
          entry("java.nio.FloatBuffer", BUFFER),
          entry("java.nio.IntBuffer", BUFFER),
          entry("java.nio.LongBuffer", BUFFER));

  private final Types types;
  private final Symtab symbols;

  KnownAllocations(Types types, Symtab symbols) {
    this.types = types;
    this.symbols = symbols;
  }

  /// Whether a call makes an object or array by what is known of the method.
  boolean contain(MethodSymbol method, MethodInvocationTree call) {
    return isArrayClone(method)
        || isEnumValues(method)
        || (isListed(method) && !isKept(method, call));
  }

  private boolean isArrayClone(MethodSymbol method) {
    return method.owner.equals(symbols.arrayClass) && method.name.contentEquals("clone");
  }

  private static boolean isEnumValues(MethodSymbol method) {
    return method.isStatic()
        && method.owner.isEnum()
        && method.name.contentEquals("values")
        && method.getParameters().isEmpty();
  }

  private boolean isListed(MethodSymbol method) {
    if (!method.owner.getQualifiedName().toString().startsWith("java.")) {
      return false;
    }
    for (Type type : types.closure(method.owner.type)) {
      Set<String> methods = METHODS.get(type.tsym.getQualifiedName().toString());
      if (methods != null && (methods.contains(ALL) || contains(methods, method.name))) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(Set<String> methods, Name name) {
    return methods.contains(name.toString());
  }

  /// The empty collections are made once, and so are the boxes of small numbers.
  private boolean isKept(MethodSymbol method, MethodInvocationTree call) {
    if (call.getArguments().isEmpty()) {
      return method.isStatic() && method.name.contentEquals("of");
    }
    return method.name.contentEquals("valueOf")
        && types.unboxedType(method.owner.type).isPrimitive()
        && call.getArguments().stream()
            .noneMatch(argument -> Boxing.allocates(argument, method.owner.type));
  }
}
