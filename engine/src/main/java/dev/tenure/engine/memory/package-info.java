/// Pools and scopes over native memory: the engine's side of `dev.tenure.memory`.
@NullMarked
package dev.tenure.engine.memory;

import org.jspecify.annotations.NullMarked;
