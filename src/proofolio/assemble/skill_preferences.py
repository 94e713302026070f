"""What the learner would have otherwise with the skills that were found: `skills:` in `portfolio.yml`."""

import difflib
from collections.abc import Collection, Iterable, Iterator

from proofolio.assemble.slugs import key
from proofolio.errors import Problem
from proofolio.model.skills import Skill
from proofolio.settings import Settings
from proofolio.skills.taxonomy import Entry, entry_named


class SkillPreferences:
    """Answers how a skill is called, where it stands, and whether it is hidden."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        chosen = settings.portfolio.skills
        self._names = {key(old): new for old, new in chosen.rename.items() if new.strip()}
        self._groups = {key(name): group for name, group in chosen.group.items() if group.strip()}
        self._hidden = {key(name) for name in chosen.hide}

    def name(self, entry: Entry) -> str:
        """Return what the learner calls a skill."""
        return next((self._names[k] for k in map(key, entry.names) if k in self._names), entry.name)

    def group(self, name: str, entry: Entry | None) -> str:
        """Return the group that a skill stands in; `name` is what the learner calls it."""
        names = (name, *(entry.names if entry else ()))
        usual = entry.group if entry else ""
        return next((self._groups[k] for k in map(key, names) if k in self._groups), usual)

    def hides(self, entry: Entry) -> bool:
        """Tell whether a skill that was found is left out."""
        return self.hides_name({key(name) for name in (*entry.names, self.name(entry))})

    def hides_name(self, keys: Collection[str]) -> bool:
        """Tell whether a skill is left out that has any of these names' keys."""
        return not self._hidden.isdisjoint(keys)

    def problems(self, made: Iterable[Skill]) -> tuple[Problem, ...]:
        """Say which preferences are about a skill that neither the work shows nor Proofolio knows."""
        there = {key(name) for skill in made for name in (skill.name, *skill.aliases)}
        return tuple(self._unknown(there))

    def _unknown(self, there: Collection[str]) -> Iterator[Problem]:
        chosen = self._settings.portfolio.skills
        asked: list[tuple[str, str, str | int]] = [
            *(("rename", name, name) for name in chosen.rename),
            *(("group", name, name) for name in chosen.group),
            *(("hide", name, index) for index, name in enumerate(chosen.hide)),
        ]
        for setting, name, at in asked:
            if key(name) in there or entry_named(name):
                continue
            close = difflib.get_close_matches(key(name), sorted(there), n=1)
            yield Problem(
                message=f"`skills.{setting}` names `{name}`, which is no skill of this portfolio.",
                hint=f"Did you mean `{close[0]}`?"
                if close
                else "Write the name as the page `skills/` has it.",
                where=self._settings.place("skills", setting, at),
            )
