/// From text to the numbers that a model reads.
///
/// The rules and the vocabulary come from a `tokenizer.json` as the
/// [tokenizers](https://github.com/huggingface/tokenizers) library writes it, and for decoders also
/// from a GGUF file; results are those of that library. One thing differs: it asks tables of
/// Unicode 8 what is a mark, a control or a punctuation character, and this package asks the
/// running JDK, so that some characters added to Unicode since then are treated as what they are.
@NullMarked
package dev.tenure.engine.tokenizer;

import org.jspecify.annotations.NullMarked;
