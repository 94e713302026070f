"""Names as words: a slug, a file's name or a shout becomes a title that a person would write."""

import re
from typing import Final

_AS_WRITTEN: Final = """
2D 3D A/B AB AI DSP ANN API APIs ARIMA ASL AUC AWS BART BERT BI CAPTCHA CI CIFAR CLI CNN COVID CPU CRM CSV CTR CUDA CV DBSCAN DDPM DL DNN DQN DS
ECG EDA EEG ELT ETL EV EU FIFA FPGA GAN GANs GARCH GCP GDP GenAI GIS GNN GPT GPU GRU GUI HR HTML HTTP IBM IMDB IoT IPL IT JSON KNN KPI LDA
LGBM LLM LLMs LoRA LSTM MCP ML MLOps MLP MNIST MRI MVP NASA NBA NER NFL NHL NHS NLP NN NumPy NYC OCR OpenAI OpenCV PCA PDF PhD PPO PyTorch QA
RAG ReAct RFM RL RNN ROC SaaS SARIMA SDK SHAP SMOTE SQL SVM TCC TFM TF-IDF TPU TTS UFC UI UK URL USA UX VAE VGG ViT VIT VQA VR XAI XGBoost
YOLO YouTube GitHub LinkedIn LangChain LangGraph TensorFlow DataCamp Kaggle Python Titanic Iris Netflix Spotify Airbnb Uber Streamlit FastAPI
Flask Docker Keras Twitter Reddit Amazon Instagram Telegram WhatsApp Tableau Excel Jupyter Coursera Udacity Udemy Walmart Boston Bitcoin
MongoDB MySQL PostgreSQL NoSQL SQLite DevOps FinTech India Brazil Olist Bangalore California Melbourne London Paris Hanoi Yandex PowerBI
Praktikum Practicum IEEE UFO UAP OTT TIL HuggingFace DeepSeek PySpark SciPy SpaCy LightGBM CatBoost Databricks Snowflake Airflow Kafka BigQuery
"""
_ACRONYMS: Final = {word.casefold(): word for word in _AS_WRITTEN.split()}
_VERSION: Final = re.compile(
    r"(yolo|gpt|llama|resnet|vgg|bert|cifar|covid|bge|t5)-?(v?\d{1,3})", re.IGNORECASE
)
_SMALL_WORDS: Final = """
a an and as at by con da das de del der des di die do du e el em en et for from il in la las le les los na
no of on or para por pour the to und using un una une um uma via vs with y
"""
_SMALL: Final = frozenset(_SMALL_WORDS.split())
_SLUG: Final = re.compile(r"[^\W_]+(?:(?:_+|-+|\.(?=[^\W\d])|\+)[^\W_]+)+[_-]*")
_HUMPS: Final = re.compile(
    r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})|(?<=[a-z]{3})(?=[A-Z]{2,}\b)"
)
_BRANDS: Final = re.compile(
    r"PyTorch|TensorFlow|LangChain|LangGraph|OpenAI|DataCamp|PowerBI|GitHub|LinkedIn|YouTube|ChatGPT|HuggingFace|OpenCV|MongoDB|PostgreSQL|MySQL|FastAPI|NumPy|SciPy|XGBoost|LightGBM|CatBoost|DeepSeek|LlamaIndex|JavaScript|TypeScript|AlphaZero|StyleGAN|CycleGAN|AutoML|GenAI|MLOps|LeNet|AlexNet|ResNet|MobileNet"
)
_BRAND_NAMES: Final = {name.casefold(): name for name in _BRANDS.pattern.split("|")}
_COMMON: Final = re.compile(
    r"Scraping|Learning|Analysis|Analytics|Vision|Notebooks?|Projects?|Prediction|Predictor|Course|Programming|Science|Detection|Classification|Segmentation|Recognition|Forecasting|Portfolio|Practice|Exercises|Tutorials?|System|Mining"
)
"""A second word that makes two of a name."""
_NO_VOWEL: Final = re.compile(r"[bcdfghjklmnpqrstvwxz]{3,5}")
"""An abbreviation: `msds`."""
_JOINED: Final = re.compile(r"(?<![\w/-])[^\W\d_]{3,}(?:-[^\W\d_]{2,}){2,}(?![\w/-])")
_PHRASE: Final = re.compile(
    r"-(?:to|of|the|in|on|at|by|as|a|an|it|than|up|per|de|du|la)-", re.IGNORECASE
)
"""Within words that are joined in any text: `end-to-end`."""
_LONG_SHOUT: Final = 9
_LEAST_OF_LONGEST: Final = 5
_PARTS_OF_NAME: Final = 3
_LOOKED_THROUGH: Final = 6_000


