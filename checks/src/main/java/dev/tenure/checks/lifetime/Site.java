package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/// Where a body comes by a resource. There is one instance a place, so identity is equality.
final class Site {
  private final Tree tree;
  private final Kind kind;
  private final boolean holdsMany;
  private final @Nullable Site container;
  private final @Nullable Object loop;
  private final @Nullable ElementText text;

  /// How a body comes by a resource.
  enum Kind {
    /// A call or creation whose result the body owns.
    ACQUISITION,
    /// The creation of a collection or array, which may come to own resources.
    CONTAINER,
    /// A parameter, followed to learn what the body does with it.
    PARAMETER,
    /// A field of the object that the body runs on, followed for the same reason.
    FIELD,
    /// An expression that reads an element of a container.
    ELEMENT,
    /// A call that shows what its receiver holds, as a library model says.
    VIEW,
    /// A call that gives what belongs to a scope, as a library model says.
    MEMBER
  }

  private Site(
      Tree tree,
      Kind kind,
      boolean holdsMany,
      @Nullable Site container,
      @Nullable Object loop,
      @Nullable ElementText text) {
    this.tree = tree;
    this.kind = kind;
    this.holdsMany = holdsMany;
    this.container = container;
    this.loop = loop;
    this.text = text;
  }

  static Site of(Tree tree, Kind kind) {
    return new Site(tree, kind, kind == Kind.CONTAINER, null, null, null);
  }

  /// A parameter or field.
  ///
  /// @param container whether it is a collection or array
  static Site given(Tree declaration, Kind kind, boolean container) {
    return new Site(declaration, kind, container, null, null, null);
  }

  /// The elements that an expression reads from a container.
  ///
  /// @param loop what identifies the loop that reads them; null if none does
  /// @param text what its words depend on
  static Site element(Tree read, Site container, @Nullable Object loop, ElementText text) {
    return new Site(read, Kind.ELEMENT, false, container, loop, text);
  }

  Tree tree() {
    return tree;
  }

  Kind kind() {
    return kind;
  }

  /// Whether it stands for a collection, array or record, whatever that holds.
  boolean holdsMany() {
    return holdsMany;
  }

  /// The container that an element is read from; null for anything else.
  @Nullable Site container() {
    return container;
  }

  /// Whether it stands for the elements that a loop reads.
  boolean isReadIn(Object someLoop) {
    return someLoop.equals(loop);
  }

  /// Whether it stands for elements that some loop reads.
  boolean isReadInLoop() {
    return loop != null;
  }

  /// Whether only what the body itself does can change which element its words read.
  boolean isCertain() {
    return text != null && text.isCertain();
  }

  /// Whether the words that read it name a variable.
  boolean mentions(VariableElement variable) {
    return text != null && text.mentions(variable);
  }

  /// Whether the body itself has to close what it came by here, rather than only being given it.
  boolean isOwn() {
    return kind == Kind.ACQUISITION || kind == Kind.CONTAINER;
  }

  /// Whether it is a place of which a library model says that it gives what ends with its owner.
  boolean isByModel() {
    return kind == Kind.VIEW || kind == Kind.MEMBER;
  }

  /// Whether what becomes of it matters to others, to the end of the body.
  boolean isReported() {
    return kind == Kind.PARAMETER || kind == Kind.FIELD;
  }
}
