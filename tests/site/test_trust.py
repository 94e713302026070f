"""What a portfolio of somebody else's would run is named and asked for; an ordinary one never is."""

import os
import shutil
import sys

import pytest

from proofolio import cli
from proofolio.errors import InputError
from proofolio.site import engine_config, engine_runs, trust
from proofolio.usecases import scaffold
from proofolio.usecases.build import build
from proofolio.usecases.demo import copy_sample
from tests.conftest import TODAY

HOOK = "hooks:\n  - hook.py\n"


@pytest.fixture
def config(tmp_path):
    """A portfolio as `init` writes it, on a computer that does not know it."""
    root = tmp_path / "portfolio"
    list(scaffold.write_portfolio(root, github="sample-learner", colab=()))
    (root / "hook.py").write_text("raise SystemExit\n")
    (root / "overrides").mkdir()
    (root / "overrides/main.html").write_text("{{ 7 * 7 }}\n")
    return root / "mkdocs.yml"


def with_line(text, *, below=""):
    return lambda config: config.write_text(
        config.read_text().replace(below, f"{below}\n{text}", 1)
        if below
        else f"{config.read_text()}\n{text}"
    )


RUNS = {
    "a hook": (with_line(HOOK), "the file `hook.py` (`hooks`)"),
    "a hook whose key is written oddly": (with_line('"\\x68ooks": [hook.py]'), "hook.py"),
    "a plugin": (with_line("  - macros"), "the plugin `macros`"),
    "a plugin with settings": (with_line("  - exec: {x: 1}"), "the plugin `exec`"),
    "a plugin that builds other portfolios": (with_line("  - projects"), "`projects`"),
    "a module as an extension": (
        with_line("  - evil.module", below="markdown_extensions:"),
        "the Markdown extension `evil.module`",
    ),
    "an extension that reads pictures anywhere": (
        with_line("  - pymdownx.b64", below="markdown_extensions:"),
        "pymdownx.b64",
    ),
    "a function by name": (
        with_line("extra: {a: !!python/name:os.system ''}"),
        "`!!python/name:os.system`",
    ),
    "a function that is called": (
        with_line("extra: {a: [{b: !!python/object/apply:os.system ['x']}]}"),
        "`!!python/object/apply:os.system`",
    ),
    "a tag in a key": (with_line("extra: {? !!python/name:os.system '' : 1}"), "os.system"),
    "a tag in full": (
        with_line("extra: {a: !<tag:yaml.org,2002:python/name:os.system> ''}"),
        "os.system",
    ),
    "the environment": (with_line("copyright: !ENV [GITHUB_TOKEN, x]"), "`!ENV`"),
    "settings from elsewhere": (with_line("INHERIT: base.yml"), "`base.yml`"),
    "settings that are put in": (
        with_line("extra: &more\n  hooks: [hook.py]\n<<: *more"),
        "put in with `<<`",
    ),
    "settings that are put in deeper": (
        with_line("extra:\n  a: &more {b: 1}\n  c:\n    <<: *more"),
        "put in with `<<`",
    ),
    "templates": (
        with_line("  custom_dir: overrides", below="theme:"),
        "the templates in `overrides`",
    ),
    "a template beside posts": (
        with_line("extra_templates: [log/posts/x.html]"),
        "`log/posts/x.html`",
    ),
}


