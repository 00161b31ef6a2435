package dev.tenure.benchmarks.checks.peers;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/// Writes a tool's annotations beside ours into a source. No line moves.
final class Translation extends TreePathScanner<Void, Void> {
  private final CompilationUnitTree source;
  private final Attribution attribution;
  private final Words words;
  private final NavigableMap<Integer, String> insertions = new TreeMap<>();

  private Translation(
      CompilationUnitTree source,
      Attribution attribution,
      Vocabulary vocabulary,
      TrackedTypes tracked) {
    this.source = source;
    this.attribution = attribution;
    this.words = new Words(vocabulary, tracked, attribution.trees());
  }

  /// Returns the source with the annotations of a vocabulary.
  static String of(
      String text,
      CompilationUnitTree source,
      Attribution attribution,
      Vocabulary vocabulary,
      TrackedTypes tracked) {
    Translation translation = new Translation(source, attribution, vocabulary, tracked);
    translation.scan(source, null);
    StringBuilder result = new StringBuilder(text);
    for (Map.Entry<Integer, String> each : translation.insertions.descendingMap().entrySet()) {
      result.insert(each.getKey(), each.getValue());
    }
    return result.toString();
  }

  @Override
  public Void visitClass(ClassTree tree, Void unused) {
    if (element() instanceof TypeElement type && !tree.getSimpleName().isEmpty()) {
      insert(tree, words.forType(type));
    }
    return super.visitClass(tree, null);
  }

  @Override
  public Void visitMethod(MethodTree tree, Void unused) {
    if (element() instanceof ExecutableElement method && end(tree) >= 0) {
      insert(tree, words.forMethod(method, getCurrentPath()));
    }
    return super.visitMethod(tree, null);
  }

  @Override
  public Void visitVariable(VariableTree tree, Void unused) {
    boolean ofLambda = getCurrentPath().getParentPath().getLeaf() instanceof LambdaExpressionTree;
    Element variable = element();
    if (!ofLambda && variable != null && end(tree) >= 0) {
      insert(tree, words.forVariable(variable));
    }
    return super.visitVariable(tree, null);
  }

  private @Nullable Element element() {
    return attribution.trees().getElement(getCurrentPath());
  }

  private long end(Tree tree) {
    return attribution.trees().getSourcePositions().getEndPosition(source, tree);
  }

  private void insert(Tree tree, Optional<String> word) {
    int place = (int) attribution.trees().getSourcePositions().getStartPosition(source, tree);
    word.ifPresent(text -> insertions.put(place, text));
  }
}
