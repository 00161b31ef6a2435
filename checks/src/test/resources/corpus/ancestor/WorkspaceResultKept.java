package corpus.ancestor;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/// A result in a session's workspace that is used after the next forward.
class WorkspaceResultKept {
  interface Session {
    @Workspace
    Tensor forward(int token);
  }

  float wrong(Session session, int[] tokens) {
    Tensor previous = session.forward(tokens[0]);
    Tensor current = session.forward(tokens[1]);
    // expect: WorkspaceInvalidated
    return current.get(0) - previous.get(0);
  }

  float mended(Session session, int[] tokens) {
    float previous = session.forward(tokens[0]).get(0);
    return session.forward(tokens[1]).get(0) - previous;
  }
}
