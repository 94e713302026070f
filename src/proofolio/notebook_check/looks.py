"""What code looks at and does beside its calls, where that says what it is about."""

import ast
from typing import Final

from proofolio.notebook_check.cells import CodeCell
from proofolio.notebook_check.gathered import Gathered
from proofolio.notebook_check.values import refers

_MANY_METHODS: Final = 3
_MANY_CLASSES: Final = 4
_LOOKED_AT: Final = frozenset(
    [
        "shape",
        "dtypes",
        "columns",
        "feature_importances_",
        "coef_",
        "ents",
        "loc",
        "tool_calls",
        "function_call",
        "usage_metadata",
        "month",
        "year",
        "dayofweek",
        "weekday",
        "hour",
        "day",
        "best_params_",
        "best_score_",
        "best_estimator_",
        "cv_results_",
        "components_",
        "explained_variance_ratio_",
        "labels_",
        "inertia_",
        "cluster_centers_",
        "classes_",
        "support_",
        "ranking_",
        "vocabulary_",
        "vocab",
        "T",
        "grad",
        "history",
        "pvalue",
        "pvalues",
        "rsquared",
        "summary",
        "requires_grad",
        "layers",
        "boxes",
        "sentiment",
        "polarity",
        "label_",
        "pos_",
        "dep_",
        "lemma_",
        "is_stop",
        "vector",
        "last_hidden_state",
        "attentions",
        "action_space",
        "observation_space",
        "status_code",
        "iloc",
        "at",
        "empty",
        "size",
        "values",
        "intercept_",
        "loss",
        "params",
        "resid",
        "fittedvalues",
        "page_content",
        "content",
        "choices",
        "messages",
        "metadata",
        "cat",
        "dt",
        "index",
        "weights",
        "named_steps",
        "tables",
        "text",
        "cluster_labels",
        "n_features_",
    ]
)
"""Attributes that say something by being looked at."""
_SPECIAL: Final = frozenset(
    {"property", "staticmethod", "classmethod", "abstractmethod", "dataclass"}
)


def note_look(gathered: Gathered, cell: CodeCell | None, node: ast.Attribute) -> None:
    """Note an attribute that is looked at."""
    if node.attr in _LOOKED_AT:
        gathered.note("look", f".{node.attr}", cell, node.lineno)


def note_subscript(gathered: Gathered, cell: CodeCell | None, node: ast.Subscript) -> None:
    """Note what is done with tables by brackets: a column is set, columns or rows are chosen."""
    part = node.slice
    if isinstance(node.ctx, ast.Store):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            gathered.note("look", "does::set column", cell, node.lineno)
    elif isinstance(part, ast.Compare | ast.BinOp | ast.UnaryOp) and _is_mask(part):
        gathered.note("look", "does::choose rows", cell, node.lineno)
    elif isinstance(part, ast.List):
        gathered.note("look", "does::choose columns", cell, node.lineno)


def _is_mask(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.BitAnd | ast.BitOr)
    return not isinstance(node, ast.UnaryOp) or isinstance(node.op, ast.Invert)


def note_assert(gathered: Gathered, cell: CodeCell | None, node: ast.Assert) -> None:
    """Note that something is asserted."""
    gathered.note("look", "does::assert", cell, node.lineno)


def note_raise(gathered: Gathered, cell: CodeCell | None, node: ast.Raise) -> None:
    """Note that an error is raised."""
    gathered.note("look", "does::raise", cell, node.lineno)


def note_decorator(gathered: Gathered, cell: CodeCell | None, node: ast.expr) -> None:
    """Note a decorator of Python's own."""
    if isinstance(node, ast.Name) and node.id in _SPECIAL:
        gathered.note("look", f"does::{node.id}", cell, node.lineno)


def note_methods(gathered: Gathered, cell: CodeCell | None, node: ast.ClassDef) -> None:
    """Note a class of the notebook's own that has methods, and whether there are several."""
    methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
    if methods and not any("." in refers(gathered, base) for base in node.bases):
        gathered.note("look", "does::class", cell, node.lineno)
        if len(methods) >= _MANY_METHODS:
            gathered.note("look", "does::class of methods", cell, node.lineno)
    if len(methods) >= _MANY_METHODS:
        gathered.classes[node.name] = True
        if sum(gathered.classes.values()) == _MANY_CLASSES:
            gathered.note("class", "own::classes", cell, node.lineno)
    else:
        gathered.classes.setdefault(node.name, False)
