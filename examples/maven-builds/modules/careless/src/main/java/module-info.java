/// Forgets what it owns.
module com.example.careless {
  requires com.example.layers;
}
