"""The words by which the parts of a README are known, in the languages of the field."""

import re
from typing import Final

GENERIC: Final = re.compile(
    r"references?|pre-?conditions?|prerequisites?|source and .*|source code|projects? overview|.*libraries used.*|useful links|files(?: and folders)?|navigation|tutorials?|course description|structure|available scripts|get started|path|sources?|resources|links?|sponsors?|model overview|quick intro|let['’]s see below|questions?\W*\d*|final leaderboard|labs?(?: repos)?|assignments?|homeworks?|work flow|using the .{0,20}starter project"
    r"|(?:(?:project |your |repo(?:sitory)? )?(?:title|name)(?: here)?|competition name|untitled|template|heading|video(?: .*)?|demo|preview"
    r"|info|read ?me|overview|introduction|intro|about(?: me| this.*| the .*)?|description|summary|notes?|table of contents|contents"
    r"|index|welcome.*|hello.*|hi\b.*|getting started|installation|setup|usage|requirements|data ?sets?(?: .*)?|results?|todo|tldr|abstract"
    r"|descripci[oó]n|introducci[oó]n|resumen|objetivos?|sobre(?: .*)?|descri[cç][aã]o|introdu[cç][aã]o|resumo|[ií]ndice|pr[eé]sentation"
    r"|contexte|objectifs?|sommaire|目录|目次|简介|介绍|概要|说明|はじめに|개요|소개|목차|نظرة عامة|مقدمة|project structure"
    r"|directory structure|.*directory structure|model files|update|updates|news|(?:my |our |the )?(?:final |mini |capstone |course |group |personal )?(?:project|assignment|homework|capstone)(?: (?:overview|description|summary|report|documentation|guide|readme|repository|repo))?"
    r"|(?:project |executive |business )?(?:overview|summary|introduction|problem(?: statement)?|objectives?|goals?|background|motivation|context|abstract)|documentation|(?:quick ?)?start(?: guide)?|features|key features|screenshots?|tools?|technologies|tech stack|authors?|team|license|.{0,20}(?:work zone|work in progress|under construction)|purpose|goals?|mission|warning|important|deprecated|disclaimer|english|español|português|français|deutsch|русский|中文|日本語|한국어|deploy(?:ment)?|judging criteria|definitions?|このリポジトリについて|このプロジェクトについて|について|main|master|src|app|code|test|docs?|data|notebooks?|scripts?|models?|client|server|frontend|backend|api|web"
    r"|proyecto(?: final)?|projeto(?: final)?|projet(?: final)?|projekt|progetto|proyek|tugas(?: akhir)?|đồ án|dự án|bài tập lớn|проект|описание(?: проект(?:а|ов))?|введение|цель(?: проекта)?|о проекте|содержание|(?:比赛|赛题|任务|仓库|课程)(?:介绍|简介|说明|背景)|项目(?:介绍|简介|说明|概述|背景)?|背景|プロジェクト|概要|프로젝트(?: 소개| 개요)?|المشروع|pendahuluan|deskripsi|latar belakang|giới thiệu|tổng quan|mục lục|amaç|giriş|proje|hakkında|über(?: das projekt)?|beschreibung|einleitung|übersicht|introduzione|descrizione|obiettivo|panoramica)",
    re.IGNORECASE,
)
"""Headings that every README has, and that name nothing."""
TELLING: Final = re.compile(
    r"overview|mission|scope|what this|task\b|challenge|use case|deskripsi|tentang|tujuan|ringkasan|pendahuluan|gambaran|latar|giới thiệu|tổng quan|mục tiêu|mô tả|bài toán|amaç|hakkında|proje|özet|tanım|giriş"
    r"|о проекте|описани|цел[ьи]|задач|введени|аннотац|beschreibung|übersicht|überblick|einleitung|ziel|projekt|über |worum|panoramica|introduzione|descrizione|obiettiv|scopo|progetto|sommario"
    r"|visão geral|desafio|reto\b|planteamiento|propósito|finalidad|aperçu|résumé|but du|sujet|任务|问题|概述|説明|課題|과제|문제|introduction|about|description|summary|what (?:is|it)|objective|goal|problem|purpose|motivation|abstract|background|tl;?dr"
    r"|executive|in short|context|project|visi[oó]n general|descripci|introducci|resumen|objetivo|problema|sobre|descri[cç]|introdu[cç]"
    r"|resumo|pr[eé]sentation|contexte|objectif|概要|简介|介绍|背景|目的|项目|はじめに|개요|소개|목적|배경|프로젝트|نظرة|مقدمة|الهدف|المشروع",
    re.IGNORECASE,
)
SILENT: Final = re.compile(
    r"install|set[ -]?up|getting started|quick ?start|usage|how to (?:run|use|install)|run(?:ning)? |requirements|prerequisite|dependenc"
    r"|environment|licen[cs]e|contribut|contents|structure|tree|folder|files|author|contact|connect|acknowledg|credits?|references|citation"
    r"|tech(?:nolog| stack|nical stack)|stack|tools|built with|badges|support|faq|changelog|roadmap|future|todo|skills|links?|resources"
    r"|instala|requisito|estructura|estrutura|licencia|licen[cç]a|autor|contacto|contato|tecnolog|ferramentas|herramientas|antes de"
    r"|pr[eé]requis|auteur|outils|许可|安装|目录|结构|依赖|ライセンス|インストール|構成|설치|라이선스|구조|기술 스택|التثبيت|الترخيص",
    re.IGNORECASE,
)
"""Sections that say how to use it, or who made it, and not what it is."""
WORTH_KEEPING: Final = re.compile(
    r"(?:one[- ]?liner|english|español|in short|tl;?dr|(?:executive )?summary|(?:project )?overview|description|about|goals?|objectives?|purpose|problem(?: statement)?"
    r"|business problem|what|task|mission|abstract|resumen|descripci[oó]n|objetivos?|problema|resumo|descri[cç][aã]o|objectifs?|r[eé]sum[eé]"
    r"|概要|简介|目的|目标|任务|과제|목표|개요|설명|الهدف|الوصف)\s*[:：\-–—]\s*(?=\S)",
    re.IGNORECASE,
)
"""What may stand before the sentence that is looked for."""
BYLINE: Final = re.compile(
    r"\W*(?:authors?|by|created by|made by|developed by|maintainer|role|position|contact|e-?mail|date|version|status|license|licence|module"
    r"|framework|course|instructor|team|member|university|institution|student|year|language|stack|tech|tools?|keywords?|tags?|topics?|website"
    r"|github|linkedin|kaggle|link|url|source|dataset|data|repo(?:sitory)?|last updated?|updated|duration|platform|built with|autora?|autores"
    r"|postura|rol|fecha|m[oó]dulo|curso|herramientas|cargo|data de|auteurs?|outils|作者|日期|版本|语言|数据|작성자|저자|기간|역할|사용|기술|المؤلف)"
    r"(?: [\w&/]{1,20}){0,2}\s*[:：]",
    re.IGNORECASE,
)
LATIN: Final = re.compile(r"[A-Za-z]{3}")
FACT: Final = re.compile(r"\W*[^\W\d][\w/&-]{0,20}(?: [\w/&-]{1,20}){0,2}\s*[:：]\s*\S")
"""A name and what it is: `Role: analyst`."""
QUESTION: Final = re.compile(r"\W*(?:\d+(?:\.\d+)*[.)]?\s+)?[^?？]{3,120}[?？]\s*[:：]?\W*")
DEMO: Final = re.compile(
    r"\W*(?:live|try|view|open|launch|click|check out|see|watch|visit|explore|play|demo|deployed|app|web ?app|streamlit|hosted|access)\b"
    r".{0,40}(?:[:：]|→|here|https?://|\bdemo\b|\bapp\b|\blive\b)",
    re.IGNORECASE,
)
COMMAND: Final = re.compile(
    r"\W*(?:\$|>>>|pip3? |conda |git (?:clone|pull|add|commit|push|init)|cd |export \w+=|set \w+=|source [\w./]+\Z|python3? (?:-|[\w./-]+\.py\b)|docker(?:-compose)? (?:run|build|compose|pull|exec|up|push)\b|npm |yarn |make [a-z_-]+\Z|sudo |apt|brew|curl"
    r"|wget|streamlit run|uvicorn|jupyter (?:notebook|lab|nbconvert)\b|mkdir|poetry |uv |ssh |chmod|import |from \w+ import|kaggle (?:competitions|datasets|kernels)\b|Rscript|install\.packages)",
)
ASIDE: Final = re.compile(
    r"\W*(?:scroll|jump to|skip to|back to|go to|before (?:you )?(?:start|begin|we)|make sure|ensure |to (?:run|use|install|get started|reproduce|clone) "
    r"|you(?:'ll| will)? need|first,? (?:install|clone|you)|antes de |avant de |перед |project link|link\b|note|warning|attention|important|disclaimer|caution|please|see |check |click|refer |for more|you may|if you|feel free|will |coming soon"
    r"|this (?:data ?set|folder|directory|file) |work in progress|wip|todo|under construction|based on http|star |don't forget|thanks|thank you|credits?|copyright|©|table of"
    r"|nota:|aviso|clique|haz clic|veuillez|cliquez|注意|请|※|참고|主页|英文原版|译自)",
    re.IGNORECASE,
)
PART: Final = re.compile(
    r"\W*(?:part|chapter|section|step|day|week|module|lesson|lecture|unit|phase|parte|cap[íi]tulo|paso|etapa|partie|[ée]tape|semana|часть|глава|шаг)\s*[\divx]+\b",
    re.IGNORECASE,
)
"""A heading of one part among others."""
FIELD: Final = re.compile(
    r"(?:data (?:science|analysis|analytics|engineering)|machine learning|deep learning|artificial intelligence|computer vision|python|sql|ml|ai|nlp|ciencia de datos|ciência de dados)",
    re.IGNORECASE,
)
"""A heading that names a field and no work in it: the folder's own name says as much, or more."""
STARTER: Final = re.compile(
    r"\W*(?:getting started with create react app|react\b.* \+ (?:vite|typescript).*|vite \+ .*|vue 3 \+ .*|colaboratory, or .*|using the .{0,20}starter project)",
    re.IGNORECASE,
)
"""The heading of a README that a tool wrote."""
SETUP: Final = re.compile(
    r"\W*(?:linking (?:to|the)|installing|running|downloading|setting up|hướng dẫn (?:chạy|cài|sử dụng)|guide to (?:run|deploy|install|set)|gu[ií]a (?:de|para) (?:instal|ejec|exec)|инструкция|panduan (?:setup|instal|menjalankan|penggunaan)|安装|使用说明|使用指南|kurulum)",
    re.IGNORECASE,
)
"""A heading that says how to begin, and names nothing."""
LABEL: Final = re.compile(
    r"\W*(?:course|week|day|module|lesson|chapter|actividad|semana|clase|aula|tp)\s*\d+(?:[ _.]\d+)?\W*|\W*(?:project|proyecto|projeto|projet|assignment|exercise|tp)\s*(?:№|#|no\.?|n°)?\s*\d+ (?:de|du|do|da|of|for|from|in)\b.*\b(?:formation|course|curso|bootcamp|program\w*|parcours|openclassrooms|coursera|udacity|nanodegree)\b.*|"
    r"\W*(?:(?:final|group|mini|team|course|сборный|учебный|итоговый) )?(?:project|proyecto|projeto|projet|assignment|homework|lab|task|exercise|capstone|проект|задание|работа"
    r"|practice|practica|práctica)(?: project)?\s*(?:№|#|no\.?)?\s*\d*\W*|\W*(?:(?:data|machine|deep) (?:science|learning|analysis|analytics|engineering)|ml|ai|nlp|python|sql) (?:(?:final|capstone|mini|course) )?project\W*|\W*(?:(?:final|capstone|course) project|proyecto final|projeto final)\W+(?:data|machine|deep) (?:science|learning|analysis|analytics|engineering)\W*",
    re.IGNORECASE,
)
"""A heading that counts and does not name; the one below it does."""
TASK: Final = re.compile(
    r"\b(?:the )?(?:main |primary |overall )?(?:goal|task|objective|aim|purpose|mission) (?:of (?:this|the) [\w -]{2,40} )?(?:is|was)\b|\b(?:it is|it's) necessary to"
    r"|\b(?:we|i) (?:need|aim|want|set out|built?|develop(?:ed)?|train(?:ed)?|analy[sz]ed?|predict(?:ed)?) |\bneeds? to be (?:built|trained|developed|made)"
    r"|\b(?:this|the) (?:project|repository|repo|notebook|analysis|study|app|work|directory|code) (?:\w+ ){0,2}(?:is|aims?|focuses|predicts?|analy[sz]es|explores|contains|builds?|uses|implements)"
    r"|нужно|необходимо|требуется|предстоит|цель (?:проекта|работы|исследования)|задача (?:проекта)?\s*[—-]|el objetivo|se busca|hay que|este proyecto|o objetivo|este projeto"
    r"|l['’]objectif|le but|ce projet|nous (?:avons|devons|cherchons)|目标是|本项目|本研究|目的は|本プロジェクト|이 프로젝트|목표는|يهدف|هذا المشروع",
    re.IGNORECASE,
)
"""What is to be done, or what the thing is, said outright."""
SCENE: Final = re.compile(
    r"\W*(?:imagine|suppose|let'?s say|you (?:are|work)|we (?:are|work)|as an? |an? (?:\w+ ){0,3}(?:company|shop|store|bank|service|business|client|firm|startup)\b"
    r"|the (?:\w+ ){0,3}(?:company|shop|store|bank|service|business|client|firm)\b|допустим|представьте|вы работаете|мы (?:работаем|ит|it)|компания|сервис|магазин|клиент|заказчик"
    r"|интернет-магазин|una empresa|la empresa|uma empresa|a empresa|une entreprise|l['’]entreprise|my |i (?:am|was|have)\b)",
    re.IGNORECASE,
)
"""Where the story begins, before it says what was to be done."""
GREETING: Final = re.compile(
    r"(?:hi|hello|hey|welcome|hola|ol[áa]|bienvenid[oa]s?|bem[- ]vind[oa]s?|bienvenue|bonjour|你好|欢迎|안녕하세요|こんにちは|مرحبا)\b[^.!?。！？,]{0,60}[.!?。！？,]\s*(?=\S)",
    re.IGNORECASE,
)
OPEN_END: Final = re.compile(
    r"[\s,]*(?:\b(?:featuring|including|which (?:includes?|contains?)|that (?:includes?|contains?)|such as|with(?: the following)?|in|at|about|mainly|mostly|primarily|especially|particularly|specifically|namely|also|now|principalmente|(?:that|which)(?: (?:can|will|\w+s))?|learn|cover|demonstrating(?: my)?(?: (?:expertise|skills|experience) in)?|showcasing|covering|consisting of|like"
    r"|using(?: only)?|only|as follows|the following(?: \w+){0,2}|these(?: \w+){0,2}|and|to(?: (?:build|create|make|get|do|provide|help|support|use))?|by|are|is|of|for|on|based on|through|from|usando|utilizando|mediante|através de|incluye(?:ndo)?|con"
    r"|como|a saber|sendo (?:elas|eles)|(?:as|os|los|las) s(?:eg|ig)uientes?|(?:as|os) seguintes|que incluye|incluindo|com|comprenant|avec)\b)?[\s:：,;–—-]*\Z",
    re.IGNORECASE,
)
ENDS: Final = re.compile(r"(?<=[.!?])[\"”')\]]?\s+(?=\S)|(?<=[。！？])")
NO_END: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|dr|mr|mrs|ms|prof|no|fig|eq|approx|ca|cf|al|inc|incl|sc|ph|ltd|co|st|u\.s|s\.a|p\.ej|ej|sr|sra|nr|bzw|z\.b|ee|uu|ee\. ?uu|sto|dept|vol|ing|lic|dra|г|ул|др|стр|рис|т\.д|т\.е)|\b[A-Za-z])\.\Z",
    re.IGNORECASE,
)
CLAUSE: Final = re.compile(r"\s*(?:[;:：；]|\s[—–-])\s|[，；：]")
_NUMBERED: Final = r"(?:\s*(?:№|#|no\.?|nº|n°)?\s*[\divx]{1,4}(?:[.,]\d+)?)"
KIND: Final = re.compile(
    rf"^(?:(?:(?:(?:my|final|group|mini|team|course|capstone|portfolio|personal|end[- ]to[- ]end|(?:data|machine|deep) (?:science|learning|analysis|analytics|engineering)|ml|ai|nlp|sql|python|r|tableau|power bi|excel|guided|kaggle)\s+){{0,3}}"
    rf"(?:project|capstone|assignment|homework|hw|lab|task|exercise|case study|challenge|sprint|clase|aula|actividad|homework task|(?:master'?s |bachelor'?s )?thesis|chapter|section|module|unit|week|day|lesson|part|step|lecture|tutorial|practice|practical|experiment|phase|proyecto(?: final| sprint)?|projeto(?: final| sprint)?|projet|progetto|projekt|proyek|tugas(?: akhir)?|tarea|pr[aá]ctica|trabajo(?: final)?|trabalho(?: final)?|desaf[ií]o|desafio|reto|m[oó]dulo|semana|d[ií]a|tp|tfm|tfg|tcc|проект|задание|лабораторная работа|домашнее задание|спринт|bài|đồ án|课程设计|作业|实验|第\d+章)"
    rf"{_NUMBERED}?\s*(?:[-–—:：|·.]+\s+|[:：|—]\s*)(?=\S)"
    rf"|(?:project|assignment|week|day|sprint|lab|task|module|chapter|hw)[ _-]?\d{{1,3}}\s*[_ -]\s*(?=[^\W\d]{{3}})))",
    re.IGNORECASE,
)
"""What a title may begin with that says which kind of work it is, or counts: `Project 3: `, `Week 2 - `."""
SENTENCE: Final = re.compile(
    r"\W*(?:(?:this|these|in this|here(?:'s| is| are)?|we|i|i'?m|my name|it|you|the following|please|click|note|hi|hello|hey|how to (?:run|use|install)|to (?:run|use|install)|esto|este (?:es|proyecto)|en este|neste|nesta|dans ce|ce projet|dieses)\b(?=.* .* )"
    r"|.{60,}[^.]\.\s*$|.*[?？]\s*$|.*://)",
    re.IGNORECASE,
)
"""A heading that says something and names nothing."""
TEMPLATE_TITLE: Final = re.compile(
    r"^\W*(?:react(?: \+ typescript)? \+ (?:vite|typescript).*|getting started with create react app|vite \+ .*|vue 3 \+ .*|welcome to (?:streamlit|expo|your .*).*|(?:blank|simple)? ?streamlit (?:app )?(?:template|demo)|create[- ]react[- ]app.*"
    r"|next\.?js(?: app)?|svelte(?: \+ vite)?|create-svelte|my[- ]?(?:first[- ]?)?(?:app|project|book)|sample book|new (?:kedro|nx|dbt) .*|(?:<|\[|\{\{).{0,60}(?:name|title).{0,30}(?:>|\]|\}\})?|project[ _-]?(?:name|title)|your project.*|readme(?:[- ]template)?|template"
    r"|hello[- ]?world|github classroom.*|review assignment due date|all contributors.*|contributing.*|(?:mit )?licen[sc]e.*|untitled.*|test(?:ing)?(?: repo(?:sitory)?)?|default title|front[- ]?end|back[- ]?end)\W*$",
    re.IGNORECASE,
)
TEMPLATE: Final = re.compile(
    r"this template provides|bootstrapped with|should help get you started developing|edit a file, create a new file, and clone|delete the content in this readme|editing this readme|A short description of the project|paragraph of project description|one[- ]?paragraph of|welcome to your new dbt|this is your new kedro|which was generated (?:with|using)"
    r"|starter template|template for you to modify|edit `?/?\w+\.py`? to customize|check out the configuration reference|this is a sample book|(?:short|brief) (?:description|summary|motivation) of (?:the|your)|describe your|your project description|insert .{3,30} here|lorem ipsum|for help getting started with flutter"
    r"|a new flutter project|generated with \[?angular|project (?:description|title) (?:goes )?here|add (?:a|your) description|TODO: |an example to demonstrate how to|use this template|click on the green|this is an expo project|<(?:project|your|insert|add)[^>]{0,40}>|\[(?:project|your|insert|add)[^\]]{0,40}\]|everything you need to build a svelte",
    re.IGNORECASE,
)
"""What a tool wrote into a README, and nobody filled in."""
TOOL: Final = re.compile(
    r"^(?:a new flutter project|this template provides a minimal|this project was bootstrapped with|this is a \[?next\.?js\]?.{0,40} project bootstrapped|this project was generated (?:with|using) \[?angular|everything you need to build a svelte|this is a new \[?\**react native|edit a file, create a new file|this is your new \**kedro|welcome to your new (?:dbt|expo))",
    re.IGNORECASE,
)
"""How a README begins that a tool wrote for whatever was made with it."""
