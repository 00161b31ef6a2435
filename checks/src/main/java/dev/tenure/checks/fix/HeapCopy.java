package dev.tenure.checks.fix;

import com.google.errorprone.VisitorState;
import com.google.errorprone.suppliers.Supplier;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Symbol;
import dev.tenure.checks.lifetime.MemoryFault;
import dev.tenure.checks.model.TenureNames;
import java.util.List;
import java.util.Optional;

/// Copies a tensor onto the heap, where nobody reuses its memory, before it is kept, or read beside
/// what is written.
final class HeapCopy {
  private static final Supplier<Optional<Symbol>> TENSOR =
      VisitorState.memoize(
          state -> Optional.ofNullable(state.getSymbolFromString(TenureNames.TENSOR)));

  private final Source source;
  private final TreePath body;

  HeapCopy(Source source, TreePath body) {
    this.source = source;
    this.body = body;
  }

  /// Copies what a workspace gave as soon as it has it.
  Optional<Fix> ofResult(MemoryFault fault) {
    TreePath path = TreePath.getPath(body, fault.subject());
    TreePath parent = path == null ? null : path.getParentPath();
    if (parent == null
        || !(parent.getLeaf() instanceof VariableTree variable)
        || variable.getInitializer() != fault.subject()
        || !(parent.getParentPath().getLeaf() instanceof BlockTree)
        || !isTensor(fault.subject())) {
      return Optional.empty();
    }
    String name = source.unused("result");
    String type = source.nameOf(source.type(fault.subject()));
    Changes changes = new Changes(source);
    changes.insertBefore(variable, type + " " + name + " = " + source.of(fault.subject()) + ";");
    changes.replace(fault.subject(), copyOf(name));
    return changes.fix("copy it onto the heap");
  }

  /// Keeps a copy of what is stored.
  Optional<Fix> ofStored(MemoryFault fault) {
    return switch (fault.at()) {
      case AssignmentTree store -> of(store.getExpression());
      case MethodInvocationTree call -> {
        List<? extends ExpressionTree> tensors =
            call.getArguments().stream().filter(this::isTensor).toList();
        yield tensors.size() == 1 ? of(tensors.getFirst()) : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /// Reads a copy beside what is written.
  Optional<Fix> ofInput(MemoryFault fault) {
    return fault.cause() instanceof ExpressionTree input ? of(input) : Optional.empty();
  }

  /// Returns a copy of what is returned.
  Optional<Fix> ofReturned(ReturnTree result) {
    return result.getExpression() == null ? Optional.empty() : of(result.getExpression());
  }

  private Optional<Fix> of(ExpressionTree tensor) {
    if (!isTensor(tensor)) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    if (tensor instanceof IdentifierTree) {
      changes.replace(tensor, copyOf(source.of(tensor)));
      return changes.fix("copy `" + source.of(tensor) + "` onto the heap");
    }
    return statement(tensor)
        .flatMap(statement -> {
          String name = source.unused("borrowed");
          String type = source.nameOf(source.type(tensor));
          changes.insertBefore(statement, type + " " + name + " = " + source.of(tensor) + ";");
          changes.replace(tensor, copyOf(name));
          return changes.fix("copy it onto the heap");
        });
  }

  /// The statement of a block that evaluates an expression before anything else that may have an
  /// effect: it returns or stores it.
  private Optional<Tree> statement(ExpressionTree tensor) {
    TreePath path = TreePath.getPath(body, tensor);
    if (path == null) {
      return Optional.empty();
    }
    TreePath parent = path.getParentPath();
    TreePath statement = stores(parent.getLeaf(), tensor) ? parent.getParentPath() : parent;
    boolean first =
        statement.getLeaf() instanceof ReturnTree
            || statement.getLeaf() instanceof ExpressionStatementTree;
    return first && statement.getParentPath().getLeaf() instanceof BlockTree
        ? Optional.of(statement.getLeaf())
        : Optional.empty();
  }

  private static boolean stores(Tree tree, ExpressionTree tensor) {
    return switch (tree) {
      case AssignmentTree store -> Uses.isPure(store.getVariable());
      case MethodInvocationTree call ->
          Uses.isPure(call.getMethodSelect())
              && call.getArguments().stream()
                  .allMatch(argument -> argument == tensor || Uses.isPure(argument));
      default -> false;
    };
  }

  private boolean isTensor(Tree tree) {
    return TENSOR
        .get(source.state())
        .filter(tensor -> source.state().getTypes().isSubtype(source.type(tree), tensor.type))
        .isPresent();
  }

  private String copyOf(String name) {
    String type =
        TENSOR
            .get(source.state())
            .map(tensor -> source.nameOf(tensor.type))
            .orElse(TenureNames.TENSOR);
    return type + ".of(" + name + ".shape(), " + name + ".toArray())";
  }
}
