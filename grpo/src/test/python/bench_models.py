"""The figures of `aoi model bench` with transformers: bench_models.py DIR [--threads N] [--batch N]
[--prompt-tokens N] [--new-tokens N] [--rounds N]. Run it with OMP_WAIT_POLICY=PASSIVE."""

import argparse
import statistics
import tempfile
import time

import tokenizers
import torch
from datasets import Dataset
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM, PreTrainedTokenizerFast
from transformers.cache_utils import DynamicCache
from trl import GRPOConfig, GRPOTrainer

PROJECTIONS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def timed(rounds, action):
    action()
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def shared_prefill(model, prompt, batch, new):
    """A lean loop: the prompt goes through the model once, its cache is repeated."""
    with torch.no_grad():
        cache = DynamicCache(config=model.config)
        logits = model(prompt[:1], past_key_values=cache, logits_to_keep=1).logits
        cache.batch_repeat_interleave(batch)
        logits = logits.repeat_interleave(batch, 0)
        for _ in range(new - 1):
            token = logits[:, -1].softmax(-1).multinomial(1)
            logits = model(token, past_key_values=cache, logits_to_keep=1).logits


def completion_logps(model, ids, completions):
    hidden = model.base_model(input_ids=ids).last_hidden_state if not hasattr(model, "peft_config") else (
        model.get_base_model().model(input_ids=ids).last_hidden_state
    )
    head = model.get_output_embeddings()
    logits = head(hidden[:, -completions - 1 : -1])
    return logits.log_softmax(-1).gather(-1, ids[:, -completions:, None]).squeeze(-1)


def trl_step(adapted, prompt, completions):
    """TRL's own reference scores and loss, without its generation."""
    words = {f"w{i}": i for i in range(16)}
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizers.Tokenizer(tokenizers.models.WordLevel(words, unk_token="w2"))
    )
    fast.pad_token, fast.eos_token = "w0", "w1"
    rows = len(prompt)
    trainer = GRPOTrainer(
        model=adapted,
        reward_funcs=lambda completions, **_: [0.0] * len(completions),
        args=GRPOConfig(
            output_dir=tempfile.mkdtemp(),
            per_device_train_batch_size=rows,
            num_generations=rows,
            loss_type="grpo",
            beta=0.04,
            gradient_checkpointing=False,
            bf16=False,
            use_cpu=True,
            report_to=[],
        ),
        train_dataset=Dataset.from_list([{"prompt": "w3"}] * rows),
        processing_class=fast,
    )
    trainer.current_gradient_accumulation_steps = 1
    ids = torch.cat([prompt, completions], 1)
    batch = {
        "prompt_ids": prompt,
        "prompt_mask": torch.ones_like(prompt),
        "completion_ids": completions,
        "completion_mask": torch.ones_like(completions),
        "advantages": torch.tensor([1.0 if i % 2 == 0 else -1.0 for i in range(rows)]),
    }

    def step():
        score = trainer._get_per_token_logps_and_entropies
        with torch.no_grad(), trainer.model.disable_adapter():
            reference = score(trainer.model, ids, torch.ones_like(ids), completions.size(1))[0]
        trainer._compute_loss(trainer.model, {**batch, "ref_per_token_logps": reference}).backward()
        trainer.model.zero_grad()

    return step


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--prompt-tokens", type=int, default=128)
    parser.add_argument("--new-tokens", type=int, default=128)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(3)
    model = AutoModelForCausalLM.from_pretrained(options.model, dtype=torch.float32).eval()
    vocabulary = model.config.vocab_size
    prompt = torch.randint(3, vocabulary, (1, options.prompt_tokens)).repeat(options.batch, 1)
    ids = torch.cat([prompt, torch.randint(3, vocabulary, (options.batch, options.new_tokens))], 1)
    written, seen = options.batch * options.new_tokens, ids.numel()

    def tell(name, tokens, seconds):
        print(f"{name:<28} {seconds:8.3f} s {tokens / seconds:12.1f} tokens/s", flush=True)

    def generate(rows, sampled):
        with torch.no_grad():
            model.generate(
                prompt[:rows],
                do_sample=sampled,
                top_k=0,
                min_new_tokens=options.new_tokens,
                max_new_tokens=options.new_tokens,
                pad_token_id=0,
            )

    tell("generate", written, timed(options.rounds, lambda: generate(options.batch, True)))
    lean = timed(options.rounds, lambda: shared_prefill(model, prompt, options.batch, options.new_tokens))
    tell("generate, shared prefill", written, lean)
    tell("generate, batch 1, greedy", options.new_tokens, timed(options.rounds, lambda: generate(1, False)))

    def score():
        with torch.no_grad():
            completion_logps(model, ids, options.new_tokens)

    tell("score", seen, timed(options.rounds, score))
    lora = LoraConfig(r=16, lora_alpha=32, target_modules=PROJECTIONS)
    adapted = get_peft_model(model, lora)
    advantages = torch.tensor([1.0 if i % 2 == 0 else -1.0 for i in range(options.batch)])[:, None]

    def step():
        with torch.no_grad(), adapted.disable_adapter():
            reference = completion_logps(adapted, ids, options.new_tokens)
        logps = completion_logps(adapted, ids, options.new_tokens)
        ratio = (logps - logps.detach()).exp()
        distance = reference - logps
        losses = -ratio * advantages + 0.04 * (distance.exp() - distance - 1) * ratio
        losses.mean().backward()
        for parameter in adapted.parameters():
            parameter.grad = None

    tell("GRPO step, LoRA, lean", seen, timed(options.rounds, step))
    trl = trl_step(adapted, prompt, ids[:, options.prompt_tokens :])
    tell("GRPO step, LoRA, TRL", seen, timed(options.rounds, trl))


main()
