/// Races on a pool, in jcstress: what two threads may see, and what they must not.
@NullMarked
package dev.tenure.races;

import org.jspecify.annotations.NullMarked;
