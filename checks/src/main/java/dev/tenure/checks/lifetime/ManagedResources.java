package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.ParameterContract;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The variables of a body that a `try` statement closes, and that nothing else depends on: what is
/// acquired there and only called, or lent to calls whose results are plain values, cannot be lost,
/// outlived or closed twice. That is how most resources are used, and such bodies need not be
/// followed for them.
final class ManagedResources {
  private final Contracts contracts;
  private final Types types;
  private final Symtab symbols;
  private final Set<VarSymbol> variables = new HashSet<>();

  ManagedResources(Contracts contracts, Types types, Symtab symbols) {
    this.contracts = contracts;
    this.types = types;
    this.symbols = symbols;
  }

  /// Notes a resource of a `try` statement whose initializer is known to acquire something; tells
  /// whether what it acquires depends on no other resource.
  boolean add(VariableTree resource) {
    VarSymbol variable = ASTHelpers.getSymbol(resource);
    if (variable == null || !isIndependent(resource.getInitializer())) {
      return false;
    }
    return variables.add(variable);
  }

  private boolean isIndependent(ExpressionTree acquisition) {
    return switch (acquisition) {
      case NewClassTree creation ->
          creation.getEnclosingExpression() == null && holdNothing(creation.getArguments());
      case MethodInvocationTree call ->
          holdNothing(call.getArguments())
              && call.getMethodSelect() instanceof MemberSelectTree select
              && holdsNothing(select.getExpression());
      default -> false;
    };
  }

  private boolean holdNothing(List<? extends ExpressionTree> trees) {
    return trees.stream().allMatch(this::holdsNothing);
  }

  private boolean holdsNothing(ExpressionTree tree) {
    Type type = ASTHelpers.getType(tree);
    return type != null && !contracts.isClosable(type) && !contracts.mayHoldResource(type);
  }

  boolean isEmpty() {
    return variables.isEmpty();
  }

  /// Whether an expression is one of the variables.
  boolean contains(ExpressionTree tree) {
    return tree instanceof IdentifierTree name
        && ((JCIdent) name).sym instanceof VarSymbol variable
        && variables.contains(variable);
  }

  /// Whether a call on one of the variables, or with one as an argument that it borrows, leaves
  /// nothing behind.
  boolean isPlain(MethodSymbol method) {
    return !Effects.isInferred(method)
        && !contracts.ends(method)
        && isPlainValue(method.getReturnType());
  }

  /// Whether a method only borrows an argument.
  boolean borrows(MethodSymbol method, int index) {
    return contracts.parameter(method, index) == ParameterContract.BORROWS;
  }

  private boolean isPlainValue(Type type) {
    return type.isPrimitiveOrVoid()
        || types.isSameType(type, symbols.stringType)
        || (type.hasTag(TypeTag.ARRAY) && types.elemtype(type).isPrimitive());
  }
}
