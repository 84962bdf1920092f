"""Writes tiny GGUF files as llama.cpp's converter would, and what their import must give.

Each file comes from a randomly initialised transformers model and a tokenizer trained with the
tokenizers library. The golden data holds the model's configuration, the SHA-256 of every tensor as
the gguf package dequantises it (rotary rows back in Hugging Face's order), and tokenizer.json as the
tokenizers library writes it.

Run: python gguf_golden.py ../resources/gguf      (needs gguf 0.19 beside transformers)
"""

import hashlib
import json
import math
import pathlib
import sys

import gguf
import numpy as np
import tokenizers
import torch
import transformers
from gguf import GGMLQuantizationType as Q
from gguf import GGUFWriter
from tokenizers import AddedToken, Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors, trainers
from tokenizers.models import BPE
from transformers import AutoModelForCausalLM, LlamaConfig, Qwen2Config, Qwen3Config

OUT = pathlib.Path(sys.argv[1])
OUT.mkdir(parents=True, exist_ok=True)
SHARED = r"""(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|%s| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"""
TEXT = ["the pod of the service is not ready", "kubectl get pods in the namespace", "the port of the service"] * 3
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
USER = ["<tool_call>"]
TYPES = [Q.Q4_0, Q.Q4_1, Q.Q8_0, Q.F16, Q.BF16, Q.F32]
LLAMA3 = dict(rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
              original_max_position_embeddings=8192, rope_theta=500000.0)
SIZES = dict(hidden_size=32, intermediate_size=64, num_attention_heads=2, num_key_value_heads=1, head_dim=16,
             bos_token_id=1, eos_token_id=2)


def cut(numbers):
    return pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(SHARED % numbers), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


SCHEMES = {
    "gpt-2": lambda: pre_tokenizers.ByteLevel(add_prefix_space=False),
    "smollm": lambda: pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]),
    "llama-bpe": lambda: cut(r"\p{N}{1,3}"),
    "qwen2": lambda: cut(r"\p{N}"),
}


def train(pre):
    tokenizer = Tokenizer(BPE(ignore_merges=pre == "llama-bpe", unk_token=SPECIAL[0] if pre == "smollm" else None,
                              byte_fallback=False, fuse_unk=False))
    if pre == "qwen2":
        tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = SCHEMES[pre]()
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=280, special_tokens=SPECIAL + USER, show_progress=False,
                                  initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    tokenizer.train_from_iterator(TEXT, trainer)
    for token in USER:
        tokenizer.add_tokens([AddedToken(token, special=False, normalized=False)])
    if pre == "llama-bpe":
        tokenizer.post_processor = processors.TemplateProcessing(
            single="<|im_start|>:0 $A:0", pair="<|im_start|>:0 $A:0 <|im_start|>:1 $B:1",
            special_tokens=[("<|im_start|>", 1)])
    return json.loads(tokenizer.to_str())


