"""Reads cells, one after the other, and gathers what they do."""

import ast
from typing import Final

from proofolio.model.runnable import ImportUse, Install
from proofolio.notebook_check import needs, paths
from proofolio.notebook_check.colab import NEEDS_GPU
from proofolio.notebook_check.facts import Facts
from proofolio.notebook_check.file_calls import note_call, note_mention, note_words
from proofolio.notebook_check.shell import effect
from proofolio.notebook_check.source import Code
from proofolio.notebook_check.tree import dotted, nodes, text

_IMPORTS: Final = (ast.Import, ast.ImportFrom)


def read_cell(facts: Facts, cell: int, code: Code, tree: ast.Module | None) -> None:
    """Add what one cell does."""
    _commands(facts, cell, code)
    if code.written:
        facts.made.add(paths.plain(code.written))
    for node, flags in nodes(tree) if tree else ():
        _node(facts, cell, node, flags)
    facts.brought |= code.defines_more
    facts.code_brought |= code.defines_more


def _node(facts: Facts, cell: int, node: ast.AST, flags: int) -> None:
    if isinstance(node, ast.Call):
        _call(facts, cell, node, flags)
    elif isinstance(node, _IMPORTS):
        _import(facts, cell, node, flags)
    elif isinstance(node, ast.Assign):
        _assign(facts, node, flags)
    elif isinstance(node, ast.Attribute):
        facts.has_cpu_way |= needs.has_cpu_way(node)
    elif isinstance(node, ast.Subscript):
        _environment(facts, cell, node, flags)
    elif isinstance(node, ast.Raise):
        facts.refuses |= needs.demands_gpu(node)
        if facts.refuses and facts.gpu is None:
            facts.gpu = cell
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        note_mention(facts, cell, node.value, node.lineno)


def _commands(facts: Facts, cell: int, code: Code) -> None:
    for command in code.commands:
        found = effect(command.text)
        facts.installs += [Install(name=n, pin=pin, cell=cell) for n, pin in found.installs]
        facts.installs_more |= found.installs_more
        facts.brought |= found.brings_files
        facts.code_brought |= found.brings_code
        if found.wants_kaggle:
            facts.secrets.setdefault("a Kaggle key", cell)
        note_words(facts, cell, command.text, command.line)
    for magic in code.magics:
        words = magic.text.split()
        name = words[0] if words else ""
        facts.may_be_brought |= name in {"cd", "bookmark", "pushd", "sql"}
        facts.brought |= name in {"run", "load", "sx", "system"}
        facts.code_brought |= name in {"run", "load", "sx", "system"}
        if name == "tensorflow_version" and words[1:] and words[1].startswith("1"):
            facts.tensorflow_1 = facts.tensorflow_1 or cell
        if name == "cd":
            note_words(facts, cell, magic.text, magic.line)


def _import(facts: Facts, cell: int, node: ast.Import | ast.ImportFrom, flags: int) -> None:
    if isinstance(node, ast.ImportFrom):
        if node.level or not node.module:
            return
        modules = [node.module]
        for name in node.names:
            facts.aliases[name.asname or name.name] = f"{node.module}.{name.name}"
    else:
        modules = [name.name for name in node.names]
        for name in node.names:
            facts.aliases[name.asname or name.name.partition(".")[0]] = (
                name.name if name.asname else name.name.partition(".")[0]
            )
    for module in modules:
        known = facts.imports.get(module)
        if known is None or (known.optional and not flags):
            facts.imports[module] = ImportUse(
                module=module,
                cell=cell,
                line=node.lineno,
                optional=bool(flags),
                unsure=facts.code_brought,
            )
        if not flags and module.partition(".")[0] in NEEDS_GPU and facts.gpu is None:
            facts.gpu = cell


def _assign(facts: Facts, node: ast.Assign, flags: int) -> None:
    value = text(node.value, facts.names, facts.aliases)
    for target in node.targets:
        if isinstance(target, ast.Name):
            facts.names.pop(target.id, None)
            if value is not None and not flags:
                facts.names[target.id] = value


def _environment(facts: Facts, cell: int, node: ast.Subscript, flags: int) -> None:
    if dotted(node.value, facts.aliases) not in {"os.environ", "environ"}:
        return
    name = text(node.slice, facts.names, facts.aliases) or ""
    if isinstance(node.ctx, ast.Store):
        facts.given.add(name)
    elif not flags and needs.is_secret(name) and name not in facts.given:
        facts.secrets.setdefault(name, cell)


def _call(facts: Facts, cell: int, node: ast.Call, flags: int) -> None:
    name = dotted(node.func, facts.aliases)
    if not flags:
        secret = needs.secret_of_call(node, name)
        if secret and secret not in facts.given:
            facts.secrets.setdefault(secret, cell)
        if facts.gpu is None and needs.demands_gpu(node):
            facts.gpu = cell
        if name in {"input", "builtins.input"}:
            facts.inputs = facts.inputs or cell
    if name == "google.colab.files.upload" and not flags:
        facts.uploads = facts.uploads or cell
    if name.endswith("drive.mount"):
        facts.mounts = facts.mounts or cell
        facts.code_brought = True
    if name == "os.environ.setdefault" and node.args:
        facts.given.add(text(node.args[0], facts.names, facts.aliases) or "")
    if name == "os.system" and node.args:
        command = text(node.args[0], facts.names, facts.aliases)
        found = effect(command or "")
        facts.installs += [Install(name=n, pin=pin, cell=cell) for n, pin in found.installs]
    note_call(facts, cell, node, name, flags)
