/// What is asked of the author's types and methods, one class a rule.
@NullMarked
package dev.tenure.processor.validate;

import org.jspecify.annotations.NullMarked;
