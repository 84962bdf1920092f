"""Makes src/test/resources/training: the weights after 20 steps of torch's optimiser and transformers'
schedule, of GRPO with an adapter and with all weights (trl's own loss, KL term and reference, two
iterations of each round) and of supervised training of all weights. Run it with the folder of golden_models.py's qwen3 and the folder to write.
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
import torch
import transformers
import trl
from datasets import Dataset
from peft import PeftModel
from safetensors.torch import save_file
from transformers import (
    AutoModelForCausalLM,
    PreTrainedTokenizerFast,
    get_constant_schedule_with_warmup,
    get_cosine_schedule_with_warmup,
    get_linear_schedule_with_warmup,
)
from transformers.trainer_pt_utils import get_parameter_names
from trl import GRPOConfig, GRPOTrainer
import tokenizers

torch.set_num_threads(1)
STEPS, ACCUMULATION, BATCH, GROUP, ITERATIONS = 20, 2, 4, 4, 2
RATE, DECAY, BETA = 1e-3, 0.01, 0.04
FORBIDDEN = [r"bias", r"layernorm", r"rmsnorm", r"(?:^|\.)norm(?:$|\.)", r"_norm(?:$|\.)"]


def draw(generator, low, high):
    return int(torch.randint(low, high, (1,), generator=generator))


def tokens(generator, count):
    return torch.randint(3, 512, (count,), generator=generator).tolist()


def optimiser_of(model):
    decayed = set(get_parameter_names(model, [torch.nn.LayerNorm], FORBIDDEN))
    trained = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    groups = [
        dict(params=[p for n, p in trained if n in decayed], weight_decay=DECAY),
        dict(params=[p for n, p in trained if n not in decayed], weight_decay=0.0),
    ]
    return torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.999), eps=1e-8, foreach=False)


def step_of(model, optimiser, schedule):
    norm = torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0, foreach=False)
    rate = schedule.get_last_lr()[0]
    optimiser.step()
    schedule.step()
    optimiser.zero_grad()
    return norm.item(), rate


def left(rows):
    width = max(map(len, rows))
    ids = torch.tensor([[0] * (width - len(r)) + r for r in rows])
    return ids, torch.tensor([[0] * (width - len(r)) + [1] * len(r) for r in rows])


def right(rows):
    width = max(map(len, rows))
    ids = torch.tensor([r + [0] * (width - len(r)) for r in rows])
    return ids, torch.tensor([[1] * len(r) + [0] * (width - len(r)) for r in rows])


def grpo(base, out, generator, full):
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
    if not full:
        model = PeftModel.from_pretrained(model, base / "adapter", is_trainable=True, autocast_adapter_dtype=False)
    words = tokenizers.Tokenizer(tokenizers.models.WordLevel({f"w{i}": i for i in range(512)}, unk_token="w2"))
    words.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=words, pad_token="w0", eos_token="w1", unk_token="w2")
    arguments = GRPOConfig(
        output_dir=str(out / "unused"),
        per_device_train_batch_size=BATCH,
        num_generations=GROUP,
        gradient_accumulation_steps=ACCUMULATION,
        steps_per_generation=ACCUMULATION,
        num_iterations=ITERATIONS,
        loss_type="grpo",
        beta=BETA,
        gradient_checkpointing=False,
        bf16=False,
        use_cpu=True,
        report_to=[],
    )
    trainer = GRPOTrainer(
        model=model,
        reward_funcs=lambda completions, **_: [0.0] * len(completions),
        args=arguments,
        train_dataset=Dataset.from_list([{"prompt": "w3"}] * 8),
        processing_class=tokenizer,
    )
    trainer.current_gradient_accumulation_steps = ACCUMULATION
    model.train()
    optimiser = optimiser_of(model)
    schedule = get_cosine_schedule_with_warmup(optimiser, 4, STEPS)
    rounds, metrics = [], []
    for _ in range(STEPS // ITERATIONS):
        groups, batches = [], []
        for _ in range(ACCUMULATION):
            prompt = tokens(generator, draw(generator, 3, 9))
            completions = [tokens(generator, draw(generator, 2, 12)) for _ in range(GROUP)]
            rewards = [round(float(torch.rand(1, generator=generator)), 3) for _ in range(GROUP)]
            groups.append(dict(prompt=prompt, completions=completions, rewards=rewards))
            r = torch.tensor(rewards)
            batch = dict(advantages=(r - r.mean()) / (r.std() + 1e-4))
            batch["prompt_ids"], batch["prompt_mask"] = left([prompt] * GROUP)
            batch["completion_ids"], batch["completion_mask"] = right(completions)
            ids = torch.cat([batch["prompt_ids"], batch["completion_ids"]], 1)
            mask = torch.cat([batch["prompt_mask"], batch["completion_mask"]], 1)
            width = batch["completion_ids"].size(1)
            with torch.no_grad():
                score = trainer._get_per_token_logps_and_entropies
                batch["old_per_token_logps"] = score(model, ids, mask, width)[0]
                if full:
                    batch["ref_per_token_logps"] = score(trainer.ref_model, ids, mask, width)[0]
                else:
                    with model.disable_adapter():
                        batch["ref_per_token_logps"] = score(model, ids, mask, width)[0]
            batches.append(batch)
        for batch in batches:
            batch["num_items_in_batch"] = sum(b["completion_mask"].sum() for b in batches)
        rounds.append(groups)
        for _ in range(ITERATIONS):
            loss = 0.0
            for batch in batches:
                part = trainer._compute_loss(model, batch)
                part.backward()
                loss += part.item()
            norm, rate = step_of(model, optimiser, schedule)
            metrics.append(dict(loss=loss, grad_norm=norm, learning_rate=rate))
    weights = {
        n.replace(".default.weight", ".weight"): p.detach().contiguous()
        for n, p in model.named_parameters()
        if p.requires_grad
    }
    save_file(weights, out / ("grpo_full.safetensors" if full else "grpo.safetensors"))
    return dict(rounds=rounds, metrics=metrics)


def supervised(base, out, generator):
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
    model.train()
    optimiser = optimiser_of(model)
    schedule = get_linear_schedule_with_warmup(optimiser, 2, STEPS)
    steps, metrics = [], []
    for _ in range(STEPS):
        examples = []
        for _ in range(BATCH * ACCUMULATION):
            prompt = draw(generator, 2, 7)
            examples.append(dict(ids=tokens(generator, prompt + draw(generator, 1, 10)), prompt_length=prompt))
        steps.append(examples)
        items = sum(len(e["ids"]) - e["prompt_length"] for e in examples)
        loss = 0.0
        for i in range(0, len(examples), BATCH):
            part = examples[i : i + BATCH]
            ids, mask = right([e["ids"] for e in part])
            labels, _ = right([[-100] * e["prompt_length"] + e["ids"][e["prompt_length"] :] for e in part])
            labels[mask == 0] = -100
            out_ = model(input_ids=ids, attention_mask=mask, labels=labels, num_items_in_batch=items)
            out_.loss.backward()
            loss += out_.loss.item()
        norm, rate = step_of(model, optimiser, schedule)
        metrics.append(dict(loss=loss, grad_norm=norm, learning_rate=rate))
    names = dict(model.named_parameters())
    save_file({n: p.detach().contiguous() for n, p in names.items()}, out / "supervised.safetensors")
    return dict(steps=steps, metrics=metrics)


def schedules():
    makers = dict(
        linear=lambda o, w, n: get_linear_schedule_with_warmup(o, w, n),
        cosine=lambda o, w, n: get_cosine_schedule_with_warmup(o, w, n),
        constant=lambda o, w, n: transformers.get_constant_schedule(o),
        constant_with_warmup=lambda o, w, n: get_constant_schedule_with_warmup(o, w),
    )
    lines = []
    for name, make in makers.items():
        for warmup, steps in ((0, 7), (3, 10), (10, 10)):
            optimiser = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
            schedule = make(optimiser, warmup, steps)
            factors = []
            for _ in range(steps + 2):
                factors.append(schedule.get_last_lr()[0])
                optimiser.step()
                schedule.step()
            lines.append(dict(name=name, warmup=warmup, steps=steps, factors=factors))
    return lines


def main():
    base, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    generator = torch.Generator().manual_seed(11)
    result = dict(
        versions={m.__name__: m.__version__ for m in (torch, transformers, peft, trl)},
        grpo=grpo(base, out, generator, full=False),
        supervised=supervised(base, out, generator),
        grpo_full=grpo(base, out, generator, full=True),
        schedules=schedules(),
    )
    shutil.rmtree(out / "unused", ignore_errors=True)
    (out / "steps.json").write_text(json.dumps(result) + "\n")


main()
