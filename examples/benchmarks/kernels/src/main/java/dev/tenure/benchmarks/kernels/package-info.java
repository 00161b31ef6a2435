/// Products of matrices beside peers of the JVM, in JMH: [dev.tenure.benchmarks.kernels.Engine]
/// says which, [dev.tenure.benchmarks.kernels.KernelComparison] writes the page.
package dev.tenure.benchmarks.kernels;
