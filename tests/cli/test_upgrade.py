"""What `proofolio upgrade` says."""

from tests.cli.test_commands import run


def test_an_upgrade_tells_what_became_of_each_file(tmp_path):
    run("init", "--github", "sample-learner", folder=tmp_path, check=0)
    done = run("upgrade", folder=tmp_path, check=0)
    assert "current  mkdocs.yml" in done.stdout
    assert "as new as this version" in done.stdout
    (tmp_path / "mkdocs.yml").write_text("site_name: mine\n")
    (tmp_path / ".gitignore").unlink()
    done = run("upgrade", folder=tmp_path, check=0)
    assert "yours  mkdocs.yml  (you changed it, so it stays)" in done.stdout
    assert "deleted  .gitignore  (you removed it, so it stays away)" in done.stdout


def test_the_difference_is_shown_beside_which_the_new_version_lies(tmp_path):
    run("init", "--github", "sample-learner", folder=tmp_path, check=0)
    note = tmp_path / ".proofolio.json"
    ours = (tmp_path / "mkdocs.yml").read_text()
    lines = note.read_text().splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if '"mkdocs.yml"' in line) + 1
    lines[at] = f'   "sha256": "{"0" * 64}",\n'  # As if an older version had written another text.
    note.write_text("".join(lines))
    (tmp_path / "mkdocs.yml").write_text(
        ours.replace("site_name: sample-learner", "site_name: \x1b[31mMe")
    )
    foretold = run("upgrade", "--dry-run", folder=tmp_path, check=0)
    assert not (tmp_path / "mkdocs.yml.new").exists()
    assert "Nothing was written" in foretold.stdout
    done = run("upgrade", folder=tmp_path, check=0)
    assert "offered  mkdocs.yml" in done.stdout
    assert r"-site_name: \x1b[31mMe" in done.stdout
    assert "+site_name: sample-learner" in done.stdout
    assert "remove it" in done.stdout
    assert (tmp_path / "mkdocs.yml.new").read_text() == ours


def test_a_damaged_note_is_named_with_what_to_do(tmp_path):
    run("init", "--github", "sample-learner", folder=tmp_path, check=0)
    (tmp_path / ".proofolio.json").write_text("<<<<<<< HEAD\n")
    done = run("upgrade", folder=tmp_path, check=3)
    assert ".proofolio.json" in done.stderr
    assert "git checkout" in done.stderr
