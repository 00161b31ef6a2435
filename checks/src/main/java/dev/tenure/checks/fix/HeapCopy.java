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

/// Copies a tensor or memory segment onto the heap, where nobody reuses its memory, before it is
/// kept, or read beside what is written.
final class HeapCopy {
  private static final Supplier<Optional<Symbol>> TENSOR = symbol(TenureNames.TENSOR);
  private static final Supplier<Optional<Symbol>> SEGMENT =
      symbol("java.lang.foreign.MemorySegment");
  private static final Supplier<Optional<Symbol>> LAYOUT = symbol("java.lang.foreign.ValueLayout");

  private final Source source;
  private final TreePath body;

  private static Supplier<Optional<Symbol>> symbol(String type) {
    return VisitorState.memoize(state -> Optional.ofNullable(state.getSymbolFromString(type)));
  }

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
        || !isCopied(fault.subject())) {
      return Optional.empty();
    }
    String name = source.unused("result");
    String type = source.nameOf(source.type(fault.subject()));
    Changes changes = new Changes(source);
    changes.insertBefore(variable, type + " " + name + " = " + source.of(fault.subject()) + ";");
    changes.replace(fault.subject(), copyOf(fault.subject(), name));
    return changes.fix("copy it onto the heap");
  }

  /// Keeps a copy of what is stored.
  Optional<Fix> ofStored(MemoryFault fault) {
    return switch (fault.at()) {
      case AssignmentTree store -> of(store.getExpression());
      case MethodInvocationTree call -> {
        List<? extends ExpressionTree> copied =
            call.getArguments().stream().filter(this::isCopied).toList();
        yield copied.size() == 1 ? of(copied.getFirst()) : Optional.empty();
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

  private Optional<Fix> of(ExpressionTree value) {
    if (!isCopied(value)) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    if (value instanceof IdentifierTree) {
      changes.replace(value, copyOf(value, source.of(value)));
      return changes.fix("copy `" + source.of(value) + "` onto the heap");
    }
    return statement(value)
        .flatMap(statement -> {
          String name = source.unused("borrowed");
          String type = source.nameOf(source.type(value));
          changes.insertBefore(statement, type + " " + name + " = " + source.of(value) + ";");
          changes.replace(value, copyOf(value, name));
          return changes.fix("copy it onto the heap");
        });
  }

  /// The statement of a block that evaluates an expression before anything else that may have an
  /// effect: it returns or stores it.
  private Optional<Tree> statement(ExpressionTree value) {
    TreePath path = TreePath.getPath(body, value);
    if (path == null) {
      return Optional.empty();
    }
    TreePath parent = path.getParentPath();
    TreePath statement = stores(parent.getLeaf(), value) ? parent.getParentPath() : parent;
    boolean first =
        statement.getLeaf() instanceof ReturnTree
            || statement.getLeaf() instanceof ExpressionStatementTree;
    return first && statement.getParentPath().getLeaf() instanceof BlockTree
        ? Optional.of(statement.getLeaf())
        : Optional.empty();
  }

  private static boolean stores(Tree tree, ExpressionTree value) {
    return switch (tree) {
      case AssignmentTree store -> Uses.isPure(store.getVariable());
      case MethodInvocationTree call ->
          Uses.isPure(call.getMethodSelect())
              && call.getArguments().stream()
                  .allMatch(argument -> argument == value || Uses.isPure(argument));
      default -> false;
    };
  }

  private boolean isCopied(Tree tree) {
    return is(TENSOR, tree) || is(SEGMENT, tree);
  }

  private boolean is(Supplier<Optional<Symbol>> type, Tree tree) {
    return type.get(source.state())
        .filter(known -> source.state().getTypes().isSubtype(source.type(tree), known.type))
        .isPresent();
  }

  /// A segment's copy has no address in native memory, and asks for no alignment.
  private String copyOf(Tree value, String name) {
    return is(SEGMENT, value)
        ? nameOf(SEGMENT) + ".ofArray(" + name + ".toArray(" + nameOf(LAYOUT) + ".JAVA_BYTE))"
        : nameOf(TENSOR) + ".of(" + name + ".shape(), " + name + ".toArray())";
  }

  private String nameOf(Supplier<Optional<Symbol>> type) {
    return source.nameOf(type.get(source.state()).orElseThrow().type);
  }
}
