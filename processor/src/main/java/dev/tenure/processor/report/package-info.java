/// Problems and their texts.
@NullMarked
package dev.tenure.processor.report;

import org.jspecify.annotations.NullMarked;
