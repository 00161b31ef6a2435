/// Safe fixes: what could be done about a finding, as edits of its source file.
///
/// A fix from here is a candidate. It is offered only after the edited sources were compiled with
/// the checks again, and the finding was gone and no other had come; see [dev.tenure.checks.cli].
@NullMarked
package dev.tenure.checks.fix;

import org.jspecify.annotations.NullMarked;
