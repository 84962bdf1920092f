"""Records what transformers reads from config.json and which tensors the models then have.

Run: python config_golden.py ../resources/config/cases.json
"""

import json
import pathlib
import sys
import tempfile

import torch
import transformers
from transformers import AutoConfig, AutoModelForCausalLM

TINY = dict(hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=4, vocab_size=40)
LLAMA31 = dict(factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=8192)

CASES = {
    "llama-tiny-defaults": dict(model_type="llama", **TINY),
    "llama-old-form": dict(
        model_type="llama", **TINY, num_key_value_heads=2, head_dim=8, rms_norm_eps=1e-5, rope_theta=500000.0,
        rope_scaling=dict(rope_type="llama3", **LLAMA31), max_position_embeddings=131072, tie_word_embeddings=True,
        torch_dtype="bfloat16", bos_token_id=128000, eos_token_id=[128001, 128008, 128009], pad_token_id=39),
    "llama-older-form": dict(
        model_type="llama", **TINY, rope_scaling=dict(type="linear", factor=4.0), attention_bias=True, mlp_bias=True,
        bos_token_id=None, eos_token_id=None),
    "llama-new-form": dict(
        model_type="llama", architectures=["LlamaForCausalLM"], **TINY, num_key_value_heads=1,
        rope_parameters=dict(rope_type="llama3", rope_theta=500000.0, **LLAMA31), max_position_embeddings=131072,
        dtype="float16"),
    "llama3-without-original": dict(
        model_type="llama", **TINY, rope_theta=20000, max_position_embeddings=4096,
        rope_scaling=dict(rope_type="llama3", factor=2, low_freq_factor=1, high_freq_factor=4)),
    "both-forms": dict(
        model_type="llama", **TINY, rope_theta=1.0, rope_scaling=dict(type="linear", factor=2.0, rope_theta=3.0),
        rope_parameters=dict(rope_type="default", rope_theta=2.0)),
    "qwen2-tiny-defaults": dict(model_type="qwen2", **TINY, num_key_value_heads=2),
    "qwen2-null-kv-heads": dict(model_type="qwen2", **TINY, num_key_value_heads=None, attention_bias=False),
    "qwen2.5-shape": dict(
        model_type="qwen2", architectures=["Qwen2ForCausalLM"], attention_dropout=0.0, bos_token_id=151643,
        eos_token_id=151645, hidden_act="silu", hidden_size=896, initializer_range=0.02, intermediate_size=4864,
        max_position_embeddings=32768, max_window_layers=21, num_attention_heads=14, num_hidden_layers=2,
        num_key_value_heads=2, rms_norm_eps=1e-06, rope_theta=1000000.0, sliding_window=32768,
        tie_word_embeddings=True, torch_dtype="bfloat16", use_cache=True, use_sliding_window=False, vocab_size=151936),
    "qwen3-tiny-defaults": dict(model_type="qwen3", **TINY, num_key_value_heads=2),
    "qwen3-shape": dict(
        model_type="qwen3", architectures=["Qwen3ForCausalLM"], attention_bias=False, attention_dropout=0.0,
        bos_token_id=151643, eos_token_id=151645, head_dim=128, hidden_act="silu", hidden_size=1024,
        intermediate_size=3072, max_position_embeddings=40960, max_window_layers=28, num_attention_heads=16,
        num_hidden_layers=2, num_key_value_heads=8, rms_norm_eps=1e-06, rope_scaling=None, rope_theta=1000000,
        sliding_window=None, tie_word_embeddings=True, torch_dtype="bfloat16", use_sliding_window=False,
        vocab_size=151936),
    "qwen3-bias-new-form": dict(
        model_type="qwen3", **TINY, num_key_value_heads=4, head_dim=16, attention_bias=True,
        layer_types=["full_attention", "full_attention"],
        rope_parameters=dict(rope_type="default", rope_theta=7000.0)),
    "window-that-starts-later": dict(
        model_type="qwen2", **TINY, num_key_value_heads=2, use_sliding_window=True, sliding_window=16,
        max_window_layers=2),
}


def ids(value):
    return [] if value is None else value if isinstance(value, list) else [value]


def record(config):
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "config.json").write_text(json.dumps(config))
        c = AutoConfig.from_pretrained(folder)
    rope = dict(c.rope_parameters)
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(c)
    tensors = {name: list(tensor.shape) for name, tensor in model.state_dict().items()}
    if c.tie_word_embeddings:
        del tensors["lm_head.weight"]
    assert set(getattr(c, "layer_types", None) or ["full_attention"]) == {"full_attention"}
    return dict(
        vocabularySize=c.vocab_size, hiddenSize=c.hidden_size, intermediateSize=c.intermediate_size,
        layers=c.num_hidden_layers, heads=c.num_attention_heads, keyValueHeads=c.num_key_value_heads,
        headDim=model.model.layers[0].self_attn.head_dim, rmsNormEps=c.rms_norm_eps, rope=rope,
        maxPositions=c.max_position_embeddings, tied=c.tie_word_embeddings,
        dtype=str(c.dtype or "torch.float32"), bos=ids(c.bos_token_id), eos=ids(c.eos_token_id),
        pad=ids(c.pad_token_id), tensors=tensors)


cases = [dict(name=name, config=config, expected=record(config)) for name, config in CASES.items()]
pathlib.Path(sys.argv[1]).write_text(json.dumps(
    dict(versions=dict(transformers=transformers.__version__, torch=torch.__version__), cases=cases), indent=1) + "\n")
