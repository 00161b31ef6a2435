/// The kernels' loops on the Vector API, with vectors as wide as the machine prefers.
///
/// A vector that goes round a loop is never the receiver of a call: C2 knows the receiver's class
/// while it parses a loop only from the profile of the Vector API's own method, and where the
/// profile did not say it, the call stayed virtual and boxed its vectors for good. In the loop such
/// a vector is an argument (`x.add(sum)`); behind the loop it is cast to the class that vectors
/// have on this machine ([Floats#TYPE]).
@NullMarked
package dev.tenure.engine.kernel.vector;

import org.jspecify.annotations.NullMarked;
