package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import dev.tenure.checks.model.Contracts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what a class does wrong with the fields that own what they hold: that its closing methods
/// leave one open, and that its other methods overwrite one.
final class FieldFaults {
  private final Contracts contracts;
  private final Fields fields;
  private final UnitAnalysis unit;
  private final ClosesFirst closesFirst;

  FieldFaults(Contracts contracts, Fields fields, UnitAnalysis unit) {
    this.contracts = contracts;
    this.fields = fields;
    this.unit = unit;
    this.closesFirst = new ClosesFirst(contracts);
  }

  List<FieldFault> of(TreePath path) {
    ClassTree tree = (ClassTree) path.getLeaf();
    ClassSymbol type = ASTHelpers.getSymbol(tree);
    List<VarSymbol> owning = fields.owning(type);
    if (owning.isEmpty()) {
      return List.of();
    }
    List<FieldFault> faults = new ArrayList<>();
    for (VarSymbol field : owning) {
      Optional<FieldFault> fault = unclosed(field, path, tree);
      if (fault.isPresent()) {
        faults.add(fault.get());
      }
    }
    for (Tree member : tree.getMembers()) {
      if (member instanceof MethodTree) {
        faults.addAll(overwritten(new TreePath(path, member)));
      }
    }
    if (faults.size() > 1) {
      faults.sort(Comparator.comparingInt(fault -> ASTHelpers.getStartPosition(fault.at())));
    }
    return faults;
  }

  private List<FieldFault> overwritten(TreePath method) {
    List<FieldFault> faults = new ArrayList<>();
    for (Map.Entry<Tree, VarSymbol> entry : unit.worthwhile(method).overwritten().entrySet()) {
      VarSymbol field = entry.getValue();
      if (fields.isCertain(field)) {
        String name = field.getSimpleName().toString();
        faults.add(new FieldFault(entry.getKey(), name, FieldFault.Kind.OVERWRITTEN, null));
      }
    }
    return faults;
  }

  private Optional<FieldFault> unclosed(VarSymbol field, TreePath path, ClassTree tree) {
    List<TreePath> closers = new ArrayList<>();
    for (Tree member : tree.getMembers()) {
      if (member instanceof MethodTree method && closes(method)) {
        closers.add(new TreePath(path, member));
      }
    }
    boolean declared = fields.owner(field) == Fields.Owner.DECLARED;
    if (closers.isEmpty()) {
      return declared && !isEndedSomewhere(field, tree)
          ? Optional.of(fault(field, FieldFault.Kind.NO_CLOSE, null))
          : Optional.empty();
    }
    for (TreePath closer : closers) {
      Optional<FieldFault> fault = unclosedBy(closer, field, tree);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private FieldFault fault(VarSymbol field, FieldFault.Kind kind, @Nullable Tree cause) {
    return new FieldFault(fields.site(field).tree(), field.getSimpleName().toString(), kind, cause);
  }

  private boolean closes(MethodTree tree) {
    MethodSymbol method = ASTHelpers.getSymbol(tree);
    return !method.isStatic()
        && tree.getBody() != null
        && method.getParameters().isEmpty()
        && contracts.isClosing(method)
        && contracts.isClosable(method.owner.type);
  }

  private Optional<FieldFault> unclosedBy(TreePath closer, VarSymbol field, ClassTree type) {
    if (closesFirst.test((MethodTree) closer.getLeaf(), field)) {
      return Optional.empty();
    }
    Optional<BodyResult> result = unit.unconditionally(closer);
    FieldLeft found = result.isPresent() ? result.get().fieldsLeft().get(field) : null;
    if (found == null || isEndedByOther(field, closer, type)) {
      return Optional.empty();
    }
    if (found.thrower() != null) {
      return Optional.of(fault(field, FieldFault.Kind.NOT_WHEN_THROWING, found.thrower()));
    }
    MethodSymbol method = ASTHelpers.getSymbol((MethodTree) closer.getLeaf());
    if (!fields.touched(method).contains(field)) {
      return !fields.isCertain(field)
          ? Optional.empty()
          : Optional.of(fault(field, FieldFault.Kind.NEVER_CLOSED, closer.getLeaf()));
    }
    return dependsOnState(found, field)
        ? Optional.empty()
        : Optional.of(fault(field, FieldFault.Kind.NOT_ON_EVERY_PATH, closer.getLeaf()));
  }

  /// A field that was asked on the way, and that no annotation says owns, may tell that there is
  /// nothing to close.
  private boolean dependsOnState(FieldLeft left, VarSymbol field) {
    boolean declared = fields.owner(field) == Fields.Owner.DECLARED;
    return left.opaque()
        || left.state().stream()
            .anyMatch(asked -> !asked.equals(field) && (!declared || fields.isReassigned(asked)));
  }

  /// Whether a method that a super-class may call back ends the field.
  private boolean isEndedByOther(VarSymbol field, TreePath closer, ClassTree type) {
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree tree && tree != closer.getLeaf()) {
        MethodSymbol method = ASTHelpers.getSymbol(tree);
        if (fields.ends(method, field) && contracts.overrides(method)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isEndedSomewhere(VarSymbol field, ClassTree type) {
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree tree && fields.ends(ASTHelpers.getSymbol(tree), field)) {
        return true;
      }
    }
    return false;
  }
}
