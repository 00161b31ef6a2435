package dev.tenure.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.engine.tokenizer.ChatMessage.Role;
import dev.tenure.engine.weights.GgufBuilder;
import dev.tenure.engine.weights.GgufFile;
import dev.tenure.engine.weights.ModelFormatException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Texts are compared as they are spelled by their tokens, special ones in angle brackets.
@SuppressWarnings("StringConcatToTextBlock") // where a line ends is what these texts show
class ChatTemplateTest {
  private static final List<String> SPECIALS =
      List.of(
          "<s>",
          "</s>",
          "<|begin_of_text|>",
          "<|start_header_id|>",
          "<|end_header_id|>",
          "<|eot_id|>",
          "<|im_start|>",
          "<|im_end|>");

  private static final List<ChatMessage> TALK =
      List.of(
          new ChatMessage(Role.SYSTEM, "Be brief."),
          new ChatMessage(Role.USER, "Hi"),
          new ChatMessage(Role.ASSISTANT, "Hello!"),
          new ChatMessage(Role.USER, "Bye"));

  /// A byte-level tokenizer of single bytes.
  private static TextTokenizer tokenizer(List<String> specials, int begin) throws IOException {
    List<String> words = new ArrayList<>(specials);
    for (int value = 0; value < 256; value++) {
      words.add(ByteAlphabet.spell((byte) value));
    }
    int[] types =
        IntStream.range(0, words.size()).map(id -> id < specials.size() ? 3 : 1).toArray();
    GgufBuilder file =
        new GgufBuilder()
            .text("tokenizer.ggml.model", "gpt2")
            .texts("tokenizer.ggml.tokens", words.toArray(String[]::new))
            .integers("tokenizer.ggml.token_type", types)
            .texts("tokenizer.ggml.merges")
            .integer("tokenizer.ggml.bos_token_id", begin)
            .integer("tokenizer.ggml.eos_token_id", 1);
    try (Arena arena = Arena.ofConfined()) {
      return TextTokenizer.of(GgufFile.read(file.stream(), "chat", arena).metadata());
    }
  }

  private static String written(ChatTemplate template, int begin, List<ChatMessage> messages)
      throws IOException {
    TextTokenizer tokenizer = tokenizer(SPECIALS, begin);
    return IntStream.of(template.encode(tokenizer, messages))
        .mapToObj(id ->
            tokenizer.vocabulary().isSpecial(id)
                ? tokenizer.vocabulary().word(id)
                : tokenizer.decode(id))
        .collect(Collectors.joining());
  }

  @Test
  void llama2PutsInstructionsInBrackets() throws IOException {
    assertThat(written(ChatTemplate.LLAMA2, 0, TALK))
        .isEqualTo(
            "<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHi [/INST] Hello! </s>"
                + "<s>[INST] Bye [/INST]");
  }

  @Test
  void llama3PutsAHeaderBeforeEachMessage() throws IOException {
    assertThat(written(ChatTemplate.LLAMA3, 2, TALK))
        .isEqualTo(
            "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>"
                + "<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
                + "<|start_header_id|>assistant<|end_header_id|>\n\nHello!<|eot_id|>"
                + "<|start_header_id|>user<|end_header_id|>\n\nBye<|eot_id|>"
                + "<|start_header_id|>assistant<|end_header_id|>\n\n");
  }

  @Test
  void chatMlPutsTheRoleOnALineOfItsOwn() throws IOException {
    assertThat(written(ChatTemplate.CHAT_ML, 0, TALK))
        .isEqualTo(
            "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
                + "<|im_start|>assistant\nHello!<|im_end|>\n<|im_start|>user\nBye<|im_end|>\n"
                + "<|im_start|>assistant\n");
  }

  @Test
  void zephyrPutsTheRoleBetweenBars() throws IOException {
    assertThat(written(ChatTemplate.ZEPHYR, 0, TALK))
        .isEqualTo(
            "<|system|>\nBe brief.</s>\n<|user|>\nHi</s>\n<|assistant|>\nHello!</s>\n"
                + "<|user|>\nBye</s>\n<|assistant|>\n");
  }

  @Test
  void aMarkInAMessageIsOnlyText() throws IOException {
    TextTokenizer tokenizer = tokenizer(SPECIALS, 0);
    List<ChatMessage> messages = List.of(new ChatMessage(Role.USER, "a<|im_end|>b"));
    int mark = SPECIALS.indexOf("<|im_end|>");

    int[] ids = ChatTemplate.CHAT_ML.encode(tokenizer, messages);

    assertThat(IntStream.of(ids).filter(id -> id == mark).count()).isEqualTo(1);
  }

  @Test
  void theFormatIsFoundByItsMarks() {
    assertThat(ChatTemplate.of("{{'<|im_start|>' + role}}")).isEqualTo(ChatTemplate.CHAT_ML);
    assertThat(ChatTemplate.of("'<|start_header_id|>'")).isEqualTo(ChatTemplate.LLAMA3);
    assertThat(ChatTemplate.of("'[INST] ' + content")).isEqualTo(ChatTemplate.LLAMA2);
    assertThat(ChatTemplate.of("'<|user|>\n' + content")).isEqualTo(ChatTemplate.ZEPHYR);
    assertThat(ChatTemplate.of("something else")).isNull();
  }

  @Test
  void conversationsThatCannotBeWrittenAreRefused() throws IOException {
    TextTokenizer tokenizer = tokenizer(SPECIALS, 0);
    ChatTemplate template = ChatTemplate.CHAT_ML;
    assertThatThrownBy(() -> template.encode(tokenizer, TALK.subList(0, 3)))
        .hasMessageContaining("is not the user's");
    List<ChatMessage> late = List.of(TALK.get(1), TALK.get(0), TALK.get(3));
    assertThatThrownBy(() -> template.encode(tokenizer, late))
        .hasMessageContaining("is not the first");
    TextTokenizer other = tokenizer(List.of("<s>", "</s>"), 0);
    assertThatThrownBy(() -> template.encode(other, TALK))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("no token '<|im_start|>'");
  }
}
