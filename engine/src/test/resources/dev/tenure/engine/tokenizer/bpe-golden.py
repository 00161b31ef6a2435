"""Writes bpe-golden.json: python bpe-golden.py > bpe-golden.json, with `pip install tokenizers==0.23.2`.

Each family's tokenizer has the steps of its published models, and a vocabulary that is trained on a few sentences.
"""

import json

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

CORPUS = """Once upon a time, there was a little girl named Lily. She loved to play outside in the park.
One day, she saw a big, red ball. "Can I play with it?" she asked. It's 12345 o'clock; they'll go home, and we've 1000 things to do.
The cat sat on the mat; the dog didn't. Der Fuchs läuft über die Straße und trifft zwölf Bären. Déjà vu à l'école: ça va très bien, où êtes-vous?
def main(args):\n    for i in range(10):\n        print(i,  "hello world")\n\n\nПривет, мир! Как дела? こんにちは世界。你好，世界！😀😀 naïve café — coöperate. 
I'M HERE, I'LL STAY, THEY'RE GONE.  Tabs\there\tand   three   spaces.\r\nWindows line.\r\n\r\n
""".split("\n")
CORPUS = [line + "\n" for line in CORPUS]

TEXTS = [
    "", "a", " ", "  ", "   a   b", "Hello, world!", " Once upon a time", "Once upon a time, there was a little girl.",
    "It's DON'T I'LL they're 'S o'clock \u017f's '\u017f", "1234567890 12 a1b22c333",
    "tab\there\n\n\nnew \r\n line  \r\r\n", "def f(x):\n    return x  # ok\n", "na\u00efve caf\u00e9 \u2014 co\u00f6perate",
    "cafe\u0301 A\u030a \uac00\u11a8", "\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440!",
    "\u3053\u3093\u306b\u3061\u306f\u4e16\u754c\u3002\u4f60\u597d",
    "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea",
    "a\u00a0b\u3000c\u2003d\u0085e\u200bf", "\u2581x \u2581\u2581 y", "\u0660\u0661\u0662\u0663 \u00bd \u2167 x\u00b2",
    "outside park zzz outsides", "trailing space ", "trailing newline\n", "<0x41> <s2> </x>",
    "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 \u0928\u092e\u0938\u094d\u0924\u0947", "$100.00 != \u20ac50 -- (ok) [x]{y} ~!@#",
    "\x00\x01\x7f", "aaaaaaaaaaaaaaa    aaaa", "\ufb01 \u01c5 \u0130\u0131\u1e9e",
    "<think>", "I <think>er, <think> there", "<think>I<think><think>", " <think> I ",
]

MODERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}%s| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def byte_level_step(use_regex):
    return pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=use_regex)


def split_step(digits):
    split = pre_tokenizers.Split(Regex(MODERN % digits), behavior="isolated", invert=False)
    return pre_tokenizers.Sequence([split, byte_level_step(False)])


def add_words(tokenizer, specials):
    tokenizer.add_special_tokens([AddedToken(word, normalized=False) for word in specials])
    tokenizer.add_tokens([AddedToken("<think>", normalized=False), AddedToken("<think>er", normalized=False)])


def template(tokenizer, word):
    return processors.TemplateProcessing(
        single=word + " $A",
        pair=word + " $A " + word + " $B",
        special_tokens=[(word, tokenizer.token_to_id(word))],
    )


def byte_level(steps, specials, normalizer=None, begin=None, whole_words=()):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = steps
    if normalizer:
        tokenizer.normalizer = normalizer
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer.train_from_iterator(
        CORPUS, trainers.BpeTrainer(vocab_size=420, initial_alphabet=alphabet, show_progress=False))
    if whole_words:  # that no merge makes, so that only ignore_merges finds them
        file = json.loads(tokenizer.to_str())
        file["model"]["ignore_merges"] = True
        vocabulary = file["model"]["vocab"]
        for word in whole_words:
            vocabulary.setdefault(word, len(vocabulary))
        tokenizer = Tokenizer.from_str(json.dumps(file))
    add_words(tokenizer, specials)
    plain = processors.ByteLevel(trim_offsets=False)
    tokenizer.post_processor = processors.Sequence([plain, template(tokenizer, begin)]) if begin else plain
    return tokenizer


