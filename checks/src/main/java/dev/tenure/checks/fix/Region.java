package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import dev.tenure.checks.model.Contracts;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The statements of a block that need a resource open: up to the last that mentions it, or a
/// variable that may hold something of it. A list that it was added to is such a variable, and what
/// a method of it returned is another, unless that is a number, a text or the like.
///
/// @param first the first statement's index in its block
/// @param last the last one's; before the first where none needs it
/// @param hoisted the variables that are declared among them and used after them
/// @param leaving whether something that may hold something of the resource is returned or stored
///   in a field
/// @param kept whether a variable or container from outside of the block may hold something of it
record Region(int first, int last, List<VariableTree> hoisted, boolean leaving, boolean kept) {

  private static final Set<String> PLAIN =
      Set.of(
          "java.lang.String",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double",
          "java.lang.Boolean",
          "java.lang.Short",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Class");

  Region {
    hoisted = List.copyOf(hoisted);
  }

  /// Makes the region of some statements out of which nothing leaves.
  Region(int first, int last) {
    this(first, last, List.of(), false, false);
  }

  boolean isEmpty() {
    return last < first;
  }

  /// Finds the region of a variable.
  ///
  /// @param removed statements that will not be there any more
  static Region of(Local local, Collection<Tree> removed, Contracts contracts) {
    return of(local, removed, List.of(), contracts);
  }

  /// Finds the region of a variable.
  ///
  /// @param removed statements that will not be there any more
  /// @param moves statements after which it is not closed
  static Region of(
      Local local,
      Collection<Tree> removed,
      Collection<? extends Tree> moves,
      Contracts contracts) {
    Holders holders =
        new Holders(Set.of(local.symbol()), Optional.empty(), local.block(), removed, contracts);
    return of(holders, moves, local.block(), local.index() + 1, local.index());
  }

  /// Finds the region of what variables hold that are declared elsewhere.
  ///
  /// @param first the index of the statement that it begins with
  /// @param least the index of a statement that it has to reach
  static Region from(
      Set<? extends Symbol> variables,
      List<? extends StatementTree> block,
      int first,
      int least,
      Contracts contracts) {
    Holders holders = new Holders(variables, Optional.empty(), block, List.of(), contracts);
    return of(holders, List.of(), block, first, least);
  }

  /// Finds the region of what one statement makes, and no variable holds.
  ///
  /// @param index the index of the statement
  static Region of(Tree made, List<? extends StatementTree> block, int index, Contracts contracts) {
    Holders holders = new Holders(Set.of(), Optional.of(made), block, List.of(), contracts);
    return of(holders, List.of(), block, index, index);
  }

  private static Region of(
      Holders holders,
      Collection<? extends Tree> moves,
      List<? extends StatementTree> block,
      int first,
      int least) {
    int last = least;
    int before;
    int known;
    do {
      before = last;
      known = holders.count();
      for (int i = first; i < block.size(); i++) {
        if (holders.isMentioned(block.get(i))) {
          last = Math.max(last, i);
        }
      }
      holders.find(block.subList(first, last + 1), block.subList(last + 1, block.size()));
    } while (last > before || holders.count() > known);
    List<? extends StatementTree> inside = block.subList(first, last + 1);
    return new Region(
        first,
        last,
        hoisted(inside, block.subList(last + 1, block.size())),
        holders.isLeaving(inside, moves),
        holders.isKeptOutside());
  }

  /// Whether closing after the region may end what is still in use.
  boolean mayBreak() {
    return kept || leaving;
  }

  private static List<VariableTree> hoisted(
      List<? extends StatementTree> inside, List<? extends StatementTree> after) {
    return inside.stream()
        .filter(statement -> statement instanceof VariableTree)
        .map(statement -> (VariableTree) statement)
        .filter(variable ->
            after.stream().anyMatch(each -> Uses.mentions(each, ASTHelpers.getSymbol(variable))))
        .toList();
  }

  /// Whether values of a type hold nothing of a resource: numbers, texts, arrays of numbers.
  static boolean isPlain(Type type) {
    if (type.isPrimitive() || type.hasTag(TypeTag.VOID)) {
      return true;
    }
    if (type.hasTag(TypeTag.ARRAY)) {
      return ((Type.ArrayType) type).elemtype.isPrimitive();
    }
    return (type.tsym.flags() & Flags.ENUM) != 0
        || PLAIN.contains(type.tsym.getQualifiedName().toString());
  }
}
