"""Makes src/test/resources/golden: tiny random models of each family and what torch, transformers,
peft and trl compute with them. Run it with a folder to write; the versions are in versions.json.

float64: transformers computes norms and rotary angles in float32 even for double models, and trl's
fused head does so with log-probs. Here those are replaced by ones in double, so that float64 shows
formulas, not roundings.
"""

import json
import os
import shutil
import sys
import warnings
from pathlib import Path

os.environ["TRL_EXPERIMENTAL_SILENCE"] = "1"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
warnings.filterwarnings("ignore")

import peft
import safetensors
import tokenizers
import torch
import transformers
import trl
from datasets import Dataset
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, PreTrainedTokenizerFast
from trl import GRPOConfig, GRPOTrainer

torch.set_num_threads(1)
VOCABULARY = 512
PAD, EOS = 0, 1
PROJECTIONS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
SHAPE = dict(
    vocab_size=VOCABULARY,
    hidden_size=64,
    intermediate_size=112,
    num_hidden_layers=2,
    num_attention_heads=4,
    num_key_value_heads=2,
    max_position_embeddings=256,
    bos_token_id=None,
    eos_token_id=EOS,
    pad_token_id=PAD,
)


def configs():
    yield "qwen2", transformers.Qwen2Config(**SHAPE, tie_word_embeddings=True, rms_norm_eps=1e-6)
    yield "qwen3", transformers.Qwen3Config(**SHAPE, head_dim=32, tie_word_embeddings=True)
    yield "llama", transformers.LlamaConfig(
        **SHAPE,
        tie_word_embeddings=False,
        rope_parameters=dict(
            rope_type="llama3",
            rope_theta=10000.0,
            factor=8.0,
            low_freq_factor=1.0,
            high_freq_factor=4.0,
            original_max_position_embeddings=64,
        ),
    )


def randomise(model, generator):
    for name, parameter in sorted(model.named_parameters()):
        noise = torch.randn(parameter.shape, generator=generator)
        with torch.no_grad():
            if "norm" in name:
                parameter.copy_(1 + 0.1 * noise)
            elif name.endswith("bias"):
                parameter.copy_(0.1 * noise)
            else:
                parameter.copy_(0.18 * noise)


def in_double(model):
    """The same model in float64 throughout."""
    model = model.double()
    for module in model.modules():
        kind = type(module).__name__
        if kind.endswith("RMSNorm"):

            def norm(hidden, module=module):
                variance = hidden.pow(2).mean(-1, keepdim=True)
                return module.weight * (hidden * torch.rsqrt(variance + module.variance_epsilon))

            module.forward = norm
        elif kind.endswith("RotaryEmbedding"):

            def rotary(hidden, position_ids, module=module, **_):
                angles = position_ids[..., None].double() * module.inv_freq.double()
                both = torch.cat((angles, angles), dim=-1)
                return both.cos() * module.attention_scaling, both.sin() * module.attention_scaling

            module.forward = rotary
    return model


def padded_batch(generator):
    """Two prompts of two completions each; prompts padded left, completions right."""
    prompts = [5, 8, 8, 3]
    completions = [9, 6, 4, 9]
    width_p, width_c = max(prompts), max(completions)
    tokens = torch.randint(3, VOCABULARY, (4, width_p + width_c), generator=generator)
    prompt_ids, completion_ids = tokens[:, :width_p].clone(), tokens[:, width_p:].clone()
    prompt_mask = torch.zeros(4, width_p, dtype=torch.long)
    completion_mask = torch.zeros(4, width_c, dtype=torch.long)
    for row in range(4):
        prompt_mask[row, width_p - prompts[row] :] = 1
        completion_mask[row, : completions[row]] = 1
        prompt_ids[row, : width_p - prompts[row]] = PAD
        completion_ids[row, completions[row] :] = PAD
    return dict(
        prompt_ids=prompt_ids,
        prompt_mask=prompt_mask,
        completion_ids=completion_ids,
        completion_mask=completion_mask,
        advantages=torch.tensor([1.2, -0.7, 0.4, -1.5]),
    )


def tokenizer():
    words = {f"w{i}": i for i in range(VOCABULARY)}
    model = tokenizers.models.WordLevel(words, unk_token="w2")
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizers.Tokenizer(model))
    fast.pad_token, fast.eos_token = "w0", "w1"
    return fast


