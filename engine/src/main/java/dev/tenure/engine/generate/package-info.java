/// Generation of text: from a prompt, token by token, to what a decoder continues it with.
@NullMarked
package dev.tenure.engine.generate;

import org.jspecify.annotations.NullMarked;
