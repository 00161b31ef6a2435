/// What the kernels of the parent package are made of: families of loops over addresses, each
/// written twice, as plain Java and on the Vector API. Which of the two runs is decided once.
///
/// Nothing here checks anything; the guards of the parent package have done so.
@NullMarked
package dev.tenure.engine.kernel.backend;

import org.jspecify.annotations.NullMarked;
