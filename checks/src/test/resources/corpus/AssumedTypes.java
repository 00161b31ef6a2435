package corpus;

import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.List;
import java.util.concurrent.*;
import java.util.stream.*;
import java.util.zip.*;

class AssumedTypes {
  interface Handle {
    static Handle open() {
      return null;
    }

    void dispose();

    void use();
  }

  void otherCloser() {
    Handle closed = Handle.open();
    closed.dispose();
    // BUG: Diagnostic contains: `handle`
    Handle handle = Handle.open();
    handle.use();
  }

  int neverClosed(File file) throws IOException {
    // BUG: Diagnostic contains: `in`, the FileInputStream from `new FileInputStream(file)`, is
    // never
    InputStream in = new FileInputStream(file);
    return in.read();
  }

  String wrapperNeverClosed(Path path) throws IOException {
    // BUG: Diagnostic contains: the InputStream from `Files.newInputStream(path)`
    BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(path)));
    return reader.readLine();
  }

  long linesNeverClosed(Path path) throws IOException {
    // BUG: Diagnostic contains: is not kept anywhere
    return Files.newBufferedReader(path).lines().count();
  }

  int earlyReturn(Path path) throws IOException {
    // BUG: Diagnostic contains: returns at line
    InputStream in = Files.newInputStream(path);
    int first = in.read();
    if (first < 0) {
      return -1;
    }
    in.close();
    return first;
  }

  int wrapperClosed(Path path) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      return in.readInt();
    }
  }

  String wrappedIsClosed(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      BufferedReader reader = new BufferedReader(new InputStreamReader(in));
      return reader.readLine();
    }
  }

  int wrapsParameter(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(new BufferedInputStream(in));
    return data.readInt();
  }

  String wrapsStandardInput() throws IOException {
    return new BufferedReader(new InputStreamReader(System.in)).readLine();
  }

  private static Reader reader(InputStream in) {
    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }

  int wrapsThroughPrivate(InputStream in) throws IOException {
    return reader(in).read();
  }

  InputStream rewrapped(Path path, boolean zip) throws IOException {
    InputStream in = Files.newInputStream(path);
    if (zip) {
      in = new GZIPInputStream(in);
    }
    return in;
  }

  byte[] memory() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(1);
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    writer.print(1);
    return out.toByteArray();
  }

  long streams(List<String> names, ExecutorService executor) {
    executor.submit(() -> names.size());
    return names.stream().map(String::length).filter(n -> n > 1).count();
  }

  void getters(Process process) throws IOException {
    process.getInputStream().read();
    OutputStream out = process.getOutputStream();
    out.flush();
  }

  void inflate(byte[] bytes) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes);
    } finally {
      inflater.end();
    }
  }

  static final class Zeros extends InputStream {
    @Override
    public int read() {
      return 0;
    }
  }

  int zeros() throws IOException {
    return new Zeros().read();
  }

  static <T extends Closeable> T made(String name, OutputStream out) {
    return null;
  }

  void madeAround(Path path) throws IOException {
    try (Closeable archive = made("zip", Files.newOutputStream(path))) {
      archive.hashCode();
    }
  }

  static void closeQuietly(Closeable closeable) {}

  void closedByHelper(Path path) throws IOException {
    InputStream in = null;
    try {
      in = Files.newInputStream(path);
      in.read();
    } finally {
      closeQuietly(in);
    }
  }

  void fluent(Path path) throws IOException {
    Writer writer = Files.newBufferedWriter(path);
    writer.append("a").append("b").close();
  }
}
