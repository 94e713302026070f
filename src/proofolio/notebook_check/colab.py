"""What a fresh Colab has installed, and which package a module comes from.

`data/colab.json` is written by `scripts/colab_packages.py`; `data/import_names.json` is kept by
hand and says where a package's name is not that of its module.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_NAMESPACES: Final = frozenset({"google", "nvidia", "azure", "sphinxcontrib", "keyrings"})
"""Folders that many packages share: which of them is there, the first part does not tell."""

NEEDS_GPU: Final = frozenset(
    {
        "cudf",
        "cuml",
        "cupy",
        "cugraph",
        "cuspatial",
        "cuxfilter",
        "dask_cudf",
        "flash_attn",
        "pycuda",
    }
    | {
        "tensorrt",
        "tensorrt_llm",
        "unsloth",
        "vllm",
        "xformers",
        "auto_gptq",
        "nvidia_dali",
        "apex",
    }
)
"""Modules that do nothing without a GPU."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colab:
    """A fresh Colab, on a day."""

    as_of: str
    """`2026-08-19`."""
    python: str
    """`3.13`."""
    packages: Mapping[str, str]
    """Normalised name → version; those of its GPU machines included."""
    standard_library: frozenset[str]
    gone_from_python: Mapping[str, str]
    """Module → the version of Python that left it out."""


@cache
def colab() -> Colab:
    """The list that this version of Proofolio carries."""
    data = json.loads(_text("colab.json"))
    return Colab(
        as_of=data["as_of"],
        python=data["python"],
        packages={**data["packages_with_gpu"], **data["packages"]},
        standard_library=frozenset(data["standard_library"]),
        gone_from_python=data["gone_from_python"],
    )


def normalised(name: str) -> str:
    """A package's name as PyPI compares it (https://packaging.python.org/specifications/name-normalization/)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def package_of(module: str) -> str:
    """The package that brings a module: `sklearn.svm` → `scikit-learn`."""
    top = module.partition(".")[0]
    return _import_names().get(top) or normalised(top)


def in_colab(module: str) -> bool:
    """Whether a fresh Colab can import it."""
    top = module.partition(".")[0]
    known = colab()
    if top in known.standard_library or top in _NAMESPACES or top.startswith("_"):
        return True
    return package_of(top) in known.packages or normalised(top) in known.packages


@cache
def _import_names() -> Mapping[str, str]:
    names: dict[str, str] = json.loads(_text("import_names.json"))
    return names


def _text(name: str) -> str:
    return files("proofolio").joinpath("data", name).read_text("utf-8")
