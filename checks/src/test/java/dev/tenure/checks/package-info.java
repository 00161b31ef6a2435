@NullMarked
package dev.tenure.checks;

import org.jspecify.annotations.NullMarked;
