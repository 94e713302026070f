"""Which steps of a calculation a class, a function or a loop takes itself, from its syntax tree."""

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from proofolio.notebook_check.tree import children, dotted

_MAX_NODES: Final = 6_000
_MAX_WORDS: Final = 150
_MAX_CALLS: Final = 60

_LOOPS: Final = frozenset({ast.For, ast.While, ast.comprehension})
_COMPREHENSIONS: Final = frozenset({ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp})
_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef)

_BY_CALL: Final[Mapping[str, str]] = {
    name: step
    for step, names in {
        "exp": "exp expm1 logsumexp",
        "log": "log log2 log10 log1p",
        "softmax": "softmax log_softmax",
        "sigmoid": "sigmoid tanh",
        "product": "dot matmul einsum bmm mm inner outer vdot mv multiply tensordot",
        "root": "sqrt norm hypot cdist",
        "square": "square power pow",
        "abs": "abs absolute fabs",
        "nearest": "argmin argmax argsort argpartition topk nsmallest nlargest",
        "extreme": "min max minimum maximum amin amax sort sorted clip relu where",
        "average": "mean average median nanmean reduce_mean",
        "sum": "sum cumsum nansum reduce_sum fsum prod",
        "count": "counter bincount unique histogram count value_counts",
        "random": "rand randn randint choice choices normal uniform random sample shuffle permutation"
        " multinomial binomial standard_normal random_sample randrange poisson exponential rvs"
        " randn_like randperm random_normal gauss",
        "wave": "sin cos sinc",
        "solve": "inv pinv solve lstsq eig eigh svd cholesky det qr",
        "spread": "var std cov corrcoef nanstd",
        "queue": "heappush heappop popleft deque pop",
        "table": "zeros full empty zeros_like ones",
        "mask": "tril triu masked_fill",
        "autograd": "backward gradienttape gradient grad requires_grad_",
        "step": "step reset",
        "append": "append extend",
        "equal": "equal eq",
        "split": "split findall finditer",
        "merge": "join concatenate cat stack",
    }.items()
    for name in names.split()
}
"""Steps by the last part of what is called, in lower case."""


@dataclass(slots=True)
class Steps:
    """What was seen of one definition."""

    does: set[str] = field(default_factory=set)
    words: dict[str, None] = field(default_factory=dict)
    calls: dict[str, None] = field(default_factory=dict)
    differentiates: set[str] = field(default_factory=set)
    """Functions by which libraries differentiate, as they are called."""
    defines: set[str] = field(default_factory=set)


def steps_of(tops: Iterable[ast.AST], aliases: Mapping[str, str]) -> Steps:
    """Look at what some statements calculate, with all that is in them.

    Args:
        tops: the statements.
        aliases: names that were imported, with what they stand for.
    """
    found = Steps()
    stack: list[tuple[ast.AST, int, str]] = [(top, 0, "") for top in tops]
    left = _MAX_NODES
    while stack and left:
        left -= 1
        node, loops, within = stack.pop()
        kind = type(node)
        if kind in _LOOPS:
            found.does.add("nested" if loops else "loop")
            if loops:
                found.does.add("loop")
            loops += 1
        elif isinstance(node, _FUNCTIONS):
            _word(found, node.name)
            found.defines.add(node.name)
            within = node.name
        look = _LOOKS.get(kind)
        if look:
            look(found, node, aliases, loops, within)
        if kind in _COMPREHENSIONS:
            inner = loops + 1
            found.does.update({"loop", "nested"} if loops else {"loop"})
        else:
            inner = loops
        stack += [(child, inner, within) for child in children(node)]
    # A network that has a `backward` of its own differentiates by itself.
    if found.differentiates - found.defines:
        found.does.add("autograd")
    return found


def squeezed(name: str) -> str:
    """A name as it is compared: `K_Means` and `kMeans` are `kmeans`."""
    return name.replace("_", "").replace("-", "").lower()


def _word(found: Steps, name: str) -> None:
    if len(found.words) < _MAX_WORDS:
        found.words[squeezed(name)[:40]] = None


def _of_call(
    found: Steps, node: ast.Call, aliases: Mapping[str, str], _loops: int, within: str
) -> None:
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else ""
    if isinstance(function, ast.Name):
        name = function.id
        full = aliases.get(name, "")
        name = full.rpartition(".")[2] or name
    step = _BY_CALL.get(name.lower())
    if step == "autograd":
        found.differentiates.add(name)
    elif step:
        found.does.add(step)
    if within and name == within and not _is_of_base(function):
        found.does.add("recursion")
    root: ast.AST = function
    while isinstance(root, ast.Attribute):
        root = root.value
    if isinstance(root, ast.Name) and root.id in aliases and len(found.calls) < _MAX_CALLS:
        found.calls[dotted(function, aliases)[:120]] = None


def _is_of_base(function: ast.expr) -> bool:
    """Whether it is what a base class has under the same name: `super().forward`."""
    above = function.value if isinstance(function, ast.Attribute) else None
    if isinstance(above, ast.Call):
        return isinstance(above.func, ast.Name) and above.func.id == "super"
    return False


