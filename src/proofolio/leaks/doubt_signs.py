"""Why a secret may be none, in words that go after 'because', and the signs of it in what stands around."""

import re
from typing import Final

PAGE: Final = "it stands in another site's page or script"
NAMED_LOOSELY: Final = "a cell printed it under a name that much else has"
ONE_OF_MANY: Final = "it is one of many that were printed in a row"
CHOSEN: Final = "it reads like a password made up for an exercise"
LOCAL: Final = "it is for a server on the own computer or network"
EXERCISE: Final = "the code around it tries out passwords or ciphers, and logs in nowhere"
MADE: Final = "the notebook made it up while it ran"
BROWSER: Final = "it was copied from a browser's request to another site"
HASH: Final = "it has the form of a hash"
LINK: Final = "it stands in a link that was made to be shared, or that expires"
OPEN_ACCOUNT: Final = "it is an account that a course or a site opens to everybody"
PUBLIC: Final = "every visitor of a page is given such a key"
COOKIE: Final = "it is a cookie that a site gives to every visitor"
EXPIRES: Final = "it is valid for a short time only"
SAID: Final = "the text around it calls it an example, or says that it expires"

GENERIC: Final = "named-secret"
OPEN_SHAPES: Final = frozenset({"google-api-key", "json-web-token", "url-password"})
"""Rules whose shape is given to every visitor as well."""

MAY_BE_MADE: Final = frozenset({"private-key", "json-web-token"})
OWN_SESSION: Final = frozenset({"authorization", "bearer", "cookie"})

NEAR: Final = 600
BESIDE: Final = 250
LINE: Final = 160
MANY: Final = 3

