package dev.tenure.checks.contract;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import dev.tenure.checks.model.AnnotationVocabulary;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.MemorySignature;
import dev.tenure.checks.model.MemorySignature.Access;
import dev.tenure.checks.model.Ownership;
import dev.tenure.checks.model.ResultContract;
import dev.tenure.checks.model.TenureNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds a method against what it overrides or stands for: whoever calls the other knows only that
/// one's promises.
///
/// An annotation that an override lacks is inherited, so only what it says itself can contradict.
public final class OverrideContract {
  private final Contracts contracts;
  private final Types types;

  /// Makes the reader of a compilation.
  ///
  /// @param contracts who owns what
  /// @param types javac's types
  public OverrideContract(Contracts contracts, Types types) {
    this.contracts = contracts;
    this.types = types;
  }

  /// Returns where a method promises less than one that it overrides.
  ///
  /// @param tree its declaration
  /// @return the contradictions, each once
  public List<Contradiction> of(MethodTree tree) {
    MethodSymbol method = ASTHelpers.getSymbol(tree);
    List<Contradiction> found = new ArrayList<>();
    if (!speaks(tree) || method.isConstructor() || method.isStatic() || method.isPrivate()) {
      return found;
    }
    Annotations annotations = new Annotations(tree, tree.getModifiers(), method);
    for (MethodSymbol overridden : ASTHelpers.findSuperMethods(method, types)) {
      if (found.isEmpty()) {
        result(annotations, overridden).ifPresent(found::add);
        parameters(tree, overridden, found);
      }
    }
    return found;
  }

  private static boolean speaks(MethodTree tree) {
    return Annotations.speak(tree.getModifiers())
        || tree.getParameters().stream()
            .anyMatch(parameter -> Annotations.speak(parameter.getModifiers()));
  }

  private Optional<Contradiction> result(Annotations own, MethodSymbol overridden) {
    if (overridden.getReturnType().hasTag(TypeTag.TYPEVAR)) {
      return Optional.empty();
    }
    ResultContract promised = contracts.result(overridden);
    if (own.says(Ownership.OWNED) && promised instanceof ResultContract.Lent) {
      return Optional.of(
          new Contradiction(
              own.at(Ownership.OWNED),
              "Who calls "
                  + name(overridden)
                  + " does not close the result, which is only lent"
                  + " there. Lend it here, too, or annotate that method with `@Pooled`."));
    }
    if (own.says(Ownership.BORROWED) && promised instanceof ResultContract.Owned) {
      return Optional.of(
          new Contradiction(
              own.at(Ownership.BORROWED),
              "Who calls "
                  + name(overridden)
                  + " closes the result, and this one does not give it"
                  + " away. Return what the caller can own, or annotate that method with `"
                  + own.text(Ownership.BORROWED)
                  + "`."));
    }
    return memory(own, contracts.memory(overridden), overridden);
  }

  private static Optional<Contradiction> memory(
      Annotations own, MemorySignature promised, MethodSymbol overridden) {
    if (own.has(TenureNames.UNINITIALIZED) && !promised.uninitialized()) {
      return Optional.of(
          new Contradiction(
              own.at(TenureNames.UNINITIALIZED),
              "Who calls "
                  + name(overridden)
                  + " reads the result, and its contents are"
                  + " unspecified here. Write them, or annotate that method with"
                  + " `@Uninitialized`."));
    }
    if (own.has(TenureNames.WORKSPACE) && !promised.workspace()) {
      return Optional.of(
          new Contradiction(
              own.at(TenureNames.WORKSPACE),
              "Who calls "
                  + name(overridden)
                  + " may keep the result over the next call, which"
                  + " overwrites it here. Return memory of its own, or annotate that method with"
                  + " `@Workspace`."));
    }
    return Optional.empty();
  }

  private void parameters(MethodTree tree, MethodSymbol overridden, List<Contradiction> found) {
    for (int i = 0; i < tree.getParameters().size(); i++) {
      VariableTree parameter = tree.getParameters().get(i);
      VarSymbol promised = overridden.getParameters().get(i);
      if (!promised.type.hasTag(TypeTag.TYPEVAR)) {
        Annotations own =
            new Annotations(parameter, parameter.getModifiers(), ASTHelpers.getSymbol(parameter));
        ownership(own, promised, overridden).ifPresent(found::add);
        destination(own, contracts.memory(overridden).parameter(i), overridden)
            .ifPresent(found::add);
      }
    }
  }

