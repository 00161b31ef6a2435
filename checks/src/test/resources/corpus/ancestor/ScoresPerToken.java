package corpus.ancestor;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/// A scores buffer that decoding allocates again for each token.
class ScoresPerToken {
  private final float[] scores = new float[2048];

  @NoAllocation
  float wrong(float[] query, int length) {
    // expect: HotPathAllocation
    float[] fresh = new float[length];
    fresh[0] = query[0];
    return fresh[0];
  }

  @NoAllocation
  float mended(float[] query, int length) {
    scores[0] = query[0];
    return scores[0] * length;
  }
}
