import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

class LuceneUses {
  int leakedInput(Directory directory) throws IOException {
    // BUG: PooledNotClosed
    IndexInput input = directory.openInput("segments", IOContext.DEFAULT);
    return input.readInt();
  }

  int closedInput(Directory directory) throws IOException {
    try (IndexInput input = directory.openInput("segments", IOContext.DEFAULT)) {
      IndexInput part = input.slice("part", 0, 8);
      return part.clone().readInt();
    }
  }

  int leakedReader(Directory directory) throws IOException {
    // BUG: PooledNotClosed
    DirectoryReader reader = DirectoryReader.open(directory);
    return reader.numDocs();
  }

  int closedReader(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      int count = new IndexSearcher(reader).getIndexReader().numDocs();
      for (LeafReaderContext leaf : reader.leaves()) {
        count += leaf.reader().maxDoc();
      }
      return count;
    }
  }
}