@pytest.mark.parametrize(("change", "named"), RUNS.values(), ids=RUNS.keys())
def test_what_would_run_is_named_and_asked_for_once(config, change, named):
    change(config)
    with pytest.raises(InputError, match="not begun on this computer") as caught:
        trust.require(config)
    (problem,) = caught.value.problems
    assert named in problem.message
    assert "--trust" in problem.hint
    assert problem.where.line
    trust.remember(config)
    trust.require(config)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "extra:\n  a: &x {b: [1, 2.5, null, true, 2026-01-01]}\n  c: *x\n",
        "site_author: Sample Learner\n",
    ],
)
def test_an_ordinary_portfolio_is_never_asked_about(config, text, tmp_path):
    with_line(text)(config)
    assert engine_runs.running(config) == ()
    trust.require(config)
    trust.remember(config)
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize(
    "text",
    [
        (
            "  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
            "      emoji_generator: !!python/name:material.extensions.emoji.to_svg"
        ),
        (
            "  - pymdownx.superfences:\n      custom_fences:\n        - name: mermaid\n          class: mermaid\n"
            "          format: !!python/name:pymdownx.superfences.fence_code_format"
        ),
        "  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}",
        "  - pymdownx.snippets",
    ],
)
def test_what_the_documentation_tells_everybody_to_write_is_not_asked_about(config, text):
    with_line(text, below="markdown_extensions:")(config)
    assert engine_runs.running(config) == ()


def test_a_demo_and_the_sample_run_nothing(tmp_path):
    copy_sample(tmp_path / "demo")
    assert engine_runs.running(tmp_path / "demo/mkdocs.yml") == ()


def test_what_a_pull_brings_is_asked_for_again(config):
    with_line(HOOK)(config)
    trust.remember(config)
    trust.require(config)
    (config.parent / "hook.py").write_text("import os\n")
    with pytest.raises(InputError, match="not what you agreed to"):
        trust.require(config)
    trust.remember(config)
    (config.parent / "more").mkdir()
    (config.parent / "more/helper.py").write_text("import os\n")
    with pytest.raises(InputError, match="not what you agreed to"):
        trust.require(config)


def test_edits_of_what_was_begun_here_are_not_asked_about_but_new_hooks_are(config):
    trust.remember(config, begun=True)
    with_line("  custom_dir: overrides", below="theme:")(config)
    with pytest.raises(InputError, match="not what you agreed to"):
        trust.require(config)
    trust.remember(config)
    (config.parent / "overrides/main.html").write_text("mine\n")
    trust.require(config)
    with_line(HOOK)(config)
    with pytest.raises(InputError, match=r"hook\.py"):
        trust.require(config)


def test_a_pipe_among_the_templates_is_not_waited_for(config):
    config.write_text(
        config.read_text().replace("name: material", "name: material\n  custom_dir: overrides")
    )
    os.mkfifo(config.parent / "overrides/pipe.html")
    trust.remember(config)
    trust.require(config)


def test_a_copy_elsewhere_is_another_portfolio(config, tmp_path):
    with_line(HOOK)(config)
    trust.remember(config)
    shutil.copytree(config.parent, tmp_path / "copy")
    with pytest.raises(InputError, match="not begun on this computer"):
        trust.require(tmp_path / "copy/mkdocs.yml")


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"x": 3}', "[" * 9_000])
def test_a_damaged_memory_asks_again(config, tmp_path, damage):
    with_line(HOOK)(config)
    trust.remember(config)
    (tmp_path / "state/trusted.json").write_text(damage)
    with pytest.raises(InputError, match="not begun on this computer"):
        trust.require(config)


