package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.tools.javac.code.Kinds;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.ParameterContract;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a compilation unit does with what its fields hold.
final class FieldUses extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final Contracts contracts;
  private final Map<VarSymbol, VariableTree> declarations = new HashMap<>();
  private final Map<VarSymbol, Use> uses = new HashMap<>();
  private final Map<MethodSymbol, Set<VarSymbol>> direct = new HashMap<>();
  private final Map<MethodSymbol, Set<VarSymbol>> touched = new HashMap<>();
  private final Map<MethodSymbol, Set<VarSymbol>> ends = new HashMap<>();
  private final Set<VarSymbol> reassigned = new HashSet<>();
  private final Map<MethodSymbol, Set<MethodSymbol>> calls = new HashMap<>();
  private @Nullable MethodSymbol method;

  /// The strongest thing that is done with what a field holds.
  enum Use {
    /// It is assigned, asked, and called.
    ONLY_READ,
    /// It goes elsewhere, where it may be closed.
    ELSEWHERE,
    /// It is closed.
    CLOSED
  }

  private FieldUses(Contracts contracts) {
    this.contracts = contracts;
  }

  static FieldUses of(CompilationUnitTree unit, Contracts contracts) {
    FieldUses uses = new FieldUses(contracts);
    uses.scan(new TreePath(unit), null);
    return uses;
  }

  Use of(VarSymbol field) {
    return uses.getOrDefault(field, Use.ONLY_READ);
  }

  boolean isDeclared(VarSymbol field) {
    return declarations.containsKey(field);
  }

  Tree declaration(VarSymbol field) {
    VariableTree tree = declarations.get(field);
    if (tree == null) {
      throw new IllegalArgumentException(field + " is declared in another compilation unit");
    }
    return tree;
  }

  /// The fields that a method mentions other than to read them, itself or through the methods that
  /// it calls.
  Set<VarSymbol> touched(MethodSymbol start) {
    Set<VarSymbol> known = touched.get(start);
    if (known == null) {
      known = findTouched(start);
      touched.put(start, known);
    }
    return known;
  }

  private Set<VarSymbol> findTouched(MethodSymbol start) {
    Set<VarSymbol> fields = new LinkedHashSet<>();
    Set<MethodSymbol> seen = new HashSet<>(Set.of(start));
    Deque<MethodSymbol> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      MethodSymbol called = open.remove();
      fields.addAll(direct.getOrDefault(called, Set.of()));
      for (MethodSymbol next : calls.getOrDefault(called, Set.of())) {
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    return fields;
  }

  /// The fields that a method itself does more to than to read or assign them.
  Set<VarSymbol> ended(MethodSymbol ending) {
    return ends.getOrDefault(ending, Set.of());
  }

  boolean isReassigned(VarSymbol field) {
    return reassigned.contains(field);
  }

  /// The fields that a method itself mentions other than to read them.
  Set<VarSymbol> touchedDirectly(MethodSymbol mentioning) {
    return direct.getOrDefault(mentioning, Set.of());
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
    MethodSymbol outer = method;
    method = ASTHelpers.getSymbol(tree);
    super.visitMethod(tree, null);
    method = outer;
    return null;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    if (method != null && ASTHelpers.getSymbol((Tree) tree) instanceof MethodSymbol called) {
      add(calls, method, called);
    }
    return super.visitMethodInvocation(tree, null);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    VarSymbol variable = ASTHelpers.getSymbol(tree);
    if (variable != null && variable.owner != null && variable.owner.kind == Kinds.Kind.TYP) {
      declarations.put(variable, tree);
    }
    return super.visitVariable(tree, null);
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    noteIfField(((JCIdent) tree).sym);
    return null;
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
    noteIfField(((JCFieldAccess) tree).sym);
    return super.visitMemberSelect(tree, null);
  }

  /// Most names are no fields, and of most fields nothing needs to be noted: what is asked of all
  /// of them is kept apart, and small.
  private void noteIfField(@Nullable Symbol mentioned) {
    VarSymbol field = Fields.asField(mentioned);
    if (field != null) {
      if (isAssigned() && (method == null || !method.isConstructor())) {
        reassigned.add(field);
      }
      if (contracts.mayHoldResource(field.type)) {
        note(field);
      }
    }
  }

  private void note(VarSymbol field) {
    Use use = use(field);
    if (use.compareTo(of(field)) >= 0) {
      uses.put(field, use);
    }
    if (method != null && use != Use.ONLY_READ) {
      add(ends, method, field);
    }
    if (method != null && (use != Use.ONLY_READ || isAssigned())) {
      add(direct, method, field);
    }
  }

  private static <T> void add(Map<MethodSymbol, Set<T>> of, MethodSymbol method, T added) {
    Set<T> known = of.get(method);
    if (known == null) {
      known = new LinkedHashSet<>();
      of.put(method, known);
    }
    known.add(added);
  }

  private boolean isAssigned() {
    TreePath path = getCurrentPath();
    return path.getParentPath().getLeaf() instanceof AssignmentTree assignment
        && assignment.getVariable() == path.getLeaf();
  }

  /// What the expression around a mention of a field does with it.
  private Use use(VarSymbol field) {
    TreePath path = getCurrentPath();
    Tree mention = path.getLeaf();
    Tree around = path.getParentPath().getLeaf();
    return switch (around) {
      case AssignmentTree assignment when assignment.getVariable() == mention -> Use.ONLY_READ;
      case BinaryTree unused -> Use.ONLY_READ;
      case InstanceOfTree unused -> Use.ONLY_READ;
      case MemberSelectTree select when select.getExpression() == mention ->
          called(field, select, path.getParentPath().getParentPath().getLeaf());
      case MethodInvocationTree call -> passed(call.getArguments(), mention, call);
      case NewClassTree creation -> passed(creation.getArguments(), mention, creation);
      case EnhancedForLoopTree loop ->
          ClosingLoop.closes(loop, contracts) ? Use.CLOSED : Use.ELSEWHERE;
      case TryTree unused -> Use.CLOSED;
      default -> Use.ELSEWHERE;
    };
  }

  private Use called(VarSymbol field, MemberSelectTree select, Tree around) {
    if (!(around instanceof MethodInvocationTree call)) {
      return contracts.holdsResources(field.type) ? Use.ELSEWHERE : Use.ONLY_READ;
    }
    MethodSymbol method = ASTHelpers.getSymbol(call);
    if (contracts.isContainer(field.type)) {
      return switch (method.getSimpleName().toString()) {
        case "add", "put", "offer", "push", "size", "isEmpty", "contains" -> Use.ONLY_READ;
        case "forEach" -> Use.CLOSED;
        default -> Use.ELSEWHERE;
      };
    }
    return contracts.ends(method) && call.getMethodSelect() == select
        ? Use.CLOSED
        : returned(method);
  }

  /// A method that may hand its receiver out, such as a builder's, leads elsewhere.
  private Use returned(MethodSymbol method) {
    return contracts.isClosable(method.getReturnType()) ? Use.ELSEWHERE : Use.ONLY_READ;
  }

  private Use passed(List<? extends ExpressionTree> arguments, Tree mention, Tree call) {
    int index = arguments.indexOf(mention);
    if (index < 0 || !(ASTHelpers.getSymbol(call) instanceof MethodSymbol method)) {
      return Use.ELSEWHERE;
    }
    if (contracts.soundsLikeClosing(method)) {
      return Use.CLOSED;
    }
    ParameterContract contract = contracts.parameter(method, index);
    return contract == ParameterContract.CLOSES
        ? Use.CLOSED
        : contract == ParameterContract.BORROWS && !method.isPrivate()
            ? Use.ONLY_READ
            : Use.ELSEWHERE;
  }
}
