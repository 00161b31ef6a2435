package dev.tenure.checks;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.tenure.checks.lifetime.MemoryFault;
import java.util.Set;

/// Reports that something borrowed goes where it outlives its owner.
@AutoService(BugChecker.class)
@BugPattern(
    summary = "Something borrowed outlives its owner.",
    explanation =
        "A borrow is valid no longer than its owner: what leaves the body must not end with it.",
    severity = ERROR,
    linkType = CUSTOM,
    link = BorrowEscapes.LINK)
public final class BorrowEscapes extends MemoryChecker {
  static final String LINK =
      "https://github.com/tenure-dev/tenure/blob/main/checks/docs/BorrowEscapes.md";

  private static final long serialVersionUID = 1L;

  /// Makes the check; Error Prone does.
  public BorrowEscapes() {}

  @Override
  Set<MemoryFault.Kind> kinds() {
    return Set.of(MemoryFault.Kind.RETURNED, MemoryFault.Kind.STORED, MemoryFault.Kind.CAPTURED);
  }
}
