package dev.tenure.checks.report;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.tenure.checks.fix.Fix;
import java.util.ArrayList;
import java.util.List;

/// What could be done about a finding, and where. Immutable.
///
/// @param position where the diagnostic stands, in characters from 0
/// @param around the member that it stands in, and the types around that, the innermost first
/// @param candidates what could be done, the best first; none of it verified
public record Repair(int position, List<Piece> around, List<Fix> candidates) {
  /// Nothing is known.
  public static final Repair NONE = new Repair(0, List.of(), List.of());

  /// A piece of a source file.
  ///
  /// @param start where it begins, in characters from 0
  /// @param end where it ends
  public record Piece(int start, int end) {
    /// Returns whether a position is in it.
    ///
    /// @param position in characters from 0
    /// @return whether it is not before its beginning or at or after its end
    public boolean contains(int position) {
      return start <= position && position < end;
    }

    /// Returns whether it has a position in common with another.
    ///
    /// @param other a piece of the same file
    /// @return whether they overlap
    public boolean overlaps(Piece other) {
      return start < other.end && other.start < end;
    }
  }

  /// Copies the lists.
  ///
  /// @param position where the diagnostic stands
  /// @param around the member that it stands in, and the types around that
  /// @param candidates what could be done
  public Repair {
    around = List.copyOf(around);
    candidates = List.copyOf(candidates);
  }

  /// Returns the repair of a finding.
  ///
  /// @param at what the diagnostic stands on
  /// @param declaration the path of the declaration that it was found in
  /// @param candidates what could be done
  /// @param state where the check stands
  /// @return the repair
  public static Repair of(Tree at, TreePath declaration, List<Fix> candidates, VisitorState state) {
    List<Piece> around = new ArrayList<>();
    for (TreePath path = declaration; path != null; path = path.getParentPath()) {
      Tree parent = path.getParentPath() == null ? null : path.getParentPath().getLeaf();
      if (path.getLeaf() instanceof ClassTree || parent instanceof ClassTree) {
        around.add(
            new Piece(
                ASTHelpers.getStartPosition(path.getLeaf()), state.getEndPosition(path.getLeaf())));
      }
    }
    return new Repair(ASTHelpers.getStartPosition(at), around, candidates);
  }
}
