"""What a notebook says of itself beside its code: that it was set as an exercise, whose copyright it carries, when it ran."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from proofolio.model.usage import Marks
from proofolio.notebooks.read import joined

_MOST: Final = 60_000
"""Characters that are looked through: what a notebook is stands at its beginning, and in many cells."""
_MARKS: Final = (
    # Coursera, deeplearning.ai
    "### start code here", "### begin solution", "# graded function", "# graded cell", "# unq_c", "exercise_done",
    "grade_up_to_here", "# your code here", "### your code here", "#your code here", "your code goes here",
    "unit tests (graded)", "what you will learn in this notebook", "programming assignment", "w3_assignment", "ungraded lab", "practice lab",
    # nbgrader, Otter, okpy, UC Berkeley, Kaggle Learn, Zoomcamp
    "nbgrader", "skills network", "skillsnetwork", "cocl.us/", "notimplementederror()", "grader.check(", "otter.notebook", "import otter", "from client.api.notebook",
    "from learntools", "binder.bind(globals())", ".check()\n# q_", "# todo: write your code", "# todo: implement",
    # DataCamp's own, in the notebooks that it hands out
    "%%nose", "datacamp workspace", "ipython_pytest",
    # Udemy's and Pierian Data's exercises
    "pierian-data-logo", "pieriandata", "great job!", "# code here", "www.superdatascience", "kirill eremenko",
    # Yandex Practicum, Skillbox, in Russian; German, Spanish, Portuguese, French, Italian, Polish, Turkish
    "инструкция по выполнению проекта", "чек-лист готовности проекта", "чек-лист проверки", "комментарий ревьюера",
    "комментарий ревью", "ваш код здесь", "# введите код", "домашнее задание", "лабораторная работа", "описание задания",
    "comentario del revisor", "instrucciones del proyecto", "tu código aquí", "escribe tu código", "tarea a entregar",
    "seu código aqui", "insira seu código", "escreva seu código", "votre code ici", "écrivez votre code",
    "ihr code hier", "dein code hier", "hausaufgabe", "twój kod", "twoj kod", "buraya kodunuzu", "il tuo codice",
    # Chinese, Japanese, Korean
    "在此处编写代码", "你的代码", "在这里写代码", "ここにコード", "课程作业", "여기에 코드", "코드를 작성하세요",
)  # fmt: skip
"""In lower case."""
_HEADED: Final = re.compile(
    r"^\W{0,12}(?:<[^>]{1,40}>\s*){0,3}"
    r"(?:(?:home\s?work|assignment|exercises?|lab|checkpoint|quiz|clase|gu[ií]a|problem set|practical task|tutorial|activity|worksheet"
    r"|tarea|actividad|ejercicios?|pr[aá]ctica|exerc[ií]cios?|atividade|travaux pratiques|\btp|exercices?|aufgaben?|[üu]bung(?:en)?"
    r"|задани[ея]|задача|урок|занятие|лекция|aula|lecci[oó]n|[cć]wiczeni[ea]|作业|练习|課題|과제|실습)\s*[#№:.-]{0,2}\s*\d"
    r"|(?:week|module|lesson|chapter|lecture|sprint|unit|semana|m[oó]dulo|sesi[oó]n|semaine|woche|неделя|модуль|спринт|第)\s*[-#:]?\s*\d{1,2}\b"
    r"(?=.{0,60}(?:homework|assignment|exercise|lab|lesson|tarea|exerc|aufgabe|задани|周|课|課))"
    r"|(?:hw|asgmt|assgn)[\s_-]?\d|homework\b|exercises?\s*$|домашн|ungraded lab|optional lab)",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBERED: Final = re.compile(
    r"^\W{0,8}(?:q(?:uestion)?|exercise|task|exercici?o|ejercicio|tarea|aufgabe|задание|задача|[cć]wiczenie|题|問)\s*[#№]?\s*\d{1,2}[a-z]?\b\s*[.:)]?",
    re.IGNORECASE | re.MULTILINE,
)
_MANY_QUESTIONS: Final = 4
_POINTS: Final = re.compile(
    r"[\[(]\s*\d{1,3}(?:\.\d)?\s*(?:points?|pts?\.?|marks|puntos|pontos|punkte|балл\w*)\s*[\])]",
    re.IGNORECASE,
)
_COPYRIGHT: Final = re.compile(
    r"(?:copyright\s+(?:\(c\)|©|&copy;)?|©|&copy;)\s*(?:\d{4}(?:\s*[-,]\s*\d{4})?\s+)?(?:the\s+)?"
    r"(tensorflow[\w ]*|google[\w ]*|hugging ?face[\w ]*|nvidia[\w ]*|microsoft[\w ]*|meta[\w ]*|facebook[\w ]*|deepmind[\w ]*|jax[\w ]*|keras[\w ]*|apache[\w ]*|databricks[\w ]*|amazon[\w ]*|ibm[\w ]*)",
    re.IGNORECASE,
)
_LONGEST: Final = 60
_EARLIEST: Final = date(2011, 1, 1)
"""There were no notebooks before."""


def marks_of(cells: Sequence[Any], metadata: Mapping[str, Any]) -> Marks:
    """Return what the cells of a notebook and its metadata say, as they stand in its JSON."""
    found = [cell for cell in cells if isinstance(cell, dict)]
    texts = [joined(cell.get("source")) for cell in found if cell.get("cell_type") == "markdown"]
    sources = [joined(cell.get("source")) for cell in found if cell.get("cell_type") == "code"]
    days = sorted(set(_days(found, metadata)))
    return Marks(
        exercise=set_as_exercise(texts, sources),
        copyright=others_copyright(texts, sources),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _days(cells: Iterable[dict[str, Any]], metadata: Mapping[str, Any]) -> Iterator[date]:
    """Yield the days on which cells ran, as Colab, JupyterLab, papermill (Kaggle) and ExecuteTime write them."""
    for cell in ({"metadata": metadata}, *cells):
        own = cell.get("metadata")
        if not isinstance(own, dict) or not own:
            continue
        for key, name in _TIMES:
            told = own.get(key)
            day = _day(told.get(name)) if isinstance(told, dict) else None
            if day and day >= _EARLIEST:
                yield day


_TIMES: Final = (
    ("executionInfo", "timestamp"),
    ("papermill", "start_time"),
    ("execution", "iopub.execute_input"),
    ("ExecuteTime", "start_time"),
)


def _day(said: Any) -> date | None:
    try:
        if isinstance(said, int | float):
            return datetime.fromtimestamp(said / 1000, UTC).date()
        return date.fromisoformat(said[:10]) if isinstance(said, str) else None
    except (ValueError, OverflowError, OSError):
        return None


def set_as_exercise(texts: Iterable[str], sources: Iterable[str]) -> str:
    """Return what says that a notebook was set as an exercise, as it is written; empty when nothing does.

    Args:
        texts: its text cells, in order.
        sources: its code cells.
    """
    prose = "\n".join(texts)[:_MOST]
    whole = f"{prose}\n{chr(10).join(sources)}"[: 2 * _MOST].lower()
    for mark in _MARKS:
        if mark in whole:
            return mark
    headed = _HEADED.search(prose[:600])
    if headed:
        return _short(prose, headed)
    points = _POINTS.findall(prose)
    if len(points) > 1:
        return str(points[0])
    numbered = _NUMBERED.findall(prose)
    return str(numbered[0]).strip("# *\t") if len(set(numbered)) >= _MANY_QUESTIONS else ""


def others_copyright(texts: Iterable[str], sources: Iterable[str]) -> str:
    """Return whose copyright line opens a notebook: `TensorFlow Authors`; empty when none does."""
    opening = "\n".join((*texts, *sources))[:1_000]
    found = _COPYRIGHT.search(opening)
    return " ".join(found[1].split())[:_LONGEST] if found else ""


def _short(text: str, found: re.Match[str]) -> str:
    line = text[found.start() :].strip().partition("\n")[0]
    return re.sub(r"<[^>]*>|[#*_]", "", line).strip()[:_LONGEST]
