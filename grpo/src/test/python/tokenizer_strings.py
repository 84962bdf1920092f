"""Trains three byte-level BPE tokenizers and records what the tokenizers library makes of 1,000 strings.

    python tokenizer_strings.py [OUTPUT]        (OUTPUT: src/test/resources)
    python tokenizer_strings.py --fuzz FILE N   (N more random strings for the tokenizers already there)

Writes tokenizers/{qwen,llama,smollm,mixed}/tokenizer.json (+ tokenizer_config.json, except for mixed) and
tokenizers/strings.json.gz. The configurations are those of Qwen2/Qwen3, Llama-3 and SmolLM2; "mixed" is the
first one's vocabulary with unusual components.
"""
import gzip
import json
import pathlib
import random
import sys

import tokenizers
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from tokenizer_corpus import COMMANDS, CODE, SENTENCES, documents, kubectl

HERE = pathlib.Path(__file__).parent
QWEN_SPLIT = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
              r"|\s*[\r\n]+|\s+(?!\S)|\s+")
LLAMA_SPLIT = QWEN_SPLIT.replace(r"|\p{N}|", r"|\p{N}{1,3}|")
VOCABULARY = 2048

CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' "
    "+ '\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}")
HEADERS = (
    "{{- bos_token }}\n{%- for message in messages %}\n"
    "    {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n' + message['content'] | trim "
    "+ '<|eot_id|>' }}\n{%- endfor %}\n"
    "{%- if add_generation_prompt %}\n    {{- '<|start_header_id|>assistant<|end_header_id|>\n\n' }}\n{%- endif %}\n")


def special(text, is_special=True, **options):
    return AddedToken(text, special=is_special, normalized=options.pop("normalized", False), **options)


def train(tokenizer, size, first=()):
    tokenizer.train_from_iterator(documents(), trainers.BpeTrainer(
        vocab_size=size, special_tokens=list(first), show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))


def qwen():
    tokenizer = Tokenizer(models.BPE(continuing_subword_prefix="", end_of_word_suffix=""))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(QWEN_SPLIT), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, trim_offsets=False, use_regex=False)])
    tokenizer.post_processor = processors.ByteLevel(add_prefix_space=False, trim_offsets=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel(add_prefix_space=False, trim_offsets=False, use_regex=False)
    added = [special(t) for t in ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|object_ref_start|>")]
    added += [special(t, False) for t in ("<tool_call>", "</tool_call>", "<tool_response>", "</tool_response>",
                                          "<think>", "</think>")]
    train(tokenizer, VOCABULARY - len(added))
    tokenizer.add_tokens(added)
    return tokenizer, {"tokenizer_class": "Qwen2Tokenizer", "bos_token": None, "eos_token": "<|im_end|>",
                       "pad_token": "<|endoftext|>", "unk_token": None, "chat_template": CHATML}


def llama():
    tokenizer = Tokenizer(models.BPE(ignore_merges=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(LLAMA_SPLIT), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, trim_offsets=True, use_regex=False)])
    tokenizer.decoder = decoders.ByteLevel()
    added = [special(t) for t in ("<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>",
                                  "<|eom_id|>", "<|eot_id|>", "<|python_tag|>", "<|finetune_right_pad_id|>")]
    train(tokenizer, VOCABULARY - len(added))
    tokenizer.add_tokens(added)
    tokenizer.post_processor = processors.Sequence([
        processors.ByteLevel(add_prefix_space=True, trim_offsets=False, use_regex=True),
        processors.TemplateProcessing(
            single="<|begin_of_text|> $A", pair="<|begin_of_text|> $A <|begin_of_text|>:1 $B:1",
            special_tokens=[("<|begin_of_text|>", tokenizer.token_to_id("<|begin_of_text|>"))])])
    return tokenizer, {"tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<|begin_of_text|>",
                       "eos_token": "<|eot_id|>", "pad_token": "<|finetune_right_pad_id|>", "chat_template": HEADERS}


def smollm():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False, trim_offsets=True, use_regex=True)])
    tokenizer.decoder = decoders.ByteLevel()
    train(tokenizer, VOCABULARY, [special(t) for t in ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<repo_name>",
                                                       "<file_sep>", "<empty_output>")])
    return tokenizer, {"tokenizer_class": "GPT2Tokenizer", "bos_token": "<|im_start|>", "eos_token": "<|im_end|>",
                       "pad_token": "<|im_end|>", "unk_token": "<|endoftext|>", "chat_template": CHATML}


