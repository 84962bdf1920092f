"""Makes src/test/resources/training/defaults.json: what trl's configurations hold when nothing is given.
Run it with the file to write."""

import dataclasses
import json
import sys
import tempfile

import peft
import transformers
import trl
from trl import GRPOConfig, ModelConfig, SFTConfig

ADAPTER = ("lora_r", "lora_alpha", "lora_dropout", "use_rslora")


def plain(config, names=None):
    values = {f.name: getattr(config, f.name) for f in dataclasses.fields(config)}
    values = {n: getattr(v, "value", v) for n, v in values.items() if names is None or n in names}
    return {n: v for n, v in values.items() if v is None or isinstance(v, (bool, int, float, str))}


def main():
    with tempfile.TemporaryDirectory() as folder:
        arguments = dict(output_dir=folder, use_cpu=True, bf16=False)
        result = dict(
            versions={m.__name__: m.__version__ for m in (transformers, peft, trl)},
            grpo=plain(GRPOConfig(**arguments)),
            supervised=plain(SFTConfig(**arguments)),
            adapter=plain(ModelConfig(), ADAPTER),
        )
        for name in ("grpo", "supervised"):
            result[name] = {n: v for n, v in sorted(result[name].items()) if not str(v).startswith(folder)}
    with open(sys.argv[1], "w") as file:
        json.dump(result, file, indent=1, sort_keys=True)
        file.write("\n")


main()
