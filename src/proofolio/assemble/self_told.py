"""What people say of themselves in lines and sections of their own: goal, work, education, tools."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import takewhile
from typing import Final

from proofolio.assemble.text_blocks import BLOCK, TAG
from proofolio.content.sanitize import text

_BOLD: Final = re.compile(
    r"<(?:strong|b)>((?:(?!</?(?:strong|b)>).){2,60})</(?:strong|b)>", re.DOTALL
)
_ALT: Final = re.compile(r'<img\b[^<>]*?\balt="([^"<>]{1,40})"', re.IGNORECASE)
_BREAK: Final = re.compile(r"<br\s*/?>|\n")

_GOAL: Final = re.compile(
    r"\b(?:currently|working on|focus(?: areas?)?|looking for|seeking|(?:core )?interests?|goals?|objetivos?(?: atual| actual| profesional| profissional)?|objectifs?|ziele?"
    r"|actualmente|atualmente|actuellement|intereses|interesses)\b|目标|现在|목표|현재",
    re.IGNORECASE,
)
_EXPERIENCE: Final = re.compile(
    r"\b(?:experience|work history|employment|experiencia|experi[eê]ncia|exp[ée]riences?|berufserfahrung)\b|опыт работы|工作经历|경력",
    re.IGNORECASE,
)
_EDUCATION: Final = re.compile(
    r"\b(?:education|academic|background|degrees?|educaci[oó]n|formaci[oó]n|forma[cç][aã]o|formations?|dipl[oô]mes?|ausbildung|studium)\b|образование|学历|教育|학력",
    re.IGNORECASE,
)
_LANGUAGES: Final = re.compile(
    r"^(?:spoken )?(?:languages?|idiomas|lenguajes|linguagens|langues|sprachen|языки)$|^语言$|^언어$",
    re.IGNORECASE,
)
_TOOLS: Final = re.compile(
    r"\b(?:tech(?:nical|nolog\w*)?|stack|tools?|toolkit|toolbox|skills?|arsenal|domains?|herramientas|tecnolog[ií]as?|tecnol[oó]gico|habilidades"
    r"|ferramentas|comp[ée]tences|outils|kenntnisse|werkzeuge|навыки|стек)\b|技能|工具|技术|기술|스킬",
    re.IGNORECASE,
)
_IMPACT: Final = re.compile(
    r"\b(?:impact|achievements?|accomplishments?|key results|logros|conquistas|r[ée]alisations|erfolge)\b|достижения|成果|성과",
    re.IGNORECASE,
)
_CERTIFICATES: Final = re.compile(
    r"\b(?:certifi\w+|certificad\w+|zertifikate?)\b|сертификаты|证书|자격증", re.IGNORECASE
)
_KINDS: Final = (
    ("languages", _LANGUAGES),
    ("certificates", _CERTIFICATES),
    ("impact", _IMPACT),
    ("goal", _GOAL),
    ("work", _EXPERIENCE),
    ("education", _EDUCATION),
    ("tools", _TOOLS),
)
_NOT_OF_A_PERSON: Final = re.compile(
    r"\b(?:projects?|proyectos?|projetos?|projets?|repositor\w+|datasets?|requirements?|install\w*|how to|notebooks?|structure|course|acquired|covered|used here|demonstrated|portfolios?|portafolio|portf[oó]lio)\b",
    re.IGNORECASE,
)
"""What a section is called that is about work."""
_OF_WORK: Final = re.compile(
    r"\b(?:projects?|proyectos?|projetos?|projets?|projekte?|case stud\w+|features?|demos?|caracter[ií]sticas|funcionalidades)\b|项目|프로젝트",
    re.IGNORECASE,
)
"""Headings under which whatever is named is of the work."""
_OF_SOMEBODY: Final = re.compile(
    r"\b(?:about|who|profile?|overview|intro\w*|hello|hi|hey|hola|ol[áa]|hallo|bonjour|summary|bio\w*|contact|connect|me|sobre|perfil|acerca|qui[eé]n|quem|à propos|über|facts|info\w*|details|currently)\b|关于|简介|자기|소개|自己紹介|👋",
    re.IGNORECASE,
)
"""Headings under which people say who they are."""
_TELLS_OF_REPOSITORY: Final = re.compile(
    r"^\W*(?:(?:this|the|each|every) (?:repo\w*|project|portfolio|notebook|folder|app\w*)|(?:este|esta|cada) (?:repo\w*|proyecto|projeto|portaf\w+|portf\w+))\b",
    re.IGNORECASE,
)
_CV: Final = (
    re.compile(
        r"about me|sobre m[ií]m?\b|à propos|über mich|关于我|자기소개|profile\b|perfil",
        re.IGNORECASE,
    ),
    _EXPERIENCE,
    _EDUCATION,
    re.compile(r"certificat|certificad|zertifikat|证书|자격증", re.IGNORECASE),
    re.compile(r"\bcontact|contacto|contato|kontakt|connect with|联系|연락", re.IGNORECASE),
    _TOOLS,
)
_LEADS_TO_LIST: Final = re.compile(r"\s*(?:</(?:p|strong|b|em)>\s*)*<[uo]l\b")
_LABEL: Final = re.compile(r"^[^:\uff1a]{2,34}[:\uff1a]\s*(?P<rest>\S.*)$")
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")
_LONGEST_LABEL: Final = 28
_LONGEST: Final = 150
_LONGEST_TOOL: Final = 32
_MOST: Final = 6
_MOST_BLOCKS: Final = 250
_MOST_TOOLS: Final = 12
_MOST_WORDS: Final = 3
_OF_EACH: Final = 3
"""Tools of each line: of eight lines, the first alone would fill what is shown."""
_CV_HEADINGS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """A heading, and the lines below it."""

    kind: str
    label: str
    lines: tuple[str, ...]


def facts(html: str) -> tuple[tuple[str, str], ...]:
    """Return what somebody says of themselves, as (name, words): `("Education", "BSc Statistics")`.

    A name is the author's own. What says where they are going and what they did comes before their tools;
    of each kind the first.
    """
    found: dict[str, tuple[str, str]] = {}
    told = list(_labelled(html))
    # A section of tools has them all; a line of it, one kind of them.
    told.sort(key=lambda one: one[0] == "tools")
    sections = list(_from_sections(html))
    whole = [one for one in sections if one[0] == "tools"]
    for kind, label, said in (*whole, *told, *sections):
        if label.casefold() not in {name.casefold() for name, _ in found.values()}:
            found.setdefault(kind, (label, said))
    if "languages" in found and _said_already(
        found["languages"][1], found.get("tools", ("", ""))[1]
    ):
        del found["languages"]
    order = ("goal", "work", "impact", "education", "certificates", "tools", "languages")
    return tuple(found[kind] for kind in order if kind in found)[:_MOST]


def _said_already(said: str, tools: str) -> bool:
    """Whether what is called languages are those of programming, which stand among the tools."""
    return re.split(r"[,;/(|·]", said)[0].strip().casefold() in tools.casefold()


def is_curriculum_vitae(html: str) -> bool:
    """Whether the headings are those of a curriculum vitae: about me, experience, education, contact."""
    headings = [_plain(match["inner"]) for match in BLOCK.finditer(html) if match["tag"][0] == "h"]
    short = [one for one in headings[:40] if len(one) <= _LONGEST_LABEL + 12]
    return sum(any(pattern.search(one) for one in short) for pattern in _CV) > _CV_HEADINGS


def _labelled(html: str) -> Iterator[tuple[str, str, str]]:
    """Yield what stands after a name in bold: `**Languages:** EN / RU`."""
    seen: set[str] = set()
    above: list[tuple[int, str]] = []
    for number, block in enumerate(BLOCK.finditer(html)):
        if number >= _MOST_BLOCKS:
            return
        if block["tag"][0] == "h":
            above = _above(above, block)
            continue
        if not _is_of_somebody(above):
            continue
        for name, value in _named(block["inner"]):
            label = _plain(name).strip(" :\uff1a")
            said = _plain(value).strip(" :\uff1a·|•,;\N{EN DASH}\N{EM DASH}-")
            if len(label) > _LONGEST_LABEL or not 1 < len(said) <= _LONGEST:
                continue
            if _TELLS_OF_REPOSITORY.match(said):
                continue
            kind = _kind(label)
            if kind and label.casefold() not in seen:
                seen.add(label.casefold())
                yield kind, text(label), text(said)


def _above(above: list[tuple[int, str]], block: re.Match[str]) -> list[tuple[int, str]]:
    """Return the headings that the words below a heading stand under, that one last."""
    level = int(block["tag"][1])
    return [*(one for one in above if one[0] < level), (level, _plain(block["inner"]))]


def _is_of_somebody(above: list[tuple[int, str]]) -> bool:
    """Whether what stands under some headings may be about a person: nothing of the title's own, or of work."""
    below_title = [said for _, said in above[1:]]
    if any(_OF_WORK.search(said) for said in below_title):
        return False
    return all(_OF_SOMEBODY.search(said) or _kind(said) for said in below_title)