CASES = [
    dict(name="grpo", loss_type="grpo"),
    dict(name="bnpo", loss_type="bnpo"),
    dict(name="dr_grpo", loss_type="dr_grpo", max_completion_length=32),
    dict(name="dapo", loss_type="dapo", num_items_in_batch=28),
    dict(name="cispo", loss_type="cispo", epsilon_high=1.4, num_items_in_batch=28),
    dict(name="sapo", loss_type="sapo"),
    dict(name="luspo", loss_type="luspo", importance_sampling_level="sequence"),
    dict(name="vespo", loss_type="vespo", num_items_in_batch=28, mostly_good=True),
    dict(name="gspo", loss_type="grpo", importance_sampling_level="sequence", epsilon=3e-2, epsilon_high=4e-2),
    dict(name="grpo-on-policy", loss_type="grpo", on_policy=True),
    dict(name="grpo-kl", loss_type="grpo", beta=0.04),
    dict(name="grpo-kl-plain", loss_type="grpo", beta=0.04, use_bias_correction_kl=False),
    dict(name="gspo-kl", loss_type="grpo", importance_sampling_level="sequence", beta=0.1),
    dict(name="grpo-delta", loss_type="grpo", delta=1.1, beta=0.04),
    dict(name="dapo-higher", loss_type="dapo", epsilon_high=0.28, num_items_in_batch=28),
    dict(name="dapo-whole-batch", loss_type="dapo", num_items_in_batch=61, steps_per_generation=2),
    dict(name="dapo-accumulated", loss_type="dapo", num_items_in_batch=61, gradient_accumulation_steps=4),
    dict(name="grpo-accumulated", loss_type="grpo", gradient_accumulation_steps=4),
    dict(name="luspo-token", loss_type="luspo", beta=0.04),
    dict(name="grpo-temperature", loss_type="grpo", temperature=0.7),
    dict(name="grpo-top-entropy", loss_type="grpo", top_entropy_quantile=0.4, beta=0.04),
    dict(name="bnpo-entropy", loss_type="bnpo", entropy_coef=0.05, gradient_accumulation_steps=2),
    dict(name="grpo-entropy-of-top", loss_type="grpo", entropy_coef=0.05, top_entropy_quantile=0.4),
    dict(name="grpo-off-policy-mask", loss_type="grpo", off_policy_mask_threshold=0.05),
    dict(name="grpo-off-policy-mask-sampled", loss_type="grpo", off_policy_mask_threshold=0.05, sampled=True),
    dict(name="cispo-kl", loss_type="cispo", epsilon_high=1.4, beta=0.04, num_items_in_batch=28),
    dict(name="sapo-temperatures", loss_type="sapo", sapo_temperature_pos=0.8, sapo_temperature_neg=1.3, beta=0.04),
    dict(name="vespo-weights", loss_type="vespo", vespo_k_pos=1.5, vespo_lambda_neg=1.2, num_items_in_batch=28, mostly_good=True),
    dict(name="grpo-tools", loss_type="grpo", tool_mask=True),
    dict(name="dapo-one-empty", loss_type="dapo", num_items_in_batch=19, empty_row=1),
]
OPTIONS = {
    "loss_type", "importance_sampling_level", "beta", "epsilon", "epsilon_high", "delta", "temperature",
    "max_completion_length", "gradient_accumulation_steps", "steps_per_generation", "top_entropy_quantile",
    "entropy_coef", "off_policy_mask_threshold", "use_bias_correction_kl", "sapo_temperature_pos",
    "sapo_temperature_neg", "vespo_k_pos", "vespo_k_neg", "vespo_lambda_pos", "vespo_lambda_neg",
}


def trainer_of(model, case, folder):
    options = {k: v for k, v in case.items() if k in OPTIONS}
    accumulation = options.get("gradient_accumulation_steps", 1)
    options.setdefault("steps_per_generation", accumulation)
    arguments = GRPOConfig(
        output_dir=str(folder / "unused"),
        per_device_train_batch_size=4,
        num_generations=2,
        gradient_checkpointing=False,
        bf16=False,
        use_cpu=True,
        report_to=[],
        disable_dropout=True,
        **options,
    )
    trainer = GRPOTrainer(
        model=model,
        reward_funcs=lambda completions, **_: [0.0] * len(completions),
        args=arguments,
        train_dataset=Dataset.from_list([{"prompt": "w3"}] * 4),
        processing_class=tokenizer(),
    )
    trainer.current_gradient_accumulation_steps = accumulation
    trainer.model.train()
    return trainer


