"""READMEs that a framework or a template brought along, and that say nothing of what was made with it."""

import re
from collections.abc import Sequence
from typing import Final

from proofolio.assemble.readme_blocks import HEADINGS, Block

_FRAMEWORKS: Final = r"laravel(?: php)?|lumen(?: php)?|code ?igniter(?: \d)?|symfony(?: standard)?|cake ?php|yii ?2?|slim|zend|laminas|(?:ruby on )?rails|django(?: rest)?|flask|fast ?api|spring(?: boot)?|quarkus|micronaut|express(?:\.?js)?|nest(?:\.?js)?|next(?:\.?js)?|nuxt(?:\.?js)?(?: \d)?|react(?:\.?js)?|react native|preact|vue(?:\.?js)?(?: \d)?|angular(?: ?js)?|angular cli|svelte(?:kit)?|astro|remix|gatsby(?:\.?js)?|solid(?:start|\.?js)?|vite|expo|ionic|electron|flutter|ember|meteor|polymer|hugo|jekyll|docusaurus|vuepress|vitepress|gitbook|jupyter[- ]book|streamlit|gradio|dash|chainlit|rasa|kedro|dbt|dagster|airflow|astronomer|mage|prefect|crewai|langgraph|langchain|cookiecutter(?: data science| django)?|html5 boilerplate|bootstrap|tailwind ?css|material dashboard|academic ?pages|al-folio|minimal mistakes|strapi|supabase|firebase|wordpress|drupal|nx|turborepo|t3|create[- ](?:react|next|t3|vue|expo|svelte)[- ]app"
_DEFAULT_TITLE: Final = re.compile(
    rf"\W*(?:(?:the|my|a|new|sample|minimal|simple|default|basic|welcome to|getting started with)\s+)*(?:{_FRAMEWORKS})(?:['’]s)?(?:\s*(?:\+|and|with|&|-|,)\s*(?:{_FRAMEWORKS}|typescript|javascript|python))*"
    r"(?:\s+(?:(?:php|web|mvc|js|project|app(?:lication)?|framework|starter|kit|template|skeleton|boilerplate|example|minimal|default|standard|edition|readme|site|website|theme|quick ?start|tutorial|scaffold|blog|portfolio))){0,4}\W*",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(rf"\W*(?:the )?(?:{_FRAMEWORKS})\b", re.IGNORECASE)
_DEFINED: Final = re.compile(
    rf"\W*(?:the )?(?:{_FRAMEWORKS})(?: \w+)?(?: \([^)]*\))? (?:is|are|provides|makes|takes|helps|lets|allows|enables|gives|attempts|has|comes|offers)\b",
    re.IGNORECASE,
)
_OPENINGS: Final = re.compile(
    r"\W*(?:this readme would normally document|(?:this|your) (?:new )?(?:\w+ )?(?:project|app(?:lication)?|site|website|template|repository|package|library) (?:was|is|has been) (?:(?:automatically |originally )?(?:generated|bootstrapped|scaffolded|created|built|initiali[sz]ed|based on)) (?:with|using|by|from|on|after|the) .{0,40}(?:create|cli|cookiecutter|docusaurus|astro|angular|quarkus|dagster|kedro|nx|vite|poetry|copier|yeoman|generator|template|init|scaffold)"
    r"|this project is a starting point for|a new flutter (?:project|application|plugin|package)|this (?:template|starter|boilerplate|skeleton) (?:provides|should|is|contains|demonstrates|shows|will)|this is an? (?:\[?next\.?js\]?|(?:new )?react native|expo|sveltekit|nuxt|gatsby|remix|vue|electron).{0,40}(?:project|app|template|starter)|everything you need to build a svelte|look at the nuxt|kick off your project with this default|welcome to (?:remix|astro|astronomer|your (?:new|expo|dbt|strapi)|the .{0,40} crew project|chainlit)"
    r"|to make it easy for you to get started with gitlab|edit a file, create a new file|todo: give a short introduction|a progressive node\.?js framework|behold my awesome project|project based on the cookiecutter|this is your new|you should run through the setup|for further reference, please consider the following|project setup npm install|a minimal (?:template|setup)|this is a starter template|currently, two official plugins are available|a starter (?:project|template|kit) for|new langgraph project|this is a sample book|this (?:repository|repo) is a (?:template|starter|boilerplate)\b|one paragraph of project description|short description of the project)",
    re.IGNORECASE,
)
_MOST_READ: Final = 5


def is_default(found: Sequence[Block]) -> bool:
    """Whether a README is the one that a framework or a template brings along.

    Args:
        found: its blocks.
    """
    first = [block for block in found[:_MOST_READ] if block.said]
    told = [block.said for block in first if block.tag not in HEADINGS]
    heads = [block.said for block in first if block.tag in HEADINGS]
    if any(_OPENINGS.match(said) for said in (*told[:2], *heads[:1])):
        return True
    is_named = bool(heads) and bool(_DEFAULT_TITLE.fullmatch(heads[0]))
    return is_named and any(_DEFINED.match(said) for said in told[:3])


def names_a_framework(said: str) -> bool:
    """Whether a sentence tells what a framework is, and not what was made with it.

    Args:
        said: the sentence.
    """
    return bool(_DEFINED.match(said) and _NAMED.match(said))
