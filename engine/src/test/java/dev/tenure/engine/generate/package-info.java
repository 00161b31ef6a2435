@NullMarked
package dev.tenure.engine.generate;

import org.jspecify.annotations.NullMarked;
