package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;

/// Where a body acquires a resource. There is one instance a place, so identity is equality.
final class Site {
  private final Tree tree;
  private final boolean parameter;

  private Site(Tree tree, boolean parameter) {
    this.tree = tree;
    this.parameter = parameter;
  }

  /// A call or creation whose result the body owns.
  static Site acquisition(Tree tree) {
    return new Site(tree, false);
  }

  /// A parameter, followed to learn what the body does with it.
  static Site parameter(Tree declaration) {
    return new Site(declaration, true);
  }

  Tree tree() {
    return tree;
  }

  boolean isParameter() {
    return parameter;
  }
}