def permute(weight, heads):
    return weight.reshape(heads, 2, weight.shape[0] // heads // 2, *weight.shape[1:]).swapaxes(1, 2).reshape(weight.shape)


def unpermute(weight, heads):
    return weight.reshape(heads, weight.shape[0] // heads // 2, 2, *weight.shape[1:]).swapaxes(1, 2).reshape(weight.shape)


def rope_factors(rope, width):
    factors = []
    for i in range(0, width, 2):
        wavelength = 2 * math.pi * rope["rope_theta"] ** (i / width)
        original, low, high = rope["original_max_position_embeddings"], rope["low_freq_factor"], rope["high_freq_factor"]
        if wavelength < original / high:
            factors.append(1.0)
        elif wavelength > original / low:
            factors.append(rope["factor"])
        else:
            smooth = (original / wavelength - low) / (high - low)
            factors.append(1 / ((1 - smooth) / rope["factor"] + smooth))
    return np.array(factors, dtype=np.float32)


def write(name, config, pre, template):
    torch.manual_seed(len(name))
    tokenizer = train(pre)
    vocabulary = tokenizer["model"]["vocab"]
    config.vocab_size = len(vocabulary) + 8
    model = AutoModelForCausalLM.from_config(config)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    arch = config.model_type
    writer = GGUFWriter(OUT / f"{name}.gguf", arch)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_key_length(16)
    writer.add_value_length(16)
    rope = config.rope_parameters
    writer.add_rope_freq_base(rope["rope_theta"])
    if rope["rope_type"] == "linear":
        writer.add_rope_scaling_type(gguf.RopeScalingType.LINEAR)
        writer.add_rope_scaling_factor(rope["factor"])
    if rope["rope_type"] == "llama3":
        writer.add_tensor("rope_freqs.weight", rope_factors(rope, 16))
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(pre)
    tokens = [token for token, _ in sorted(vocabulary.items(), key=lambda entry: entry[1])]
    kinds = [3 if token in SPECIAL else 4 if token in USER else 1 for token in tokens]
    writer.add_token_list(tokens + [f"[PAD{config.vocab_size - 8 + i}]" for i in range(8)])
    writer.add_token_types(kinds + [5] * 8)
    writer.add_token_merges([" ".join(pair) for pair in tokenizer["model"]["merges"]])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_eot_token_id(0)
    if pre == "smollm":
        writer.add_unk_token_id(0)
        writer.add_add_bos_token(False)
    writer.add_chat_template(template)
    hashes = {}
    inner = {
        "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
        "self_attn.o_proj": "attn_output", "self_attn.q_norm": "attn_q_norm", "self_attn.k_norm": "attn_k_norm",
        "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
        "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm"}
    outer = {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output"}
    for i, (key, value) in enumerate(model.state_dict().items()):
        if key == "lm_head.weight" and config.tie_word_embeddings:
            continue
        stem, kind = key.rsplit(".", 1)
        if stem.startswith("model.layers."):
            _, _, layer, rest = stem.split(".", 3)
            target = f"blk.{layer}.{inner[rest]}.{kind}"
        else:
            target = f"{outer[stem]}.{kind}"
        weight = value.numpy()
        heads = {"q_proj": config.num_attention_heads, "k_proj": config.num_key_value_heads}.get(stem.rsplit(".", 1)[-1])
        heads = heads if arch == "llama" else None
        if heads:
            weight = permute(weight, heads)
        stored = Q.F32 if weight.ndim == 1 else Q.Q8_0 if i == 0 else TYPES[i % len(TYPES)]
        data = gguf.quantize(np.ascontiguousarray(weight), stored)
        writer.add_tensor(target, data, raw_dtype=stored)
        back = gguf.dequantize(data, stored).astype(np.float32).reshape(weight.shape)
        if heads:
            back = unpermute(back, heads)
        hashes[key] = hashlib.sha256(np.ascontiguousarray(back).tobytes()).hexdigest()
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return dict(file=f"{name}.gguf", config=json.loads(config.to_json_string(use_diff=False)), template=template,
                tensors=hashes, tokenizer=tokenizer)


def quantised():
    """Blocks of random bytes with sensible scales, and their numbers' bits."""
    random = np.random.default_rng(5)
    cases = []
    for kind, size, scales in [(Q.Q4_0, 18, 1), (Q.Q4_1, 20, 2), (Q.Q8_0, 34, 1), (Q.F16, 2, 0), (Q.BF16, 2, 0)]:
        rows = 6 if scales else 64
        data = random.integers(0, 256, (rows, size), dtype=np.uint8)
        for at in range(scales):
            data[:, 2 * at:2 * at + 2] = random.normal(0, 0.1, (rows, 1)).astype(np.float16).view(np.uint8)
        if kind == Q.F16:
            data = random.normal(0, 3, rows).astype(np.float16).view(np.uint8).reshape(1, -1)
        if kind == Q.BF16:
            data = (random.normal(0, 3, rows).astype(np.float32).view(np.uint32) >> 16).astype(np.uint16).view(np.uint8).reshape(1, -1)
        numbers = gguf.dequantize(data if kind != Q.F16 else data.view(np.float16), kind).astype(np.float32).ravel()
        cases.append(dict(type=kind.name, bytes=data.tobytes().hex(), bits=numbers.view(np.int32).tolist()))
    return cases


files = [
    write("llama3", LlamaConfig(**SIZES, num_hidden_layers=2, rope_parameters=LLAMA3, max_position_embeddings=131072,
                                rms_norm_eps=1e-5), "llama-bpe", "{{ bos_token }}"),
    write("smollm", LlamaConfig(**SIZES, num_hidden_layers=1, tie_word_embeddings=True, max_position_embeddings=4096,
                                rope_parameters=dict(rope_type="linear", factor=2.0, rope_theta=100000.0)),
          "smollm", "{{ messages }}"),
    write("qwen2", Qwen2Config(**{**SIZES, "head_dim": 16}, num_hidden_layers=1, max_position_embeddings=32768,
                               rope_parameters=dict(rope_type="default", rope_theta=1000000.0)), "qwen2", "{# qwen2 #}"),
    write("qwen3", Qwen3Config(**SIZES, num_hidden_layers=1, tie_word_embeddings=True, max_position_embeddings=40960,
                               rope_parameters=dict(rope_type="default", rope_theta=1000000.0)), "gpt-2", "{# qwen3 #}"),
]
(OUT / "golden.json").write_text(json.dumps(dict(
    versions=dict(gguf="0.19.0", transformers=transformers.__version__, tokenizers=tokenizers.__version__,
                  torch=torch.__version__), files=files, quantised=quantised()), ensure_ascii=False) + "\n")
