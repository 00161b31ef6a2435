package corpus;

import java.io.*;

class UnlistedTypes {
  int read(File file) throws IOException {
    return new FileInputStream(file).read();
  }
}
