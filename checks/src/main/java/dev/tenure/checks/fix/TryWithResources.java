package dev.tenure.checks.fix;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Type;
import dev.tenure.checks.model.Contracts;
import java.util.List;
import java.util.Optional;

/// Holds a local variable's resource in a try-with-resources around all that needs it, and takes
/// the closes out that it makes superfluous.
final class TryWithResources {
  private final Source source;
  private final Contracts contracts;

  TryWithResources(Source source) {
    this.source = source;
    this.contracts = source.contracts();
  }

  /// Returns the fix, if the variable is never assigned again and its type allows it.
  ///
  /// @param body the path of the declaration that the variable is in
  Optional<Fix> of(Local local, TreePath body) {
    if (!isSteady(local)
        || local.tree().getInitializer() == null
        || !isAutoCloseable(local)
        || new Containers(source, body).mayCloseLater(local)) {
      return Optional.empty();
    }
    List<? extends StatementTree> rest =
        local.block().subList(local.index() + 1, local.block().size());
    Closes closes = Closes.of(local.symbol(), rest, contracts);
    Region region = Region.of(local, closes.statements(), contracts);
    if (region.mayBreak()) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    closes.remove(rest, changes, source);
    Optional<TryTree> around = tryAround(local, region, closes, body);
    if (around.isPresent()) {
      addResource(around.get(), local, changes);
    } else {
      new Block(source, changes)
          .open(
              local.tree(),
              List.of("try (" + resource(local) + ") {"),
              local.block(),
              region,
              List.of("}"));
    }
    return changes.fix("close `" + local.name() + "` by try-with-resources");
  }

  private static boolean isSteady(Local local) {
    return (local.symbol().flags() & (Flags.EFFECTIVELY_FINAL | Flags.FINAL)) != 0;
  }

  private boolean isAutoCloseable(Local local) {
    Type type = local.symbol().type;
    return source.state().getTypes().isSubtype(type, source.state().getSymtab().autoCloseableType)
        && (contracts.isRecordOfResources(type)
            || contracts
                .pooling(type)
                .filter(pooling -> pooling.closers().contains("close"))
                .isPresent());
  }

  private String resource(Local local) {
    String declaration = source.of(local.tree()).stripTrailing();
    return declaration.endsWith(";")
        ? declaration.substring(0, declaration.length() - 1).stripTrailing()
        : declaration;
  }

  /// The try-with-resources whose block the variable and all that needs it fill: it can take one
  /// more resource.
  private Optional<TryTree> tryAround(Local local, Region region, Closes closes, TreePath body) {
    TreePath path = TreePath.getPath(body, local.tree());
    if (local.index() != 0
        || path == null
        || !(path.getParentPath().getParentPath().getLeaf() instanceof TryTree around)
        || around.getResources().isEmpty()
        || !isBlockOf(around, path.getParentPath().getLeaf())) {
      return Optional.empty();
    }
    boolean all =
        local.block().stream()
            .skip(region.last() + 1L)
            .allMatch(statement -> closes.statements().contains(statement));
    return all && !region.isEmpty() ? Optional.of(around) : Optional.empty();
  }

  private static boolean isBlockOf(TryTree around, Tree block) {
    return block instanceof BlockTree && around.getBlock() == block;
  }

  private void addResource(TryTree around, Local local, Changes changes) {
    Tree last = around.getResources().getLast();
    int end = source.end(last);
    while (source.text().charAt(end - 1) == ';') {
      end--;
    }
    String line =
        source.lineBreak() + source.indent(source.start(around)) + source.step() + source.step();
    changes.insert(end, ";" + line + resource(local));
    int after = source.text().indexOf(')', end);
    if (after > end) {
      changes.replace(end, after, "");
    }
    changes.remove(local.tree());
  }
}
