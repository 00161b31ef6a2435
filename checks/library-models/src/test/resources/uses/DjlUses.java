import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.util.Queue;

class DjlUses {
  float leakedManager() {
    // BUG: PooledNotClosed
    NDManager manager = NDManager.newBaseManager();
    return manager.ones(new Shape(4)).sum().getFloat();
  }

  float closedManager(NDManager parent) {
    try (NDManager manager = parent.newSubManager()) {
      NDArray ones = manager.ones(new Shape(4));
      NDArray scaled = ones.mul(2).add(1);
      return scaled.sum().getFloat();
    }
  }

  NDArray kept(NDManager parent, NDArray input) {
    try (NDManager manager = NDManager.subManagerOf(input)) {
      NDArray result = input.mul(2).softmax(0);
      result.attach(parent);
      return result;
    }
  }

  NDArray returned(float[] values) {
    try (NDManager manager = NDManager.newBaseManager()) {
      // BUG: BorrowEscapes
      return manager.create(values);
    }
  }

  NDArray returnedAfterAnOperation(float[] values) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray doubled = manager.create(values).mul(2);
      // BUG: BorrowEscapes
      return doubled.add(1);
    }
  }

  NDArray detached(float[] values) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray array = manager.create(values);
      array.detach();
      return array;
    }
  }

  NDArray handedToTheParent(NDManager parent, float[] values) {
    try (NDManager manager = parent.newSubManager()) {
      NDArray array = manager.create(values);
      return parent.ret(array);
    }
  }

  NDList detachedAsAList(float[] values) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDList list = new NDList(manager.create(values));
      list.detach();
      return list;
    }
  }

  NDArray elementOfADetachedList(float[] values) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray array = manager.create(values);
      NDList list = new NDList(array);
      list.detach();
      return array;
    }
  }

  float readAfterTheManager(float[] values) {
    // BUG: PooledNotClosedOnException
    NDManager manager = NDManager.newBaseManager();
    NDArray array = manager.create(values);
    manager.close();
    // BUG: UseAfterClose
    return array.getFloat();
  }

  Shape askedAfterTheManager(float[] values) {
    // BUG: PooledNotClosedOnException
    NDManager manager = NDManager.newBaseManager();
    NDArray array = manager.create(values);
    manager.close();
    return array.getShape();
  }

  NDList predicted(ZooModel<NDList, NDList> model, NDList input) throws TranslateException {
    try (Predictor<NDList, NDList> predictor = model.newPredictor()) {
      return predictor.predict(input);
    }
  }

  static class ToFloat implements Translator<float[], Float> {
    @Override
    public NDList processInput(TranslatorContext context, float[] input) {
      NDArray array = context.getNDManager().create(input);
      return new NDList(array.expandDims(0));
    }

    @Override
    public Float processOutput(TranslatorContext context, NDList list) {
      return list.singletonOrThrow().getFloat();
    }
  }

  float leakedPredictor(ZooModel<float[], Float> model, float[] input) throws TranslateException {
    // BUG: PooledNotClosed
    Predictor<float[], Float> predictor = model.newPredictor();
    return predictor.predict(input);
  }

  float closedPredictor(Criteria<float[], Float> criteria, float[] input)
      throws TranslateException, ModelNotFoundException, MalformedModelException, IOException {
    try (ZooModel<float[], Float> model = criteria.loadModel();
        Predictor<float[], Float> predictor = model.newPredictor()) {
      return predictor.predict(input);
    }
  }

  Predictor<float[], Float> predictorOfAClosedModel(Criteria<float[], Float> criteria)
      throws ModelNotFoundException, MalformedModelException, IOException {
    try (ZooModel<float[], Float> model = criteria.loadModel()) {
      // BUG: BorrowEscapes
      return model.newPredictor();
    }
  }

  void closedAfterItsParentDoesNoHarm(NDManager parent) {
    // BUG: PooledNotClosedOnException
    NDManager manager = parent.newSubManager();
    NDManager child = manager.newSubManager();
    manager.close();
    child.close();
  }

  void usedAfterItsParent(NDManager parent) {
    // BUG: PooledNotClosedOnException
    NDManager manager = parent.newSubManager();
    try (NDManager child = manager.newSubManager()) {
      manager.close();
      // BUG: UseAfterClose
      child.ones(new Shape(4));
    }
  }

  void filledPool(ZooModel<float[], Float> model, Queue<Predictor<float[], Float>> pool) {
    pool.add(model.newPredictor());
  }
}
