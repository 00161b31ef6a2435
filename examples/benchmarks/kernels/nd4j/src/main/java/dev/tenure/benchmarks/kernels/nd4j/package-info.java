/// ND4J's side of the comparison of products.
package dev.tenure.benchmarks.kernels.nd4j;
