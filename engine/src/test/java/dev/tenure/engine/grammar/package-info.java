@NullMarked
package dev.tenure.engine.grammar;

import org.jspecify.annotations.NullMarked;
