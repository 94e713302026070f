"""Sentences that are shown of no README: what leads elsewhere, hangs on what came before, defines another's thing."""

import re
from typing import Final

from proofolio.assemble.starter_readmes import names_a_framework

FOR_WHOM: Final = "for-whom"
"""Why a sentence is shown only where no other says more: it names a course or a school, and no subject."""
_ELSEWHERE: Final = re.compile(
    r"\b(?:(?:has|have|had|was|were|is|are|been|being) (?:been )?(?:re)?(?:moved|migrated|relocated|transferred|superseded|replaced|deprecated|archived|discontinued|abandoned|retired)\b|(?:moved|migrated|relocated) to (?:a |the |another |https?|github|gitlab|this|my|new)|no longer (?:maintained|supported|updated|active|in use|developed|used)|(?:new|newer|latest|updated|current|improved|final|actual|full|complete|original) (?:version|repo(?:sitory)?|code|implementation)s? (?:of (?:this|the) \w+ )?(?:is|are|can be found|lives?|available|here|at)\b|continued (?:in|at|on|here)\b|(?:refer|go|head|switch|look) (?:over )?to (?:the |this |my |our |another |other )*(?:\w+ )?(?:repo(?:sitory)?|branch|link|page|website|wiki|docs)\b"
    r"|(?:see|visit|check(?: out)?|use|consult) (?:the |this |my |our |another |other )*(?:new|other|main|original|official|following|updated|latest) (?:\w+ )?(?:repo(?:sitory)?|branch|link|page|website|version)|(?:in|at|to|on) (?:another|a different|a separate|the other) (?:github )?(?:repo(?:sitory)?|branch|account)|i recommend (?:using|going|to)|we recommend (?:using|going|to|you)|is a (?:mirror|copy|backup) of|this (?:repo(?:sitory)?|project) (?:is|was|has been) (?:moved|outdated|obsolete|closed|frozen)"
    r"|recomendamos (?:acudir|ir|usar|visitar|ver|utilizar)|(?:acudir|dirigirse|vayan?|ir) al? (?:nuevo )?repositorio|se (?:ha|han) (?:movido|migrado|trasladado)|ha sido (?:mejorad|reemplazad|movid|sustituid|archivad)\w+|foi (?:movid|migrad|substitu[ií]d|arquivad)\w+|nova vers[aã]o|nueva versi[oó]n (?:est[aá]|en|se)|(?:a été|est) (?:déplacé|remplacé|archivé)|(?:wurde|ist) (?:verschoben|ersetzt|archiviert|umgezogen))"
    r"|перенес[её]н|переехал|больше не поддерживается|please refer\b|refer (?:to )?(?:the )?readme|请移步|请参考|请访问|(?:mak|creat)(?:ing|ed) a new repo(?:sitory)?|已(?:迁移|移动|归档|废弃)|移至|移行しました|移転|이전(?:했|되었)",
    re.IGNORECASE,
)
"""A notice that the work is to be found in another place."""
_DANGLING: Final = re.compile(
    r"\W*(?:i|we|he|she|they|you|it)(?:['’](?:ve|ll|m|re))? (?:\w+ ){0,3}(?:these|those|such|the above|the same|that same|aforementioned) (?!(?:days|times|problems and)\b)\w+"
    r"|\W*(?:using|with|from|after|based on|given|for|in|by|of|on|all|both|each of|most of|some of) (?:these|those|such|the above|the former|the latter|said|the aforementioned)\b(?!.{0,60}, (?:we|i|this project) )"
    r"|\W*(?:also|in addition|additionally|moreover|furthermore|however|as (?:my|we|i|you)|although|otherwise)\b|.*\bfollowing (?:\w+ )?(?:method|step|point|question|task|file|command|table|figure|link|way|technique|section)s?\b"
    r"|\W*(?:the (?:[\w./-]+ (?:folder|directory|file|script)s?|(?:folder|directory|file|script)s? [\w./-]+) (?:is|are|contains?|has|holds?|includes?|provides?)|(?:an? |the )?[\w -]{2,40} can be (?:defined|described|viewed|thought of))\b"
    r"|\W*(?:the (?:above|former|latter|aforementioned|said|same|other one)|as (?:mentioned|stated|described|said|shown|discussed) (?:above|before|earlier|previously)|con est[oa]s|estas? (?:configuraci|datos)|para ello|com isso|dessa forma|por isso|de esta (?:forma|manera)|avec ceci|ainsi)\b",
    re.IGNORECASE,
)
"""A sentence whose first words mean something that was said before it."""
_QUOTED: Final = re.compile(
    r"[\"“«](?!.*\b(?:project|repo|proyecto|projeto|projet))[^\"“”«»]+[\"”»]\W*"
)
"""A slogan, or what somebody else said."""
_NOT: Final = re.compile(
    r"\W*(?:(?:this|the|our|my) (?:\w+ ){0,3}(?:is|are|was|were|does|do|has|have) ?n[o'’]t\b|(?:the |this )?(?:goal|aim|scope|purpose|objective|intent|focus)\b.{0,40}\b(?:is|was)(?: not|n['’]t)\b|(?:el|la|este|esta) (?:[\w]+ ){1,5}no (?:es|pretende|busca|est[aá])\b|(?:o|a|este|esta) (?:\w+ ){1,4}não (?:é|pretende|busca|está)\b|(?:le|la|ce|cette) (?:\w+ ){1,4}n['’]est pas\b|(?:das|die|dieses) (?:\w+ ){1,3}ist (?:nicht|kein))",
    re.IGNORECASE,
)
"""A sentence that begins with what the work is not."""
_COMPANIES: Final = r"kayak(?:\.com)?|getaround|uber|lyft|airbnb|booking(?:\.com)?|tripadvisor|expedia|spotify|netflix|hulu|disney\+?|youtube|tik ?tok|instagram|facebook|meta|whatsapp|telegram|twitter|x|reddit|linkedin|pinterest|snapchat|tinder|bumble|okcupid|amazon|ebay|etsy|alibaba|walmart|target|costco|tesco|ikea|zara|h&m|instacart|doordash|zomato|swiggy|flipkart|myntra|olist|mercado ?libre|magalu|rossmann|carrefour|starbucks|mcdonald'?s|google(?: maps| play(?: store)?| colab)?|apple|microsoft|tesla|ibm|intel|nvidia|openai|deepmind|yelp|goodreads|imdb|rotten tomatoes|steam|twitch|epic games|fifa|nba|nfl|kaggle|datacamp|coursera|udacity|udemy|hackerrank|leetcode|crunchbase|glassdoor|indeed|lending ?club|prosper|paypal|stripe|visa|mastercard|home credit|santander|zillow|redfin|telco|verizon|vodafone|t-?mobile|wikipedia|stack ?overflow|medium|quora|bike ?share|cyclistic|bellabeat|citi ?bike|world bank|who|cdc|nasa|uci|mnist|fashion[- ]?mnist|cifar-?10|imagenet|coco|titanic|power ?bi|tableau|looker|excel|snowflake|databricks|mlflow|dvc|wandb|weights & biases|github|gitlab|docker hub|heroku|aws|azure|gcp"
_DEFINES_COMPANY: Final = re.compile(
    rf"\W*(?:the )?(?:{_COMPANIES})(?:,? (?:inc|corp|ltd|llc|co)\b\.?,?)?(?: \([^)]*\))?,? (?:is|are|was) (?:an?|the|one|among|considered|known|probably|currently|widely|also|by far|now|owned|founded|famous)\b(?!.{{0,60}}\b(?:project|repo(?:sitory)?|capstone|case study|clone|competition)\b)"
    rf"|\W*(?:the )?(?:{_COMPANIES})(?:,? (?:inc|corp|ltd|llc|co)\b\.?)? (?:operates|sells|offers|provides|was founded|allows|lets|enables|serves|es (?:un|una|la|el)|é (?:um|uma|a|o)|est (?:un|une|le|la)|ist (?:ein|eine|das))\b",
    re.IGNORECASE,
)
"""What a company, a service or a data set is, that the work is about."""
_SCENE_HEADING: Final = re.compile(
    r"context|background|company|compan(?:y|ies)|client|business|business case|about the (?:company|client|business)|empresa|entreprise|contexto|contexte|hintergrund|о компании|the (?:problem|challenge|scenario)|scenario|problem|introduction to .*",
    re.IGNORECASE,
)
_DEFINES: Final = re.compile(
    r"\W*(?:The )?[A-Z][\w.&'’-]+(?: [A-Z][\w.&'’-]+){0,3}(?: \([^)]*\))?,? (?:is|are|was|es|é|est|ist) (?:an?|the|one|un|una|um|uma|une|eine?|la|el)\b"
)
_ITSELF: Final = re.compile(
    r"\b(?:project|repo(?:sitory)?|notebook|pipeline|model|classifier|predictor|analysis|study|dashboard|tool|app|application|proyecto|projeto|projet|agent|chatbot|assistant|library|package|framework|system|sistema)\b",
    re.IGNORECASE,
)
_EMPTY: Final = """
a an the this that these those my our your his her their its it is are was were be been being am i we you they he she me us them as of for
from in on at to by with and or but so far most very just only also all some any each every other one first second third last final new small
little simple basic big large good great nice best favourite favorite sophisticated complete whole main personal public private own sample
demo program programs project projects repo repos repository repositories repositorio repositório repositorios dépôt code codes codebase file
files folder folders directory work works stuff things thing content contents material materials development developing develop developed dev
desarrollo desenvolvimento développement creation purpose purposes use using used useful usage made make making created creating did do done
doing have has had contains contain containing includes include included holds hold hosting hosts hosted store stores storing stored keep
kept put here there where what which who completed completing compilation collection set list place version initial update updated un una uno
el la los las de del al para por con en y o este esta estos es son mi mis um uma os as do da dos das no na com e é meu minha le les des du et
ce cette mon ma pour avec dans est der die das ein eine und für mit von dieses ist mein trabajo trabalho código proyecto proyectos projeto
projetos projet projets projekt source sources related related relevant various different several many few test testing main feature features
template report exam scripts datos data diversos relacionados
"""
_NOTHING: Final = frozenset(_EMPTY.split())
"""Words that say of no work what it is about."""
_FOR_WHOM: Final = re.compile(
    r"\b(?:for|in|at|during|by|as (?:an? )?(?:\w+ )?(?:part|project|requirement|assignment|submission)(?: (?:of|for|in))?|of|from|within|while|under|para|por|durante|en|no|na|pour|dans|im|für|as)\s+(?:(?:the|my|our|an?|el|la|mi|o|a|le|der|\d+)\s+)*(?:[\w.&'’@-]+\s+){0,5}?(?:boot ?camps?|courses?|class(?:es)?|program(?:me)?s?|nanodegree|specialization|degree|certificat\w+|university|universidad|universidade|college|school|academy|institute|internship|semester|module|subject|master'?s?|bachelor'?s?|thesis|curso|faculdade|escuela|diplomado|formation|école)\b(?:\s+(?:by|at|in|of|from|with)\b[^,;.]{0,40})?",
    re.IGNORECASE,
)
_FOR_SOMEBODY: Final = re.compile(
    r"\b(?:at|by|for|with|from|in|of)\s+(?:the )?[A-Z@][\w.&-]*(?: [A-Z][\w.&-]*){0,4}"
)
_LATIN: Final = re.compile(r"[a-zà-ÿ]+(?:['’][a-z]+)?", re.IGNORECASE)


