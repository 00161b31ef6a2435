package dev.tenure.checks.model.library;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the text of a model: blocks of a `type` line and the lines of its methods, which
/// `checks/docs/models.md` describes.
final class ModelParser {
  private final String source;
  private final List<TypeModel> types = new ArrayList<>();
  private final List<MethodModel> methods = new ArrayList<>();
  private @Nullable TypeModel open;
  private int line;

  private ModelParser(String source) {
    this.source = source;
  }

  /// Returns the types that a model describes.
  ///
  /// @param source what to call the text in messages
  /// @throws ModelException at the first line that cannot be understood
  static List<TypeModel> parse(String source, List<String> lines) throws ModelException {
    ModelParser parser = new ModelParser(source);
    for (String text : lines) {
      parser.line++;
      String content = ModelText.content(text);
      if (!content.isEmpty()) {
        parser.add(content);
      }
    }
    parser.finishType();
    return parser.types;
  }

  private void add(String content) throws ModelException {
    if (content.startsWith("type ")) {
      finishType();
      open = type(ModelText.words(content));
    } else if (open == null) {
      throw fault("'%s' stands before the first type; begin with a line 'type NAME'", content);
    } else {
      methods.add(method(content));
    }
  }

  private void finishType() {
    if (open != null) {
      types.add(new TypeModel(open.name(), open.kind(), open.closers(), open.counted(), methods));
      methods.clear();
      open = null;
    }
  }

  private TypeModel type(List<String> words) throws ModelException {
    String name = words.get(1);
    if (!ModelText.isTypeName(name)) {
      throw fault("'%s' is no type name; write it as in Java, nested types with a dot", name);
    }
    TypeModel.Kind kind = TypeModel.Kind.PLAIN;
    boolean counted = false;
    Set<String> closers = new LinkedHashSet<>();
    for (int i = 2; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("closers")) {
        closers.addAll(closers(words.subList(i + 1, words.size())));
        break;
      }
      if (word.equals("counted")) {
        counted = true;
      } else {
        kind = word(TypeModel.Kind.class, word, "after the type's name", "counted, closers");
      }
    }
    return new TypeModel(
        name, kind, closers.isEmpty() ? Set.of("close") : closers, counted, List.of());
  }

  private List<String> closers(List<String> names) throws ModelException {
    if (names.isEmpty()) {
      throw fault("'closers' names no method; list the methods that end an instance after it");
    }
    for (String name : names) {
      if (!ModelText.isName(name)) {
        throw fault("'%s' is no method name; list names without parentheses", name);
      }
    }
    return names;
  }

  private MethodModel method(String content) throws ModelException {
    int begin = content.indexOf('(');
    int end = content.indexOf(')');
    int blank = content.lastIndexOf(' ', begin);
    String word = blank < 0 ? "" : content.substring(0, blank);
    String name = content.substring(blank + 1, Math.max(begin, blank + 1));
    if (begin > end
        || content.lastIndexOf('(', end) != begin
        || !ModelText.isName(name)
        || (blank >= 0 && !ModelText.isSmall(word))) {
      throw fault("'%s' is neither a type nor a method; write 'RESULT name(TYPES) FLAGS'", content);
    }
    ResultModel result =
        blank < 0
            ? ResultModel.UNSTATED
            : word(ResultModel.class, word, "before the method's name", "");
    List<ParameterModel> parameters = parameters(content.substring(begin + 1, end));
    boolean any = parameters.size() == 1 && parameters.get(0).type().equals("*");
    return new MethodModel(name, result, any, parameters, flags(content.substring(end + 1)));
  }

  private List<ParameterModel> parameters(String text) throws ModelException {
    List<ParameterModel> parameters = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      List<String> words = ModelText.words(part.strip());
      String type = words.getLast();
      if (words.size() > 2 || !ModelText.isParameterType(type)) {
        throw fault("'%s' is no parameter; write 'TYPE' or 'ROLE TYPE', erased", part.strip());
      }
      ParameterModel.Role role =
          words.size() == 1
              ? ParameterModel.Role.UNSTATED
              : word(ParameterModel.Role.class, words.get(0), "before a parameter's type", "");
      parameters.add(new ParameterModel(role, type));
    }
    return parameters;
  }

  private Set<MethodModel.Flag> flags(String text) throws ModelException {
    Set<MethodModel.Flag> flags = EnumSet.noneOf(MethodModel.Flag.class);
    if (!text.isBlank()) {
      for (String word : ModelText.words(text.strip())) {
        flags.add(word(MethodModel.Flag.class, word, "after the parameters", ""));
      }
    }
    return flags;
  }

  private <E extends Enum<E>> E word(Class<E> words, String word, String where, String more)
      throws ModelException {
    for (E constant : words.getEnumConstants()) {
      if (ModelText.spells(word, constant)) {
        return constant;
      }
    }
    String known =
        Arrays.stream(words.getEnumConstants())
            .map(ModelParser::spelling)
            .collect(Collectors.joining(", "));
    throw fault(
        "'%s' is not a word %s; the words are: %s",
        word, where, more.isEmpty() ? known : known + ", " + more);
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @FormatMethod
  private ModelException fault(String format, Object... values) {
    return new ModelException(source, line, format.formatted(values));
  }
}
