/// Layers and their generated wrappers.
@NullMarked
package com.example.layers;

import org.jspecify.annotations.NullMarked;
