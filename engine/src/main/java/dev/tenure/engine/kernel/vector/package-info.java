/// The kernels' loops on the Vector API, with vectors as wide as the machine prefers.
@NullMarked
package dev.tenure.engine.kernel.vector;

import org.jspecify.annotations.NullMarked;