def refused(said: str, kept: str, heading: str) -> frozenset[str]:
    """Return for which reasons a sentence is not shown: none, for nearly all.

    Args:
        said: the sentence, as it is written.
        kept: the same, as it would be shown.
        heading: of its section.
    """
    found = set()
    if _ELSEWHERE.search(said):
        found.add("elsewhere")
    if _DANGLING.match(kept):
        found.add("dangling")
    if _QUOTED.fullmatch(kept):
        found.add("quoted")
    if _NOT.match(kept):
        found.add("negated")
    if names_a_framework(kept) or _DEFINES_COMPANY.match(kept):
        found.add("defined")
    if _DEFINES.match(kept) and _is_scene(heading) and not _ITSELF.search(kept):
        found.add("defined")
    if _says_nothing(kept):
        found.add("vacuous")
    elif _says_nothing(_FOR_SOMEBODY.sub("", _FOR_WHOM.sub("", kept))):
        found.add(FOR_WHOM)
    return frozenset(found)


def _is_scene(heading: str) -> bool:
    return bool(_SCENE_HEADING.fullmatch(re.sub(r"^[\W\d]+|\W+$", "", heading)))


def _says_nothing(said: str) -> bool:
    """Whether no word of a text says what anything is about."""
    words = _LATIN.findall(said)
    is_latin = len("".join(words)) >= sum(map(str.isalpha, said)) - len(words)
    return is_latin and all(word.casefold() in _NOTHING or len(word) == 1 for word in words)
