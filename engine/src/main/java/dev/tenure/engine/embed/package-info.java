/// Sentence embeddings: from a text to a vector whose direction tells what the text is about.
@NullMarked
package dev.tenure.engine.embed;

import org.jspecify.annotations.NullMarked;
