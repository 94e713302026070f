"""By which words a sentence says what a work is, in the languages of the field, and by which it does not."""

import re
from typing import Final

_WORK: Final = (
    r"(?:project|repo(?:sitory)?|notebooks?|work|study|analysis|report|app(?:lication)?|tool(?:kit)?|system|package|library|models?|pipeline|dashboard|portfolio|collection|chatbot|bot"
    r"|scripts?|code(?:base)?|program|website|site|platform|folder|directory|challenge|competition|experiments?|implementation|simulation|game|api|service|assistant|solution|framework|course"
    r"|workshop|tutorial|thesis|demo|notes|paper|research|case study|exercise|assignment|capstone|investigation|agent|module|book|engine|template|classifier|predictor)"
)
THIS_WORK: Final = re.compile(
    rf"\W*(?:(?:in |within |for )?(?:this|the present|the|our|my) (?:[\w/&+.-]+ ){{0,4}}{_WORK}\b|this (?:is|was|contains|implements|uses|covers)\b|here (?:is|are)\b"
    r"|(?:en |con )?(?:este|esta|el|la|nuestro|mi|se) (?:[\w-]+ ){0,2}(?:proyecto|repositorio|trabajo|an[aá]lisis|estudio|notebook|cuaderno|aplicaci[oó]n|app|herramienta|sistema|modelo|portafolio|portfolio|dashboard|tfm|tfg|tesis|informe|reto|pr[aá]ctica|desarrolla|analiza|presenta)"
    r"|(?:neste|nesta|este|esse|esta|essa|o|a|nosso|meu) (?:[\w-]+ ){0,2}(?:projeto|reposit[oó]rio|trabalho|an[aá]lise|estudo|notebook|aplica[cç][aã]o|aplicativo|app|ferramenta|sistema|modelo|portf[oó]lio|dashboard|tcc|pipeline)"
    r"|(?:dans )?(?:ce|cette|le|la|notre|mon) (?:[\w-]+ ){0,1}(?:projet|d[eé]p[oô]t|repo|travail|[eé]tude|analyse|notebook|application|outil|syst[eè]me|mod[eè]le|rapport|tp)"
    r"|(?:in )?(?:dieses|diese|dieser|diesem|das|die|der) (?:[\w-]+ ){0,1}(?:projekt|repo(?:sitory)?|arbeit|analyse|studie|notebook|anwendung|app|tool|system|modell|bachelorarbeit)"
    r"|(?:in )?(?:questo|questa|il|la) (?:[\w-]+ ){0,1}(?:progetto|repository|lavoro|analisi|studio|applicazione|app|sistema|modello|tesi)"
    r"|(?:в )?(?:это[тм]|данн\w+|настоящ\w+)? ?(?:проект|репозитори|работ|исследовани)\w* ?(?:посвящ|представ|содерж|направ|—|-|явля|решает)|проект (?:по|для|посвящ|представ)|(?:сервис|приложение|программа|бот|модель|система|скрипт|библиотека|инструмент) (?:позволя|предназнач|прогноз|предсказ|для|помога|анализ)"
    r"|(?:本|这个|该|此)(?:项目|專案|專題|倉庫|仓库|作业|研究|系统|实验|代码|比赛|课题|程序|文档|库)|(?:本|この|当|こちらの?)(?:プロジェクト|リポジトリ|レポジトリ|研究|アプリ|ツール|コード|システム|分析)|(?:이|본|해당) (?:프로젝트|저장소|레포|리포|연구|과제|코드|서비스|앱)"
    r"|bu (?:[\w-]+ )?(?:proje|çalışma|uygulama|depo|repo|sistem|ödev)\w*|(?:pada )?(?:proyek|projek|repositori|repository|repo|aplikasi|penelitian|sistem|program|tugas)(?: \w+){0,2} ini\b"
    r"|(?:dự án|đồ án|đề tài|bài tập|repo|ứng dụng|hệ thống|kho lưu trữ|chương trình|báo cáo)(?: [^\W\d]+){0,3} (?:này|là|được|nhằm|giúp|tập trung|phân tích|sử dụng|xây dựng|nghiên cứu)|(?:هذا|هذه|في هذا) (?:المشروع|المستودع|العمل|التطبيق|النظام))",
    re.IGNORECASE,
)
"""A sentence about the work, by its first words."""
AIM: Final = re.compile(
    r"\W*(?:(?:[\w'’-]+ ){1,5}(?:would like|wants?|needs?|is looking|asked (?:us|me)) (?:us |me |you |to have )*to (?:create|build|develop|predict|know|understand|find|identify|analy[sz]e|design|improve|reduce|increase|forecast)\b|(?:we|i) (?:were|was|have been|are|am) (?:tasked|asked|hired|commissioned|challenged) (?:with|to|by)\b|(?:nuestra|mi|la) (?:misi[oó]n|tarea|labor)(?: \w+){0,3} (?:es|fue|consiste)\b|(?:nossa|minha|a) (?:miss[aã]o|tarefa)(?: \w+){0,3} (?:é|foi|consiste)\b|(?:notre|ma|la) (?:mission|t[aâ]che)(?: \w+){0,3} (?:est|[ée]tait|consiste)\b|unsere (?:aufgabe|mission) ist"
    r"|(?:the |our |my |this (?:project|repo|work)'s |[\w-]+(?: [\w-]+){0,3}'s )?(?:main |primary |overall |core |key |ultimate |initial |original |first |business |project |project's )?(?:goal|objective|aim|purpose|task|mission|idea)s?(?: (?:of|for|here|behind) [^.]{0,60}?)?\s*(?:is|was|are|[:：])"
    r"|(?:el |los |nuestro |mi )?(?:objetivo|meta|finalidad|prop[oó]sito|prop[oó]sitos|objetivos)(?: (?:general|principal|central))?(?: (?:de|del) [^.]{0,50}?)?\s*(?:es|fue|[:：])|(?:o |nosso |meu )?objetivo(?: (?:geral|principal|central))?(?: (?:do|da|de|deste) [^.]{0,50}?)?\s*(?:é|foi|[:：])"
    r"|(?:l['’]objectif|le but)[^.]{0,50}?\s(?:est|[ée]tait)|(?:das )?ziel [^.]{0,50}?(?:ist|war)|l['’]obiettivo[^.]{0,50}? è|(?:основная |главная )?(?:цель|задача)(?: (?:проекта|исследования|работы))?\s*(?:[-–—:]|заключается|состоит)"
    r"|(?:项目)?(?:目标|任务|目的)(?:是|：|:)|目的は|(?:목표|목적|과제)(?:는|은|:|：)|tujuan\w*[^.]{0,50}?(?:adalah|untuk)|mục (?:tiêu|đích)[^.]{0,40}?(?:là|:)|(?:projenin )?amac[ıi])",
    re.IGNORECASE,
)
"""What was to be done."""
DOES: Final = re.compile(
    r"\b(?:is|are|was|were|aims?|focus(?:es|ed)?|predicts?|analy[sz]es?|explores?|contains?|builds?|uses?|implements?|demonstrates?|presents?|provides?|compares?|develops?|classif(?:y|ies)|detects?|investigates?|examines?|showcases?|includes?|covers?|forecasts?|creates?"
    r"|performs?|applies|leverages|evaluates|simulates|helps|allows|tackles|addresses|automates|generates|segments|recommends|attempts|seeks|tries|combines|will|intends|studies|trains|has been|shows|documents|hosts|consists|built|developed|designed|we|i"
    r"|es|son|tiene|busca|consiste|analiza|presenta|desarrolla|implementa|contiene|utiliza|ofrece\w*|propone\w*|aborda\w*|trata|predice|permite|explora|pretende|aborda|recoge|é|são|tem|consiste|visa|apresenta|desenvolve|contém|analisa|prevê|utiliza|busca|explora|reúne|foi|propõe"
    r"|est|sont|vise|consiste|pr[eé]sente|contient|propose|permet|analyse|impl[eé]mente|zielt|befasst|beschäftigt|hat|geht|ist|sind|enth[aä]lt|zeigt|implementiert|analysiert|untersucht|verwendet|umfasst|dient|è|contiene|analizza|implementa|utilizza|mira|propone"
    r"|adalah|merupakan|bertujuan|berisi|menggunakan|mengimplementasikan|dibuat|dikembangkan|là|nhằm|sử dụng|xây dựng|phân tích|được|bao gồm)\b|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0600-\u06ff]|\w(?:ır|ir|ur|ür|dır|dir|mıştır|miştir)\b|(?:посвящ|представ|содерж|направ|—|явля|решает|построен|позволя|предназнач|прогноз|помога|анализиру)",
    re.IGNORECASE,
)
NAMES_KIND: Final = re.compile(
    r"(?!\W*(?:in|on|at|for|with|to|as|by|from|of|en|em|dans|no|na|para|por|pour|les damos|como) )\W*(?:an?|the|my|some|several|various|two|three|four|five|ten|\d{1,3}\+?|un|une|una|um|uma|eine?|des|unas|unos|sebuah|một|bir)?\s*(?:[\w/&+.'’-]+[ ,]+){0,7}?(?:project|application|app|tool|toolkit|system|package|library|models?|pipeline|dashboard|portfolio|collection|chatbot|bot|agent|script|scripts|website|platform|implementations?|simulation|simulator|game|api|service|assistant|framework|course"
    r"|tutorials?|thesis|demo|analysis|analyses|study|exploration|classification|classifier|prediction|predictor|detection|detector|forecast(?:ing)?|segmentation|recognition|comparison|solutions?|notebooks?|exercises|notes|experiments?|networks?|engine|repository|repo|case study|competition|challenge|generator|recommender|visuali[sz]ations?|reproduction|research|code|projects|algorithms?|examples|resources|workflow|architecture|prototype|report|assessment|exercise|curriculum|interface|set|series|summary|materials?|guide|book|problem|labs?|companions?|workspace|documentation|materials|recipes|backend|frontend|binding|sandbox|playground|workshop|corpus|container|plan|archive|homework|assignments?|programs?|implementation|setup|skills?|theory|practice|overview|learnings|basics|reference|templates?|functions?|classes|programme|client|plugin|bindings|microservice|wrapper|labs)s?\b"
    r"|(?!\W*(?:en|em|dans|no|na|para|por|pour|les damos|como|im|in|con|com) )\W*(?:un|une|una|um|uma|eine?|des|unas|unos|sebuah|một|bir|el|la|o|a|le|die|der|das)?\s*(?:[^\W\d][\w/&+.'-]*[ ,]+){0,5}?(?:"
    r"proyectos?|curso|compilaci[oó]n|conjunto|tablero|plataforma|cuadernos?|fichas?|provas|material|ambiente|notas|portf[oó]lio|сборник|репозиторий|раздел|коллекция|подборка|набор|проекты?|код|материалы|решени[ея]|задача|исследование|сервис|compilation|recueil|ensemble|environnement|tableau de bord|plateforme|module|source|projektarbeit|code|bộ|kho|trang|depo|ödev|çalışma|dashboard|repositori|kumpulan|eksplorasi|sistema|aplicaci[oó]n|herramienta|modelo|an[aá]lisis|estudio|predicci[oó]n|repositorio|portafolio|colecci[oó]n|projeto|aplica[cç][aã]o|aplicativo|ferramenta|an[aá]lise|estudo|previs[aã]o|predi[cç][aã]o|reposit[oó]rio|cole[cç][aã]o"
    r"|projet|outil|syst[eè]me|analyse|[eé]tude|pr[eé]diction|d[eé]p[oô]t|mod[eè]le|d[eé]tection|anwendung|werkzeug|sammlung|vorhersage|modell|analisi|progetto|applicazione|sistema|aplikasi|sistem|proyek|klasifikasi|prediksi|analisis|uygulama\w*|proje(?:si|miz)?|hệ thống|ứng dụng|dự án|mô hình)\b",
    re.IGNORECASE,
)
"""A phrase that begins with what kind of thing it is."""
DOING: Final = re.compile(
    r"\W*(?:an? |the |end-to-end |exploratory |comparative |automated |real-time |deep |machine |python |simple |custom )*(?:predict|classif|detect|analy|forecast|build|built|implement|explor|comput|segment|recogni|recommend|scrap|visuali|cluster|compar|train|develop|creat|simulat|stud(?:y|ie)|collect|set of|series of|solving|solution|investigat|estimat|identif|generat|model(?:l?ing)|measur|automat|extract|transform|translat|contribut|search for|scor|evaluat|optimi|design|fine-tun|learning|practice|hands-on|reproduc|examin|understand|process|apply|use[sd]? |using "
    r"|predicci|an[aá]lis|desarroll|clasific|detecci|constru|implement|estud|explora|previs|predi[cç]|desenvolv|classifica|constru|pr[eé]diction|analyse|d[eé]veloppement|d[eé]tection|cr[eé]ation|mise en|r[eé]alisation|entwicklung|vorhersage|erstellung|intelligente|previsione|prognoz|прогноз|анализ|исследован|определен|разработ|построен|создан|проект|предсказ|классификац|сравнен|выявл|моделирован"
    r"|klasifikasi|prediksi|analisis|membangun|dự đoán|phân tích|xây dựng|nghiên cứu|tahmin|analiz|geliştir|基于|使用|利用|实现|预测|对|通过|一个|一款|一种|予測|分析|機械学習|예측|분석|개발|구현)",
    re.IGNORECASE,
)
WE_DID: Final = re.compile(
    r"\b(?:we|i)(?:'(?:ve|ll|m))?(?: (?:have|will|am|are|aim|want|try|tried|set out|attempt|plan|need|used?)(?: to)?){0,2}\s*(?:built|build(?:ing)?|develop(?:ed|ing)?|train(?:ed|ing)?|analy[sz]ed?|analy[sz]ing|predict(?:ed|ing)?|explore[ds]?|exploring|implement(?:ed|ing)?|creat(?:ed?|ing)|design(?:ed)?|investigate[ds]?|compared?|classify(?:ing)?|used?|look(?:ed)? at|stud(?:y|ied)|examined?|model(?:l?ed)?|forecast|estimated?|detect|identify|collected|made|perform(?:ed)?|apply|applied|find out|solve[ds]?|tackle[ds]?|work(?:ed)? (?:on|with)|scraped?|curat(?:ed?|ing)|contributed|showcase)\b"
    r"|\b(?:se (?:busca|analiza|desarroll|construy|entren|present|realiz|implement|utiliz|predic|pretende)\w*|foi (?:desenvolvid|realizad|constru|feit)\w*|nous (?:avons|allons|cherchons|voulons|utilisons)|desarroll(?:é|amos)|desenvolvi|constru[ií]|ser[aá] analisad\w|hay que|wurde\w* (?:entwickelt|erstellt|trainiert)|нужно|нужен|нужна|необходимо|требуется|обучить|предсказать|спрогнозировать|выявить|определить|предстоит|построить|разработать|проанализировать)\b",
    re.IGNORECASE,
)
WEAK_START: Final = re.compile(
    r"\W*(?:it|its|it's|they|these|those|there|however|also|additionally|then|moreover|furthermore|but|and|or|so|thus|therefore|hence|because|since|finally|for example|for instance|while|after|before|once|each|both|such|across|beyond|throughout|by doing|in addition|as a result|as such|otherwise|all (?:of )?(?:the|these)|every|next|as|currently|that|their|he|she|his|her|when|if|some|many|most|due to|although|despite|let'?s|today|nowadays|with the (?:rise|growth|increas)\w*|in (?:today|recent|the modern)\w*"
    r"|además|sin embargo|también|cada|estos|estas|por (?:ello|eso)|adicionalmente|assim|além|também|cada|ces|cependant|de plus|chaque|außerdem|jede[rs]?|inoltre|он[аио]?\b|также|каждый|selain|setiap|ngoài ra|mỗi|ayrıca|her)\b",
    re.IGNORECASE,
)
SCENE: Final = re.compile(
    r"\W*(?:imagine|suppose|you (?:are|work)|we are (?:a|an|the|asked|given)|as an? |(?:an?|the|our|one) (?:[\w-]+ ){0,3}(?:company|shop|store|bank|business|client|firm|startup|organi[sz]ation|customers?|team|airline|hospital|retailer|dataset|data)\b|customer churn is|churn is|retaining|understanding"
    r"|допустим|представьте|вы работаете|мы (?:работаем|ит|it)|компания|сервис|магазин|клиент|заказчик|интернет-магазин|una empresa|la empresa|uma empresa|a empresa|as empresas|une entreprise|l['’]entreprise|my |i (?:am|was|have)\b|los? dat(?:os|aset)|o (?:dataset|conjunto)|os dados|le (?:jeu de donn|dataset)|данные|датасет|数据集|データセット|데이터)",
    re.IGNORECASE,
)
"""Where the story begins, before it says what was to be done; or the data that it rests on."""
BIOGRAPHY: Final = re.compile(
    r"\b(?:I am an?|I'm an?|I am (?:currently|passionate)|my name is|passionate about|years of (?:\w+ )?experience|I (?:love|enjoy|focus on|specialize|hold|graduated|recently)|results[- ]driven|detail[- ]oriented|aspiring|(?:data|business|bi|ml|ai|software|machine learning) (?:scientist|analyst|engineer|developer) (?:with|who|skilled|focused|passionate|based|specializ)"
    r"|(?:hi|hello),? i|me llamo|soy (?:[A-ZÁÉÍÓÚ]\w+,|un|una|ingenier|anal|cient|estudiante|data)|meu nome|sou (?:[ao]|um|uma|analista|cientista|estudante|engenheir)|je (?:suis|m['’]appelle)|ich bin|меня зовут|reach (?:me|out)|connect with me|hire me|notebooks expert|looking for)\b",
    re.IGNORECASE,
)
COURSE: Final = re.compile(
    r"\b(?:assignments?|homeworks?|coursework|capstone|projects?|works?|submitted|made|created|done|completed|developed|built|solutions?|exercises?|notes?|part) (?:\w+ ){0,3}?(?:for|as (?:a )?part of|in|during|from|by|of)(?: \w+){0,4} (?:course|class|bootcamp|boot camp|program(?:me)?|nanodegree|certificat\w+|specialization|module|subject|university|semester|internship|curso|disciplina|faculdade|universidad|diplomado|formation|master|mata kuliah|dersi)\b"
    r"|(?:yandex|яндекс)[ .-]?(?:practicum|praktikum|практикум)|en el marco (?:de|del)|dans le cadre|im rahmen|в рамках|в ходе обучения|tugas akhir|skripsi|como parte d|mata kuliah|dicoding|bachelorarbeit",
    re.IGNORECASE,
)
"""That it was made for a course, which says little of what it is."""
NEVER: Final = re.compile(
    r"\W*(?:les damos|bienvenid|bem[- ]vind|willkommen|bienvenue|benvenut|добро пожаловать|selamat datang|chào mừng|hoş geldin|欢迎|歡迎|ようこそ|환영|learn |become |master |discover how|welcome|thanks|thank you|hi\b|hello|hey|congrat|let me|let's|enjoy|happy |good luck|star |fork |clone |copy (?!of)|download|install|run |open |click|visit|check|see |view |read |refer|follow|make sure|ensure|please|note\b|nb\b|you (?:can|will|may|need|should|must|have)|if you|feel free|don'?t|do not|remember|try |go to|navigate|before |first,|to (?:run|use|install|get|start|begin|reproduce|clone|set|train|execute|view|see|open|launch|build|test|deploy|access|try|make)\b|for (?:more|further|any|detailed|questions|help)"
    r"|all rights|copyright|licen[sc]ed?\b|distributed under|released under|(?:this|the) (?:project|software|repository|code|work) is (?:licensed|released|distributed|available under|under|open[- ]source|still|currently|not|no longer|archived|deprecated|in progress|meant|for (?:educational|learning|personal))|(?:work|still) in progress|wip\b|under construction|coming soon|todo|tbd|n/a|last updated?|updated|version|table of contents|contents\b|by \w+|author|created by|made (?:by|with)|built (?:by|with)|developed by|powered by|team\b|group \d|submitted|instructor|supervis|professor|due |deadline|status|english|español|source:|data source|dataset:|data:|link|contact|email|credits?|acknowledg|references?|inspired by|based on (?:the )?http|requires? |requirements?|prerequisite|used for|created on|my (?:kaggle|github|linkedin|medium|profile|website|email)|it is preferred|we want|this (?:module|lesson|class|week|chapter) (?:was|is|will)|each|every|chaque|cada|jede[rs]?|anyway|hint|столбец|признак|columns? "
    r"|the topics|the following|as follows|below|this is (?:especially|why|because|where|how|important|useful|done|also|not|only|just|still)|(?:project|proyecto|projeto|projet|task|assignment|week|day|part|lab|exercise|question|step|phase)\s*#?\d+\s*[:.)–—-]|this (?:section|document|readme|guide|file|folder structure|page|dataset|data set|table|figure|image|diagram|template)|(?:the )?(?:table|figure|image|diagram|screenshot|video|gif|picture|plot|chart)s? (?:below|above|shows)|(?:the )?(?:repository|project|folder) (?:structure|is (?:structured|organi[sz]ed|divided))|(?:this|the) (?:repository|repo|project) (?:structure|is (?:structured|organi[sz]ed|divided))|(?:here|what) you"
    r"|instala|ejecuta|clon|haz |hacer |descarga|para (?:ejecutar|instalar|correr|usar|executar|rodar)|certif|abra |abrir|acesse|baixe|execute|nota\b|aviso|consulta|pour (?:lancer|ex[eé]cuter|installer)|cliquez|um (?:das|die) |klicken|per (?:eseguire|installare)|для (?:запуска|установки)|чтобы |注意|请|如果|运行|安装|※|참고|설치|실행|주의|インストール|実行|untuk (?:menjalankan|menginstal)|jalankan|để (?:chạy|cài)|çalıştırmak|alt text|undefined|null\b|nan\b)",
    re.IGNORECASE,
)
"""What is no summary by its first words: a greeting, an order, a licence, a byline, a pointer."""
KIND_AT_END: Final = re.compile(
    r"(?:repo|프로젝트|저장소|레포(?:지토리)?|레포지터리|리포(?:지토리)?|대회|서비스|코드|챗봇|시스템|애플리케이션|プロジェクト|リポジトリ|レポジトリ|ツール|アプリ|コード|コンペ|システム|スクリプト群?|项目|系统|平台|工具|仓库|代码|方案|实现|大赛|竞赛|比赛|学习笔记|笔记|记录|專案|專題|系統|平台|资料|合集|集合|演示|教程|数据|概念|案例|实践|솔루션|모음|포트폴리오|베이스라인|템플릿|マイクロサービス|用プロジェクト|모델|문제|과제|분석|예측|모델|경진대회|기록|予測|分析|目指す|した|記録|研究|教程|分析)(?:입니다|이다|です|である)?[。.]?\W*$"
)
"""Languages that name the kind last."""
CONCEPT: Final = re.compile(
    r"\b(?:is|are) (?:an? |the |one of the |considered )?(?:[\w-]+ ){0,4}(?:field|branch|subset|subfield|type|technique|method|process|way|measure|form|kind|term|concept|discipline|phenomenon|disease|art|science|practice|problem|issue|challenge|most|main|amazing topic|topic|leading|cornerstone|key (?:metric|factor|challenge))\b"
    r"|\b(?:is|are|can be) (?:available|found|downloaded|accessed|located|stored|provided|taken|obtained|sourced|hosted|published)\b|\b(?:is|are) (?:crucial|essential|important|critical|vital|widely|often|increasingly|becoming|difficult|costly|expensive|used (?:by|in|for|to))\b"
    r"|\b(?:es|é) (?:un[ao]?|um|uma|el|o|a) (?:de (?:los|las)|dos|das|campo|rama|ramo|área|enfermedad|doença|problema|desaf[ií]o|t[eé]cnica|m[eé]todo)\b|\b(?:es|é) uno? d[eo]s",
    re.IGNORECASE,
)
"""What something is in general, or where data is found: not what this work is."""
DATED: Final = re.compile(
    r"\b(?:the )?(?:following|below|above|aforementioned|as shown|see (?:the )?\w+|a continuaci[oó]n|siguientes?|seguintes?|ci-dessous|следующ|以下|上述|다음|berikut|sau đây|aşağıda)\b",
    re.IGNORECASE,
)
"""That leads to what is not shown beside it."""
MARKUP: Final = re.compile(
    r"```|~~~|\$\$|\\[a-z]{3,}|<[/a-z][^>]*>|\]\(|^\W*[#>*|]|\|.*\||[{}]|=>|==|\w\(\)|[├└│]|\.(?:py|ipynb|csv|json|sh|ya?ml|txt|md|h5|pkl|log|pdf|tex|xlsx?|zip|pth|onnx|cpp|sv)\b|^\W*\$|\bhttps?:|www\.|^\W*[a-z_]+=|\bsudo\b|\bpip3? |alt text|\[x\]|\[ \]|\*\*|__|&[a-z]+;|&#",
    re.IGNORECASE,
)
TOOL: Final = re.compile(
    r"\W*(?:the |библиотека |библиотека `?|la librer[ií]a |a biblioteca |la biblioth[eè]que )?(?:python|pandas|numpy|matplotlib|seaborn|plotly|pytorch|tensorflow|keras|jax|scikit-learn|sklearn|scipy|opencv|nltk|spacy|sql|mysql|postgresql|mongodb|sqlite|markdown|jupyter(?: notebooks?)?|(?:google )?colab(?:oratory)?|langchain|langgraph|langsmith|llamaindex|llama|hugging ?face|openai|chatgpt|(?:retrieval[- ]augmented generation|rag)"
    r"|llms?|large language models?|machine learning|deep learning|artificial intelligence|generative ai|data (?:science|analysis|analytics|mining|visuali[sz]ation|engineering|cleaning)|exploratory data analysis|nlp|natural language processing|computer vision|reinforcement learning|apis?"
    r"|docker|kubernetes|(?:apache )?(?:kafka|airflow|spark|hadoop)|pyspark|excel|tableau|power ?bi|rstudio|git|github|kaggle|datacamp|coursera|streamlit|flask|fastapi|django|yfinance|selenium|beautiful ?soup|scrapy|xgboost|lightgbm|random forests?|decision trees?|(?:linear|logistic|polynomial) regression|knn|k-?means(?: clustering)?|clustering|pca|principal component analysis|svms?|support vector machines?|gans?|generative adversarial networks?|cnns?|convolutional neural networks?|rnns?|lstms?|vaes?|transformers?|bert|gpt"
    r"|(?:artificial )?neural networks?|web ?scraping|(?:customer |employee )?churn|fake news|credit card fraud|fraud|diabetes|heart disease|breast cancer|sentiment analysis|customer segmentation|min[- ]max scaling|a tree)\s*(?:\([^)]*\)\s*)?(?:is|are|was|refers|stands|means|es|son|é|são|est|sont|ist|sind|adalah|là|это|[—–-] это|позволя\w+|enables?|helps|has (?:become|been)|can be|plays?|lets|allows|provides|enhances)\b|\W*[A-Z][A-Za-z]+(?:는|은|란) |\W*(?:PyTorch|Python|TensorFlow|RAG|机器学习|深度学习)是",
    re.IGNORECASE,
)
"""What a tool, a method or a problem is in general."""
