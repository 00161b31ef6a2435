package dev.tenure.benchmarks.checks.peers;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/// Finds what is counted in one sample.
final class UnitReader {
  private final Attribution attribution;
  private final CompilationUnitTree source;
  private final TrackedTypes tracked;
  private final SampleFile sample;
  private final NavigableSet<Integer> marked;
  private final List<SampleUnit> units = new ArrayList<>();

  private UnitReader(SampleFile sample, Attribution attribution) {
    this.sample = sample;
    this.attribution = attribution;
    this.source = attribution.units().getFirst();
    this.tracked = new TrackedTypes(attribution.types(), sample.listed());
    this.marked = Markers.lines(sample.text());
  }

  static List<SampleUnit> read(SampleFile sample, Attribution attribution) {
    UnitReader reader = new UnitReader(sample, attribution);
    for (Tree type : reader.source.getTypeDecls()) {
      if (type instanceof ClassTree top) {
        reader.addMembers(new TreePath(new TreePath(reader.source), top), "");
      }
    }
    return List.copyOf(reader.units);
  }

  private void addMembers(TreePath type, String prefix) {
    for (Tree member : ((ClassTree) type.getLeaf()).getMembers()) {
      TreePath path = new TreePath(type, member);
      switch (member) {
        case MethodTree method when method.getBody() != null ->
            add(path, prefix + methodName(type, method));
        case VariableTree field -> add(path, prefix + field.getName());
        case BlockTree _ -> add(path, prefix + "initializer");
        case ClassTree nested -> addNested(path, nested, prefix);
        default -> {}
      }
    }
  }

  private void addNested(TreePath path, ClassTree nested, String prefix) {
    if (holdsResource(path, nested)) {
      add(path, prefix + nested.getSimpleName());
    } else {
      addMembers(path, prefix + nested.getSimpleName() + ".");
    }
  }

  private boolean holdsResource(TreePath path, ClassTree type) {
    return type.getMembers().stream()
        .filter(VariableTree.class::isInstance)
        .map(member -> attribution.trees().getTypeMirror(new TreePath(path, member)))
        .anyMatch(field -> tracked.of(field).isPresent());
  }

  private static String methodName(TreePath type, MethodTree method) {
    return method.getName().contentEquals("<init>")
        ? ((ClassTree) type.getLeaf()).getSimpleName().toString()
        : method.getName().toString();
  }

  private void add(TreePath path, String name) {
    SourcePositions places = attribution.trees().getSourcePositions();
    long end = places.getEndPosition(source, path.getLeaf());
    if (end < 0) {
      return; // javac wrote it: a default constructor
    }
    int first = line(places.getStartPosition(source, path.getLeaf()));
    int last = line(end);
    Set<Integer> lines = marked.subSet(first, true, last, true);
    Set<Need> needs = EnumSet.noneOf(Need.class);
    boolean touches = touchesResource(path, needs);
    if (sample.isAboutMemory()) {
      needs.add(Need.MEMORY);
    }
    boolean mustFlag =
        !lines.isEmpty() || (path.getLeaf() instanceof MethodTree && sample.leaksUnmarked(name));
    if (!lines.isEmpty() || touches) {
      units.add(new SampleUnit(name, first, last, mustFlag, lines, needs));
    }
  }

  private int line(long position) {
    return (int) source.getLineMap().getLineNumber(position);
  }

  private boolean touchesResource(TreePath unit, Set<Need> needs) {
    var scanner =
        new TreePathScanner<Void, Void>() {
          private boolean found;

          @Override
          public Void scan(@Nullable Tree tree, Void unused) {
            if (tree != null && getCurrentPath() != null) {
              TypeMirror type =
                  attribution.trees().getTypeMirror(new TreePath(getCurrentPath(), tree));
              if (type != null) {
                note(type);
              }
            }
            return super.scan(tree, null);
          }

          private void note(TypeMirror type) {
            tracked
                .of(type)
                .ifPresent(resource -> {
                  found = true;
                  needs.addAll(needsOf(type, resource));
                });
          }
        };
    scanner.scan(unit, null);
    return scanner.found;
  }

  private Set<Need> needsOf(TypeMirror type, TrackedTypes.Tracked resource) {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    if (resource.foreign()) {
      needs.add(Need.FOREIGN_TYPE);
    }
    if (!tracked.isAutoCloseable(type)) {
      needs.add(Need.OTHER_CLOSER);
    }
    if (resource.closers().size() > 1) {
      needs.add(Need.SEVERAL_CLOSERS);
    }
    return needs;
  }
}
