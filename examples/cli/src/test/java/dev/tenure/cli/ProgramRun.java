package dev.tenure.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// One run of the program inside the test's JVM, and all that it said.
record ProgramRun(int status, String out, String err) {
  static ProgramRun of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = String.valueOf(arguments[i]);
    }
    int status = Tenure.run(new PrintWriter(out), new PrintWriter(err), words);
    return new ProgramRun(status, out.toString(), err.toString());
  }
}
