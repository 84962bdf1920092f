"""Makes src/test/resources/advantages/cases.jsonl: groups of rewards and the advantages and metrics
that trl's own statements compute from them, in float32 and in float64. Run it with the file to write.

The statements between the rewards and the metrics are cut out of the installed trainer and run here.
"""

import collections
import inspect
import json
import math
import sys
import textwrap
import types

import torch
import trl
from trl import GRPOTrainer
from trl.trainer.utils import nanstd

SOURCE = inspect.getsource(GRPOTrainer._generate_and_score_completions)
FIRST, LAST = "unscorable_mask = torch", "# Log prompts and completions"
RULES = textwrap.dedent(" " * 8 + SOURCE[SOURCE.index(FIRST) : SOURCE.index(LAST)])


def by_trl(groups, names, weights, scale, aggregation, dtype):
    torch.set_default_dtype(dtype)  # trl divides two counts, which torch does in the default type
    rows = torch.tensor([row for group in groups for row in group], dtype=dtype)
    trainer = types.SimpleNamespace(
        multi_objective_aggregation=aggregation,
        scale_rewards=scale,
        reward_weights=torch.tensor(weights, dtype=dtype),
        reward_funcs=names,
        reward_func_names=names,
        accelerator=types.SimpleNamespace(process_index=0),
        _metrics={"train": collections.defaultdict(list)},
    )
    scope = dict(
        self=trainer,
        rewards_per_func=rows,
        num_generations=len(groups[0]),
        device="cpu",
        prompts=[None] * len(rows),
        mode="train",
        torch=torch,
        nanstd=nanstd,
    )
    exec(RULES, scope)
    metrics = {k: v[0] for k, v in trainer._metrics["train"].items()}
    return scope["advantages"].tolist(), {k: None if math.isnan(v) else v for k, v in metrics.items()}


def tables(generator):
    nan = math.nan
    draw = lambda g, n, k: torch.rand(g, n, k, generator=generator, dtype=torch.float64).tolist()
    yield "one", draw(3, 4, 1), [1.0]
    yield "three", draw(2, 8, 3), [1.0, 0.5, 2.0]
    yield "equal", [[[0.5], [0.5]], [[1.0], [0.0]], [[0.25], [0.25]]], [1.0]
    yield "alone", draw(4, 1, 2), [1.0, 1.0]
    some = draw(3, 4, 2)
    some[0][1][0] = some[1][2][1] = nan
    some[2][3] = [nan, nan]
    yield "some-absent", some, [1.0, 0.3]
    yield "none-scored", [[[nan], [nan]], [[1.0], [2.0]]], [1.0]
    yield "one-scored", [[[nan, nan], [1.0, nan]], [[1.0, 4.0], [2.0, 3.0]]], [1.0, 1.0]
    yield "all-one-prompt", draw(1, 6, 2), [0.7, 0.3]


def plain(value):
    if isinstance(value, list):
        return [plain(v) for v in value]
    return None if math.isnan(value) else value


def main():
    generator = torch.Generator().manual_seed(5)
    lines = [dict(torch=torch.__version__, trl=trl.__version__)]
    rules = [("sum_then_normalize", s) for s in ("group", "batch", "none")] + [("normalize_then_sum", "group")]
    for name, groups, weights in tables(generator):
        names = [f"r{i}" for i in range(len(weights))]
        for aggregation, scale in rules:
            single, _ = by_trl(groups, names, weights, scale, aggregation, torch.float32)
            double, metrics = by_trl(groups, names, weights, scale, aggregation, torch.float64)
            lines.append(
                dict(
                    name=name,
                    multi_objective_aggregation=aggregation,
                    scale_rewards=scale,
                    names=names,
                    weights=weights,
                    groups=plain(groups),
                    expected=dict(advantages32=single, advantages64=double, metrics=metrics),
                )
            )
    with open(sys.argv[1], "w") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)


main()
