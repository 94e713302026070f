"""What a notebook asks for: a GPU, keys, files of the reader."""

import ast
import re
from typing import Final

from proofolio.notebook_check.tree import dotted

_SECRET: Final = re.compile(
    r"(?:^|_)(?:API_?)?(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)(?:$|_)"
)
_HAS_CPU_WAY: Final = frozenset(
    {"is_available", "is_gpu_available", "list_physical_devices", "gpu_device_name", "infer_device"}
    | {"get_available_devices", "is_bf16_supported", "list_logical_devices", "default_device"}
    | {"is_built_with_cuda", "current_accelerator", "local_devices", "list_local_devices"}
)
_HARMLESS_CUDA: Final = frozenset(
    {"is_available", "empty_cache", "device_count", "manual_seed", "manual_seed_all", "amp"}
    | {"is_initialized", "is_bf16_supported", "OutOfMemoryError", "ipc_collect"}
)
_GPU_NAME: Final = re.compile(r"cuda(?::\d+)?")
_GPU_ASKED: Final = re.compile(
    r"\bGPU\b.{0,40}(?:not found|not available|required|needed|enable)|(?:no|need|enable|turn on).{0,20}\bGPU\b",
    re.IGNORECASE,
)


def secret_of_call(call: ast.Call, name: str) -> str | None:
    """The name of the key that a call asks for, when it stops without one."""
    last = name.rpartition(".")[2]
    keywords = {keyword.arg for keyword in call.keywords}
    first = call.args[0] if call.args else None
    said = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
    if name.endswith("userdata.get"):
        return said or "a Colab secret"
    if name in {"os.getenv", "os.environ.get"}:
        return said if is_secret(said) and len(call.args) == 1 and not keywords else None
    if name in {"getpass.getpass", "getpass"}:
        return "a password or key that it asks for"
    if last in {"notebook_login", "interpreter_login"} or (
        name == "huggingface_hub.login" and not call.args and "token" not in keywords
    ):
        return "a Hugging Face token"
    if name == "wandb.login" or (name == "wandb.init" and not keywords & {"mode", "anonymous"}):
        return "a Weights & Biases key" if not keywords & {"key", "anonymous"} else None
    if name in {"openai.OpenAI", "openai.AsyncOpenAI"} and not keywords & {"api_key", "base_url"}:
        return "OPENAI_API_KEY"
    return None


def is_secret(name: str) -> bool:
    """Whether an environment variable of this name holds a key."""
    return _SECRET.search(name.upper()) is not None and not name.upper().startswith(
        ("TOKENIZERS_", "PAD_")
    )


def has_cpu_way(node: ast.Attribute) -> bool:
    """Whether the notebook looks which devices there are before it takes one."""
    return node.attr in _HAS_CPU_WAY


def demands_gpu(node: ast.AST) -> bool:
    """Whether it stops here on a machine without a GPU."""
    if isinstance(node, ast.Raise) and node.exc is not None:
        return any(
            isinstance(part, ast.Constant)
            and isinstance(part.value, str)
            and _GPU_ASKED.search(part.value)
            for part in ast.walk(node.exc)
        )
    return isinstance(node, ast.Call) and _demands_gpu(node)


def _demands_gpu(call: ast.Call) -> bool:
    last = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if last == "cuda":
        return not isinstance(call.func, ast.Attribute) or not _is_module(call.func.value)
    if last in {"to", "device"} and call.args and _is_gpu(call.args[0]):
        return True
    for keyword in call.keywords:
        if keyword.arg in {"device", "device_map"} and _is_gpu(keyword.value):
            return True
        if keyword.arg in {"load_in_4bit", "load_in_8bit"} and _is_true(keyword.value):
            return True
    name = dotted(call.func, {})
    return name.startswith("torch.cuda.") and name.split(".")[2] not in _HARMLESS_CUDA


def _is_gpu(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _GPU_NAME.fullmatch(node.value) is not None
    )


def _is_true(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def _is_module(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "torch"
