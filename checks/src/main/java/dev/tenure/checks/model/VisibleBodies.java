package dev.tenure.checks.model;

import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import java.util.HashMap;
import java.util.Map;

/// What the bodies of methods show, each looked at once in a compilation.
final class VisibleBodies {
  private final JavacTrees trees;
  private final Map<MethodSymbol, VisibleBody> bodies = new HashMap<>();

  VisibleBodies(JavacTrees trees) {
    this.trees = trees;
  }

  VisibleBody of(MethodSymbol method) {
    VisibleBody body = bodies.get(method);
    if (body == null) {
      body = VisibleBody.of(method, trees);
      bodies.put(method, body);
    }
    return body;
  }
}
