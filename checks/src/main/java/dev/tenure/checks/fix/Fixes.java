package dev.tenure.checks.fix;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import dev.tenure.checks.allocation.Allocation;
import dev.tenure.checks.contract.Contradiction;
import dev.tenure.checks.lifetime.BorrowEnd;
import dev.tenure.checks.lifetime.Ending;
import dev.tenure.checks.lifetime.FieldFault;
import dev.tenure.checks.lifetime.MemoryFault;
import dev.tenure.checks.lifetime.Misuse;
import dev.tenure.checks.lifetime.Obligation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What could be done about each kind of finding, the best first. None of it is verified.
public final class Fixes {
  private Fixes() {}

  /// Returns what could be done about a resource that is dropped.
  ///
  /// @param obligation the finding
  /// @param body the path of the declaration whose body it is in
  /// @param state where the check stands
  /// @return candidates
  public static List<Fix> of(Obligation obligation, TreePath body, VisitorState state) {
    Source source = new Source(state);
    TreePath site = TreePath.getPath(body, obligation.site());
    if (site == null || !(site.getLeaf() instanceof ExpressionTree)) {
      return List.of();
    }
    List<Optional<Fix>> found = new ArrayList<>();
    Optional<VarSymbol> field = field(obligation, body);
    if (field.isPresent()) {
      found.addAll(ofField(field.get(), obligation, source, body));
    } else {
      found.addAll(ofLocal(obligation, source, body, site));
    }
    return present(found);
  }

  private static Optional<VarSymbol> field(Obligation obligation, TreePath body) {
    return new Holder(body)
        .direct(obligation.site())
        .filter(variable -> variable.owner instanceof com.sun.tools.javac.code.Symbol.ClassSymbol);
  }

  private static List<Optional<Fix>> ofField(
      VarSymbol field, Obligation obligation, Source source, TreePath body) {
    TreePath type = body;
    while (type != null && !(type.getLeaf() instanceof ClassTree)) {
      type = type.getParentPath();
    }
    List<Optional<Fix>> found = new ArrayList<>();
    if (type != null && obligation.onThrow()) {
      found.add(new FieldFixes(source, type).whenConstructionFails(body, obligation.site(), field));
    } else if (type != null) {
      new FieldFixes(source, type).close(field).forEach(fix -> found.add(Optional.of(fix)));
    }
    return found;
  }

  private static List<Optional<Fix>> ofLocal(
      Obligation obligation, Source source, TreePath body, TreePath site) {
    List<Optional<Fix>> found = new ArrayList<>();
    Optional<Local> record = recordAround(obligation, body);
    if (record.isPresent() && obligation.discharges().isEmpty()) {
      found.add(new TryWithResources(source).of(record.get(), body));
    }
    Optional<Local> local = new Holder(body).of(obligation.site(), obligation.variable());
    Type held = source.type(obligation.site());
    Containers containers = new Containers(source, body);
    Optional<Local> container = containers.around(site, local);
    if (container.isPresent()) {
      found.add(containers.close(container.get(), cleared(obligation.ending())));
      return found;
    }
    if (local.isEmpty()) {
      found.add(new NamedTemporary(source, site).fix());
      found.add(new ScopeAtHand(source).of(site));
      return found;
    }
    CloseInFinally closing =
        new CloseInFinally(source, local.get(), body, held, obligation.discharges());
    if (closing.handsOver()) {
      found.add(closing.whenThrown());
      found.add(closing.unlessHandedOver());
    }
    if (!closing.handsOver() || isInContainerForOneCall(obligation.ending())) {
      found.add(new TryWithResources(source).of(local.get(), body));
      found.add(closing.always());
    }
    found.add(closing.eachInTurn());
    if (obligation.discharges().isEmpty()) {
      found.add(new ScopeAtHand(source).of(site));
    }
    return found;
  }

  /// The variable that holds the record which a resource was put in.
  private static Optional<Local> recordAround(Obligation obligation, TreePath body) {
    return obligation.ending() instanceof Ending.InContainer inside
            && inside.container() instanceof NewClassTree record
        ? new Holder(body).of(record, Optional.empty())
        : Optional.empty();
  }

  private static boolean isInContainerForOneCall(Ending ending) {
    return ending instanceof Ending.InContainer container
        && container.ending() instanceof Ending.Discarded;
  }

  private static Optional<Tree> cleared(Ending ending) {
    return switch (ending) {
      case Ending.Cleared cleared -> Optional.of(cleared.at());
      case Ending.InContainer container -> cleared(container.ending());
      default -> Optional.empty();
    };
  }

  /// Returns what could be done about a resource that ends too often or too early.
  ///
  /// @param misuse the finding
  /// @param body the path of the declaration whose body it is in
  /// @param state where the check stands
  /// @return candidates
  public static List<Fix> of(Misuse misuse, TreePath body, VisitorState state) {
    return new MisuseFixes(new Source(state), body, misuse).find();
  }

