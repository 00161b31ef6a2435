/// Reading of JSON that comes with models and is not trusted.
@NullMarked
package dev.tenure.engine.json;

import org.jspecify.annotations.NullMarked;
