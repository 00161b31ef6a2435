/// The kernels' loops in plain Java: the fallback where the Vector API is absent, and the oracle of
/// the tests.
@NullMarked
package dev.tenure.engine.kernel.scalar;

import org.jspecify.annotations.NullMarked;