def as_words(name: str, around: str = "", *, splits_pairs: bool = False) -> str:
    """Return a name as words: `titanic_survival-nlp` is `Titanic survival NLP`; what is words already stays.

    Args:
        name: a heading, the name of a repository, a folder or a file.
        around: a text about it; a word is written as it is there.
        splits_pairs: whether `ChurnAdvisor` is two words; in a heading it may be a name of its own.
    """
    name = re.sub(r"\s+", " ", name.replace("\u2011", "-")).strip()
    if " " in name:
        name = _JOINED.sub(_parted, re.sub(r"(?<=\w)_+(?=\w)", " ", name))
    head, bracket, rest = name.partition(" (")
    if _is_shout(head):
        name = f"{_quiet(head, around)}{bracket}{rest}"
    if " " not in name:
        name = _split(name, around, splits_pairs=splits_pairs)
    return name[:1].upper() + name[1:] if not re.match(r"[a-z]{1,3}[A-Z]", name) else name


def _parted(match: re.Match[str]) -> str:
    """Write the joined words of a repository's name apart: `Fraud-Detection-Using-Graphs with Python`."""
    parts = match[0].split("-")
    is_name = (
        all(part[0].isupper() or part in _SMALL for part in parts)
        and max(map(len, parts)) > _LEAST_OF_LONGEST
        and (len(parts) > _PARTS_OF_NAME or not _PHRASE.search(match[0]))
    )
    return " ".join(parts) if is_name else match[0]


def _split(name: str, around: str, *, splits_pairs: bool) -> str:
    brand = _BRANDS.fullmatch(name)
    if (
        _SLUG.fullmatch(name)
        and not re.fullmatch(r"\w-\w+|\w+-\w", name)
        and not _VERSION.fullmatch(name)
    ):
        kept = _VERSION.sub(
            lambda found: f"{found[1]}\0{found[2]}" if "-" in found[0] else found[0], name
        )
        parts = [part for part in re.split(r"[_\-.+]+", kept) if part]
        words = [_humps(part) if splits_pairs or part.count(" ") == 0 else part for part in parts]
        words = _with_brands([word.replace("\0", "-") for part in words for word in part.split()])
        return " ".join(_written(word, around) for word in words)
    if re.match(r"[a-z]{1,2}[A-Z][a-z]", name):
        return name  # `iFutureCar` is a name of its own.
    humps = _humps(name).split()
    if not brand and len(humps) == 2 and _COMMON.fullmatch(humps[1]):
        return " ".join(_written(word, around) for word in humps)
    if not brand and (len(humps) > 2 or (splits_pairs and len(humps) == 2)):
        return " ".join(_written(word, around) for word in humps)
    return _written(name, around)


def _with_brands(words: list[str]) -> list[str]:
    """Join what a slug's dashes cut: `azure-open-ai` names `OpenAI`."""
    found: list[str] = []
    for word in words:
        brand = _BRAND_NAMES.get(f"{found[-1]}{word}".casefold()) if found else None
        if brand:
            found[-1] = brand
        else:
            found.append(word)
    return found


def _humps(name: str) -> str:
    held = _BRANDS.sub(lambda found: f" {found[0].lower()}\1 ", name)
    return " ".join(_HUMPS.sub(" ", held).replace("\1", "").split())


def _written(word: str, around: str) -> str:
    """Return a word as the field writes it, else as the text does when that has capitals within."""
    if (found := _VERSION.fullmatch(word)) is not None:
        stem = _ACRONYMS.get(found[1].casefold(), found[1])
        return f"{stem}{'-' if '-' in word else ''}{found[2]}"
    if word.casefold() in _ACRONYMS and (word.islower() or word.isupper() or word.istitle()):
        return _ACRONYMS[word.casefold()]
    if len(word) < 2 or not word.islower() or word in _SMALL:
        return word
    if _NO_VOWEL.fullmatch(word):
        return word.upper()
    for match in re.finditer(
        rf"(?<![\w/.-]){re.escape(word)}(?![\w/-])", around[:_LOOKED_THROUGH], re.IGNORECASE
    ):
        if any(character.isupper() for character in match[0][1:]) and not match[0].isupper():
            return match[0]
        if match[0].isupper() and len(word) <= 5:
            return match[0]
    return word


def _is_shout(name: str) -> bool:
    letters = [character for character in name if character.isalpha() and character.isascii()]
    return (
        len(letters) >= _LONG_SHOUT
        and all(character.isupper() for character in letters)
        and bool(re.search(r"[A-Z]{5}", name))
    )


def _quiet(name: str, around: str) -> str:
    """Write a shout in small letters, its abbreviations as they are."""
    lower = around[:_LOOKED_THROUGH]

    def one(match: re.Match[str]) -> str:
        word = match[0]
        small = word.casefold()
        if small in _SMALL:
            return small
        if small in _ACRONYMS:
            return _ACRONYMS[small]
        if len(word) == 1 or any(character.isdigit() for character in word):
            return word
        # An abbreviation has no vowel, or is never written otherwise.
        if len(word) <= 5 and not re.search(r"[AEIOUY]", word):
            return word
        if re.search(rf"\b{small.capitalize()}\b", lower) and not re.search(rf"\b{small}\b", lower):
            return small.capitalize()
        return small

    return re.sub(r"[^\W_]+", one, name)
