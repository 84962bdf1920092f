"""Writes the safetensors files that SafetensorsWriterTest must reproduce byte for byte.

Run: python safetensors_golden.py ../resources/safetensors
"""

import json
import pathlib
import sys

import safetensors
import torch
from safetensors.torch import save_file

out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)


def ramp(count, dtype, shape):
    return torch.arange(count, dtype=torch.float64).to(dtype).reshape(shape)


types = {
    "f64": torch.float64, "f32": torch.float32, "f16": torch.float16, "bf16": torch.bfloat16,
    "i64": torch.int64, "i32": torch.int32, "i16": torch.int16, "i8": torch.int8, "u8": torch.uint8,
    "bool": torch.bool,
}
every = {f"t.{name}": ramp(6, dtype, (2, 3)) for name, dtype in types.items()}
every["scalar"] = torch.tensor(1.5)
every["empty"] = torch.zeros((0, 4), dtype=torch.bfloat16)
save_file(every, out / "types.safetensors", metadata={"format": "pt"})

names = {
    name: torch.tensor([i], dtype=torch.float32)
    for i, name in enumerate(
        ["b", "a/b", "a.10", "a.9", 'quote"back\\slash', "tab\tbell\u0007", "\u00e4\u65e5", "\ufb01", "\U0001f600", "A"])
}
save_file(names, out / "names.safetensors")
save_file({}, out / "none.safetensors")
(out / "versions.json").write_text(
    json.dumps({"safetensors": safetensors.__version__, "torch": torch.__version__}) + "\n")
