/// What types and signatures promise: which types are pooled, and who owns what a call is given and
/// returns. Nothing here looks at the flow of a body.
@NullMarked
package dev.tenure.checks.model;

import org.jspecify.annotations.NullMarked;
