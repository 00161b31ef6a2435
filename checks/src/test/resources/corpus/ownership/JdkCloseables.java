package corpus.ownership;

import java.io.*;
import java.lang.foreign.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.sql.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;
import java.util.zip.*;
import javax.sql.DataSource;

/// Ordinary code over the JDK's closeable types, with `java.lang.AutoCloseable` named as pooled.
class JdkCloseables {
  String readerClosed(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return reader.readLine();
    }
  }

  String readerForgotten(Path file) throws IOException {
    // expect: PooledNotClosed
    BufferedReader reader = Files.newBufferedReader(file);
    return reader.readLine();
  }

  String wrapperClosesTheInner(String file) throws IOException {
    try (BufferedReader reader = new BufferedReader(new FileReader(file, StandardCharsets.UTF_8))) {
      return reader.readLine();
    }
  }

  String wrapperForgotten(String file) throws IOException {
    // expect: PooledNotClosed
    BufferedReader reader = new BufferedReader(new FileReader(file, StandardCharsets.UTF_8));
    return reader.readLine();
  }

  int innerClosedInstead(String file) throws IOException {
    FileInputStream raw = new FileInputStream(file);
    BufferedInputStream in = new BufferedInputStream(raw);
    int first = in.read();
    raw.close();
    return first;
  }

  int memoryNeedsNoClose(byte[] bytes) throws IOException {
    InputStream in = new ByteArrayInputStream(bytes);
    return in.read();
  }

  String writerOverMemory(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  byte[] dataOverMemory(int n) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(n);
    return bytes.toByteArray();
  }

  String readerOverText(String text) throws IOException {
    return new BufferedReader(new StringReader(text)).readLine();
  }

  int scannerOverStandardInput() {
    Scanner scanner = new Scanner(System.in);
    return scanner.nextInt();
  }

  long linesClosed(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }

  long collectionsStream(List<String> list) {
    return list.stream().filter(String::isEmpty).count();
  }

  void copy(Path from, Path to) throws IOException {
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = Files.newOutputStream(to)) {
      in.transferTo(out);
    }
  }

  void copyForgetsTheSource(Path from, Path to) throws IOException {
    // expect: PooledNotClosed
    InputStream in = Files.newInputStream(from);
    try (OutputStream out = Files.newOutputStream(to)) {
      in.transferTo(out);
    }
  }

  void temporaryOfACall(Path from, Path to) throws IOException {
    // expect: PooledNotClosed
    Files.copy(Files.newInputStream(from), to);
  }

  void finallyWithNull(Path from) throws IOException {
    InputStream in = null;
    try {
      in = Files.newInputStream(from);
      System.out.println(in.read());
    } finally {
      if (in != null) {
        in.close();
      }
    }
  }

  void closedQuietly(Path from) throws IOException {
    InputStream in = Files.newInputStream(from);
    try {
      System.out.println(in.read());
    } finally {
      closeQuietly(in);
    }
  }

  static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      System.err.println(e);
    }
  }

  void socketsStreamsBelongToIt(String host) throws IOException {
    try (Socket socket = new Socket(host, 80)) {
      OutputStream out = socket.getOutputStream();
      out.write(1);
      System.out.println(socket.getInputStream().read());
    }
  }

  void socketForgotten(String host) throws IOException {
    // expect: PooledNotClosed
    Socket socket = new Socket(host, 80);
    socket.getOutputStream().write(1);
  }

  InputStream streamOfTheCaller(URL url) throws IOException {
    return url.openStream();
  }

  void acceptedSocketHandedToATask(ServerSocket server, ExecutorService executor)
      throws IOException {
    Socket socket = server.accept();
    executor.submit(() -> {
      try (socket) {
        System.out.println(socket.getInputStream().read());
      }
      return null;
    });
  }

  void channelClosed(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      channel.read(ByteBuffer.allocate(8));
    }
  }

  void channelForgotten(Path file) throws IOException {
    // expect: PooledNotClosed
    FileChannel channel = FileChannel.open(file);
    channel.read(ByteBuffer.allocate(8));
  }

  void usedAfterClose(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    out.close();
    // expect: UseAfterClose
    out.write(1);
  }

  void usedAfterTheTry(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    try (out) {
      out.write(1);
    }
    // expect: UseAfterClose
    out.write(2);
  }

  void closedTwiceIsAllowedForStreams(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    try {
      out.write(1);
      out.close();
    } finally {
      out.close();
    }
  }

  long arenaClosed() {
    try (Arena arena = Arena.ofConfined()) {
      return arena.allocate(8).byteSize();
    }
  }

  long arenaForgotten() {
    // expect: PooledNotClosed
    Arena arena = Arena.ofConfined();
    return arena.allocate(8).byteSize();
  }

  void zipEntriesBelongToTheFile(String file) throws IOException {
    try (ZipFile zip = new ZipFile(file)) {
      System.out.println(zip.getInputStream(zip.getEntry("a")).read());
    }
  }

  void zipForgotten(String file) throws IOException {
    // expect: PooledNotClosed
    ZipFile zip = new ZipFile(file);
    System.out.println(zip.size());
  }

  void gzipClosed(Path file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      System.out.println(in.read());
    }
  }

  int query(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select 1")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  ResultSet rowsOfAClosedConnection(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      // expect: BorrowEscapes
      return connection.createStatement().executeQuery("select 1");
    }
  }

  int rowsAfterTheConnection(DataSource source) throws SQLException {
    Connection connection = source.getConnection();
    ResultSet rows = connection.createStatement().executeQuery("select 1");
    connection.close();
    // expect: UseAfterClose
    return rows.getInt(1);
  }

  int rowsBeforeTheClose(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement("select 1");
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  void connectionForgotten(DataSource source) throws SQLException {
    // expect: PooledNotClosed
    Connection connection = source.getConnection();
    connection.commit();
  }

  int streamClosesTheSocket(String host) throws IOException {
    Socket socket = new Socket(host, 80);
    try (InputStream in = socket.getInputStream()) {
      return in.read();
    }
  }

  FileChannel channelClosesTheFile(String file) throws IOException {
    return new RandomAccessFile(file, "r").getChannel();
  }

  long channelForgotten(String file) throws IOException {
    // expect: PooledNotClosed
    FileChannel channel = new FileInputStream(file).getChannel();
    return channel.size();
  }

  InputStream entryOfAClosedFile(String file) throws IOException {
    try (ZipFile zip = new ZipFile(file)) {
      // expect: BorrowEscapes
      return zip.getInputStream(zip.getEntry("a"));
    }
  }

  void executorRunsOn(Runnable task) {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    executor.execute(task);
    executor.shutdown();
  }

  PrintStream standardOutput() {
    return new PrintStream(System.out, true);
  }

  void writesToStandardOutput(String text) {
    PrintWriter out = new PrintWriter(System.out);
    out.println(text);
    out.flush();
  }

  InputStream choose(Path file, byte[] fallback) throws IOException {
    return Files.exists(file) ? Files.newInputStream(file) : new ByteArrayInputStream(fallback);
  }

  void listOfStreams(List<Path> files) throws IOException {
    List<InputStream> streams = new ArrayList<>();
    try {
      for (Path file : files) {
        streams.add(Files.newInputStream(file));
      }
    } finally {
      for (InputStream stream : streams) {
        stream.close();
      }
    }
  }

  void listOfStreamsForgotten(List<Path> files) throws IOException {
    for (Path file : files) {
      // expect: PooledNotClosed
      InputStream in = Files.newInputStream(file);
      System.out.println(in.read());
    }
  }

  static class Log implements Closeable {
    private final Writer out;

    Log(Path file) throws IOException {
      out = Files.newBufferedWriter(file);
    }

    Log(Writer out) {
      this.out = out;
    }

    void line(String text) throws IOException {
      out.write(text);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  static class TwoFiles implements Closeable {
    private final InputStream in;
    // expect: OwningFieldNotClosed
    private final OutputStream out;

    TwoFiles(Path from, Path to) throws IOException {
      in = Files.newInputStream(from);
      out = Files.newOutputStream(to);
    }

    @Override
    public void close() throws IOException {
      in.close();
      out.close();
    }
  }

  static class TwoFilesSafely implements Closeable {
    private final InputStream in;
    private final OutputStream out;

    TwoFilesSafely(Path from, Path to) throws IOException {
      in = Files.newInputStream(from);
      out = Files.newOutputStream(to);
    }

    @Override
    public void close() throws IOException {
      try (in) {
        out.close();
      }
    }
  }

  static class Filter extends FilterInputStream {
    Filter(InputStream in) {
      super(in);
    }

    @Override
    public void close() throws IOException {
      super.close();
      System.out.println("closed");
    }
  }
}