def _named(inner: str) -> Iterator[tuple[str, str]]:
    """Yield what is bold and ends in a colon, with what follows it up to the next such name."""
    parts = _BOLD.split(inner)
    name, value = "", ""
    for bold, after in zip(parts[1::2], parts[2::2], strict=False):
        if _has_colon(bold, after) and len(_plain(bold).split()) <= _MOST_WORDS:
            if name:
                yield name, value
            name, value = bold, after
        elif name:
            value += bold + after
    if name:
        yield name, value


def _has_colon(bold: str, after: str) -> bool:
    return bold.rstrip().endswith((":", "\uff1a")) or after.lstrip().startswith((":", "\uff1a"))


def _from_sections(html: str) -> Iterator[tuple[str, str, str]]:
    for section in _sections(html):
        said = _tools(section.lines) if section.kind == "tools" else _whole(section.lines)
        if said and not _TELLS_OF_REPOSITORY.match(said):
            yield section.kind, text(section.label), text(said)


def _sections(html: str) -> Iterator[_Section]:
    label, kind = "", ""
    lines: list[str] = []
    above: list[tuple[int, str]] = []
    has_paragraphs = is_over = False
    for number, block in enumerate(BLOCK.finditer(html)):
        if number >= _MOST_BLOCKS:
            break
        if block["tag"][0] == "h":
            if kind and lines:
                yield _Section(kind=kind, label=label, lines=tuple(lines))
            label = _plain(block["inner"]).strip(" :\uff1a")
            above = _above(above, block)
            is_own = not any(_OF_WORK.search(said) for _, said in above[1:])
            kind = _kind(label) if is_own and len(label) <= _LONGEST_LABEL + 12 else ""
            lines, has_paragraphs, is_over = [], False, False
            continue
        if not kind:
            continue
        is_paragraph = block["tag"] == "p"
        if kind != "work" and _LEADS_TO_LIST.match(html, block.end()):
            # It names the list below it: of tools one kind of them, else something new.
            is_over = kind != "tools"
            continue
        if is_over:
            continue
        if kind == "work" and has_paragraphs and not is_paragraph:
            # What was done at a place stands below it.
            continue
        has_paragraphs |= is_paragraph
        alts = [unescape(alt) for alt in _ALT.findall(block["inner"])]
        said = [_plain(line) for line in _BREAK.split(block["inner"])]
        joined = ", ".join(filter(None, said))
        lines += [joined] if kind == "work" and joined else [line for line in said if line]
        lines += alts if kind == "tools" and not joined else []
    if kind and lines:
        yield _Section(kind=kind, label=label, lines=tuple(lines))