def spaces(scheme=None, split=False, strip=True, whole_words=False):
    """Llama 2 as transformers converts it, or with Metaspace if a scheme is given."""
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>", fuse_unk=True))
    if scheme:
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme=scheme, split=split)
    else:
        tokenizer.normalizer = normalizers.Sequence(
            [normalizers.Prepend("\u2581"), normalizers.Replace(" ", "\u2581")])
    last = [decoders.Strip(" ", 1, 0)] if strip else []
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse()] + last)
    file = json.loads(tokenizer.to_str())
    file["model"].update(trained_on_words(), ignore_merges=whole_words)
    tokenizer = Tokenizer.from_str(json.dumps(file))
    add_words(tokenizer, ["<unk>", "<s>", "</s>"])
    tokenizer.post_processor = template(tokenizer, "<s>")
    return tokenizer


def trained_on_words():
    """A vocabulary whose merges stay inside of words, as SentencePiece makes it, and runs of spaces."""
    words = Tokenizer(models.BPE(unk_token="<unk>"))
    words.pre_tokenizer = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always", split=True)
    first = ["<unk>", "<s>", "</s>"] + ["<0x%02X>" % value for value in range(256)]
    latin = [line for line in CORPUS if not any(ord(c) > 0x2000 for c in line)]
    words.train_from_iterator(
        latin, trainers.BpeTrainer(vocab_size=700, special_tokens=first, show_progress=False))
    model = json.loads(words.to_str())["model"]
    for half in ["\u2581", "\u2581\u2581"]:
        model["vocab"].setdefault(half + half, len(model["vocab"]))
        model["merges"].append([half, half])
    return {"vocab": model["vocab"], "merges": model["merges"]}


FAMILIES = {
    "gpt2": (byte_level(byte_level_step(True), ["<|endoftext|>"]), "<|endoftext|>"),
    "llama3": (
        byte_level(
            split_step("{1,3}"), ["<|begin_of_text|>", "<|eot_id|>"], begin="<|begin_of_text|>",
            whole_words=["outside", "\u0120park", "zzz"]),
        "<|eot_id|>",
    ),
    "qwen2": (
        byte_level(split_step(""), ["<|endoftext|>", "<|im_start|>", "<|im_end|>"], normalizers.NFC()),
        "<|im_start|>",
    ),
    "smollm2": (
        byte_level(
            pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), byte_level_step(True)]),
            ["<|endoftext|>", "<|im_start|>"]),
        "<|im_start|>",
    ),
    "llama2": (spaces(), "</s>"),
    "metaspace-first": (spaces("first"), "</s>"),
    "metaspace-always-split": (spaces("always", split=True), "</s>"),
    "metaspace-never": (spaces("never", strip=False, whole_words=True), "</s>"),
}


def family(name, tokenizer, mark):
    file = json.loads(tokenizer.to_str())
    if name in ("gpt2", "smollm2"):  # as older files have them
        file["model"]["merges"] = [" ".join(pair) for pair in file["model"]["merges"]]
    if name == "gpt2":
        del file["model"]["type"]
        del file["pre_tokenizer"]["use_regex"]
    cases = []
    for text in TEXTS + [mark + "Hi" + mark + mark + " there\n" + mark, "Hi " + mark + "Hi", mark + "<think>a"]:
        framed = tokenizer.encode(text).ids
        cases.append({
            "text": text,
            "ids": tokenizer.encode(text, add_special_tokens=False).ids,
            "framed": framed,
            "decoded": tokenizer.decode(framed),
        })
    return json.dumps({"name": name, "tokenizer": file, "cases": cases}, separators=(",", ":"))


print("[\n" + ",\n".join(family(name, *rest) for name, rest in FAMILIES.items()) + "\n]")
