/// The one analysis of lifetimes that all checks share.
///
/// A body is followed path by path: what is known on a path ([Facts]) is kept together, so that
/// whether a resource is open, which variables hold it and which flags say so stay correlated. Two
/// paths that know the same are followed as one; a body where too many differ is left alone.
@NullMarked
package dev.tenure.checks.lifetime;

import org.jspecify.annotations.NullMarked;
