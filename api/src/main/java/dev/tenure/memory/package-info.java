/// The contract of pooled memory: pools, scopes, limits and statistics. An engine fulfils it.
@NullMarked
package dev.tenure.memory;

import org.jspecify.annotations.NullMarked;
