"""Names that say that a value is secret, as people give them to variables, fields, headers and flags."""

import re
from functools import lru_cache
from typing import Final, Literal

Keeps = Literal["key", "password", "perhaps"]
"""What a name says of its value; `perhaps` for names that much else has: `key`, `token`, `auth`."""

# What every name that is classified below holds, in lower case: texts are searched for these first.
NAME_WORDS: Final = (
    "key", "token", "secret", "passw", "passphrase", "passcode", "pwd", "pass", "appid", "app_id", "app-id",
    "bearer", "auth", "basic ", "sig=", "credential", "pat=", "_pw", "pw=", "pw ", "cookie", "login",
    "jwt", "senha", "contrase", "clave", "chave", "llave", "mot_de_passe", "motdepasse", "mdp", "clé",
    "cle_", "kennwort", "wachtwoord", "sleutel", "haslo", "hasło", "parol", "şifre", "sifre", "schluessel",
    "schlüssel", "identified by", "пароль", "ключ", "токен", "密码", "密碼", "密钥", "密鑰", "口令", "令牌",
    "パスワード", "秘密鍵", "キー", "비밀번호", "암호",
)  # fmt: skip

# Calls that are given secrets without a name.
CALLS: Final = (
    "client(", "api(", "bot(", "github(", "gitlab(", "handler(", "connect(", "smtp(", "login(", "imap4_ssl(",
    "provider(", "creds(",
)  # fmt: skip

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PASSWORD: Final = re.compile(
    r"(?:^|_)(?:[a-z]{0,12}(?:password|passwd|passwort|passphrase|passcode)|[a-z]{0,5}pwd|pass|pw"
    r"|(?:db|user|usr|my|root|admin|smtp|e?mail|gmail|sql|mysql|pg|ftp|ssh|login|app|proxy|wifi|host|http)pass|senha|contrase(?:ñ|n|ni)a|clave(?:_(?:de_)?(?:acceso|usuario))?"
    r"|mot_?de_?passe|mdp|kennwort|wachtwoord|has(?:l|ł)o|parola?|[sş]ifre|пароль"
    r"|密码|密碼|口令|パスワード|비밀번호|암호|identified_by)"
    r"(?:_(?:db|database|user|admin|prod|dev|root|mysql|postgres|banco|bd|base|e?mail|gmail|smtp|app|api|web|login|usuario))?$"
)
_KEY: Final = re.compile(
    r"(?:^|_)(?:[a-z0-9]{0,20}api_?(?:key|token|secret|pass)s?(?:_(?:[a-z]{1,12}|\d))?|app_?(?:id|key|secret)"
    r"|access_?(?:key|token)s?|auth_?(?:key|token)|authorization|bearer(?:_token)?|bot_?token|client_?secret"
    r"|consumer_?(?:key|secret)|[a-z]{0,12}secrets?(?:_?key)?(?:_base)?|private_?(?:key|token)"
    r"|subscription_?key|account_?key|service_?key|personal_access_token|oauth_?token|refresh_?token"
    r"|(?:token|key)_?secret|jwt(?:_(?:secret|token|key))?|license_?key|encryption_?key|signing_?key"
    r"|fernet_?key|master_?key|shared_?access_?signature|sas_?token|ngrok_?(?:auth)?token|hf_?token"
    r"|credentials?|(?:clave|chave|llave|cl[eé]|schl(?:ue|ü|u)ssel|sleutel)_(?:de_|da_|do_)?(?:api|acceso|acesso|secreta|privada)"
    r"|(?:api|geheim)_?(?:schl(?:ue|ü|u)ssel|sleutel|clave|chave)|ключ|токен|密钥|密鑰|令牌|秘密鍵"
    r"|api_?キー|apiキー|[a-z0-9]*apikey)$"
)
_QUALIFIED: Final = re.compile(r"(?:^|_)[a-z][a-z0-9]{1,20}_(?P<what>key|token|pat)s?$")
_ONE_WORD: Final = re.compile(r"(?:[a-z]{1,12}(?:key|token)|key|token|auth|sig|pat|cookie|login)")
_HARMLESS: Final = re.compile(
    r"(?:^|_)(?:(?:public|publishable|primary|foreign|sort|partition|row|cache|map|group|dict|index|join"
    r"|merge|unique|id|object|s3|file|hash|lookup|column|col|page|next|prev|previous|continuation|[cx]srf\d?"
    r"|pad|eos|bos|unk|cls|sep|mask|special|start|end|stop|resource|idempotency|random|seed|prng|rng|sub"
    r"|input|output|word|max|num|total|first|last|new|answer|image|text|data|state|metric|label|model|param"
    r"|dataset|date|feature|turkey|monkey|donkey|hockey|jockey|whiskey|keyword|shortcut|sync|etag|site"
    r"|spreadsheet|sheet|gsheet|doc|document|folder|workbook|playlist|video|channel|json|by|has|item|product|table|chart"
    r"|cursor|share|assignment|request|client_request|connection|default|rl|registration|device|upload|download|node|block|query|attention|memory|pre)_?(?:key|token|auth)s?"
    r"|(?:reply|redir|redirect|invite|invitation|unsubscribe|captcha|recaptcha|form|guest|visitor|authenticity"
    r"|request_verification|property|departure|booking|place|review)_?tokens?"
    r"|(?:referr?er|refer|click|track|tracking|img|image|ad|url)_sig"
    r"|(?:monkey|turkey|hockey|donkey|jockey|whiskey|off|bypass|pagetoken|tokens)"
    r"|[a-z0-9_]{0,40}_(?:file|path|name|env|header|url|uri|type|prefix|length|len|count|var|field|hash|column)"
    r"|key_(?:pair_)?id|telnet_password|token_id|author|oauth|auth_?user|public_key)$"
)


@lru_cache(maxsize=4096)
def keeps(name: str) -> Keeps | None:
    """What a name says of its value; None when it says nothing.

    Args:
        name: of a variable, attribute (the whole chain or its end), field, header, flag or environment
            variable, in any case and with any separators.
    """
    snake = re.sub(r"[^\w]+|_+", "_", _CAMEL.sub("_", name)).strip("_").lower()
    snake = re.sub(r"_?\d{1,2}$", "", snake)
    if _HARMLESS.search(snake):
        return None
    if _PASSWORD.search(snake):
        return "password"
    qualified = _QUALIFIED.search(snake)
    if _KEY.search(snake) or (qualified and "key" not in qualified["what"]):
        return "key"
    return "perhaps" if qualified or _ONE_WORD.fullmatch(snake.rpartition("_")[2]) else None
