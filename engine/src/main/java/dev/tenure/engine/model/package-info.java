/// Transformer encoders: layers that rent what they compute with from a scope, over weights in
/// native memory that all threads share.
///
/// A layer is written with a scope as a parameter ([dev.tenure.annotations.ScopedForward]) and
/// called through the class that is generated for it, so that its intermediates go back to the pool
/// as soon as it is done.
@NullMarked
package dev.tenure.engine.model;

import org.jspecify.annotations.NullMarked;