  private Optional<Contradiction> ownership(
      Annotations own, VarSymbol promised, MethodSymbol overridden) {
    Ownership stated = AnnotationVocabulary.of(promised);
    boolean lends =
        stated == Ownership.BORROWED
            || (stated == Ownership.UNSTATED && contracts.isDeclared(promised.type));
    if (own.says(Ownership.OWNED) && lends) {
      return Optional.of(
          new Contradiction(
              own.at(Ownership.OWNED),
              "Who calls "
                  + name(overridden)
                  + " only lends `"
                  + promised.getSimpleName()
                  + "` and closes it again. Leave it open here, or annotate that parameter with `"
                  + own.text(Ownership.OWNED)
                  + "`."));
    }
    if (own.says(Ownership.BORROWED) && stated == Ownership.OWNED) {
      return Optional.of(
          new Contradiction(
              own.at(Ownership.BORROWED),
              "Who calls "
                  + name(overridden)
                  + " gives `"
                  + promised.getSimpleName()
                  + "` away, and nobody would close it. Take it over here, or remove the annotation"
                  + " of that parameter."));
    }
    return Optional.empty();
  }

  private static Optional<Contradiction> destination(
      Annotations own, MemorySignature.Destination promised, MethodSymbol overridden) {
    boolean overwrites = own.has(TenureNames.OVERWRITES);
    boolean accumulates = own.has(TenureNames.ACCUMULATES);
    if (overwrites && promised.access() == Access.ACCUMULATES) {
      return Optional.of(
          new Contradiction(
              own.at(TenureNames.OVERWRITES),
              name(overridden)
                  + " adds to this parameter, and what was there is lost here. Add to"
                  + " it, or annotate that parameter with `@Overwrites`."));
    }
    if (accumulates && promised.access() == Access.OVERWRITES) {
      return Optional.of(
          new Contradiction(
              own.at(TenureNames.ACCUMULATES),
              name(overridden)
                  + " overwrites this parameter, so its callers do not clear it, and it"
                  + " is added to here. Overwrite it, or annotate that parameter with"
                  + " `@Accumulates`."));
    }
    if ((overwrites || accumulates) && promised.mayAlias() && !own.has(TenureNames.MAY_ALIAS)) {
      return Optional.of(
          new Contradiction(
              own.at(overwrites ? TenureNames.OVERWRITES : TenureNames.ACCUMULATES),
              name(overridden)
                  + " allows this parameter to be an input, too. Add `@MayAlias` here,"
                  + " or remove it there."));
    }
    return Optional.empty();
  }

  /// Returns where a method reference stands for a method that promises more.
  ///
  /// @param tree the reference
  /// @return the contradiction, if there is one
  public Optional<Contradiction> of(MemberReferenceTree tree) {
    MethodSymbol referred = ASTHelpers.getSymbol(tree);
    Type function = ASTHelpers.getType(tree);
    if (function == null || !types.isFunctionalInterface(function.tsym)) {
      return Optional.empty();
    }
    MethodSymbol called = (MethodSymbol) types.findDescriptorSymbol(function.tsym);
    int shift = called.getParameters().size() - referred.getParameters().size();
    for (int i = 0; i < referred.getParameters().size() && shift >= 0; i++) {
      VarSymbol given = called.getParameters().get(i + shift);
      if (AnnotationVocabulary.of(referred.getParameters().get(i)) == Ownership.OWNED
          && AnnotationVocabulary.of(given) != Ownership.OWNED
          && contracts.isDeclared(given.type)
          && !given.type.hasTag(TypeTag.TYPEVAR)) {
        return Optional.of(
            new Contradiction(
                tree,
                "`"
                    + referred.getSimpleName()
                    + "` takes its argument over, and who calls "
                    + name(called)
                    + " only lends it. Refer to a method that borrows, or annotate"
                    + " that parameter with `@Pooled`."));
      }
    }
    return Optional.empty();
  }

  private static String name(MethodSymbol method) {
    return "`" + method.owner.getSimpleName() + "." + method.getSimpleName() + "`";
  }
}
