package dev.tenure.checks.model;

import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Names;
import java.util.ArrayList;
import java.util.List;

/// Whether any source or class file that the compiler has read mentions one of some types. As long
/// as none does, no declaration can be annotated with them, and none has to be looked at.
///
/// One instance serves one compilation, on its thread.
public final class Mentions {
  private final Symtab symbols;
  private final List<Name> types = new ArrayList<>();
  private boolean found;

  /// Makes the watch for some types.
  ///
  /// @param context the compilation
  /// @param types their qualified names
  public Mentions(Context context, List<String> types) {
    this.symbols = Symtab.instance(context);
    Names names = Names.instance(context);
    for (String type : types) {
      this.types.add(names.fromString(type));
    }
  }

  /// Returns whether one of the types was mentioned so far; what is read later may do so.
  ///
  /// @return whether a declaration that is known now may be annotated with one of them
  public boolean any() {
    if (!found) {
      for (Name type : types) {
        found |= symbols.getClassesForName(type).iterator().hasNext();
      }
    }
    return found;
  }
}
