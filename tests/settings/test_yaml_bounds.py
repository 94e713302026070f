"""YAML of a stranger's: an ordinary error, soon, whatever it holds."""

import pytest
import yaml

from proofolio import yaml_bounds
from proofolio.errors import InputError
from proofolio.settings.yaml_file import parse
from proofolio.site import engine_yaml
from proofolio.skills.dependencies import _environment

BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
ODD = {
    "references to references": BOMB,
    "merges of merges": "a0: &a0 {x: 1}\n"
    + "".join(f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)),
    "a long text, often": f"a: &a {'x' * 90_000}\nb: [{', '.join(['*a'] * 90)}]\n",
    "a list in itself": "a: &a [*a]\n",
    "a mapping in itself": "a: &a\n  b: *a\n",
    "brackets": "a: " + "[" * 50_000,
    "braces": "a: " + "{a: " * 50_000,
    "dashes": "- " * 50_000 + "x",
    "indented": "\n".join(f"{' ' * n}a:" for n in range(500)),
    "6 MB": f"a: {'x' * 6_000_000}",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_too_much_is_refused_before_it_is_made(text, tmp_path):
    with pytest.raises(InputError):
        parse(text, "portfolio.yml")
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(InputError):
        engine_yaml.top_of(tmp_path / "mkdocs.yml")
    with pytest.raises(yaml.YAMLError):
        list(_environment(text))


@pytest.mark.parametrize(
    "value",
    ["!!python/object/apply:os.system [x]", "!!python/name:os.system ''", "!ENV X", "!!timestamp x",
     "!!omap [1]", "!!int 1e5", "!!bool x", "!!int ''", f"0x{'f' * 9_000}", "9" * 6_000, "!!binary x="],
)  # fmt: skip
def test_a_value_that_is_none_is_told_with_its_line(value):
    with pytest.raises(InputError) as caught:
        parse(f"ok: 1\na: {value}\n", "portfolio.yml")
    assert caught.value.problems[0].where.line == 2


def test_references_that_people_write_are_read():
    text = "a: &a {b: [1, 2]}\nc: *a\nd:\n  <<: *a\n  e: 3\n"
    assert parse(text, "x.yml").value["d"] == {"b": [1, 2], "e": 3}
    assert yaml_bounds.compose("", yaml.SafeLoader) is None
