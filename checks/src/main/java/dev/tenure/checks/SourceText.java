package dev.tenure.checks;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Type;
import java.util.Optional;

/// Quotes the source of the compilation unit in messages.
final class SourceText {
  /// Longer expressions are cut; the diagnostic's line shows them in full.
  private static final int LONGEST = 40;

  private final VisitorState state;

  SourceText(VisitorState state) {
    this.state = state;
  }

  String of(Tree tree) {
    String text = state.getSourceForNode(tree);
    String line = (text == null ? tree.toString() : text).strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }

  /// Names a resource by what holds it, its type and its acquisition: "`hidden`, the PooledTensor
  /// from `pool.rent(shape)`".
  String resource(Optional<String> variable, Tree site) {
    String origin = "the " + kind(site) + " from `" + of(site) + "`";
    return variable
        .map(name -> "`" + name + "`, " + origin)
        .orElse(Character.toUpperCase(origin.charAt(0)) + origin.substring(1));
  }

  /// The simple name of an expression's type.
  String kind(Tree site) {
    Type type = ASTHelpers.getType(site);
    return type == null ? "resource" : type.tsym.getSimpleName().toString();
  }

  int line(Tree tree) {
    int position = ASTHelpers.getStartPosition(tree);
    LineMap lines = state.getPath().getCompilationUnit().getLineMap();
    return lines == null || position < 0 ? 0 : (int) lines.getLineNumber(position);
  }
}
