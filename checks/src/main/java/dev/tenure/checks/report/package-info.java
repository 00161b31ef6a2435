/// What the checks found, for machines: SARIF 2.1.0 and fingerprints that survive moved lines.
@NullMarked
package dev.tenure.checks.report;

import org.jspecify.annotations.NullMarked;