def mixed():
    """Everything else that a byte-level BPE file may ask for; truncation and padding on, to be ignored."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.NFKC(), normalizers.Replace("``", '"'), normalizers.Replace(Regex(r"\t{2,}"), "\t")])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"\p{N}{1,3}"), "isolated"),
        pre_tokenizers.Split(Regex(r"[一-龥぀-ゟ゠-ヿ]+"), "isolated"),
        pre_tokenizers.Split("=", "merged_with_previous"),
        pre_tokenizers.Split("/", "merged_with_next"),
        pre_tokenizers.Split("-", "contiguous"),
        pre_tokenizers.Split("\x07", "removed"),
        pre_tokenizers.ByteLevel(add_prefix_space=True, trim_offsets=True, use_regex=True)])
    tokenizer.decoder = decoders.Sequence([decoders.ByteLevel()])
    train(tokenizer, 600)
    tokenizer.add_tokens([
        special("<mask>", lstrip=True), special("<tail>", rstrip=True), special("<both>", lstrip=True, rstrip=True),
        special("<both><both>"), special("memory", False, single_word=True),
        special("Größe", False, normalized=True), special("pod", False, normalized=True, single_word=True),
        special("file", False, normalized=True), special("<|im_end|>"), special("<s>"), special("</s>")])
    tokenizer.post_processor = processors.RobertaProcessing(
        ("</s>", tokenizer.token_to_id("</s>")), ("<s>", tokenizer.token_to_id("<s>")))
    tokenizer.enable_truncation(16)
    tokenizer.enable_padding(length=32)
    return tokenizer, None


BUILDERS = {"qwen": qwen, "llama": llama, "smollm": smollm, "mixed": mixed}

TRICKY = [
    "", " ", "  ", "\n", "\r\n", "\r", "\t", " \n ", "\n\n\n", "   a", "a   ", "a  b   c    d", "\t\t\tx\t\ty", "\u00a0", "a\u00a0b",
    "\u3000全角\u3000", "\u2028line\u2029para", "\x85next", "\x0b\x0c", "\x00", "a\x00b", "\x01\x02\x1f\x7f\x80\x9f", "\ufeffbom",
    "\u200b\u200c\u200d", "it's It'S IT'LL we've they'RE I'm I'd don't 'twas 'Tis", "it\u2019s", "'\u017f x'\u017f", "o'clock 's", "''s", "'S'T",
    "123", "1234567890", "1 2 3", "3.14159", "1e-5", "0x1F", "v1.24.7", "٣٤٥", "१२३", "²³½Ⅷ", "𝟘𝟙𝟚", "１２３",
    "é", "e\u0301", "n\u0303", "a\u0301\u0323", "\u0301", " \u0301x", "o\u0302\u0323", "한국어", "\u1112\u1161\u11ab", "가\u11a8", "Å\u212b\u2126", "ﬁle ﬃ", "ſ", "K",
    "क्षि", "नमस्ते", "தமிழ்", "ภาษาไทย", "العربية", "עברית", "ไม่", "မြန်မာ", "ខ្មែរ", "ትግርኛ",
    "😀", "👍🏽", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪🇫🇷", "1️⃣", "❤️", "🧑🏿‍🚀 to the 🌕!", "😀😀😀", "a😀b", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "\U00010000", "\U0010ffff", "\uffff", "\ue000", "\ud7ff", "\ufffd", "𠜎𠜱", "𐐷", "𝓗𝓮𝓵𝓵𝓸", "\U0001f9d1\u200d", "\u200d\U0001f680",
    "<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\n", "<|im_start|><|im_start|>", "<|im_start", "<|im_end|> <|im_end|>", "a<|endoftext|>b",
    "<|begin_of_text|>x", "<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>", "<think>\nhm\n</think>\n\nyes", "<tool_call>\n{\"name\": \"x\"}\n</tool_call>",
    "<<|im_end|>>", "< |im_end|>", "<|IM_END|>", "<|im_end|", "é<think>e\u0301</think>", "e<think>\u0301", "<|endoftext|>\u0301",
    "x <mask> y", "x   <mask>y", "<mask><mask>  <mask>", "x <tail>   y", "<tail>\n\n<tail> ", " <both> <both> ", "<both><both>", "a <both><both> b", "<tail> <mask>",
    "memory", "memorymemory", "a memory.", "memory_x", "xmemory", "memory memory", "in-memory", "mémory memory\u0301", "Größe", "Gro\u0308ße", "Größenwahn",
    "pod", "pods", "pod,pod", "ｐｏｄ", "file ﬁle", "a=b==c", "/usr/bin//x/", "a--b---c-", "a\x07b\x07\x07c", "``quoted``", "\t\t\tx", "abc漢字かなカナabc", "1234漢5678",
    "<s>a</s>", "</s></s>", "Ġ", "Ġa", "Ċ", "ĠĠ", "â", "Ã©", "\\u0120", "<0x0A>", "▁a", "##ing", "</w>",
    "a\r\nb\r\rc\n\rd", "  \n  \n", "x \n", "x\n ", "\n x", "!!!\n\n", "!\r\n", "...\n", " !?\n a", "#$%^&*()", "a.b,c;d:e", "¿Qué?", "«oui»", "“q”", "—–-", "…",
    "ǅ ǈ ʰ ª º", "ß SS ẞ", "İ i\u0307 ı", "Σσς", "\u0345", "\u0903", "x\u20dd", "\u180e", "\u00ad", "\u061c", "\u202e abc",
    "a" * 300, "ab" * 200, " " * 300, "\n" * 120, "漢" * 100, "😀" * 60, "1" * 200, "-" * 150, "\u0301" * 40, "e\u0301" * 60,
]
BLOCKS = [(0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x52F), (0x590, 0x6FF), (0x900, 0xDFF), (0xE00, 0xE7F), (0x10A0, 0x11FF),
          (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x2BFF), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xE000, 0xF8FF),
          (0xF900, 0xFFFF), (0x10000, 0x10FFF), (0x1D400, 0x1D7FF), (0x1F300, 0x1FAFF), (0x20000, 0x2FA1F), (0xE0000, 0xE01EF), (0x0, 0x1F)]
PIECES = [" ", "  ", "\n", "\n\n", "\t", "\r\n", "'s", "'LL", "'ve", "\u0301", "\u0308", "\u200d", "\ufe0f", "123", "42", "a", "The", " the", "é", "ß",
          "日本", "Привет", "🙂", "👩‍💻", ".", "...", "!", "{", "}", '"', "://", "--", "<|im_end|>", "<|im_start|>", "<think>", "<|eot_id|>",
          "<|begin_of_text|>", "<|endoftext|>", "<mask>", "<tail>", "<both>", "memory", "pod", "Größe", "=", "/", "-", "\x00", "\x07", "``", "\xa0", "\u2003"]


def character(rng):
    while True:
        low, high = rng.choice(BLOCKS) if rng.random() < 0.95 else (0, 0x10FFFF)
        code = rng.randint(low, high)
        if not 0xD800 <= code <= 0xDFFF:
            return chr(code)


def random_string(rng):
    kind = rng.randrange(6)
    if kind == 0:
        return "".join(character(rng) for _ in range(rng.randint(1, 40)))
    if kind == 1:
        low, high = rng.choice(BLOCKS)
        return "".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, 30)))
    if kind == 2:
        return "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 25)))
    if kind == 3:
        text = rng.choice(SENTENCES + CODE + COMMANDS + [kubectl(rng)])
        start = rng.randrange(len(text))
        return text[start:start + rng.randint(1, 160)]
    if kind == 4:
        text = list(rng.choice(SENTENCES + CODE))
        for _ in range(rng.randint(1, 6)):
            text.insert(rng.randint(0, len(text)), rng.choice(PIECES) if rng.random() < 0.6 else character(rng))
        return "".join(text)[:220]
    return "".join(rng.choice(PIECES + [character(rng)]) for _ in range(rng.randint(1, 16)))


def record(tokenizer, strings):
    tokenizer.no_truncation()
    tokenizer.no_padding()
    plain = [tokenizer.encode(s, add_special_tokens=False).ids for s in strings]
    return {
        "ids": plain,
        "with_special": {str(i): ids for i, ids in enumerate(tokenizer.encode(s).ids for s in strings) if ids != plain[i]},
        "decoded": {str(i): d for i, d in enumerate(tokenizer.decode(p, skip_special_tokens=False) for p in plain)
                    if d != strings[i]},
        "decoded_skipping": {str(i): d for i, d in enumerate(tokenizer.decode(p) for p in plain) if d != strings[i]},
        "cut": [tokenizer.decode(p[1::2], skip_special_tokens=False) for p in plain],
    }


def cases(folders, strings):
    return {"versions": {"tokenizers": tokenizers.__version__}, "strings": strings,
            "tokenizers": {f.name: record(Tokenizer.from_file(str(f / "tokenizer.json")), strings) for f in folders}}


def main():
    output = HERE.parent / "resources"
    if sys.argv[1:2] == ["--fuzz"]:
        rng = random.Random(int(sys.argv[3]))
        strings = [random_string(rng) for _ in range(int(sys.argv[3]))]
        folders = [output / "tokenizers" / name for name in BUILDERS]
        with gzip.open(sys.argv[2], "wt", encoding="utf-8") as out:
            json.dump(cases(folders, strings), out)
        return
    if len(sys.argv) > 1:
        output = pathlib.Path(sys.argv[1])
    folders = []
    for name, build in BUILDERS.items():
        folder = output / "tokenizers" / name
        folder.mkdir(parents=True, exist_ok=True)
        tokenizer, config = build()
        tokenizer.save(str(folder / "tokenizer.json"))
        if config:
            (folder / "tokenizer_config.json").write_text(json.dumps(config, ensure_ascii=False, indent=2) + "\n")
        folders.append(folder)
    rng = random.Random(11)
    strings = list(dict.fromkeys(TRICKY))
    while len(strings) < 1000:
        text = random_string(rng)
        if text not in strings:
            strings.append(text)
    text = json.dumps(cases(folders, strings), ensure_ascii=True, separators=(",", ":"))
    with open(output / "tokenizers" / "strings.json.gz", "wb") as raw:
        with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as out:
            out.write(text.encode())


main()
