"""Who somebody is, in the first lines of a README of their own: name, what they do, where to write to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final
from urllib.parse import urlsplit

from proofolio.assemble.self_told import facts, is_curriculum_vitae
from proofolio.assemble.summary_shape import sentences
from proofolio.assemble.text_blocks import BLOCK, TAG
from proofolio.content.sanitize import text
from proofolio.model.portfolio import Link, SafeHtml

_MOST_BLOCKS: Final = 160
_LONGEST_HEADLINE: Final = 110
_OPENING: Final = 3
"""Lines in which a role is the author's own, though nobody says `I`."""
_LONGEST: Final = 320
_WORD: Final = r"[^\W\d_][\w'’.-]*"
_NAME: Final = (
    rf"{_WORD}(?:\s+(?:(?:de|da|do|dos|del|la|van|von|der|bin|al|el|e|y)\s+)?{_WORD}){{0,3}}"
)
_SAYS_NAME: Final = re.compile(
    r"(?:\bI\s*['’]?\s*a?m\b|\bmy name is|\bthis is|\bme llamo|\bmi nombre es|\bsoy|\bmeu nome [eé]|\beu sou|\bme chamo|\bje m['’]appelle|\bje suis"
    rf"|\bich bin|\bmein name ist|我是|我叫|저는|제 이름은|私は)\s*[:,]?\s*(?:[ao]\s)?(?P<name>{_NAME})",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(
    r"\b(?:a|an|the|un|una|um|uma|ein|eine|currently|passionate|data|machine|software|student|engineer|developer|scientist|analyst|researcher"
    r"|learning|portfolio|projects?|welcome|hello|open|working|based|from|always|also|interested|happy|looking|building|here|very|not|now|just"
    r"|curious|self|full|stack|ai|ml|my|work|repository|science|about|ci[eê]ncias?|dados|datos|ciencia|inteligencia|intelig[eê]ncia|données|an[aá]lise|an[aá]lisis|estudiante|estudante|ingeniero|ingeniera|analista|cientista|cient[ií]fico)\b",
    re.IGNORECASE,
)
_PORTFOLIO: Final = re.compile(
    r"portfolio|portafolio|portfólio|projects?|proyectos|projetos|works?|data science|machine learning|resume|cv\b|github|hi\b|hello|welcome|作品|포트폴리오",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(
    r"\b(?:engineer|scientist|analyst|developer|researcher|student|graduate|consultant|manager|architect|specialist|professor|teacher|lecturer|educator"
    r"|statistician|mathematician|physicist|economist|bioinformatician|intern|professional|practitioner|enthusiast|freelancer|founder|writer|designer"
    r"|ingenier[oa]|cient[ií]fic[oa]|analista|estudiante|desarrollador|engenheir[oa]|cientista|estudante|desenvolvedor|ing[eé]nieur|[eé]tudiant"
    r"|analyste|entwickler|wissenschaftler)(?:s|es|in|a|as)?\b|(?:工程师|分析师|科学家|学生|研究|엔지니어|분석가|개발자|학생|사이언티스트|エンジニア|学生|アナリスト|مهندس|طالب|محلل)",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(
    r"^\W*(?P<label>authors?|name|autora?|nome|nombre|auteure?|role|position|title|cargo|postura|rol|puesto|poste|작성자|이름|作者|姓名)\s*[:：]\s*(?P<value>[^\n]{3,100})",
    re.IGNORECASE | re.MULTILINE,
)
"""A line of facts about somebody."""
_NAMES: Final = re.compile(
    r"author|name|autor|nome|nombre|auteur|작성자|이름|作者|姓名", re.IGNORECASE
)
_FIRST_PERSON: Final = re.compile(
    r"\b(?:I|I['’](?:m|ve|ll)|my|me|we|yo|mi|mis|eu|meu|minha|je|mon|ma|ich|mein)\b|我|저는|私",
    re.IGNORECASE,
)
_GREETING: Final = re.compile(
    r"^\W*(?:(?:welcome|bienvenid[oa]s?|bem[- ]vind[oa]s?|bienvenue|willkommen)\b[^.!?。！？]{0,120}[.!?。！？]+[\W_]*"
    r"|(?:hi|hello|hey|hola|ol[áa]|oi|bonjour|salut|hallo|你好|大家好|안녕하세요|こんにちは)\b(?:[^.!?。！？,:]{0,40}[.!?。！？,:👋]+\s*|\s*))",
    re.IGNORECASE,
)
"""A greeting up to its end: never a part of a sentence."""
_NO_HEADLINE: Final = re.compile(
    r"\b(?:overview|summary|experience|background|profile|development|journey|skills?|toolkit|goals?|interests?|education)\b",
    re.IGNORECASE,
)
"""Headings that name a section, whatever role stands in them: `Professional overview`."""
_NETWORKS: Final = {
    "linkedin.com": "LinkedIn", "kaggle.com": "Kaggle", "medium.com": "Medium", "huggingface.co": "Hugging Face",
    "twitter.com": "X", "x.com": "X", "youtube.com": "YouTube", "dev.to": "DEV", "scholar.google.com": "Google Scholar",
    "orcid.org": "ORCID", "tableau.com": "Tableau", "public.tableau.com": "Tableau",
}  # fmt: skip
_PERSONAL: Final = re.compile(
    r"/(?:in|u|users?|@[\w.-]+|app/profile|profile|citations|c|channel|pub)\b|^/@?[\w.-]{2,40}/?$",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r'<a\b[^<>]*?\bhref="([^"<>]{1,300})"', re.IGNORECASE)
_LINKEDIN: Final = re.compile(r"linkedin\.com/in/[\w%-]{3,60}", re.IGNORECASE)
"""An address that is written and does not lead there."""
_EMAIL: Final = re.compile(
    r"[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}", re.IGNORECASE
)


_MOST_SAYINGS: Final = 6
_I: Final = re.compile(
    r"\b(?:I|I['’]m|I['’]ve|my|me|soy|mi|mis|sou|meu|minha|meus|je|j['’]|mon|ma|mes|ich|mein|meine)\b|我|저는|私",
    re.IGNORECASE,
)
"""One person who speaks of themselves: `we` is also whoever wrote the task."""
_OF_REPOSITORY: Final = re.compile(
    r"^\W*(?:(?:each|every) (?:folder|project|notebook|repository)\b|cada (?:una|carpeta|pasta|proyecto|projeto)\b|(?:est[ea]|este) (?:portaf|portf)|chaque (?:dossier|projet)"
    r"|aqu[ií] (?:encontrar|voc)|vous (?:y )?trouverez|tu trouveras|hier finde|chaque projet|each of (?:these|the)|here,? you(?:'ll| will| can)? find|(?:this|the|here|in this|my)\s+portfolio (?:is|contains|showcases|holds)|(?:(?:this|the|here|in this|my)\s+)?(?:is\s+)?(?:a\s+)?(?:repo\b|repository|folder|project is|collection of|(?:an? )?(?:brief |short |quick )?(?:overview|summary|showcase|list|selection) of (?:my|mis|meus)|curated|este reposit|neste reposit|esta carpeta|ce dépôt|dieses repo|本仓库|이 저장소))",
    re.IGNORECASE,
)
"""How a sentence begins that tells of the repository, and not of its author."""
_WORK: Final = re.compile(
    r"^\W*(?:(?:selected|featured|my|key|main|all|other|completed|personal|mis|meus|mes)\s)?(?:projects?|proyectos?|projetos?|projets?|projekte|work)\b|项目|프로젝트|проекты",
    re.IGNORECASE,
)
"""Headings under which work is told, and not its author."""
_ABOUT: Final = re.compile(
    r"\b(?:about(?: me| the author)?|who|profile?|overview|intro\w*|hello|hi|hola|ol[áa]|hallo|bonjour|summary|bio(?:graphy)?|background|contact|sobre|perfil|acerca|qui[eé]n|quem"
    r"|à propos|présentation|über|kurzprofil|обо мне|о себе)\b|关于|简介|자기|소개|自己紹介|👋",
    re.IGNORECASE,
)
"""Headings under which people speak of themselves."""
_OF_PERSON: Final = re.compile(
    r"\b(?:programme?|degree|bachelor|master|bootcamp|universi\w+|college|graduat\w+|student)\b",
    re.IGNORECASE,
)
_MOST_JOINED: Final = 3
_CONTAINS: Final = re.compile(
    r"^\W*(?:this|the|here,? this) (?:repo(?:sitory)?|portfolio|collection) (?:contains|highlights|holds|includes|showcases|presents|features|hosts|is) (?:an? (?:curated )?(?:collection|selection|set) of )?",
    re.IGNORECASE,
)
"""How a sentence leads to what somebody's work is about: it is left away."""
_FOCUS: Final = re.compile(
    r"\bmy (?:\w+ )?(?:work|research|experience|studies|interests?|expertise|background) (?:in|on|as|with|across)\b|\bfocus(?:ed|es|ing)? on\b|\bemphasis on\b|\bspeciali[sz]\w+ in\b",
    re.IGNORECASE,
)
"""What somebody works on."""
_ACHIEVED: Final = re.compile(
    r"^I (?:also )?(?:have|hold|earned|obtained|completed|published|graduated|wrote|co-?authored)\b.*\b(?:Ph\.?D|doctora\w+|published|paper|degree|diploma|master['’]?s|bachelor['’]?s)\b"
)
"""A degree or a paper of one's own, wherever it is told."""
_LONGEST_ROLE: Final = 90
_FIRST_OF_ROLE: Final = 40
"""Characters of what follows a name in which a role is named, if it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """What a README says of its author."""

    name: str = ""
    headline: str = ""
    """What they do, short; may be empty."""
    summary: str = ""
    """One to three sentences; may be empty."""
    email: str = ""
    links: tuple[Link, ...] = ()
    """To their own pages on other sites."""
    facts: tuple[tuple[str, str], ...] = ()
    """What they say of themselves under a name of its own: (`Languages`, `EN / RU / ZH`)."""


NOBODY: Final = Introduction()


def joined(first: Introduction, then: Introduction) -> Introduction:
    """Fill what one README does not say from another; what somebody says of themselves is of one time, so of one README."""
    says = first if first.headline or first.summary else then
    return Introduction(
        name=first.name or then.name,
        headline=says.headline,
        summary=says.summary,
        email=first.email or then.email,
        links=first.links or then.links,
        facts=first.facts or then.facts,
    )


def introduce(html: SafeHtml) -> Introduction:
    """Read who somebody is; what a README does not say stays empty.

    Args:
        html: a README about a person, with its title and badges.
    """
    blocks = [(m["tag"], _said(m["inner"])) for m in _first(BLOCK.finditer(html))]
    name = _name(blocks)
    told = [(tag, said) for tag, said in _of_the_author(blocks) if tag in {"p", "li"}]
    every = [_cleaned(said, name) for _, said in _with_lists(told)]
    sayings = [said for said in every if not _OF_REPOSITORY.search(said)]
    headline, summary = _words(sayings, blocks, name)
    if not headline and not summary:
        # "… all projects of Sample Learner's as part of the bachelor's programme at …" says who it is.
        summary = next(
            (said for said in every if _OF_PERSON.search(said) and len(said) <= _LONGEST), ""
        ) or _focus(blocks)
    return Introduction(
        name=name,
        headline=headline,
        summary="" if summary == headline else summary,
        email=_email(html),
        links=tuple(_links(html)),
        facts=facts(html),
    )


def _focus(blocks: list[tuple[str, str]]) -> str:
    """Return what the first lines say somebody works on; else their degree or their paper, wherever it is told."""
    for tag, said in blocks:
        if tag[0] == "h" and tag != "h1":
            break
        for sentence in sentences(said) if tag == "p" else ():
            bare = _CONTAINS.sub("", sentence)
            if _FOCUS.search(sentence) and 25 <= len(bare) <= _LONGEST:
                return bare[:1].upper() + bare[1:]
    for tag, said in blocks:
        for sentence in sentences(said) if tag == "p" else ():
            if _ACHIEVED.match(sentence) and len(sentence) <= _LONGEST:
                return sentence.replace("I also ", "I ", 1)
    return ""


def role_of(html: SafeHtml, name: str) -> str:
    """Return what a README about something else says somebody is, beside their name; empty when it does not.

    Args:
        html: the README, as that of somebody's site: `… of Sample Learner, data analyst at …`.
        name: their whole name.
    """
    if len(name.split()) < 2:
        return ""
    found = re.compile(
        rf"(?<!\w){re.escape(name)}\s*[,|:·–—-]\s*(?:an?\s|the\s)?(?P<role>[^\n.;!?|]{{5,{_LONGEST_ROLE}}})(?=[\n.;!?|]|$)",
        re.IGNORECASE,
    )
    roles = [
        match["role"].strip()
        for _, said in ((m["tag"], _said(m["inner"])) for m in BLOCK.finditer(html))
        for match in found.finditer(said)
        if _ROLE.search(match["role"][:_FIRST_OF_ROLE])
    ]
    return max(roles, key=len, default="")


def _of_the_author(blocks: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out what stands under headings for work, whatever of it says `my`; what stands under `About me` comes first."""
    about: list[tuple[str, str]] = []
    opening: list[tuple[str, str]] = []
    place: list[tuple[str, str]] | None = opening
    for tag, said in blocks:
        if tag[0] != "h":
            if place is not None:
                place.append((tag, said))
        elif tag != "h1":
            is_theirs = _ABOUT.search(said) or _ROLE.search(said)
            place = about if is_theirs and not _WORK.search(said) else None
    return [*about, *opening]


def _with_lists(blocks: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Put the first items of a list behind the words that lead to it: `I am an analyst for: - charts - tests`."""
    following = 0
    for number, (tag, said) in enumerate(blocks):
        if tag == "p" and said.rstrip().endswith((":", "\N{FULLWIDTH COLON}")):
            items = []
            for next_tag, item in blocks[number + 1 : number + 1 + _MOST_JOINED]:
                if next_tag != "li":
                    break
                items.append(item.rstrip(" .,;"))
            following = len(items)
            leads = said.rstrip().rstrip(" :\N{FULLWIDTH COLON}")
            yield tag, (f"{leads} {', '.join(items)}." if items else said)
        elif following and tag == "li":
            following -= 1
        else:
            following = 0
            yield tag, said


def is_about_a_person(html: SafeHtml, title: str) -> bool:
    """Tell whether a README introduces somebody, and no work: by what its first lines say of themselves."""
    blocks = [(m["tag"], _said(m["inner"])) for m in _first(BLOCK.finditer(html))]
    opening = " ".join(said for _, said in blocks[:6])[:800]
    if is_curriculum_vitae(html) and _ROLE.search(opening):
        return True
    says_who = bool(_SAYS_NAME.search(opening) and _name(blocks)) or bool(
        re.search(
            r"about me|sobre m[ií]m?\b|à propos de moi|关于我|자기소개|自己紹介",
            title,
            re.IGNORECASE,
        )
    )
    return says_who and bool(_FIRST_PERSON.search(opening)) and bool(_ROLE.search(opening))


def _first(found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    for number, match in enumerate(found):
        if number >= _MOST_BLOCKS:
            return
        yield match


def _said(inner: str) -> str:
    lines = [text(line, 600).strip() for line in unescape(TAG.sub(" ", inner)).splitlines()]
    is_facts = sum(bool(_LABELLED.match(line)) for line in lines) > 0
    said = ("\n" if is_facts else " ").join(filter(None, lines))[:600]
    return re.sub(r" +(?=[,.](?: |$))|(?<=\() +| +(?=\))", "", said)


def _name(blocks: list[tuple[str, str]]) -> str:
    for tag, said in blocks[:12]:
        for fact in _LABELLED.finditer(said):
            if _NAMES.match(fact["label"]) and (name := _as_name(fact["value"])):
                return name
        match = _SAYS_NAME.search(said[:200])
        if match and (name := _as_name(match["name"])):
            return name
        if tag in {"h1", "h2"}:
            parts = re.split(r"\s[—–|·:-]\s|[|:]\s|['’]s\b", said)
            if len(parts) > 1 and any(_PORTFOLIO.search(part) for part in parts):
                found = [
                    n for part in parts if not _PORTFOLIO.search(part) and (n := _as_name(part))
                ]
                if found:
                    return found[0]
        parts = re.split(r"\s[|·]\s", said)
        if len(parts) > 1 and _ROLE.search(said) and (name := _as_name(parts[0])):
            return name
    return ""


def _as_name(said: str) -> str:
    """Return a name of two to four words that begin with capitals; one word is too little to be sure of."""
    plain = re.split(
        r"[,.!(–—|\n]|\s-\s|\s(?:and|y|e|et|und)\s|\s(?:a|an|the|from|de la|com|con)\s", said
    )[0]
    plain = re.sub(r"^[\W_]+|[\W_]+$", "", plain)
    words = plain.split()
    if not 2 <= len(words) <= 4 or _NO_NAME.search(plain):
        return ""
    is_written_so = (
        all(word[:1].isupper() or len(word) <= 3 for word in words) and words[0][:1].isupper()
    )
    return plain if is_written_so else ""


def _cleaned(said: str, name: str) -> str:
    """Take a greeting and the name away, so that what somebody does comes first."""
    plain = _GREETING.sub("", re.sub(r"^[^\w\"“(]+", "", said), count=1)
    if name:
        plain = re.sub(rf"^\W*{re.escape(name)}\s*[|·—–,:-]+\s*", "", plain)
    return plain.strip()


def _words(sayings: list[str], blocks: list[tuple[str, str]], name: str) -> tuple[str, str]:
    """Return headline and summary: the first line that names a role, and the sentences around it."""
    for tag, said in blocks[:10]:
        short = _cleaned(said, name)
        if (
            tag in {"h2", "h3", "h4"}
            and _ROLE.search(short)
            and not _NO_HEADLINE.search(short)
            and 8 < len(short) <= _LONGEST_HEADLINE
        ):
            return short, _summary(sayings)
    for number, said in enumerate(sayings[:8]):
        for fact in _LABELLED.finditer(said):
            if not _NAMES.match(fact["label"]):
                return text(fact["value"], _LONGEST_HEADLINE), _summary(sayings)
        if "://" in said[:60] or len(said) < 12 or _LABELLED.match(said):
            continue
        first = (sentences(said) or [""])[0]
        is_own = number < _OPENING or bool(_FIRST_PERSON.search(first))
        if is_own and _ROLE.search(first) and len(first) >= 12:
            short = _role(next(p for p in re.split(r"\s\|\s", first) if _ROLE.search(p)))
            return (short if len(short) <= _LONGEST_HEADLINE else ""), _summary([said, *sayings])
    return "", _summary([said for said in sayings[:_MOST_SAYINGS] if _I.search(said)])


def _role(sentence: str) -> str:
    """Return what somebody is: `I'm Sample Learner, a data analyst who …` gives `Data analyst who …`."""
    plain = re.sub(
        rf"^\W*(?:I\s*['’]?\s*a?m|my name is|soy|me llamo|eu sou|meu nome [eé]|je suis|ich bin)\s+(?:{_WORD}\s+){{0,4}}?"
        r"(?:and I am\s+|e eu sou\s+|y soy\s+|,\s*)?(?:an?|the|un|una|um|uma|une|ein|eine)\s+",
        "",
        sentence,
        flags=re.IGNORECASE,
    )
    plain = plain.rstrip(".!。 ")
    return plain[:1].upper() + plain[1:]


def _summary(sayings: Iterable[str]) -> str:
    kept = ""
    for said in sayings:
        is_own = bool(_FIRST_PERSON.search(said) or _ROLE.search(said))
        if not is_own or len(said) < 25 or "://" in said[:60]:
            continue
        for sentence in sentences(said):
            if len(kept) + len(sentence) > _LONGEST:
                return kept
            kept = f"{kept} {sentence}".strip()
        return kept
    return kept


def _email(html: str) -> str:
    for href in _LINK.findall(html):
        found = _EMAIL.fullmatch(unescape(href).removeprefix("mailto:").partition("?")[0])
        if found:
            return found[0]
    shown = _EMAIL.search(unescape(TAG.sub(" ", html[:20_000])))
    return shown[0] if shown else ""


def _links(html: str) -> Iterator[Link]:
    seen: set[str] = set()
    for href in _LINK.findall(html):
        url = unescape(href)
        try:
            parts = urlsplit(url)
        except ValueError:
            continue
        host = (parts.hostname or "").removeprefix("www.")
        label = _NETWORKS.get(host, "")
        if label and label not in seen and _PERSONAL.search(parts.path):
            seen.add(label)
            yield Link(label=label, url=url)
    bare = _LINKEDIN.search(html)
    if bare and "LinkedIn" not in seen:
        yield Link(label="LinkedIn", url=f"https://www.{bare[0]}")