def scores_in_double(model, input_ids, attention_mask, logits_to_keep, temperature):
    logits = model(input_ids=input_ids, attention_mask=attention_mask).logits / temperature
    logs = logits[:, -logits_to_keep - 1 : -1].log_softmax(-1)
    chosen = logs.gather(-1, input_ids[:, -logits_to_keep:, None]).squeeze(-1)
    return chosen, -(logs.exp() * logs).sum(-1), None


def loss_case(base, adapter, case, batch, double, folder):
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
    if double:
        model = in_double(model)
    model = PeftModel.from_pretrained(model, adapter, is_trainable=True, autocast_adapter_dtype=False)
    if double:
        model = model.double()
    trainer = trainer_of(model, case, folder)
    inputs = {k: (v.double() if double and v.is_floating_point() else v) for k, v in batch.items()}
    if "num_items_in_batch" in case:
        inputs["num_items_in_batch"] = torch.tensor(case["num_items_in_batch"])
    if double:
        trainer._get_per_token_logps_and_entropies = lambda model, ids, mask, keep, **_: scores_in_double(
            model, ids, mask, keep, case.get("temperature", 1.0)
        )
    trainer._metrics["train"].clear()
    loss = trainer._compute_loss(trainer.model, inputs)
    loss.backward()
    gradients = {
        name.replace(".default.weight", ".weight"): parameter.grad.clone()
        for name, parameter in trainer.model.named_parameters()
        if parameter.requires_grad
    }
    metrics = {k: v[0] for k, v in trainer._metrics["train"].items()}
    return loss.item(), gradients, metrics


def log_probs(base, adapter, batch, temperature):
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
    if adapter is not None:
        model = PeftModel.from_pretrained(model, adapter)
    ids = torch.cat([batch["prompt_ids"], batch["completion_ids"]], 1)
    mask = torch.cat([batch["prompt_mask"], batch["completion_mask"]], 1)
    with torch.no_grad():
        logits = model(input_ids=ids, attention_mask=mask).logits / temperature
    keep = batch["completion_ids"].size(1)
    logs = logits[:, -keep - 1 : -1].log_softmax(-1)
    return logs.gather(-1, batch["completion_ids"][..., None]).squeeze(-1)


