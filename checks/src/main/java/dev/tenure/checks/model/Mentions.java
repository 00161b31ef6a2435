package dev.tenure.checks.model;

import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Names;

/// Whether any source or class file that the compiler has read mentions one of our annotations. As
/// long as none does, no declaration can have one, and none has to be looked at.
///
/// One instance serves one compilation, on its thread.
public final class Mentions {
  private final Symtab symbols;
  private final Name annotations;
  private boolean found;

  /// Makes the watch.
  ///
  /// @param context the compilation
  public Mentions(Context context) {
    this.symbols = Symtab.instance(context);
    this.annotations = Names.instance(context).fromString(TenureNames.ANNOTATIONS);
  }

  /// Returns whether one of them was mentioned so far; what is read later may do so. javac enters
  /// their package together with the first of them.
  ///
  /// @return whether a declaration that is known now may be annotated with one of them
  public boolean any() {
    if (!found) {
      found = symbols.getPackagesForName(annotations).iterator().hasNext();
    }
    return found;
  }
}
