/// Grammars that say which texts a decoder may write.
@NullMarked
package dev.tenure.engine.grammar;

import org.jspecify.annotations.NullMarked;