def _kind(label: str) -> str:
    if _NOT_OF_A_PERSON.search(label):
        return ""
    return next((kind for kind, pattern in _KINDS if pattern.search(label)), "")


def tools_named(html: str) -> tuple[str, ...]:
    """Return the tools that a text about a project names after a label: `Tech stack: pandas, Streamlit`."""
    for number, block in enumerate(BLOCK.finditer(html)):
        if number >= _MOST_BLOCKS:
            break
        label, _, said = _plain(block["inner"]).partition(":")
        if len(label) <= _LONGEST_LABEL and _TOOLS.search(label):
            names = [name.strip(" .") for name in re.split(r"[,;·|]", _IN_BRACKETS.sub("", said))]
            return tuple(name for name in names if 1 < len(name) <= _LONGEST_TOOL)[:_OF_EACH]
    return ()


def _tools(lines: tuple[str, ...]) -> str:
    """Return the names in some lines, a few of each; empty where they are no names."""
    found: list[str] = []
    most = max(_OF_EACH, _MOST_TOOLS // len(lines))
    for line in lines:
        match = _LABEL.match(line)
        said = _IN_BRACKETS.sub("", match["rest"] if match else line)
        names = [
            name.strip(" .·•`*\N{EN DASH}-") for name in re.split(r"\s*[,;·•|]\s*|\s/\s", said)
        ]
        if any(len(name) > _LONGEST_TOOL for name in names):
            continue
        found += [name for name in names if name and name not in found][:most]
    return _fitting(found, ", ") if len(found) >= _OF_EACH else ""


def _whole(lines: tuple[str, ...]) -> str:
    """Return the first lines that fit, whole, up to one that leads to others."""
    own = takewhile(lambda line: not line.endswith((":", "\uff1a")), lines)
    return _fitting([line.rstrip(" .;") for line in own if "://" not in line][:3], "; ")


def _fitting(parts: list[str], between: str) -> str:
    kept = ""
    for part in parts:
        longer = f"{kept}{between}{part}" if kept else part
        if len(longer) > _LONGEST:
            break
        kept = longer
    return kept


def _plain(inner: str) -> str:
    said = " ".join(unescape(TAG.sub("", inner)).split())
    return re.sub(r"^[^\w(\"“«$€£¡¿]+", "", said).strip()
