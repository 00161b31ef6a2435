package dev.tenure.checks.model;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import javax.tools.JavaFileObject;

/// The methods of records that show their components.
final class RecordAccessors {
  private RecordAccessors() {}

  /// Whether a method is the one that a record has for a component.
  static boolean isAccessor(MethodSymbol method) {
    Symbol owner = method.owner;
    return (owner.flags() & Flags.RECORD) != 0
        && method.getParameters().isEmpty()
        && owner instanceof ClassSymbol type
        && type.getRecordComponents().stream()
            .anyMatch(component -> component.name.equals(method.name));
  }

  /// Whether a method shows what a component holds, and its annotations are the component's: javac
  /// copies them. One that its author wrote says of itself what it gives; a class file does not
  /// tell the two apart, and counts as the first.
  static boolean showsComponent(MethodSymbol method) {
    return isAccessor(method)
        && ((method.flags() & Flags.GENERATED_MEMBER) != 0 || isFromClassFile(method));
  }

  private static boolean isFromClassFile(MethodSymbol method) {
    return method.owner instanceof ClassSymbol type
        && type.classfile != null
        && type.classfile.getKind() == JavaFileObject.Kind.CLASS;
  }
}
