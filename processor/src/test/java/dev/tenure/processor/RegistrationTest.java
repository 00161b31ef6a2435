package dev.tenure.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;

class RegistrationTest {
  @Test
  void theCompilerFindsTheProcessor() {
    assertThat(ServiceLoader.load(Processor.class))
        .hasAtLeastOneElementOfType(ScopedForwardProcessor.class);
  }

  @Test
  void gradleTreatsItAsIsolating() throws IOException {
    String file = "/META-INF/gradle/incremental.annotation.processors";
    try (var in = Objects.requireNonNull(ScopedForwardProcessor.class.getResourceAsStream(file))) {
      assertThat(new String(in.readAllBytes(), UTF_8))
          .isEqualTo(ScopedForwardProcessor.class.getName() + ",isolating\n");
    }
  }
}
