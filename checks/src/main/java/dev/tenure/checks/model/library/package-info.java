/// Library models: text files that say of types whose sources carry no annotations which of them
/// are resources, and who owns what their methods are given and return. `checks/docs/models.md`
/// describes the format.
@NullMarked
package dev.tenure.checks.model.library;

import org.jspecify.annotations.NullMarked;
