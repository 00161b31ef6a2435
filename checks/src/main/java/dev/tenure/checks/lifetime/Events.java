package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/// Who hears of what happens to resources on a path.
interface Events {
  /// A variable came to hold a resource.
  void held(Resource resource, VariableElement variable);

  /// A resource was closed, moved or returned.
  void discharged(Resource resource, Status how, Tree at);

  /// A path dropped an open resource.
  void dropped(Resource resource, Status status, Ending ending);

  /// A resource was closed or handed over for good.
  void ended(Resource resource, Tree at, Step.End how);

  /// An open resource, which a parameter holds, was used.
  void used(Resource resource);

  /// A resource that has ended was used, closed or handed over.
  void misused(Resource resource, Tree at, Misuse.Kind kind);

  /// A resource is closed or handed over, which the end of a try does once more.
  void endedInTry(Resource resource, Tree at, TryTree end);

  /// Something was made around a resource that closes it, too.
  void wrapped(Resource resource);

  /// Something borrowed was closed or handed over.
  void borrowEnded(BorrowEnd end);

  /// A field that owns was overwritten while it held something open.
  void overwritten(VarSymbol field, Tree at);

  /// A field of the object was assigned.
  void assigned(VarSymbol field);

  /// Memory is misused, unless what becomes of a site on some path excuses it.
  void faulty(MemoryFault fault, @Nullable Site unless);

  /// A loop may have written the memory of a site, piece by piece.
  void partlyWritten(Site site);

  /// A workspace is used again.
  void reused(Object workspace);

  /// A resource is closed after it was returned.
  void closedAfterReturn(Resource resource);

  /// A value was returned.
  ///
  /// @param holds how many resources it holds, if it is a record
  void returned(Value value, int holds);
}
