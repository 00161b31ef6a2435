package corpus.memory;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;

/// Results of a workspace, which the next call on the same object overwrites.
class Workspaces {
  interface Session {
    @Workspace
    Tensor forward(Tensor input);

    @Workspace
    Tensor logits();

    int length();

    Session copy();
  }

  static float sum(Tensor a, Tensor b) {
    return a.get(0) + b.get(0);
  }

  float resultUsedAfterTheNextForward(Session session, Tensor a, Tensor b) {
    Tensor first = session.forward(a);
    Tensor second = session.forward(b);
    // expect: WorkspaceInvalidated
    return first.get(0) + second.get(0);
  }

  float resultCopiedBeforeTheNextForward(Session session, Tensor a, Tensor b) {
    float first = session.forward(a).get(0);
    Tensor second = session.forward(b);
    return first + second.get(0);
  }

  float resultPassedAfterTheNextForward(Session session, Tensor a, Tensor b) {
    Tensor first = session.forward(a);
    Tensor second = session.forward(b);
    // expect: WorkspaceInvalidated
    return sum(first, second);
  }

  float anotherMethodOfTheSameWorkspace(Session session, Tensor a) {
    Tensor hidden = session.forward(a);
    Tensor logits = session.logits();
    // expect: WorkspaceInvalidated
    return hidden.get(0) + logits.get(0);
  }

  float methodWithoutWorkspaceInBetween(Session session, Tensor a) {
    Tensor hidden = session.forward(a);
    int length = session.length();
    return hidden.get(0) + length;
  }

  float twoSessions(Session one, Session other, Tensor a) {
    Tensor first = one.forward(a);
    Tensor second = other.forward(a);
    return first.get(0) + second.get(0);
  }

  float bothInOneCall(Session session, Tensor a, Tensor b) {
    // expect: WorkspaceInvalidated
    return sum(session.forward(a), session.forward(b));
  }

  float bothInOneCallOfTwoSessions(Session one, Session other, Tensor a) {
    return sum(one.forward(a), other.forward(a));
  }

  float resultFedBack(Session session, Tensor a) {
    Tensor state = session.forward(a);
    state = session.forward(state);
    return state.get(0);
  }

  float keptOverTheRounds(Session session, List<Tensor> inputs) {
    Tensor best = null;
    float sum = 0;
    for (Tensor input : inputs) {
      Tensor output = session.forward(input);
      if (best != null) {
        // expect: WorkspaceInvalidated
        sum += best.get(0);
      }
      best = output;
    }
    return sum;
  }

  float usedInItsRound(Session session, List<Tensor> inputs) {
    float sum = 0;
    for (Tensor input : inputs) {
      Tensor output = session.forward(input);
      sum += output.get(0);
    }
    return sum;
  }

  float lastRoundUsedAfterTheLoop(Session session, List<Tensor> inputs, Tensor first) {
    Tensor output = session.forward(first);
    for (Tensor input : inputs) {
      output = session.forward(input);
    }
    return output.get(0);
  }

  float firstUsedAfterTheLoop(Session session, List<Tensor> inputs, Tensor prompt) {
    Tensor output = session.forward(prompt);
    for (Tensor input : inputs) {
      session.forward(input);
    }
    // expect: WorkspaceInvalidated
    return output.get(0);
  }

  float onOneBranchOnly(Session session, Tensor a, boolean again) {
    Tensor first = session.forward(a);
    if (again) {
      session.forward(a);
    }
    // expect: WorkspaceInvalidated
    return first.get(0);
  }

  float onTheOtherBranch(Session session, Tensor a, boolean again) {
    Tensor first = session.forward(a);
    if (again) {
      return session.forward(a).get(0);
    }
    return first.get(0);
  }

  float takenAnewOnTheBranch(Session session, Tensor a, boolean again) {
    Tensor result = session.forward(a);
    if (again) {
      result = session.forward(a);
    }
    return result.get(0);
  }

  Tensor returnedAfterTheNextForward(Session session, Tensor a) {
    Tensor first = session.forward(a);
    session.forward(a);
    // expect: WorkspaceInvalidated
    return first;
  }

  float aliasUsed(Session session, Tensor a) {
    Tensor first = session.forward(a);
    Tensor same = first;
    session.forward(a);
    // expect: WorkspaceInvalidated
    return same.get(0);
  }

  float shapeOnly(Session session, Tensor a) {
    Tensor first = session.forward(a);
    Tensor second = session.forward(a);
    return second.get(0) + first.shape().rank();
  }

  float copiedToAnArray(Session session, Tensor a) {
    float[] first = session.forward(a).toArray();
    Tensor second = session.forward(a);
    return first[0] + second.get(0);
  }

  float sessionReplaced(Session session, Tensor a) {
    Tensor first = session.forward(a);
    session = session.copy();
    Tensor second = session.forward(a);
    return first.get(0) + second.get(0);
  }

  float throughAPrivateMethod(Session session, Tensor a) {
    Tensor first = session.forward(a);
    step(session, a);
    // expect: WorkspaceInvalidated
    return first.get(0);
  }

  float throughAPrivateMethodOfAnother(Session session, Session other, Tensor a) {
    Tensor first = session.forward(a);
    step(other, a);
    return first.get(0);
  }

  private void step(Session session, Tensor a) {
    System.out.println(session.forward(a).get(0));
  }

  float asksOnly(Session session, Tensor a) {
    Tensor first = session.forward(a);
    print(session);
    return first.get(0);
  }

  private void print(Session session) {
    System.out.println(session.length());
  }

  float printedInBetween(Session session, Tensor a, Tensor b) {
    Tensor first = session.forward(a);
    System.out.println(first.get(0));
    Tensor second = session.forward(b);
    return second.get(0);
  }

  float whileGenerating(Session session, Tensor token, int count) {
    Tensor logits = session.forward(token);
    float sum = 0;
    while (count-- > 0) {
      sum += logits.get(0);
      logits = session.forward(token);
    }
    return sum;
  }

  float whileGeneratingOneBehind(Session session, Tensor token, int count) {
    Tensor logits = session.forward(token);
    float sum = 0;
    while (count-- > 0) {
      Tensor next = session.forward(token);
      // expect: WorkspaceInvalidated
      sum += logits.get(0);
      logits = next;
    }
    return sum;
  }

  /// A model with a session of its own.
  static class Model {
    private final Session session;

    Model(Session session) {
      this.session = session;
    }

    @Workspace
    Tensor run(Tensor input) {
      return session.forward(input);
    }

    float ownWorkspaceTwice(Tensor a, Tensor b) {
      Tensor first = run(a);
      Tensor second = run(b);
      // expect: WorkspaceInvalidated
      return first.get(0) - second.get(0);
    }

    float sessionInAField(Tensor a, Tensor b) {
      Tensor first = session.forward(a);
      Tensor second = session.forward(b);
      // expect: WorkspaceInvalidated
      return first.get(0) - second.get(0);
    }

    float onceEach(Tensor a, Tensor b) {
      float first = run(a).get(0);
      return first - run(b).get(0);
    }
  }
}
