/// The program behind `./tenure`: one class for each subcommand.
@NullMarked
package dev.tenure.cli;

import org.jspecify.annotations.NullMarked;
