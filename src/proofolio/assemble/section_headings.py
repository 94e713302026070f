"""Headings that name a part of a README, or its state, and no work: `Sub projects`, `Contributors: …`, `WIP`."""

import re
from typing import Final

_WHOSE: Final = r"(?:(?:the|a|our|my|this|brief|short|general|quick|high[- ]level|detailed|full|complete|main|basic|sample|final|key|core|other|more|some|additional|further|current|technical)\s+){0,3}"
_GENERAL: Final = r"(?:framework|system|solution|model|code|codebase|data|data ?set|file|folder|directory|method|task|challenge|competition|problem|business|product|project|projects|repo|repository|app|application|web ?app|program|tool|package|library|software|script|notebook|module|component|feature|function|user|design|environment|api|database|algorithm|experiment|result|output|input|work|work ?flow|process|pipeline|technical|technology|tech|team|group|general|architecture|service|backend|frontend|evaluation|report|document|documentation|background|requirements?|installation|local|development|production|quick|video|live|demo|sub|docker|conda|virtual)"
_PART: Final = r"(?:descriptions?|overview|summary|introduction|structures?|layout|organi[sz]ation|details?|specifications?|architectures?|breakdown|explanation|background|motivation|information|info|contents?|components?|features|objectives?|goals?|aims?|purpose|scope|statement|requirements?|dependencies|libraries|packages|modules|notes?|guidelines?|guide|instructions?|setup|set[- ]up|set up|installation|configuration|usage|commands?|examples?|results?|outputs?|outcomes?|findings|insights|conclusions?|evaluation|performance|metrics|members?|team|authors?|contributors?|credits|status|roadmap|plan|timeline|milestones|history|versions?|changelog|list|index|links|references|resources|sources?|screenshots?|images|pictures|diagrams?|flow|flowchart|stack|technologies|tools|deliverables|rubric|files?|folders?|director(?:y|ies)|variables|columns|fields|dictionary|context|problem|questions?|answers?|hypothes[ie]s|methods?|methodology|approach|steps|tasks|stages|phases|demo|presentation|report|slides|poster|documentation|docs|readme|license|disclaimer|environment|env|usage|deployment|training|testing)"
_ALONE: Final = r"contributors?|contributing|authors?|maintainers?|members|participants|collaborators|students?|mentors?|supervisors?|advisors?|instructors?|credits|acknowledge?ments?|thanks|licen[sc]e|citation|cite|changelog|change log|release notes?|roadmap|future (?:work|scope|improvements|enhancements)|faqs?|support|contact(?: me| us)?|sections|topics|sub[- ]?projects|packages|libraries|librairies|imports|dependencies|commands|outputs?|inputs?|approach|method(?:s|ology)?|evaluation|experiments?|conclusions?|discussion|limitations|findings|insights|observations|flow ?chart|architecture|workflow|pipeline|deployment|training|testing|inference|implementation|configuration|environment|examples?|how it works|how to (?:run|use|install|start|deploy|contribute|execute|cite|reproduce|launch|set ?up|play)\b.{0,40}|what is this.*|what it does|why this.*|who (?:am i|we are)|steps(?: to .*)?|instructions?|guide(?:lines)?|quick ?start(?: guide)?|scope|context|motivation|background|hypothes[ie]s|data (?:sources?|dictionary|description)|model(?:l?ing| training| building| selection| evaluation| performance)|(?:main |key |core )?functionalit(?:y|ies)|(?:project )?deliverables|repository|repo|general|details|history|versions?|colaboradores|integrantes|autor(?:es)?|contribuidores|participantes|equipo|equipe|requisitos|instala[cç](?:i[oó]n|[aã]o)|estructura(?: del proyecto)?|estrutura(?: do projeto)?|uso|cómo .*|como (?:usar|executar|rodar|instalar|ejecutar|funciona)|tecnolog[ií]as(?: utilizadas| usadas)?|tecnologías|conclusiones|conclus[aã]o|resultados|contexto|marco (?:te[oó]rico|de referencia)|metodolog[ií]a|membres|auteurs?|pr[eé]requis|m[eé]thodologie|mitwirkende|voraussetzungen|участники|авторы|команда|установка|запуск|стек|результаты|структура(?: проекта)?|inhalt|anggota|anggota kelompok|struktur(?: proyek)?|thành viên|cài đặt|cấu trúc|yazarlar|kurulum|贡献者|作者|安装|使用|结构|팀원|기여자|설치|사용법|結果|構成|作者"
_STATE: Final = r"(?:still |currently |a |this is |project |repo(?:sitory)? |under |the )*(?:wip|work in progress|in progress|in development|under development|under construction|development in progress|draft|first draft|beta|alpha|pre-?alpha|deprecated|archived?|obsolete|outdated|unmaintained|not maintained|no longer maintained|unfinished|incomplete|not finished|ongoing|on ?going|on hold|paused|stale|coming soon|stay tuned|to ?do|tbd|tba|moved|migrated|superseded|new version available|en (?:construcci[oó]n|desarrollo|proceso|progreso)|em (?:constru[cç][aã]o|desenvolvimento|andamento)|en (?:cours|construction|d[eé]veloppement)|in arbeit|в разработке|в процессе|в работе|sedang dikembangkan|进行中|开发中|作成中|開発中|진행 ?중|작업 ?중)(?: project| repo(?:sitory)?| now)?"
_SECTION: Final = re.compile(
    rf"(?!data structures?\b){_WHOSE}(?:{_ALONE}|{_GENERAL}(?:['’]s)?(?: {_GENERAL})?[ -]+{_PART}|{_PART} (?:of|for|del?|do|da|du) {_WHOSE}{_GENERAL}|{_PART} (?:and|&|y|e|et|\+) {_PART}|{_STATE})",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    r"\W*(?:contributors?|authors?|(?:group|team) members?|members|made by|created by|developed by|written by|submitted by|presented by|prepared by|students?|names?|by|integrantes|autor(?:es|a)?|hecho por|feito por|par|von|авторы?|выполнил[аи]?|作者|작성자|팀원)\s*(?:names?)?\s*[:：]\s*(?:\W*\Z|(?-i:[A-ZÀ-Þ@]\S*(?:,| (?:and |&|y )?[A-ZÀ-Þ]|\s*\Z))|[^\x00-ɏ])",
    re.IGNORECASE,
)
"""A heading that says who made it."""
_COURSE: Final = re.compile(
    r"\W*(?:(?:my|our|the|an?|este es el|mi|meu|mon)\s+)?(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|\d{1,2}(?:st|nd|rd|th)|group|team|individual|mini|capstone|guided|major|minor|main|primer|segundo|tercer|cuarto|primeiro|terceiro|premier|deuxi[eè]me)\s+){1,3}(?:project|assignment|homework|capstone|work|exercise|task|lab|proyecto|projeto|projet|trabajo|trabalho)s?\b(?:\W+(?:of|for|from|in|at|by|as|with|del?|do|da|du|para|pour)\b.{0,90})",
    re.IGNORECASE,
)
_SCHOOL: Final = re.compile(
    r"boot ?camp|course|\bclass\b|program(?:me)?\b|nanodegree|specialization|school|universit|academy|college|semester|institute|degree|curso|formaci[oó]n|diplomad|escuela|facult|formation|udacity|coursera|datacamp|ironhack|wbs|springboard|\bcs ?\d{2,3}\b",
    re.IGNORECASE,
)


def is_section(heading: str) -> bool:
    """Whether a heading names a part of its README, who made it or its state, and not the work.

    Args:
        heading: without marks before and after it.
    """
    said = " ".join(heading.split()).strip(" :：.!-–—#*")
    return bool(_SECTION.fullmatch(said)) or is_byline(said)


def is_byline(heading: str) -> bool:
    """Whether a heading says who made the work.

    Args:
        heading: as it is written.
    """
    return bool(_BYLINE.match(heading))


def is_course_label(heading: str) -> bool:
    """Whether a heading says only for which course the work was made: `Fourth project of the bootcamp`.

    Args:
        heading: as it is written.
    """
    return bool(_COURSE.fullmatch(heading.strip()) and _SCHOOL.search(heading))
