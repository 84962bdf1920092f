"""Renders conversations through chat templates with transformers' own function, and small templates in its environment.

    python chat_templates.py                     (writes src/test/resources/chat/golden.json.gz)
    python chat_templates.py --folder DIR OUTPUT (the same for other templates; their text is kept in OUTPUT)
"""
import gzip
import json
import pathlib
import sys

import jinja2
import transformers
from transformers.utils import chat_template_utils

from jinja_statements import SNIPPETS, VARIABLES

HERE = pathlib.Path(__file__).parent
CHAT = HERE.parent / "resources" / "chat"
TOKENS = {"bos_token": "<|begin|>", "eos_token": "<|end|>", "pad_token": "<|pad|>", "unk_token": "<unk>"}

TOOLS = [
    {"type": "function", "function": {
        "name": "get_pods", "description": "Lists pods & their state — \"wide\" <output>",
        "parameters": {"type": "object", "properties": {
            "namespace": {"type": "string", "description": "Where to look, e.g. 'shop'"},
            "phase": {"type": "string", "enum": ["Running", "Pending"], "description": "Größe"},
            "limit": {"type": "integer", "description": "How many", "default": 10},
            "labels": {"type": "array", "items": {"type": "string"}, "description": "Labels"}},
            "required": ["namespace"]},
        "return": {"type": "string", "description": "a table"}}},
    {"type": "function", "function": {
        "name": "restart", "description": "Restarts a deployment\nand waits",
        "parameters": {"type": "object", "properties": {
            "name": {"type": "string", "description": "name"},
            "options": {"type": "object", "description": "more", "properties": {
                "force": {"type": "boolean", "description": "now"}}}}, "required": []}}},
]
CALL = {"type": "function", "function": {"name": "get_pods", "arguments": {"namespace": "shop", "limit": 3, "labels": ["a", "ü"], "ratio": 0.5, "deep": {"x": None, "y": True}}}}
CALL2 = {"type": "function", "id": "call_2", "function": {"name": "restart", "arguments": {"name": "cart"}}}
TEXT_CALL = {"type": "function", "function": {"name": "restart", "arguments": "{\"name\": \"cart\"}"}}


def m(role, content, **more):
    return {"role": role, "content": content, **more}


CONVERSATIONS = {
    "one question": [m("user", "Why is cart slow?")],
    "with system": [m("system", "You are terse."), m("user", "  Hi \n"), m("assistant", "Hello.")],
    "several turns": [m("system", "Be exact."), m("user", "a"), m("assistant", "b"), m("user", "c\nd"), m("assistant", "  e\n"), m("user", "日本 🙂 <|im_end|>")],
    "thinking in content": [m("user", "2+2?"), m("assistant", "<think>\nfour\n</think>\n\n4"), m("user", "3+3?"), m("assistant", "<think>\nsix\n</think>\n\n6")],
    "reasoning field": [m("user", "q"), m("assistant", "answer", reasoning_content="because\n"), m("user", "r"), m("assistant", "end", reasoning_content="\nso")],
    "thinking field": [m("user", "q"), m("assistant", "answer", thinking="hm")],
    "tool call": [m("user", "pods?"), m("assistant", "", tool_calls=[CALL]), m("tool", "cart 0/1 CrashLoopBackOff", name="get_pods"), m("assistant", "cart crashes.")],
    "tool call with text": [m("system", "s"), m("user", "pods?"), m("assistant", "Let me look.", tool_calls=[CALL]), m("tool", "{\"pods\": []}", name="get_pods", tool_call_id="call_1")],
    "two tool calls": [m("user", "pods?"), m("assistant", "", tool_calls=[CALL, CALL2], reasoning_content="both"), m("tool", "one"), m("tool", "two"), m("assistant", "done"), m("user", "thanks"), m("assistant", "<think>x</think>bye")],
    "arguments as text": [m("user", "go"), m("assistant", None, tool_calls=[TEXT_CALL]), m("tool", "ok")],
    "multi-step": [m("user", "fix it"), m("assistant", "<think>\nstep 1\n</think>\n\n", tool_calls=[CALL]), m("tool", "t1"), m("assistant", "<think>\nstep 2\n</think>\n\nnext", tool_calls=[CALL2]), m("tool", "t2"), m("assistant", "<think>\nfinal\n</think>\n\nFixed.")],
    "tool responses as user": [m("user", "q"), m("assistant", "a"), m("user", "<tool_response>\nx\n</tool_response>")],
    "parts": [m("user", [{"type": "text", "text": "What is "}, {"type": "image"}, {"type": "text", "text": "this?"}]), m("assistant", [{"type": "text", "text": "A pod."}])],
    "developer": [m("developer", "rules"), m("user", "x")],
    "no messages": [],
    "only assistant": [m("assistant", "I begin.")],
    "wrong order": [m("assistant", "b"), m("user", "a"), m("user", "c")],
    "extra keys": [m("user", "q", name="me", weight=1.0), m("assistant", "a", prefix=True, tool_calls=None)],
    "empty": [m("system", ""), m("user", ""), m("assistant", "")],
}
EXTRAS = [{}, {"enable_thinking": False}, {"enable_thinking": True, "documents": [{"title": "t", "text": "x"}], "tools_in_user_turn": False, "reasoning_effort": "high"}]


def render(template, conversation, tools, prompt, extra):
    try:
        rendered, spans = chat_template_utils.render_jinja_template(
            conversations=[conversation], tools=tools, chat_template=template, add_generation_prompt=prompt,
            return_assistant_tokens_mask=True, **{**TOKENS, **extra})
        return {"text": rendered[0], "spans": spans[0]}
    except Exception as error:
        return {"error": type(error).__name__ + ": " + str(error)}


def cases(templates):
    # Templates that write the date: pinned for both sides
    class Pinned(chat_template_utils.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 3, 7, 14, 5, 9)
    chat_template_utils.datetime = Pinned
    out = []
    for name, text in templates.items():
        for title, conversation in CONVERSATIONS.items():
            for tools in (None, TOOLS):
                for index, extra in enumerate(EXTRAS):
                    for prompt in (False, True):
                        if index and (tools is None) != (index == 1):
                            continue
                        result = render(text, conversation, tools, prompt, extra)
                        out.append({"template": name, "conversation": title, "tools": tools is not None, "extra": index, "prompt": prompt, **result})
    return out


def snippet(source):
    try:
        return {"source": source, "text": chat_template_utils._compile_jinja_template(source).render(**VARIABLES)}
    except Exception as error:
        return {"source": source, "error": type(error).__name__ + ": " + str(error)}


def main():
    folder, output, keep = CHAT / "templates", CHAT / "golden.json.gz", False
    if sys.argv[1:2] == ["--folder"]:
        folder, output, keep = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]), True
    templates = {p.stem: p.read_text() for p in sorted(folder.glob("*.jinja"))}
    record = {"versions": {"transformers": transformers.__version__, "jinja2": jinja2.__version__},
              "special_tokens": TOKENS, "tools": TOOLS, "conversations": CONVERSATIONS, "extras": EXTRAS,
              "cases": cases(templates), "variables": VARIABLES, "snippets": [snippet(s) for s in SNIPPETS],
              "templates": templates if keep else {}}
    with open(output, "wb") as raw:
        with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as out:
            out.write(json.dumps(record, separators=(",", ":")).encode())
    print(len(record["cases"]), "cases,", sum("error" in c for c in record["cases"]), "refused;", len(SNIPPETS), "snippets")


main()
