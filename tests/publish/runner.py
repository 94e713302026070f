"""Runs the steps of a workflow as GitHub's runner does, as far as that is possible without GitHub."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = "sample-learner/portfolio"


@dataclass(kw_only=True)
class Run:
    """One run of one job, in a clone of the repository."""

    workspace: Path
    environment: Mapping[str, str]
    context: Mapping[str, str] = field(default_factory=dict)
    """Expression → its value."""
    kept: Path | None = None
    """Where `actions/cache` keeps what it is given."""
    log: str = ""
    outcome: dict[str, str] = field(default_factory=dict)
    """Step → `success` or `failure`."""

    def steps(
        self, steps: Sequence[Mapping[str, Any]], skip: Callable[[str], bool] = lambda name: False
    ) -> bool:
        """Run steps until one fails, as `success()` and `!cancelled()` say; tells whether none did."""
        is_well = True
        for step in steps:
            name = step["name"]
            always = "!cancelled()" in step.get("if", "")
            if skip(name) or not (is_well or (always and self._asked_for(step["if"], steps))):
                continue
            is_done = self._run(step) if "run" in step else self._use(step)
            self.outcome[name] = "success" if is_done else "failure"
            is_well = is_well and is_done
        return is_well

    def _asked_for(self, condition: str, steps: Sequence[Mapping[str, Any]]) -> bool:
        found = re.fullmatch(
            r"\$\{\{ !cancelled\(\) && steps\.(\w+)\.outcome != 'skipped' \}\}", condition
        )
        assert found, condition
        return any(step.get("id") == found[1] and step["name"] in self.outcome for step in steps)

    def _run(self, step: Mapping[str, Any]) -> bool:
        script = self.workspace.parent / "step.sh"
        script.write_text(step["run"])
        own = {name: self._value(value) for name, value in step.get("env", {}).items()}
        temporary = self.workspace.parent / "temporary"
        temporary.mkdir(exist_ok=True)
        files = {
            name: str(temporary / name)
            for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")
        }
        for path in files.values():
            Path(path).touch()
        # https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.workspace / step.get("working-directory", "."),
            env={
                "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
                "HOME": str(temporary),
                "CI": "true",
                "GITHUB_ACTIONS": "true",
                "GITHUB_REPOSITORY": REPOSITORY,
                "GITHUB_WORKSPACE": str(self.workspace),
                "RUNNER_TEMP": str(temporary),
            }
            | files
            | dict(self.environment)
            | own,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        self.log += done.stdout
        return done.returncode == 0

    def _use(self, step: Mapping[str, Any]) -> bool:
        action = step["uses"].split("@")[0]
        if action.startswith("actions/cache/") and self.kept:
            for path in step["with"]["path"].split("\n"):
                here, there = self.workspace / path, self.kept / path
                source, target = (here, there) if action.endswith("save") else (there, here)
                if path and source.is_dir():
                    shutil.rmtree(target, ignore_errors=True)
                    shutil.copytree(source, target)
        if action == "actions/upload-pages-artifact":
            return (self.workspace / step["with"]["path"] / "index.html").is_file()
        return True

    def _value(self, text: str) -> str:
        return re.sub(r"\$\{\{ (.+?) \}\}", lambda found: self.context[found[1]], text)


def jobs(path: Path) -> Mapping[str, Any]:
    """Return the jobs of a workflow."""
    return yaml.safe_load(path.read_text())["jobs"]


def annotations(log: str) -> list[tuple[str, str]]:
    """Return what GitHub would show at the run: (`warning` or `error`, title).

    As https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands has it:
    between `::stop-commands::TOKEN` and `::TOKEN::` nothing is a command.
    """
    found = []
    token = None
    for line in log.splitlines():
        text = line.lstrip()
        if token:
            token = None if text == f"::{token}::" else token
        elif text.startswith("::stop-commands::"):
            token = text.removeprefix("::stop-commands::")
        elif told := re.match(r"::(\w+)(?: title=([^:]*))?::", text):
            found.append((told[1], told[2] or ""))
    assert token is None, "commands stay off"
    return found
