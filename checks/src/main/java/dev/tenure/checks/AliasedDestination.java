package dev.tenure.checks;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.tenure.checks.lifetime.MemoryFault;
import java.util.Set;

/// Reports that a destination shares memory with an input of the same call.
@AutoService(BugChecker.class)
@BugPattern(
    summary = "A destination shares memory with an input of the same call.",
    explanation = "The call writes the destination before it has read all of the input.",
    severity = ERROR,
    linkType = CUSTOM,
    link = AliasedDestination.LINK)
public final class AliasedDestination extends MemoryChecker {
  static final String LINK =
      "https://github.com/tenure-dev/tenure/blob/main/checks/docs/AliasedDestination.md";

  private static final long serialVersionUID = 1L;

  /// Makes the check; Error Prone does.
  public AliasedDestination() {}

  @Override
  Set<MemoryFault.Kind> kinds() {
    return Set.of(MemoryFault.Kind.ALIASED);
  }
}
