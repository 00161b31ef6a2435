/// Uses the layers.
module com.example.app {
  requires transitive com.example.layers;
  requires dev.tenure.engine;

  exports com.example.app;
}