def test_in_a_workflow_the_hint_says_what_to_write_there(config, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    with_line(HOOK)(config)
    with pytest.raises(InputError) as caught:
        trust.require(config)
    assert "proofolio build --trust" in caught.value.problems[0].hint


@pytest.mark.parametrize(
    "text",
    [
        ("  custom_dir: ../outside", "theme:"),
        ("  custom_dir: linked", "theme:"),
        ("  custom_dir: overrides", "theme:"),
        ("  - pymdownx.snippets: {base_path: ..}", "markdown_extensions:"),
        ("  - pymdownx.snippets: {base_path: [posts, /etc]}", "markdown_extensions:"),
        ("  - pymdownx.snippets: {base_path: linked}", "markdown_extensions:"),
    ],
)
def test_templates_and_snippets_stay_inside_the_portfolio(config, text):
    outside = config.parent.parent / "outside"
    outside.mkdir()
    (outside / "main.html").write_text("x")
    (config.parent / "linked").symlink_to(outside, target_is_directory=True)
    (config.parent / "overrides/base.html").symlink_to(outside / "main.html")
    with_line(text[0], below=text[1])(config)
    trust.remember(config)
    with pytest.raises(InputError, match="leads out of this folder") as caught:
        engine_config.check(config)
    assert caught.value.problems[0].where.line


def test_a_snippet_of_another_folder_is_not_put_into_a_post(small, tmp_path, monkeypatch):
    root = tmp_path / "portfolio"
    shutil.copytree(small, root)
    (tmp_path / "secret.txt").write_text("only-for-me\n")
    (root / "posts/inner.txt").write_text("for-everybody\n")
    (root / "posts/linked.txt").symlink_to(tmp_path / "secret.txt")
    with_line("  - pymdownx.snippets: {restrict_base_path: false}", below="markdown_extensions:")(
        root / "mkdocs.yml"
    )
    post = root / "posts/2026-01-02-words.md"
    names = (
        "posts/inner.txt",
        "posts/linked.txt",
        "secret.txt",
        "../secret.txt",
        f"{tmp_path}/secret.txt",
    )
    post.write_text("# Words\n\n" + "".join(f'--8<-- "{name}"\n\n' for name in names))
    # Without a folder of its own PyMdown reads where the command was given.
    monkeypatch.chdir(tmp_path)
    built = build(root, today=TODAY)
    page = next(built.site.glob("log/**/words/index.html")).read_text()
    assert "for-everybody" in page
    assert not any(
        "only-for-me" in file.read_text("utf-8", "replace") for file in built.site.rglob("*.html")
    )


@pytest.mark.parametrize(
    "command", [["build"], ["check"], ["serve"], ["publish", "--to", "../out"]]
)
def test_each_command_that_builds_asks_before_it_does_anything(
    small, tmp_path, command, capfd, monkeypatch
):
    root = tmp_path / "portfolio"
    shutil.copytree(small, root)
    (root / "hook.py").write_text(
        f"import pathlib; pathlib.Path({str(tmp_path / 'ran')!r}).touch()\n"
    )
    with_line(HOOK)(root / "mkdocs.yml")
    assert run(monkeypatch, root, *command) == 3
    said = capfd.readouterr().err
    assert "mkdocs.yml:" in said
    assert "hook.py" in said
    assert "--trust" in said
    assert not (tmp_path / "ran").exists()


def test_with_trust_it_runs_and_is_not_asked_again(small, tmp_path, monkeypatch):
    root = tmp_path / "portfolio"
    shutil.copytree(small, root)
    (root / "hook.py").write_text(
        f"import pathlib; pathlib.Path({str(tmp_path / 'ran')!r}).touch()\n"
    )
    with_line(HOOK)(root / "mkdocs.yml")
    assert run(monkeypatch, root, "build", "--trust") == 0
    assert (tmp_path / "ran").exists()
    assert run(monkeypatch, root, "build") == 0


def test_what_init_began_is_known_on_this_computer(tmp_path, monkeypatch):
    root = tmp_path / "own"
    assert run(monkeypatch, tmp_path, "init", "own", "--github", "sample-learner") == 0
    with_line(HOOK)(root / "mkdocs.yml")
    (root / "hook.py").write_text("")
    trust.remember(root / "mkdocs.yml")
    (root / "hook.py").write_text("x = 1\n")
    trust.require(root / "mkdocs.yml")
    # A portfolio that somebody else began does not become one's own by `init`.
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(root / "mkdocs.yml", other)
    assert run(monkeypatch, tmp_path, "init", "other", "--github", "sample-learner") == 0
    with pytest.raises(InputError, match="not begun on this computer"):
        trust.require(other / "mkdocs.yml")


def run(patch, folder, *arguments):
    """The command line, in this process."""
    patch.setattr(sys, "argv", ["proofolio", "-C", str(folder), *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)