NAME: Final = re.compile(
    r"(?P<name>[\w.-]{1,60})\\?[\"'`]?[ \t]?[\])]?[\s:=,>|-]{0,12}(?:[A-Za-z]{0,2}\\?[\"'`(]{0,3})\Z"
)
TAG: Final = re.compile(
    r"</?(?:a|body|button|div|form|h[1-6]|head|html|iframe|img|input|label|li|link|meta|noscript|p|script|section"
    r"|span|style|svg|ul)(?=[\s>/])",
    re.IGNORECASE,
)
SCRIPT: Final = re.compile(
    r"function ?\w{0,20}\(|\bwindow[.\[]|\bdocument\.|\.push\(|&quot;|&amp;|\\u003[ce]|\\u0026|\bvar \w{1,30} ?=|!function|\bwebpack"
)
LEAST_TAGS: Final = 2
LONG_LINE: Final = 3_000
OPEN_KEY: Final = re.compile(
    r"authDomain|messagingSenderId|firebaseConfig|maps/api/js|maps/embed|INNERTUBE|innertube|recaptcha|site_?key"
    r"|algolia|identitytoolkit|securetoken\.googleapis|x-airbnb-api-key|AAAAAAAAAAAAAAAAAAAAANRILgAAAAAA",
    re.IGNORECASE,
)
QUERY: Final = re.compile(
    r"https?://[^\s\"'<>`]{0,400}[?&](?P<name>[\w.-]{1,40})=[^\s\"'<>`&]{0,40}\Z"
)
LOOSE: Final = re.compile(
    r"(?:(?!api|access|auth|bot|bearer|personal|private|refresh|secret)[a-z]{2,16}_?)?token|sig|signature|auth|secret_key|share|hash|code|rlkey",
    re.IGNORECASE,
)
SHARED_BY: Final = re.compile(
    r"https?://(?:[\w-]+\.)*(?:dropbox|onedrive|1drv|sharepoint|codabench|firebasestorage|figshare|dataverse|zenodo"
    r"|wixmp|deepnote|miro|canva|lucid|discordapp|drive\.google|docs\.google|elsevier|zoom|webex|teams\.microsoft|youtube|googleusercontent|fbcdn"
    r"|cdninstagram|licdn)\b",
    re.IGNORECASE,
)
MEDIA: Final = re.compile(
    r"https?://[^\s\"'<>?]{1,300}\.(?:jpe?g|png|gif|webp|svg|avif|mp[34]|m3u8|webm|mov|pdf)\?",
    re.IGNORECASE,
)
WRITTEN: Final = "2026-10-26"
"""What ended before, ended before these rules were written."""
SAS_ENDS: Final = re.compile(r"[?&]se=(?P<day>20\d\d-\d\d-\d\d)")
PRACTICE: Final = re.compile(
    r"saucedemo|the-internet\.herokuapp|toscrape\.com|orangehrmlive|practicetestautomation|automationexercise"
    r"|automationpractice|demoqa\.com|demoblaze|testpages\.|httpbin\.org|reqres\.in|jsonplaceholder|dummyjson"
    r"|fakestoreapi|restful-booker|petstore\.swagger|samples\.openweathermap",
    re.IGNORECASE,
)
BROWSER_HEADERS: Final = re.compile(r"sec-fetch-|sec-ch-ua|sec-gpc", re.IGNORECASE)
ENDED: Final = re.compile(
    r"KAGGLE_\w{0,30}TOKEN|COLAB_\w{0,20}TOKEN|JPY_\w{0,12}TOKEN|JUPYTER\w{0,12}TOKEN|NB_TOKEN|GPG_KEY"
)
SERVES: Final = re.compile(
    r"https?://(?:localhost|127\.0\.0\.1|\[?::1\]?|0\.0\.0\.0|[\w.-]{1,80}:\d{4,5}/(?:lab|tree|notebooks|\?token))"
)
MAKES: Final = re.compile(
    r"generate_key|generate_private_key|RSA\.generate|rsa\.newkeys|token_(?:hex|urlsafe|bytes)\(|urandom|secrets\.choice"
    r"|random\.(?:choices?|sample|randint)|jwt\.encode|SigningKey|uuid\d\("
)
TRIES: Final = re.compile(
    r"\binput ?\(|attempt|guess|[=!]= ?(?:password|passwd|pwd)\b|(?:password|passwd|pwd|pass) ?[=!]= |isdigit|isupper|islower|isalnum"
    r"|re\.(?:search|match|findall|fullmatch|compile)\(|len\((?:password|passwd|pwd|pw|p|s)\)|\bvalid|strength|\bstrong|hashlib|bcrypt"
    r"|caesar|vigen|crack",
    re.IGNORECASE,
)
CIPHERS: Final = re.compile(
    r"\bAES\b|\bDES\b|[Cc]ipher|encrypt(?:\(|ed|or|ion)|decrypt|hmac\.new|Fernet\(|caesar|vigen",
    re.IGNORECASE,
)
SIGNED: Final = re.compile(
    r"[?&](?:X-Amz-|X-Goog-|Expires=|GoogleAccessId=|AWSAccessKeyId=|Policy=|Key-Pair-Id=)"
    r"|raw\.githubusercontent\.com/|github\.com/[^\s\"']{1,200}\?token=A|oauth/authori[sz]e"
)
SAYS: Final = re.compile(
    r"\b(?:an? example|example (?:key|token|password)|dummy|fake|placeholder|made[- ]up|mock(?:ed|ing)?|expires?d?|temporary"
    r"|not a real|no longer valid|revoked|deactivated|please do not use an existing)\b",
    re.IGNORECASE,
)
SAYS_IT_ENDS: Final = re.compile(
    r"\b(?:expires?d?|expiring|temporary|no longer valid|revoked|deactivated)\b", re.IGNORECASE
)
COMMENTS: Final = 4
"""So many lines above a value, a comment may speak of it."""
OPEN_HOST: Final = re.compile(r"@(?:[\w.-]{0,80}[.-])?public[.-]", re.IGNORECASE)
OPEN_USER: Final = re.compile(
    r"://(?:students?|guest|public|read_?only|reader|anonymous|visitor|scott|rfamro)\w{0,8}:",
    re.IGNORECASE,
)
SETS_COOKIE: Final = re.compile(r"set-cookie|samesite=|httponly|; ?path=/", re.IGNORECASE)
IN_LINK: Final = re.compile(r"\]\(https?://[^)\s]{0,600}[?&](?P<name>[\w.-]{1,40})=\Z")
HASHED: Final = re.compile(r"(?<!get)pass(?!code)|pwd|hash|digest", re.IGNORECASE)
_OWN_NETWORK: Final = (
    r"(?:(?:10|127|0)\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)(?:\.\d{1,3}){2}"
)
HERE: Final = re.compile(
    rf"localhost|host\.docker\.internal|(?<![\d.]){_OWN_NETWORK}(?![\d.])",
    re.IGNORECASE,
)
AWAY: Final = re.compile(
    r"\bsnowflake\b|[\w-]+@[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:com|net|org|io|ai|co|cloud|dev|app|edu|gov|eu|in|br|de|fr|es|ru|cn|jp|kr"
    r"|uk|tech|xyz|me|us|ca|au|it|nl|pl|tr|mx|ar|cl|pe)\b(?!\w|\.\w|\()"
    rf"|\b(?!{_OWN_NETWORK})\d{{1,3}}(?:\.\d{{1,3}}){{3}}\b"
)
LOGS_IN: Final = re.compile(
    r"(?:server|mail|smtp|imap|session|client|bot|api|cl|L|s|m|conn)\.login\(|send_keys|\bSMTP|\bIMAP|HTTPBasicAuth|\bauth ?=|\bFTP\(|sshpass|SSHClient|Reddit\(|Instaloader"
    r"|connect\(|Connection\w{0,12}\(|\b(?:host|address|server|port) ?[=:]|.(?:host|server|port). ?:|create_engine|MongoClient|://|%sql|\bcurl |\bwget |docker login|jdbc|CREATE USER"
)
