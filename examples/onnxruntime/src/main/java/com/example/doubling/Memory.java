package com.example.doubling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux and the JVM say about memory. */
final class Memory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private Memory() {}

  /** Returns how much memory of the process is resident, after a collection. */
  static long residentMebibytes() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
      }
    }
    throw new IOException(STATUS + " says nothing about VmRSS");
  }

  /** Returns how much of the Java heap is in use, after a collection. */
  static long heapMebibytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
