package dev.tenure.checks;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.tenure.checks.lifetime.MemoryFault;
import java.util.Set;

/// Reports that contents are read, or added to, that some path left unspecified.
@AutoService(BugChecker.class)
@BugPattern(
    summary = "Contents are read that nobody has written.",
    explanation =
        "Memory that is rented without being cleared holds what its last user left there.",
    severity = ERROR,
    linkType = CUSTOM,
    link = UninitializedRead.LINK)
public final class UninitializedRead extends MemoryChecker {
  static final String LINK =
      "https://github.com/tenure-dev/tenure/blob/main/checks/docs/UninitializedRead.md";

  private static final long serialVersionUID = 1L;

  /// Makes the check; Error Prone does.
  public UninitializedRead() {}

  @Override
  Set<MemoryFault.Kind> kinds() {
    return Set.of(MemoryFault.Kind.READ_UNSPECIFIED, MemoryFault.Kind.ACCUMULATED_UNSPECIFIED);
  }
}
