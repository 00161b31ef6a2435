import com.github.tjake.jlama.model.AbstractModel;
import com.github.tjake.jlama.tensor.AbstractTensor;

class JlamaUses {
  float leaked(AbstractModel model) {
    // BUG: PooledNotClosed
    AbstractTensor tensor = model.makeTensor(1, 4);
    return tensor.get(0, 0);
  }

  float closed(AbstractModel model) {
    try (AbstractTensor tensor = model.makeTensor(1, 4)) {
      AbstractTensor row = tensor.slice(0);
      return row.get(0, 0);
    }
  }
}
