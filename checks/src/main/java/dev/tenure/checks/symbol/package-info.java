/// Questions about javac's symbols that it has no quick answer to.
@NullMarked
package dev.tenure.checks.symbol;

import org.jspecify.annotations.NullMarked;
