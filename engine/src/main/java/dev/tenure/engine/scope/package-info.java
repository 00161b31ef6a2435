/// A tensor scope that callees find without a parameter.
@NullMarked
package dev.tenure.engine.scope;

import org.jspecify.annotations.NullMarked;
