"""The skills that are known: enough of them, well formed, and a slip is named with its line."""

from collections import Counter

import pytest

from proofolio.errors import InputError
from proofolio.skills.taxonomy import read_entries, taxonomy

HEAD = "kind: tool\ngroups:\n  Data:\n"


def test_there_are_enough_tools_and_abilities() -> None:
    kinds = Counter(entry.kind for entry in taxonomy())

    assert kinds["tool"] >= 150
    assert kinds["ability"] >= 60


def test_no_two_skills_answer_to_one_name() -> None:
    names = Counter(
        name.casefold()
        for entry in taxonomy()
        for name in {entry.name, *entry.signs.get("aliases", ())}
    )

    assert [name for name, number in names.items() if number > 1] == []


def test_no_two_tools_claim_one_module() -> None:
    modules = Counter(
        module
        for entry in taxonomy()
        if entry.kind == "tool"
        for module in entry.signs.get("imports", ())
    )

    assert [module for module, number in modules.items() if number > 1] == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Tool: {import: [tool]}", "unknown key `import`"),
        ("Tool: {imports: tool}", "must be a list of texts"),
        ("Tool: {imports: []}", "must be a list of texts"),
        ("Tool: {aliases: [tool]}", "Nothing shows `Tool`"),
        ("Tool: {calls: [tool.run], least: some}", "whole number"),
        ("Tool: {imports: [tool], esco: 'http://example.org/1'}", "must begin with"),
        ("Tool: {imports: [tool}", "not YAML"),
        ("Tool:", "expected here"),
        ("Known: {imports: [again]}", "stands there twice"),
    ],
)
def test_a_slip_is_named_with_its_file_and_line(line: str, message: str) -> None:
    text = f"{HEAD}    Known: {{imports: [known]}}\n    {line}\n"

    with pytest.raises(InputError, match=message) as caught:
        list(read_entries(text, "tools.yml"))

    assert "tools.yml:5: " in str(caught.value)


def test_a_skill_is_added_without_code() -> None:
    (entry,) = read_entries(f"{HEAD}    Tool: {{imports: [tool], aliases: [t]}}\n", "tools.yml")

    assert (entry.name, entry.kind, entry.group, entry.least) == ("Tool", "tool", "Data", 1)
    assert entry.signs == {"imports": ("tool",), "aliases": ("t",)}
