/// What the author wrote, as immutable data that is validated and written.
@NullMarked
package dev.tenure.processor.model;

import org.jspecify.annotations.NullMarked;
