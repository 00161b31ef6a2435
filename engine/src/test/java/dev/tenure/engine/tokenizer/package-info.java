/// Tests of the tokenizer.
@NullMarked
package dev.tenure.engine.tokenizer;

import org.jspecify.annotations.NullMarked;