def _of_class(
    found: Steps, node: ast.ClassDef, aliases: Mapping[str, str], _loops: int, _within: str
) -> None:
    for base in node.bases:
        name = dotted(base, aliases)
        if "." in name:
            found.calls[name[:120]] = None


def _of_binary(
    found: Steps, node: ast.BinOp, _aliases: Mapping[str, str], _loops: int, _within: str
) -> None:
    if isinstance(node.op, ast.MatMult):
        found.does.add("product")
    elif isinstance(node.op, ast.Div | ast.FloorDiv):
        found.does.add("divide")
    elif isinstance(node.op, ast.Mult):
        found.does.add("times")
        if ast.dump(node.left) == ast.dump(node.right):
            found.does.add("square")
    elif isinstance(node.op, ast.Sub):
        found.does.add("minus")
    elif isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant):
        if node.right.value == 2:
            found.does.add("square")
        elif node.right.value == 0.5:
            found.does.add("root")
    elif isinstance(node.op, ast.Mod):
        found.does.add("modulo")


def _of_augmented(
    found: Steps, node: ast.AugAssign, _aliases: Mapping[str, str], loops: int, _within: str
) -> None:
    if isinstance(node.op, ast.Div | ast.FloorDiv):
        found.does.add("divide")
    elif isinstance(node.op, ast.Mult):
        found.does.add("times")
    elif isinstance(node.op, ast.Sub | ast.Add):
        if isinstance(node.value, ast.Constant):
            if loops:
                found.does.add("count")
        elif _scales(node.value):
            found.does.add("update")
        elif loops:
            found.does.add("sum")


def _of_assignment(
    found: Steps, node: ast.Assign, _aliases: Mapping[str, str], _loops: int, _within: str
) -> None:
    for target in node.targets:
        if isinstance(target, ast.Subscript):
            if _refers(node.value, target.value):
                found.does.add("recurrence")
        elif isinstance(target, ast.Tuple):
            # `a[i], a[j] = a[j], a[i]`
            if all(isinstance(part, ast.Subscript) for part in target.elts):
                found.does.add("swap")
        elif isinstance(node.value, ast.BinOp) and isinstance(node.value.op, ast.Sub | ast.Add):
            # `w = w - rate * slope`
            sides = (node.value.left, node.value.right)
            same = [side for side in sides if _same(target, side)]
            other = [side for side in sides if not _same(target, side)]
            if same and other and _scales(other[0]):
                found.does.add("update")


def _scales(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div | ast.MatMult)


def _same(target: ast.AST, side: ast.AST) -> bool:
    if isinstance(target, ast.Name) and isinstance(side, ast.Name):
        return target.id == side.id
    if isinstance(target, ast.Attribute) and isinstance(side, ast.Attribute):
        return target.attr == side.attr and _same(target.value, side.value)
    return False


def _refers(value: ast.AST, root: ast.AST) -> bool:
    """Whether a value reads other places of the table that it is put into: `t[i] = t[i - 1] + 1`."""
    while isinstance(root, ast.Subscript):
        root = root.value
    for child in ast.walk(value):
        if isinstance(child, ast.Subscript):
            inner: ast.AST = child
            while isinstance(inner, ast.Subscript):
                inner = inner.value
            if _same(root, inner):
                return True
    return False


def _of_subscript(
    found: Steps, node: ast.Subscript, _aliases: Mapping[str, str], _loops: int, _within: str
) -> None:
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for part in parts:
        if isinstance(part, ast.Slice) and (
            isinstance(part.lower, ast.BinOp) or isinstance(part.upper, ast.BinOp)
        ):
            found.does.add("window")
        elif isinstance(part, ast.Compare):
            found.does.add("select")


def _of_compare(
    found: Steps, node: ast.Compare, _aliases: Mapping[str, str], _loops: int, _within: str
) -> None:
    if isinstance(node.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE):
        found.does.add("threshold")
    elif isinstance(node.ops[0], ast.Eq):
        found.does.add("equal")
    elif isinstance(node.ops[0], ast.In):
        found.does.add("member")


def _of_name(
    found: Steps, node: ast.Name, _aliases: Mapping[str, str], _loops: int, _within: str
) -> None:
    _word(found, node.id)


def _of_attribute(
    found: Steps, node: ast.Attribute, _aliases: Mapping[str, str], _loops: int, _within: str
) -> None:
    if node.attr == "T":
        found.does.add("transpose")
    _word(found, node.attr)


def _of_argument(
    found: Steps, node: ast.arg, _aliases: Mapping[str, str], _loops: int, _within: str
) -> None:
    _word(found, node.arg)


_LOOKS: Final[Mapping[type[ast.AST], Callable[..., None]]] = {
    ast.Call: _of_call,
    ast.ClassDef: _of_class,
    ast.BinOp: _of_binary,
    ast.AugAssign: _of_augmented,
    ast.Assign: _of_assignment,
    ast.Subscript: _of_subscript,
    ast.Compare: _of_compare,
    ast.Name: _of_name,
    ast.Attribute: _of_attribute,
    ast.arg: _of_argument,
}
