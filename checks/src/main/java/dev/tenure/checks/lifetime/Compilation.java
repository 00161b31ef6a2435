package dev.tenure.checks.lifetime;

import com.google.errorprone.ErrorProneFlags;
import com.google.errorprone.VisitorState;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Types;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.TenureNames;
import javax.tools.Diagnostic;

/// What all compilation units of one compilation share.
///
/// @param contracts who owns what
/// @param kinds which calls matter
/// @param types javac's types
/// @param symbols javac's well-known types
/// @param trees the sources
/// @param graphs makes the graphs that paths are followed on
/// @param verbose whether a note says which bodies are left alone
record Compilation(
    Contracts contracts,
    CallKinds kinds,
    Types types,
    Symtab symbols,
    JavacTrees trees,
    GraphBuilder graphs,
    boolean verbose) {

  static Compilation of(VisitorState state) {
    ErrorProneFlags flags = state.errorProneOptions().getFlags();
    Contracts contracts = new Contracts(state.context, flags);
    return new Compilation(
        contracts,
        new CallKinds(contracts),
        state.getTypes(),
        state.getSymtab(),
        JavacTrees.instance(state.context),
        new GraphBuilder(state.context),
        flags.getBoolean(TenureNames.VERBOSE_OPTION).orElse(false));
  }

  /// Says that a body is not followed, if anybody wants to know.
  void leftAlone(Tree body, CompilationUnitTree unit) {
    if (verbose) {
      String text = "Tenure: this body has too many different paths to follow; it is left alone";
      trees.printMessage(Diagnostic.Kind.NOTE, text, body, unit);
    }
  }
}
