package dev.tenure.checks.fix;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Gives a resource a name that has none: one of a chain of calls, an argument, or a result that
/// nobody keeps.
final class NamedTemporary {
  private final Source source;
  private final ExpressionTree site;
  private final TreePath path;
  private final Type type;
  private final Closing closing;

  /// Makes the fix of one resource.
  ///
  /// @param path the path of the call or creation that it comes from
  NamedTemporary(Source source, TreePath path) {
    this.source = source;
    this.path = path;
    this.site = (ExpressionTree) path.getLeaf();
    this.type = source.type(site);
    this.closing = new Closing(source);
  }

  /// Returns the fix, if the resource may be made before the rest of its statement.
  Optional<Fix> fix() {
    Optional<String> closer = closing.method(type);
    if (closer.isEmpty() || !Order.mayGoFirst(path)) {
      return Optional.empty();
    }
    TreePath statement = path;
    while (!(statement.getLeaf() instanceof StatementTree)) {
      statement = statement.getParentPath();
    }
    Tree parent = statement.getParentPath().getLeaf();
    if (parent instanceof TryTree around && around.getResources().contains(statement.getLeaf())) {
      return inTry(statement.getLeaf());
    }
    List<? extends StatementTree> block = Local.statements(parent);
    int index = block.indexOf(statement.getLeaf());
    return index < 0 ? Optional.empty() : inBlock(block, index, closer.get());
  }

  private Optional<Fix> inTry(Tree resource) {
    Changes changes = new Changes(source);
    String name = source.unused(wish());
    int start = source.start(resource);
    changes.insert(
        start, declaration(name) + ";" + source.lineBreak() + source.indent(start) + "    ");
    changes.replace(site, name);
    return changes.fix("close `" + name + "` by the try-with-resources");
  }

  private Optional<Fix> inBlock(List<? extends StatementTree> block, int index, String closer) {
    Changes changes = new Changes(source);
    if (block.get(index) instanceof ExpressionStatementTree whole
        && whole.getExpression() == site) {
      changes.insert(source.end(site), "." + closer + "()");
      return changes.fix("close it at once");
    }
    Region region = Region.of(site, block, index, source.contracts());
    if (region.mayBreak()) {
      return Optional.empty();
    }
    String name = source.unused(wish());
    changes.replace(site, name);
    enclose(name, block, region, closer, changes);
    return changes.fix("name it `" + name + "` and close it by try-with-resources");
  }

  private void enclose(
      String name,
      List<? extends StatementTree> block,
      Region region,
      String closer,
      Changes changes) {
    boolean resource =
        closer.equals("close")
            && source
                .state()
                .getTypes()
                .isSubtype(type, source.state().getSymtab().autoCloseableType);
    List<String> head = new ArrayList<>();
    if (resource) {
      head.add("try (" + declaration(name) + ") {");
    } else {
      head.add(declaration(name) + ";");
      head.add("try {");
    }
    List<String> tail =
        resource ? List.of("}") : closing.finallyBlock(List.of(name + "." + closer + "();"));
    new Block(source, changes).enclose(head, block, region, tail);
  }

  private String declaration(String name) {
    String written = type.getTypeArguments().isEmpty() ? source.nameOf(type) : "var";
    return written + " " + name + " = " + source.of(site);
  }

  /// The last word of the type's name: `tensor` for a `PooledTensor`.
  private String wish() {
    String simple = type.tsym.getSimpleName().toString();
    int word = simple.length() - 1;
    while (word > 0 && !Character.isUpperCase(simple.charAt(word))) {
      word--;
    }
    String name = simple.substring(word).toLowerCase(Locale.ROOT);
    return javax.lang.model.SourceVersion.isName(name) ? name : "resource";
  }
}
