"""Opens the adapters that OurAdapter wrote (first argument) with peft and records, beside the golden
models (second argument), what the models say with them and the files' SHA-256."""

import hashlib
import json
import sys
from pathlib import Path

import torch
from peft import PeftModel
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

torch.set_num_threads(1)
written, golden = Path(sys.argv[1]), Path(sys.argv[2])
for family in ("qwen2", "qwen3", "llama"):
    base = AutoModelForCausalLM.from_pretrained(golden / family, dtype=torch.float32)
    model = PeftModel.from_pretrained(base, written / family).eval()
    ids = load_file(golden / family / "forward.safetensors")["long_ids"][:, :40]
    with torch.no_grad():
        logits = model(input_ids=ids).logits[:, 30:]
        model.disable_adapter_layers()
        assert not torch.allclose(model(input_ids=ids).logits[:, 30:], logits, atol=1e-2)
    save_file({"logits": logits.contiguous()}, golden / family / "our_adapter.safetensors")
    hashes = {
        name: hashlib.sha256((written / family / name).read_bytes()).hexdigest()
        for name in ("adapter_config.json", "adapter_model.safetensors")
    }
    (golden / family / "our_adapter.json").write_text(json.dumps(hashes, indent=2) + "\n")