  /// Returns what could be done about a field.
  ///
  /// @param fault the finding
  /// @param type the path of the class
  /// @param state where the check stands
  /// @return candidates
  public static List<Fix> of(FieldFault fault, TreePath type, VisitorState state) {
    FieldFixes fixes = new FieldFixes(new Source(state), type);
    VarSymbol field = FieldFixes.fieldOf(fault.at());
    if (field == null) {
      return List.of();
    }
    return switch (fault.kind()) {
      case OVERWRITTEN -> present(List.of(fixes.closeBefore(fault.at(), field)));
      case NO_CLOSE, NEVER_CLOSED, NOT_ON_EVERY_PATH, NOT_WHEN_THROWING -> fixes.close(field);
    };
  }

  /// Returns what could be done about something borrowed that is ended.
  ///
  /// @param end the finding
  /// @param body the path of the declaration whose body it is in
  /// @param state where the check stands
  /// @return candidates
  public static List<Fix> of(BorrowEnd end, TreePath body, VisitorState state) {
    Source source = new Source(state);
    List<Optional<Fix>> found = new ArrayList<>();
    if (end.lender() instanceof VariableTree parameter) {
      found.add(new Annotations(source).parameter(parameter, "Pooled"));
    }
    found.add(new BorrowFixes(source, body).leaveOpen(end.at()));
    return present(found);
  }

  /// Returns what could be done about memory that is borrowed, shared, or not written.
  ///
  /// @param fault the finding
  /// @param body the path of the declaration whose body it is in
  /// @param state where the check stands
  /// @return candidates
  public static List<Fix> of(MemoryFault fault, TreePath body, VisitorState state) {
    Source source = new Source(state);
    return switch (fault.kind()) {
      case RETURNED -> returned(fault, source, body);
      case READ_UNSPECIFIED, ACCUMULATED_UNSPECIFIED ->
          present(List.of(initialized(fault.subject(), source)));
      case STORED -> present(List.of(new HeapCopy(source, body).ofStored(fault)));
      case INVALIDATED -> present(List.of(new HeapCopy(source, body).ofResult(fault)));
      case ALIASED -> present(List.of(new HeapCopy(source, body).ofInput(fault)));
      case CAPTURED -> List.of();
    };
  }

  /// Returns what could be done about annotations that contradict each other, or what is
  /// overridden: the one that the finding stands on goes. What it said is then inherited, or as by
  /// default, and the body is checked against that.
  ///
  /// @param contradiction the finding
  /// @param state where the check stands
  /// @return candidates
  public static List<Fix> of(Contradiction contradiction, VisitorState state) {
    if (!(contradiction.at() instanceof AnnotationTree annotation)) {
      return List.of();
    }
    Annotations annotations = new Annotations(new Source(state));
    return present(List.of(annotations.withoutValue(annotation), annotations.remove(annotation)));
  }

  /// Returns what could be done about an allocation: a method that is called, and declared in the
  /// same file, promises to allocate nothing. The checks hold its body to it.
  ///
  /// @param allocation the finding
  /// @param state where the check stands
  /// @return candidates
  public static List<Fix> of(Allocation allocation, VisitorState state) {
    if (allocation instanceof Allocation.Direct direct
        && direct.kind() == Allocation.Kind.UNPROMISED_CALL
        && direct.at() instanceof MethodInvocationTree call) {
      MethodTree callee = ASTHelpers.findMethod(ASTHelpers.getSymbol(call), state);
      CompilationUnitTree unit = state.getPath().getCompilationUnit();
      if (callee != null && TreePath.getPath(unit, callee) != null) {
        return present(
            List.of(new Annotations(new Source(state)).method(callee, "NoAllocation", "")));
      }
    }
    return List.of();
  }

  private static List<Fix> returned(MemoryFault fault, Source source, TreePath body) {
    List<Optional<Fix>> found = new ArrayList<>();
    if (fault.at() instanceof ReturnTree result && result.getExpression() != null) {
      found.add(new BorrowFixes(source, body).promote(result));
    }
    if (body.getLeaf() instanceof MethodTree method
        && (fault.cause() == null || fault.cause() instanceof VariableTree)) {
      Annotations annotations = new Annotations(source);
      if (fault.subject() instanceof MethodInvocationTree) {
        found.add(annotations.method(method, "Scoped", ""));
      }
      Tree lender = fault.cause() == null ? fault.subject() : fault.cause();
      if (lender instanceof VariableTree parameter) {
        found.add(annotations.method(method, "Borrowed", "(\"" + parameter.getName() + "\")"));
      }
      found.add(annotations.method(method, "Borrowed", ""));
    }
    if (fault.at() instanceof ReturnTree result) {
      found.add(new HeapCopy(source, body).ofReturned(result));
    }
    return present(found);
  }

  /// Rents zeroed memory: `rent` for `rentUninitialized`.
  private static Optional<Fix> initialized(Tree subject, Source source) {
    if (!(subject instanceof MethodInvocationTree call)
        || !(call.getMethodSelect() instanceof MemberSelectTree select)) {
      return Optional.empty();
    }
    String name = select.getIdentifier().toString();
    String other = name.replace("Uninitialized", "");
    MethodSymbol method = ASTHelpers.getSymbol(call);
    boolean exists = !other.equals(name) && source.declares(method.owner.type, other, any -> true);
    if (!exists) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    int end = source.end(select);
    changes.replace(end - name.length(), end, other);
    return changes.fix("rent it zeroed, by `" + other + "`");
  }

  private static List<Fix> present(List<Optional<Fix>> found) {
    return found.stream().flatMap(Optional::stream).toList();
  }
}
