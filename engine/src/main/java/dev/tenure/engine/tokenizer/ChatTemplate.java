package dev.tenure.engine.tokenizer;

import dev.tenure.engine.tokenizer.ChatMessage.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a family of models wants a conversation written.
///
/// Files carry their template as a program in the Jinja language, which is recognised here by its
/// marks and not run. What a message says is only ever text: a mark that is spelled out in it does
/// not end the message. A default for the system's message, which some templates have, is not put
/// in; give one where the model wants one.
public enum ChatTemplate {
  /// Llama 2: `[INST]` and `[/INST]` around what is asked.
  LLAMA2("[INST]") {
    @Override
    void write(ChatTokens tokens, List<ChatMessage> messages) {
      String system = "";
      for (ChatMessage message : messages) {
        switch (message.role()) {
          case SYSTEM -> system = "<<SYS>>\n" + message.text() + "\n<</SYS>>\n\n";
          case USER -> {
            tokens.begin().text("[INST] " + system + message.text().strip() + " [/INST]");
            system = "";
          }
          case ASSISTANT -> tokens.text(" " + message.text().strip() + " ").end();
        }
      }
    }
  },

  /// Llama 3: a header with the role before each message.
  LLAMA3("<|start_header_id|>") {
    @Override
    void write(ChatTokens tokens, List<ChatMessage> messages) {
      tokens.begin();
      for (ChatMessage message : messages) {
        header(tokens, message.role());
        tokens.text(message.text().strip()).special("<|eot_id|>");
      }
      header(tokens, Role.ASSISTANT);
    }

    private void header(ChatTokens tokens, Role role) {
      tokens
          .special("<|start_header_id|>")
          .text(role.word())
          .special("<|end_header_id|>")
          .text("\n\n");
    }
  },

  /// ChatML, as Qwen 2 and 3 and SmolLM2 have it.
  CHAT_ML("<|im_start|>") {
    @Override
    void write(ChatTokens tokens, List<ChatMessage> messages) {
      for (ChatMessage message : messages) {
        tokens
            .special("<|im_start|>")
            .text(message.role().word() + "\n" + message.text())
            .special("<|im_end|>")
            .text("\n");
      }
      tokens.special("<|im_start|>").text("assistant\n");
    }
  },

  /// Zephyr, as TinyLlama has it: the role between bars, in plain text.
  ZEPHYR("<|user|>") {
    @Override
    void write(ChatTokens tokens, List<ChatMessage> messages) {
      for (ChatMessage message : messages) {
        tokens.text("<|" + message.role().word() + "|>\n" + message.text()).end().text("\n");
      }
      tokens.text("<|assistant|>\n");
    }
  };

  private final String mark;

  ChatTemplate(String mark) {
    this.mark = mark;
  }

  /// Finds the format that a file's template writes.
  ///
  /// @param jinja the template, such as `tokenizer.chat_template` of a GGUF file
  /// @return the format, or nothing if it is none of these
  public static @Nullable ChatTemplate of(String jinja) {
    for (ChatTemplate template : List.of(LLAMA3, CHAT_ML, ZEPHYR, LLAMA2)) {
      if (jinja.contains(template.mark)) {
        return template;
      }
    }
    return null;
  }

  /// Finds the format that the template of a decoder in the layout of Hugging Face writes.
  ///
  /// @param folder holds `chat_template.jinja`, or a `tokenizer_config.json` with a template
  /// @return the format, or nothing if there is no template or none of these
  /// @throws IOException if a file cannot be read
  /// @throws dev.tenure.engine.weights.ModelFormatException if `tokenizer_config.json` is damaged
  public static @Nullable ChatTemplate open(Path folder) throws IOException {
    return of(DecoderFolder.chatTemplate(folder));
  }

  /// Turns a conversation into the prompt of the assistant's next message.
  ///
  /// @param tokenizer the model's own
  /// @param messages what was said so far; the last one is the user's
  /// @return the ids, all that frames them included
  /// @throws IllegalArgumentException if the last message is not the user's, or the system's is not
  ///   the first
  /// @throws dev.tenure.engine.weights.ModelFormatException if the vocabulary has no token for one
  ///   of the format's marks
  public int[] encode(TextTokenizer tokenizer, List<ChatMessage> messages) {
    if (messages.isEmpty() || messages.getLast().role() != Role.USER) {
      throw new IllegalArgumentException("the last message of the conversation is not the user's");
    }
    if (messages.stream().skip(1).anyMatch(message -> message.role() == Role.SYSTEM)) {
      throw new IllegalArgumentException("the system's message is not the first");
    }
    ChatTokens tokens = new ChatTokens(tokenizer);
    write(tokens, messages);
    return tokens.ids();
  }

  abstract void write(ChatTokens tokens, List<ChatMessage> messages);
}
