"""Signs by which a repository, or a folder of it, is the work for a course: its names, and what its README says."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

_WORDS: Final = (
    r"course-?works?|courses?|courseras?|udacity|udemy|edx|data-?camp|codecademy|dataquest|nano-?degrees?|boot-?camps?|zoom-?camps?"
    r"|home-?works?|assignments?|exercises?|python[-_ ]class(?:es)?|tutorials?|clases?|labs?[-_ ]?\d+|speciali[sz]ations?|open-?classrooms?|triple-?ten|practicum|praktikum|prakticum"
    r"|stepik|skillbox|skillfactory|netology|geekbrains|karpov|spiced|ironhack|le-?wagon|general-?assembly|holberton|hyperion-?dev"
    r"|the[-_ ]?bridge|masterschool|alkemy|coderhouse|soy-?henry|digital-?house|alura|platzi|rocketseat|gomycode|great-?learning|upgrad"
    r"|almabetter|simplilearn|springboard|flatiron|deeplearning-?ai|cs50|cs229|cs231n|cs224[nw]"
    r"|cursos?|formation|formaci[oó]n|forma[çc][aã]o|parcours|kurs(?:y)?|kursus|maestr[ií]a|diplomado|mata-?kuliah"
    r"|school-?projects?|university-?projects?|курс\w*|практикум\w*|учеб\w*|обучени\w*|домашн\w*|課程|课程|作业|講座|課題|강의|과제|부트캠프"
)
_NAMES: Final = re.compile(rf"(?<![^\W\d_])(?:{_WORDS})(?![^\W\d_])", re.IGNORECASE)
_FOLDER: Final = re.compile(
    rf"(?<![^\W\d_])(?!tutorials?(?![^\W\d_]))(?:{_WORDS}|week[\s_-]?\d+|exercises?|ejercicios|exerc[ií]cios|exercices|aufgaben|[üu]bungen|labs?[\s_-]?\d+|hw[\s_-]?\d+|tareas?|tasks?[\s_-]?\d+"
    r"|lectures?|lessons?|entregables|tarefas?|^\d+[.\s_-]+tasks$)(?![^\W\d_])",
    re.IGNORECASE,
)
_FILE: Final = re.compile(
    r"(?<![^\W\d_])(?:exercises?|assignments?|home-?works?|hw[\s_-]?\d+|ejercicios?|tareas?|exerc[ií]cios?|exercices?|in[\s_-]class|week[\s_-]?\d+|lectures?[\s_-]?\d+)(?![^\W\d_])",
    re.IGNORECASE,
)
_CAMELS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LINKS: Final = re.compile(
    r"<[^>]*>|!?\[!?\[[^\]]*\]\([^)]*\)\]\([^)]*\)|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|https?://\S+|[\[\]*_`]"
)
_FENCED: Final = re.compile(r"(?ms:^(?:```|~~~).*?^(?:```|~~~))|(?m:^.*[├└│].*$)")
_OF_COURSE: Final = re.compile(r"\bof course\b", re.IGNORECASE)
_OPENING: Final = 1_500
"""Characters of a README that say what it is about."""
_COURSES: Final = (
    r"(?:online |free |my |the |this |our )?(?:[\w&+.'\u2019/-]+ ){0,6}?"
    r"(?:courses?|coursera|udemy|udacity|edx|datacamp|boot ?camps?|nano-?degree|speciali[sz]ation|zoomcamp|coursework"
    r"|(?:master|bachelor)(?:['\u2019]?s)? (?:degree|program\w*|in \w+)|certificat(?:e|ion)|academy|hyperiondev|openclassrooms|tripleten|practicum|spiced|geeksforgeeks|datatalks\.?club)"
)
_SAID: Final = re.compile(
    "|".join(
        (
            (
                rf"(?:projects?|work|notebooks?|assignments?|exercises?|solutions?|answers|codes?|labs?|notes|materials?|files|everything|repo(?:sitory)?|portfolio|tutorial)\b[^.!?\n]{{0,90}}?"
                rf"\b(?:from|for|in|during|of|through|throughout|as part of|taken at|while (?:taking|doing|following|attending)|related to|completed (?:in|at|on)|made as a part of|provided .{{0,40}} in|done as a part of)\b (?:the |a |an |my |our |all )?{_COURSES}"
            ),
            r"\b(?:(?:certificat\w+|specializ\w+|course|bootcamp) capstone(?: project)?|capstone project (?:for|of) the|home ?works? \d*|homework for|assignments? (?:for|from|of|and)|programming assignments|my coursework|course ?work|solutions (?:to|for|of) (?:the )?(?:assignments|exercises|weekly)|weekly assignments)\b",
            r"\b(?:course|bootcamp)s? (?:that )?i(?:['\u2019]?ve| have)? (?:have )?(?:taken|completed|followed|attended)|^#? ?\**course\**\s*:",
            r"\b(?:learning journey|my journey|journey) through the\b[^.\n]{0,80}\bcourse",
            r"\bcourses? (?:delivered|offered|given|taught|provided) by\b|\bcompleted courses?\b|these are my (?:datacamp|courses)|what i learned|hackerrank\b[^.\n]{0,60}\bproblems|problems from (?:kaggle|hackerrank)",
            r"\bcourse\s*:?\s*\d{4,6}\b|\b(?-i:[A-Z]{2,4}) ?\d{3}\b[^.\n]{0,40}(?:group )?(?:project|course)|group projects? (?:for|in)\b|\bgroup \d+\b[^.\n]{0,60}\bs\d{6}|\bgrateful to the (?:hyperiondev|[\w ]{0,20}academy)",
            r"\b(?:machine learning|data analysis|deep learning|computer science)[\w ]{0,20}course\b[^.\n]{0,40}(?:universit|taken|of oslo)|\bcourses? at [\w ]{0,30}universit|school projects|from my bachelor|(?:bachelor|master)['\u2019]?s? in \w+",
            # French, Spanish, Portuguese, Italian
            r"(?:projets?|travaux|d[ée]p[ôo]t|notebooks|exercices)\b[^.!?\n]{0,140}\b(?:dans le cadre d|lors d|au cours d|durant|pendant|effectu|du)[^.!?\n]{0,40}\b(?:formation|parcours|cours|master|cursus|bootcamp)",
            r"\b(?:parcours|formation)\b[^.!?\n]{0,80}\b(?:openclassrooms|centralesup|expert en|data ?scien)|j['\u2019]ai suivi une formation|ce parcours a constitu",
            r"(?:proyectos?|trabajos?|ejercicios|actividades|repositorio|portafolio)\b[^.!?\n]{0,140}\b(?:durante|en el marco d|del?|para|realizad\w+ en)\b[^.!?\n]{0,40}\b(?:bootcamp|curso|formaci[oó]n|m[aá]ster|maestr[ií]a|diplomado|materia|universidad|asignatura)\b",
            r"(?:projetos?|trabalhos?|exerc[ií]cios|atividades|tarefas|reposit[oó]rio)\b[^.!?\n]{0,140}\b(?:durante|d[oae]s?|no|na|para)\b[^.!?\n]{0,40}\b(?:curso|forma[çc][aã]o|bootcamp|gradua[çc][aã]o|disciplina|faculdade|universidade)\b",
            r"(?:progetti|esercizi)\b[^.!?\n]{0,100}\b(?:corso|master|universit)",
            # Russian, German, Polish, Turkish, Indonesian
            r"(?:проект|задани|работ|упражнени|репозитори)\w*[^.!?\n]{0,160}(?:в рамках|в ходе|в процессе|во время|на курс|курса|по курсу|обучени\w+ (?:в|на))",
            r"(?:projekte?|aufgaben|notebooks?|[üu]bungen)\b[^.!?\n]{0,120}\b(?:im rahmen|w[äa]hrend|aus)\b[^.!?\n]{0,40}\b(?:kurs\w*|bootcamps?|studiums?|weiterbildung|vorlesung)",
            r"(?:rozwi[ąa]zania|projekty?|zadania)\b[^.!?\n]{0,60}\bkurs\w*|(?:projeler|[öo]dev)\w*[^.!?\n]{0,80}\b(?:kurs|ders|e[ğg]itim)\w*|(?:tugas|proyek)[^.!?\n]{0,80}(?:mata kuliah|perkuliahan|kursus)",
            # Chinese, Japanese, Korean
            r"课程(?:作业|笔记|项目|设计|代码)|作业(?:代码|答案)|(?:翻译|译)自?|講座の|授業の|(?:강의|수업|부트캠프|과제)[^.\n]{0,30}(?:실습|정리|프로젝트|코드|제출)",
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)
_AMONG_OTHERS: Final = re.compile(
    r"\b(?:research|internships?|personal|professional|freelance|independent)\b[^.!?\n]{0,40}(?:,|&|\band\b|\bor\b)[^.!?\n]{0,20}\bcourse|\bcourse\w*\b[^.!?\n]{0,20}(?:,|&|\band\b|\bor\b)[^.!?\n]{0,40}\b(?:research|internships?|personal|professional|freelance|independent)\b",
    re.IGNORECASE,
)
"""Course work beside other work: it is said of none of it."""
_TEACHES: Final = re.compile(r"\b(?:certificat(?:e|ion)s?|education)\b", re.IGNORECASE)
_LONGEST: Final = 100


def named_so(names: Iterable[str]) -> str:
    """Return the first of a repository's names, topics and lines that names a course; empty when none does."""
    return next((name for name in names if _has(_NAMES, name)), "")


