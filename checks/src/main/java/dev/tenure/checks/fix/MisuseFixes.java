package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import dev.tenure.checks.lifetime.Misuse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be done about resources that end too often, or too early.
final class MisuseFixes {
  private final Source source;
  private final TreePath body;
  private final Misuse misuse;

  MisuseFixes(Source source, TreePath body, Misuse misuse) {
    this.source = source;
    this.body = body;
    this.misuse = misuse;
  }

  List<Fix> find() {
    List<Optional<Fix>> found = new ArrayList<>();
    boolean again = misuse.kind() == Misuse.Kind.END;
    Tree ended = misuse.ended().tree();
    if (again) {
      found.add(remove(misuse.at()));
      found.add(remove(ended));
    }
    if (ended instanceof TryTree around) {
      found.add(extend(around));
      found.add(swap(around));
    }
    Optional<Local> local = new Holder(body).of(misuse.site(), misuse.variable());
    local.ifPresent(held -> {
      found.add(new TryWithResources(source).of(held, body));
      found.add(
          new CloseInFinally(source, held, body, source.type(misuse.site()), List.of()).always());
    });
    if (!again) {
      found.add(postpone(ended, false));
      found.add(postpone(ended, true));
    }
    return found.stream().flatMap(Optional::stream).toList();
  }

  /// Takes a close out.
  private Optional<Fix> remove(Tree close) {
    TreePath path = TreePath.getPath(body, close);
    if (path == null
        || !(close instanceof MethodInvocationTree call)
        || !(path.getParentPath().getLeaf() instanceof ExpressionStatementTree statement)
        || !(call.getMethodSelect() instanceof MemberSelectTree select)
        || !(select.getExpression() instanceof IdentifierTree name)
        || !source.contracts().isClosing(ASTHelpers.getSymbol(call))) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    Symbol variable = ASTHelpers.getSymbol(name);
    if (variable == null) {
      return Optional.empty();
    }
    TreePath around = path.getParentPath().getParentPath();
    Closes all = Closes.of(variable, List.of(around.getLeaf()), source.contracts());
    boolean alone = around.getLeaf() != body.getLeaf() && all.statements().size() == 1;
    Tree whole = alone ? all.statements().getFirst() : statement;
    Closes.only(whole, variable, source.contracts())
        .remove(List.of(body.getLeaf()), changes, source);
    return changes.fix("leave out `" + source.of(close) + "`");
  }

  /// Lets a try go on up to the last use of what it closes.
  private Optional<Fix> extend(TryTree around) {
    TreePath path = TreePath.getPath(body, around);
    List<? extends StatementTree> block = Local.statements(path.getParentPath().getLeaf());
    int index = block.indexOf(around);
    int last = indexOf(block, misuse.at());
    if (index < 0
        || last <= index
        || !around.getCatches().isEmpty()
        || around.getFinallyBlock() != null) {
      return Optional.empty();
    }
    Region region = Region.from(assigned(around), block, index + 1, last, source.contracts());
    int end = source.end(around);
    int lastEnd = source.end(block.get(region.last()));
    Changes changes = new Changes(source);
    boolean ownLine = source.beginsLine(end - 1) && source.endsLine(end);
    if (ownLine) {
      changes.replace(source.lineStart(end - 1), source.nextLine(end), "");
    } else {
      changes.replace(end - 1, end, "");
    }
    changes.indent(source.start(around), lastEnd);
    changes.keepIndent(source.start(around), end);
    int line = source.endsLine(lastEnd) ? source.lineEnd(lastEnd) : lastEnd;
    changes.insert(line, source.lineBreak() + source.indent(source.start(around)) + "}");
    if (!region.hoisted().isEmpty() || region.mayBreak()) {
      return Optional.empty();
    }
    return changes.fix("use it before the try closes it");
  }

  /// Lets a try, which closes from the last to the first, close something before what it lives in.
  private Optional<Fix> swap(TryTree around) {
    Symbol inner = null;
    Symbol outer = null;
    for (Tree resource : around.getResources()) {
      Symbol variable = resource instanceof IdentifierTree ? ASTHelpers.getSymbol(resource) : null;
      if (variable != null && resource == misuse.at()) {
        inner = variable;
      } else if (variable != null
          && misuse.variable().filter(variable.name::contentEquals).isPresent()) {
        outer = variable;
      }
    }
    if (inner == null || outer == null) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    for (Tree resource : around.getResources()) {
      Symbol variable = ASTHelpers.getSymbol(resource);
      if (inner.equals(variable)) {
        rename(resource, inner, outer, changes);
      } else if (outer.equals(variable)) {
        rename(resource, outer, inner, changes);
      }
    }
    return changes.fix("close `" + inner.name + "` before `" + outer.name + "`");
  }

  private void rename(Tree resource, Symbol from, Symbol to, Changes changes) {
    int start = source.start(resource);
    changes.replace(start, start + from.name.length(), to.name.toString());
  }

  private static Set<Symbol> assigned(Tree tree) {
    Set<Symbol> found = new HashSet<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void unused) {
        if (ASTHelpers.getSymbol(assignment.getVariable()) instanceof VarSymbol variable
            && !Region.isPlain(variable.type)) {
          found.add(variable);
        }
        return super.visitAssignment(assignment, null);
      }
    }.scan(tree, null);
    return found;
  }

  private int indexOf(List<? extends StatementTree> block, Tree tree) {
    for (TreePath at = TreePath.getPath(body, tree); at != null; at = at.getParentPath()) {
      int index = block.indexOf(at.getLeaf());
      if (index >= 0) {
        return index;
      }
    }
    return -1;
  }

  /// Ends it after its last use, and not before: at once after it, or in a finally block.
  private Optional<Fix> postpone(Tree ended, boolean whateverHappens) {
    TreePath path = TreePath.getPath(body, ended);
    if (path == null
        || !(path.getParentPath().getLeaf() instanceof ExpressionStatementTree statement)) {
      return Optional.empty();
    }
    List<? extends StatementTree> block =
        Local.statements(path.getParentPath().getParentPath().getLeaf());
    int index = block.indexOf(statement);
    int use = indexOf(block, misuse.at());
    Optional<Local> local = new Holder(body).of(misuse.site(), misuse.variable());
    if (index < 0 || use <= index || local.isEmpty()) {
      return Optional.empty();
    }
    Region region =
        Region.from(Set.of(local.get().symbol()), block, index + 1, use, source.contracts());
    if (region.mayBreak()) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    String text = source.of(statement);
    if (whateverHappens) {
      new Block(source, changes)
          .open(
              statement,
              List.of("try {"),
              block,
              region,
              new Closing(source).finallyBlock(List.of(text)));
    } else {
      int end = source.end(block.get(region.last()));
      int line = source.endsLine(end) ? source.lineEnd(end) : end;
      changes.remove(statement);
      changes.insert(line, source.lineBreak() + source.indent(source.start(statement)) + text);
    }
    return changes.fix("end it after its last use");
  }
}
