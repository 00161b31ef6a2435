package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.VariableTree;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import java.util.List;

/// Puts statements of a body into a block of their own, with something before and after it.
final class Block {
  private final Source source;
  private final Changes changes;

  Block(Source source, Changes changes) {
    this.source = source;
    this.changes = changes;
  }

  /// Replaces a statement, and encloses a region after it.
  ///
  /// @param head what stands instead of the statement, and opens the block: `try (T t = make()) {`
  /// @param tail what ends it, a line each: `}`
  void open(
      StatementTree replaced,
      List<String> head,
      List<? extends StatementTree> block,
      Region region,
      List<String> tail) {
    int start = source.start(replaced);
    String line = source.lineBreak() + source.indent(start);
    String declarations = String.join("", hoist(region).stream().map(each -> each + line).toList());
    changes.replace(start, source.end(replaced), declarations + String.join(line, head));
    int end = region.isEmpty() ? source.end(replaced) : source.end(block.get(region.last()));
    changes.indent(start, end);
    int last = source.endsLine(end) ? source.lineEnd(end) : end;
    changes.insert(last, line + String.join(line, tail));
  }

  /// Encloses a region, and leaves what is before it.
  void enclose(
      List<String> head, List<? extends StatementTree> block, Region region, List<String> tail) {
    int start = source.start(block.get(region.first()));
    int end = source.end(block.get(region.last()));
    String line = source.lineBreak() + source.indent(start);
    String inner = line + source.step();
    String declarations = String.join("", hoist(region).stream().map(each -> each + line).toList());
    changes.insert(start, declarations + String.join(line, head) + inner);
    changes.indent(start, end);
    int last = source.endsLine(end) ? source.lineEnd(end) : end;
    changes.insert(last, line + String.join(line, tail));
  }

  /// Takes declarations out of a region, and leaves assignments there.
  private List<String> hoist(Region region) {
    return region.hoisted().stream().map(this::hoist).toList();
  }

  private String hoist(VariableTree variable) {
    int name = source.text().indexOf(variable.getName().toString(), afterType(variable));
    changes.replace(source.start(variable), name, "");
    Type type = ASTHelpers.getSymbol(variable).type;
    String written = type.hasTag(TypeTag.ARRAY) ? type.toString() : source.nameOf(type);
    return (type.isPrimitive() ? type.toString() : written) + " " + variable.getName() + ";";
  }

  private int afterType(VariableTree variable) {
    int start = source.start(variable);
    int type = variable.getType() == null ? start : source.end(variable.getType());
    return Math.max(start, type);
  }
}
