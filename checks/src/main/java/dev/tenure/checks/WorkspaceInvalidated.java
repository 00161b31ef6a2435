package dev.tenure.checks;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.tenure.checks.lifetime.MemoryFault;
import java.util.Set;

/// Reports that the result of a workspace is used after the workspace was used again.
@AutoService(BugChecker.class)
@BugPattern(
    summary = "A workspace's result is used after the workspace was used again.",
    explanation =
        "The result is valid until the next call on the same receiver, which overwrites it.",
    severity = ERROR,
    linkType = CUSTOM,
    link = WorkspaceInvalidated.LINK)
public final class WorkspaceInvalidated extends MemoryChecker {
  static final String LINK =
      "https://github.com/tenure-dev/tenure/blob/main/checks/docs/WorkspaceInvalidated.md";

  private static final long serialVersionUID = 1L;

  /// Makes the check; Error Prone does.
  public WorkspaceInvalidated() {}

  @Override
  Set<MemoryFault.Kind> kinds() {
    return Set.of(MemoryFault.Kind.INVALIDATED);
  }
}