def make(name, config, root):
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    generator = torch.Generator().manual_seed(sum(map(ord, name)))
    torch.manual_seed(1)
    model = AutoModelForCausalLM.from_config(config, dtype=torch.float32).eval()
    randomise(model, generator)
    model.tie_weights()
    model.save_pretrained(folder)

    batch = padded_batch(generator)
    ids = torch.cat([batch["prompt_ids"], batch["completion_ids"]], 1)
    mask = torch.cat([batch["prompt_mask"], batch["completion_mask"]], 1)
    adapter = folder / "adapter"
    lora = LoraConfig(r=4, lora_alpha=12, target_modules=PROJECTIONS, lora_dropout=0.0, use_rslora=name == "qwen2")
    adapted = get_peft_model(AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32), lora)
    for key, parameter in sorted(adapted.named_parameters()):
        if "lora_" in key:
            with torch.no_grad():
                parameter.copy_(0.1 * torch.randn(parameter.shape, generator=generator))
    adapted.peft_config["default"].base_model_name_or_path = name
    adapted.save_pretrained(adapter)
    (adapter / "README.md").unlink(missing_ok=True)

    forward = dict(input_ids=ids, attention_mask=mask)
    long_ids = torch.randint(3, VOCABULARY, (1, 150), generator=generator)
    forward["long_ids"] = long_ids
    with torch.no_grad():
        plain = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
        forward["logits"] = plain(input_ids=ids, attention_mask=mask).logits
        forward["long_logits"] = plain(input_ids=long_ids).logits[:, ::29].contiguous()
        forward["adapter_logits"] = adapted.eval()(input_ids=ids, attention_mask=mask).logits
        double = in_double(AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)).eval()
        forward["logits64"] = double(input_ids=ids, attention_mask=mask).logits
        forward["long_logits64"] = double(input_ids=long_ids).logits[:, ::29].contiguous()
        half = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.bfloat16).eval()
        forward["logits_bf16"] = half(input_ids=ids, attention_mask=mask).logits
    for temperature in (1.0, 0.7):
        forward[f"log_probs_{temperature}"] = log_probs(folder, None, batch, temperature)
        forward[f"adapter_log_probs_{temperature}"] = log_probs(folder, adapter, batch, temperature)
    save_file({k: v.contiguous() for k, v in forward.items()}, folder / "forward.safetensors")

    greedy(plain, folder, generator)

    current = forward["adapter_log_probs_1.0"]
    batch["old_per_token_logps"] = current + 0.25 * torch.randn(current.shape, generator=generator)
    batch["sampling_per_token_logps"] = batch["old_per_token_logps"] + 0.1 * torch.randn(current.shape, generator=generator)
    batch["ref_per_token_logps"] = forward["log_probs_1.0"]
    tool_mask = torch.ones_like(batch["completion_mask"])
    tool_mask[0, 3:6] = 0
    tool_mask[3, :2] = 0
    batch["tool_mask"] = tool_mask
    losses = folder / "loss"
    losses.mkdir(exist_ok=True)
    lines = []
    for case in CASES:
        if name != "qwen3" and case["name"] not in ("grpo", "dapo", "grpo-kl", "gspo"):
            continue
        inputs = dict(batch)
        if case.get("mostly_good"):  # terms that do not cancel each other: float32 could not tell
            inputs["advantages"] = torch.tensor([1.2, -0.3, 0.4, 1.5])
        if case.get("on_policy"):
            del inputs["old_per_token_logps"]
        if not case.get("sampled"):
            del inputs["sampling_per_token_logps"]
        if case.get("beta", 0) == 0:
            del inputs["ref_per_token_logps"]
        if not case.get("tool_mask"):
            del inputs["tool_mask"]
        if "empty_row" in case:
            inputs["completion_mask"] = inputs["completion_mask"].clone()
            inputs["completion_mask"][case["empty_row"]] = 0
        file = f"{case['name']}.batch.safetensors"
        save_file({k: v.contiguous() for k, v in inputs.items()}, losses / file)
        loss32, gradients32, metrics = loss_case(folder, adapter, case, inputs, False, folder)
        loss64, gradients64, metrics64 = loss_case(folder, adapter, case, inputs, True, folder)
        save_file(
            {k: v.contiguous() for k, v in gradients32.items()}
            | {f"{k}.f64": v.contiguous() for k, v in gradients64.items()},
            losses / f"{case['name']}.gradients.safetensors",
        )
        options = {k: v for k, v in case.items() if k in OPTIONS | {"num_items_in_batch"}}
        lines.append(
            dict(
                name=case["name"],
                batch=file,
                **options,
                expected=dict(loss=loss32, loss64=loss64, metrics=metrics, metrics64=metrics64),
            )
        )
    shutil.rmtree(folder / "unused", ignore_errors=True)
    (losses / "cases.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def greedy(model, folder, generator):
    lines = []
    for length in (4, 9, 15):
        prompt = torch.randint(3, VOCABULARY, (1, length), generator=generator)
        with torch.no_grad():
            out = model.generate(
                prompt, do_sample=False, max_new_tokens=24, output_scores=True, return_dict_in_generate=True
            )
        scores = torch.cat(out.scores)
        best = scores.topk(2).values
        lines.append(
            dict(
                prompt=prompt[0].tolist(),
                completion=out.sequences[0, length:].tolist(),
                logprobs=scores.log_softmax(-1).max(-1).values.tolist(),
                margin=(best[:, 0] - best[:, 1]).min().item(),
            )
        )
    (folder / "greedy.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def main():
    root = Path(sys.argv[1])
    for name, config in configs():
        make(name, config, root)
        print(name, "made")
    versions = {m.__name__: m.__version__ for m in (torch, transformers, peft, trl, safetensors, tokenizers)}
    (root / "versions.json").write_text(json.dumps(versions, indent=2) + "\n")


main()
