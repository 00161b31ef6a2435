/// What every implementation of the memory contract has to fulfil: abstract tests to inherit.
@NullMarked
package dev.tenure.contract;

import org.jspecify.annotations.NullMarked;
