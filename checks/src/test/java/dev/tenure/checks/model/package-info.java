@NullMarked
package dev.tenure.checks.model;

import org.jspecify.annotations.NullMarked;