def folder_named_so(path: str) -> str:
    """Return the folder above a file that is called as exercises are: `week3`, `homeworks`; empty when none is."""
    return next((folder for folder in path.split("/")[:-1] if _has(_FOLDER, folder)), "")


def file_named_so(path: str) -> str:
    """Return a file's name that is called as an exercise is: `K_means_Exercise`; empty when it is not."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return stem if _has(_FILE, stem) else ""


def _has(words: re.Pattern[str], name: str) -> bool:
    return bool(words.search(name) or words.search(_CAMELS.sub(" ", name)))


def readme_says_so(text: str) -> str:
    """Return what in a README's opening says that its work was done for a course; empty when nothing does."""
    for line in _sentences(text[: 3 * _OPENING]):
        if _AMONG_OTHERS.search(line):
            continue
        if _SAID.search(line) or (line.startswith("# ") and _has(_NAMES, line)):
            return line.strip("#> -|\t")[:_LONGEST]
    return ""


def _sentences(text: str) -> Iterator[str]:
    """Yield headings, and paragraphs as one line each; a tree of folders and code are left out."""
    plain = _OF_COURSE.sub(" ", _LINKS.sub(" ", _FENCED.sub("", text)))[:_OPENING]
    for block in re.split(r"\n\s*\n|\n(?=\s*[#>*+|-])|(?<=\n)(#.*)\n", f"\n{plain}"):
        words = " ".join((block or "").split())
        if words.startswith("#") and _TEACHES.search(words):
            # What follows is a person's curriculum, not what the work is.
            return
        yield words
