/// Layers whose users never see a scope.
module com.example.layers {
  requires static java.compiler; // For the annotation that marks generated classes.
  requires static lombok;
  requires static transitive org.jspecify;
  requires transitive dev.tenure;

  exports com.example.layers;
}
