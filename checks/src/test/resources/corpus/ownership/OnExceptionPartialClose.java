package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.io.IOException;
import java.util.*;

/// Closing that stops before it is done: at its first failure, or after some of many.
class OnExceptionPartialClose {
  @Pooled
  interface Failing extends AutoCloseable {
    int read() throws IOException;

    @Override
    void close() throws IOException;
  }

  interface Source {
    Failing open();
  }

  interface Model {
    @Pooled
    List<PooledTensor> run();

    @Pooled
    Map<String, PooledTensor> runByName();
  }

  void finallyStopsAtItsFirstFailure(Source source) throws IOException {
    Failing first = null;
    Failing second = null;
    try {
      first = source.open();
      // expect: PooledNotClosedOnException
      second = source.open();
      first.read();
    } finally {
      if (first != null) {
        first.close();
      }
      if (second != null) {
        second.close();
      }
    }
  }

  void finallyGoesOn(Source source) throws IOException {
    Failing first = null;
    Failing second = null;
    try {
      first = source.open();
      second = source.open();
      first.read();
    } finally {
      try {
        if (first != null) {
          first.close();
        }
      } finally {
        if (second != null) {
          second.close();
        }
      }
    }
  }

  void finallyCatchesWhatTheCloseDeclares(Source source) {
    Failing first = null;
    Failing second = null;
    try {
      first = source.open();
      second = source.open();
    } finally {
      try {
        if (first != null) {
          first.close();
        }
      } catch (IOException e) {
        System.err.println(e);
      }
      try {
        if (second != null) {
          second.close();
        }
      } catch (IOException e) {
        System.err.println(e);
      }
    }
  }

  void loopStopsAtItsFirstFailure(Source source, int n) throws IOException {
    List<Failing> all = new ArrayList<>();
    try {
      for (int i = 0; i < n; i++) {
        // expect: PooledNotClosedOnException
        all.add(source.open());
      }
    } finally {
      for (Failing each : all) {
        each.close();
      }
    }
  }

  void loopGoesOn(Source source, int n) throws IOException {
    List<Failing> all = new ArrayList<>();
    IOException failure = null;
    try {
      for (int i = 0; i < n; i++) {
        all.add(source.open());
      }
    } finally {
      for (Failing each : all) {
        try {
          each.close();
        } catch (IOException e) {
          failure = e;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  static class ForgetsTheSecond implements AutoCloseable {
    private final PooledTensor first;
    // expect: OwningFieldNotClosed
    @Pooled private final PooledTensor second;

    ForgetsTheSecond(@Pooled PooledTensor first, @Pooled PooledTensor second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public void close() {
      first.close();
    }
  }

  static class ForgetsWhatMayBeThere implements AutoCloseable {
    private final List<PooledTensor> all = new ArrayList<>();
    // expect: OwningFieldNotClosed
    @Pooled private PooledTensor scratch;

    @Override
    public void close() {
      all.forEach(PooledTensor::close);
    }
  }

  static class StopsInTheLoop implements AutoCloseable {
    // expect: OwningFieldNotClosed
    private final List<Failing> all = new ArrayList<>();

    void open(Source source) {
      all.add(source.open());
    }

    @Override
    public void close() throws IOException {
      for (Failing each : all) {
        each.close();
      }
    }
  }

  static class GoesOnInTheLoop implements AutoCloseable {
    private final List<Failing> all = new ArrayList<>();

    void open(Source source) {
      all.add(source.open());
    }

    @Override
    public void close() throws IOException {
      IOException failure = null;
      for (Failing each : all) {
        try {
          each.close();
        } catch (IOException e) {
          failure = e;
        }
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  static class ClosesFromTheSecond implements AutoCloseable {
    // expect: OwningFieldNotClosed
    @Pooled private final PooledTensor[] all = new PooledTensor[3];

    @Override
    public void close() {
      for (int i = 1; i < all.length; i++) {
        all[i].close();
      }
    }
  }

  static class ClosesByNames implements AutoCloseable {
    @Pooled private final Map<String, PooledTensor> all = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    @Override
    public void close() {
      for (String name : names) {
        all.get(name).close();
      }
    }
  }

  void firstResultClosed(Model model) {
    // expect: PooledNotClosed
    List<PooledTensor> results = model.run();
    results.get(0).fill(1);
    results.get(0).close();
  }

  void allButTheFirstResultClosed(Model model) {
    // expect: PooledNotClosed
    List<PooledTensor> results = model.run();
    for (int i = 1; i < results.size(); i++) {
      results.get(i).close();
    }
  }

  void firstResultAndTheRestClosed(Model model) {
    List<PooledTensor> results = model.run();
    results.get(0).close();
    for (int i = 1; i < results.size(); i++) {
      results.get(i).close();
    }
  }

  void restAndThenTheFirstResultClosed(Model model) {
    List<PooledTensor> results = model.run();
    for (int i = 1; i < results.size(); i++) {
      results.get(i).close();
    }
    results.get(0).close();
  }

  void someResultsSkipped(Model model) {
    // expect: PooledNotClosed
    List<PooledTensor> results = model.run();
    for (PooledTensor each : results) {
      if (each.shape() == null) {
        continue;
      }
      each.close();
    }
  }

  PooledTensor firstResultReturnedTheRestClosed(Model model) {
    List<PooledTensor> results = model.run();
    for (int i = 1; i < results.size(); i++) {
      results.get(i).close();
    }
    return results.get(0);
  }

  void namedResultClosedTheRestNot(Model model) {
    // expect: PooledNotClosed
    Map<String, PooledTensor> results = model.runByName();
    results.get("hidden").fill(1);
    results.get("hidden").close();
  }

  void namedResultsClosed(Model model) {
    model.runByName().values().forEach(PooledTensor::close);
  }

  void closedDownFromTheThird(Source source) throws IOException {
    Failing[] all = new Failing[3];
    try {
      for (int i = 0; i < 3; i++) {
        all[i] = source.open();
      }
    } finally {
      for (int i = 2; i >= 0; i--) {
        try {
          all[i].close();
        } catch (IOException e) {
          System.err.println(e);
        }
      }
    }
  }
}
