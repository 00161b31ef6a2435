package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects what paths do to resources that have ended, and leaves out what may only look so:
///
/// - after an exception, since what threw may be what ended the resource;
/// - in the next round of a loop, unless each round ends the resource;
/// - under a condition that may exclude the condition under which the resource ended;
/// - of resources that something else was wrapped around, since closing either closes both;
/// - by another closer than the first, since some types have several, each with its own part.
final class MisuseCollector {
  private final List<Candidate> candidates = new ArrayList<>();
  private final IdentityHashMap<Step.Ended, Resource> ends = new IdentityHashMap<>();
  private final Set<Site> wrapped = new HashSet<>();
  private final Set<Site> used = new HashSet<>();

  private record Candidate(
      Resource resource,
      Tree at,
      Misuse.Kind kind,
      Step.Ended ended,
      List<Step> before,
      List<Step> after) {}

  Step.Ended ended(Resource resource, Tree at, Step.End how) {
    Step.Ended ended = new Step.Ended(at, how);
    ends.put(ended, resource);
    return ended;
  }

  void wrapped(Site site) {
    wrapped.add(site);
  }

  void used(Site site) {
    used.add(site);
  }

  boolean uses(Site site) {
    return used.contains(site);
  }

  void addInTry(Resource resource, Tree at, TryTree end) {
    Step.Ended ended = new Step.Ended(end, Step.End.TRY);
    candidates.add(new Candidate(resource, at, Misuse.Kind.END, ended, List.of(), List.of()));
  }

  void add(Resource resource, Tree at, Misuse.Kind kind, @Nullable Trace trace) {
    if (!addOwn(resource, at, kind, trace) && resource.site().container() != null) {
      addWithAll(resource, at, kind, trace);
    }
  }

  /// Looks for what ended the container that an element was read from, or all elements of it.
  private void addWithAll(Resource element, Tree at, Misuse.Kind kind, @Nullable Trace trace) {
    List<Step> after = new ArrayList<>();
    for (Trace turn = trace; turn != null; turn = turn.before()) {
      if (turn.step() instanceof Step.Threw) {
        return;
      }
      if (turn.step() instanceof Step.Ended ended && isEndOfAll(ended, element.site())) {
        List<Step> before = Trace.since(ended.tree(), turn.before());
        candidates.add(new Candidate(element, at, kind, ended, before, after));
        return;
      }
      after.add(turn.step());
    }
  }

  private boolean isEndOfAll(Step.Ended ended, Site element) {
    Resource found = ends.get(ended);
    return found != null
        && (found.site() == element.container() || found.site().container() == element.container());
  }

  private boolean addOwn(Resource resource, Tree at, Misuse.Kind kind, @Nullable Trace trace) {
    List<Step> after = new ArrayList<>();
    int younger = resource.age();
    for (Trace turn = trace; turn != null; turn = turn.before()) {
      Step step = turn.step();
      if (step instanceof Step.Ended ended && isEnd(ended, resource, younger)) {
        List<Step> before = Trace.since(resource.site().tree(), turn.before());
        candidates.add(new Candidate(resource, at, kind, ended, before, after));
        return true;
      }
      if (step instanceof Step.Acquired acquired && acquired.tree() == resource.site().tree()) {
        younger--;
      }
      if (step instanceof Step.Threw || younger < 0) {
        return false;
      }
      after.add(step);
    }
    return false;
  }

  private boolean isEnd(Step.Ended ended, Resource resource, int age) {
    Resource found = ends.get(ended);
    return found != null && found.site() == resource.site() && found.age() == age;
  }

  /// The misuses, each place once, in the order of the source.
  List<Misuse> found(BodySource source, Map<Site, String> names) {
    Set<Tree> places = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Misuse> found = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (isCertain(candidate, source.tries()) && places.add(candidate.at)) {
        found.add(misuse(candidate, names));
      }
    }
    if (found.size() > 1) {
      found.sort(Comparator.comparingInt(misuse -> ASTHelpers.getStartPosition(misuse.at())));
    }
    return found;
  }

  private static Misuse misuse(Candidate candidate, Map<Site, String> names) {
    Site site = candidate.resource.site();
    return new Misuse(
        candidate.at,
        candidate.kind,
        site.tree(),
        Optional.ofNullable(names.get(site)),
        candidate.ended);
  }

  private boolean isCertain(Candidate candidate, TrySource source) {
    return !wrapped.contains(candidate.resource.site())
        && !isOtherCloser(candidate)
        && (!isNextRound(candidate) || !source.maySkip(candidate.ended.tree()))
        && !mayExclude(candidate, source);
  }

  private static boolean isOtherCloser(Candidate candidate) {
    return candidate.kind == Misuse.Kind.END
        && candidate.ended.how() == Step.End.CLOSE
        && candidate.at instanceof MethodInvocationTree second
        && candidate.ended.tree() instanceof MethodInvocationTree first
        && first.getArguments().isEmpty()
        && second.getArguments().isEmpty()
        && !name(first).equals(name(second));
  }

  private static String name(MethodInvocationTree call) {
    return ASTHelpers.getSymbol(call).getSimpleName().toString();
  }

  private static boolean isNextRound(Candidate candidate) {
    return ASTHelpers.getStartPosition(candidate.at)
        <= ASTHelpers.getStartPosition(candidate.ended.tree());
  }

  /// Whether the resource ended under a condition that has to do with one that was tested since.
  private static boolean mayExclude(Candidate candidate, TrySource source) {
    Tree end = candidate.ended.tree();
    if (!source.isConditional(end) || source.isBeside(end, candidate.at)) {
      return false;
    }
    Names before = Names.in(candidate.before, source);
    Names after = Names.in(candidate.after, source);
    return (before.opaque && after.opaque) || !Collections.disjoint(before.names, after.names);
  }

  /// The names in conditions, and whether they depend on more than local variables.
  private static final class Names extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Set<String> names = new HashSet<>();
    private boolean opaque;

    static Names in(List<Step> steps, TrySource source) {
      Names names = new Names();
      for (Step step : steps) {
        if (step instanceof Step.Branched turn && !isHidden(turn.tree(), source)) {
          names.scan(turn.tree(), null);
          names.opaque |= turn.tree() instanceof com.sun.source.tree.CaseTree;
        }
      }
      return names;
    }

    /// The end of a for-each loop is no condition.
    private static boolean isHidden(Tree condition, TrySource source) {
      return condition instanceof MethodInvocationTree call && !source.isWritten(call);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
      names.add(tree.getName().toString());
      opaque |= BodySource.LocalVariables.named(tree).isEmpty();
      return null;
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
      names.add(tree.getIdentifier().toString());
      opaque = true;
      return super.visitMemberSelect(tree, null);
    }
  }
}
