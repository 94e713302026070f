r"""How learners write keys and passwords, as cells of a notebook: a table, apart from what finds them.

In a template `§` stands for the value, `§1` and `§2` for its halves, `@` for a name that is drawn. What a
cell printed stands after `⇒`. `RELATED` was written before the rules that find the rest, and is measured
beside it: wordings near those of `CASES`, that nobody looked at while the rules were mended.
"""

import random
import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

HEX = "0123456789abcdef"
BASE62 = string.ascii_letters + string.digits
PUNCTUATION = "!@#$%^&*-_+?."
NAMES = (
    "api_key", "API_KEY", "apikey", "access_token", "auth_token", "client_secret", "WEATHER_API_KEY",
    "TMDB_API_KEY", "my_token", "openai_key", "SECRET_KEY", "newsapi_key", "hf_token", "apiKey",
)  # fmt: skip
Draw = Callable[[random.Random], str]


def _of(alphabet: str, least: int, most: int | None = None, before: str = "") -> Draw:
    return lambda rng: before + "".join(rng.choices(alphabet, k=rng.randint(least, most or least)))


def _prefixed(rng: random.Random) -> str:
    before = rng.choice(("ak_", "live-", "v2.", "key_", "pk-prod-", "t0ken:")).replace(
        "t0ken:", "tk_"
    )
    return before + "".join(rng.choices(BASE62, k=rng.randint(24, 36)))


def _password(rng: random.Random) -> str:
    drawn = rng.choices(BASE62 + PUNCTUATION, k=10)
    drawn += [rng.choice(string.digits), rng.choice(string.ascii_letters)]
    rng.shuffle(drawn)
    return "".join(drawn)


KEYS: tuple[Draw, ...] = (
    _of(HEX, 32), _of(HEX, 40), _of(BASE62, 20, 40), _of(BASE62 + "-_", 32, 43), _prefixed,
)  # fmt: skip
PASSWORDS: tuple[Draw, ...] = (_password, _of(BASE62, 12))
PROJECT_KEYS: tuple[Draw, ...] = (_of(BASE62 + "-_", 74, before="sk" + "-proj-"),)
IN_ADDRESSES: tuple[Draw, ...] = (_of(BASE62, 12), _of(BASE62 + "-_.", 16))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A way to write a secret."""

    template: str
    values: tuple[Draw, ...] = KEYS
    kind: str = "code"
    """The notebook's part that has to be named."""
    cell_type: str = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A wording with a value in it."""

    wording: str
    source: str
    printed: str
    secret: str
    kind: str
    cell_type: str


def write(table: Mapping[str, Wording], rng: random.Random, values: int) -> Iterator[Written]:
    """Write every wording with so many values, and names drawn for each."""
    for name, wording in table.items():
        for number in range(values):
            secret = wording.values[number % len(wording.values)](rng)
            middle = len(secret) // 2
            text = wording.template.replace("@", rng.choice(NAMES))
            text = text.replace("¤", "@")
            text = text.replace("§1", secret[:middle]).replace("§2", secret[middle:])
            source, _, printed = text.replace("§", secret).partition("⇒")
            yield Written(
                wording=name,
                source=source,
                printed=printed,
                secret=secret,
                kind=wording.kind,
                cell_type=wording.cell_type,
            )


def _w(template: str, values: tuple[Draw, ...] = KEYS, **more: str) -> Wording:
    return Wording(template=template, values=values, **more)


CASES: Mapping[str, Wording] = {
    # Strings of every kind.
    "plain": _w("import os\n@ = '§'\nprint('ok')"),
    "f-string": _w('@ = f"§"'),
    "r-string": _w('@ = r"§"'),
    "b-string": _w("@ = b'§'"),
    "u-string": _w("@ = u'§'"),
    "triple quotes": _w('@ = """§"""'),
    "triple quotes over lines": _w("@ = '''\n§\n'''.strip()"),
    "concatenation": _w('@ = "§1" + "§2"'),
    "concatenation in parentheses": _w('@ = (\n    "§1"\n    "§2"\n)'),
    "adjacent": _w("@ = '§1' '§2'"),
    "shaped, concatenated": _w(
        'client = OpenAI(api_key="sk-proj-" + "§")', (_of(BASE62 + "-_", 74),)
    ),
    "shaped, in halves over lines": _w('x = ("§1"\n     + "§2")', PROJECT_KEYS),
    "shaped, adjacent": _w('x = ("§1"\n     "§2")', PROJECT_KEYS),
    # Defaults.
    "getenv default": _w('@ = os.getenv("API_KEY", "§")'),
    "environ.get default": _w('x = os.environ.get("NEWS_API_KEY", "§")'),
    "bare environ.get default": _w("from os import environ\nx = environ.get('AUTH_TOKEN', '§')"),
    "userdata.get default": _w("@ = userdata.get('HF_TOKEN') or '§'"),
    "st.secrets.get default": _w('@ = st.secrets.get("api_key", "§")'),
    "config.get default": _w('x = config.get("weather_api_key", "§")'),
    "environ item": _w('os.environ["SOME_API_KEY"] = "§"'),
    "environ.setdefault": _w('os.environ.setdefault("SOME_TOKEN", "§")'),
    "putenv": _w("os.putenv('SOME_SECRET', '§')"),
    # Addresses.
    "?appid=": _w(
        'r = requests.get("https://api.openweathermap.org/data/2.5/weather?q=Oslo&appid=§")'
    ),
    "?api_key=": _w("url = 'https://api.themoviedb.org/3/movie/550?api_key=§&language=en'"),
    "&key=": _w('url = f"https://maps.example-service.com/geocode/json?address={a}&key=§"'),
    "access_token=": _w('u = "https://graph.service.com/me?access_token=§"'),
    "token=": _w('u = "https://cloud.iexapis.com/stable/stock/{}/quote?token=§".format(symbol)'),
    "apikey=": _w(
        'pd.read_csv("https://www.alphavantage.co/query?function=X&apikey=§&datatype=csv")'
    ),
    "sig=": _w('u = "https://prod.logic.azure.com/workflows/x?api-version=1&sig=§"'),
    "address joined": _w('url = "https://api.service.com/v1?appid=" + "§" + "&units=metric"'),
    # Headers.
    "Authorization Bearer": _w('headers = {"Authorization": "Bearer §"}'),
    "Authorization f-string": _w("""headers = {'Authorization': f'Bearer {"§"}'}"""),
    "Authorization joined": _w('headers = {"Authorization": "Token " + "§"}'),
    "X-API-Key": _w("headers={'X-API-Key': '§', 'Accept': 'application/json'}"),
    "x-rapidapi-key": _w(
        'headers = {\n    "x-rapidapi-host": "h.p.rapidapi.com",\n    "x-rapidapi-key": "§"\n}'
    ),
    "Ocp-Apim-Subscription-Key": _w("headers = {'Ocp-Apim-Subscription-Key': '§'}"),
    "curl -H": _w('!curl -H "Authorization: Bearer §" https://api.service.com/v1/models'),
    "curl -H X-API-Key": _w("!curl -s -H 'X-Api-Key: §' https://api.service.com/v1"),
    "Basic": _w('headers = {"Authorization": "Basic §="}', (_of(BASE62, 31), _of(BASE62, 39))),
    # Magics and the shell.
    "%env KEY=": _w("%env OPENAI_API_KEY=§"),
    "%env KEY value": _w("%env SERVICE_API_KEY §"),
    "%set_env": _w("%set_env MY_TOKEN=§"),
    "!export": _w("!export API_KEY=§"),
    "!KEY= command": _w("!API_TOKEN=§ python train.py"),
    "export in bash": _w('%%bash\nexport API_TOKEN="§"\npython run.py'),
    "set": _w("%%cmd\nset API_KEY=§"),
    "--api-key": _w("!python run.py --api-key § --epochs 3"),
    "--token=": _w("!tool login --token=§"),
    "-p of mysql": _w("!mysql -u learner -p§ -h db.course-work.net work", PASSWORDS[1:]),
    "wandb login": _w("!wandb login §", KEYS[1:2]),
    "huggingface-cli login": _w("!huggingface-cli login --token §"),
    "ngrok authtoken": _w("!ngrok authtoken §"),
    "ngrok config add": _w("!./ngrok config add-authtoken §"),
    "writefile .env": _w("%%writefile .env\nDEBUG=1\nOPENAI_API_KEY=§\n"),
    "writefile kaggle.json": _w(
        '%%writefile ~/.kaggle/kaggle.json\n{"username":"learner","key":"§"}', KEYS[:1]
    ),
    "writefile config": _w('%%writefile config.py\nDEBUG = True\nAPI_KEY = "§"'),
    "writefile yaml": _w("%%writefile config.yaml\nmodel: small\napi_key: §\n"),
    "echo kaggle.json": _w("""!echo '{"username":"x","key":"§"}' > kaggle.json""", KEYS[:1]),
    # Arguments.
    "api_key=": _w("client = Client(api_key='§')"),
    "password=": _w(
        'conn = connect(host="db.course-work.net", user="learner", password="§")', PASSWORDS
    ),
    "passwd=": _w("db = MySQLdb.connect('h', user='me', passwd='§')", PASSWORDS),
    "pwd=": _w("login(user='me', pwd='§')", PASSWORDS),
    "secret=": _w("c = praw.Reddit(client_id='abc', secret='§')"),
    "token= argument": _w('api = Api(token="§")'),
    "login positional": _w('from huggingface_hub import login\nlogin("§")'),
    "wandb.login(key=)": _w("wandb.login(key='§')"),
    "openai.api_key": _w("openai.api_key = '§'"),
    "genai.configure": _w('genai.configure(api_key="§")'),
    "auth tuple": _w('requests.get(url, auth=("learner", "§"))', PASSWORDS),
    "HTTPBasicAuth": _w("r = requests.get(u, auth=HTTPBasicAuth('learner', '§'))", PASSWORDS),
    "smtp login": _w(
        'server = smtplib.SMTP("smtp.mail.net")\nserver.login("me¤mail.net", "§")', PASSWORDS
    ),
    # Connection strings.
    "postgres": _w(
        'e = create_engine("postgresql://learner:§¤db.course-work.net:5432/work")', IN_ADDRESSES
    ),
    "mysql": _w(
        "e = create_engine('mysql+pymysql://learner:§¤db.course-work.net/work')", IN_ADDRESSES
    ),
    "mongodb": _w(
        'c = MongoClient("mongodb+srv://learner:§¤cluster0.ab1cd.mongodb.net/work")', IN_ADDRESSES
    ),
    "redis": _w("r = redis.from_url('redis://:§¤eu1-fox.upstash.io:31000')", IN_ADDRESSES),
    "amqp": _w(
        'p = pika.URLParameters("amqps://learner:§¤fox.rmq.cloudamqp.com/learner")', IN_ADDRESSES
    ),
    "ODBC": _w(
        'c = pyodbc.connect("DRIVER={ODBC Driver 17};SERVER=s.net;DATABASE=d;UID=learner;PWD=§;")',
        PASSWORDS[1:],
    ),
    "JDBC": _w(
        'url = "jdbc:postgresql://db.course-work.net/work?user=learner&password=§"', PASSWORDS[1:]
    ),
    "libpq words": _w(
        'c = psycopg2.connect("host=db.course-work.net dbname=work user=me password=§")',
        PASSWORDS[1:],
    ),
    # Places of a name.
    "walrus": _w('if (@ := "§"):\n    pass'),
    "dictionary": _w('config = {"model": "gpt", "@": "§"}'),
    "dict()": _w('config = dict(model="gpt", api_key="§")'),
    "item": _w('KEYS["openai"] = "§"'),
    "annotated": _w("@: str = '§'"),
    "tuple assignment": _w('host, @ = "api.service.com", "§"'),
    "chained": _w('a = @ = "§"'),
    "function default": _w('def f(text, api_key="§"):\n    return text'),
    "keyword-only default": _w('def f(text, *, token: str = "§"):\n    return text'),
    "dataclass field": _w(
        "¤dataclass\nclass Settings:\n    model: str = 'x'\n    api_key: str = '§'"
    ),
    "argparse default": _w('p.add_argument("--api_key", type=str, default="§")'),
    "input or": _w('@ = input("Your key: ") or "§"'),
    "conditional": _w("@ = os.environ['K'] if 'K' in os.environ else '§'"),
    "YAML in string": _w('cfg = yaml.safe_load("""\nmodel: small\napi_key: §\nepochs: 3\n""")'),
    "JSON in string": _w("""cfg = json.loads('{"model": "small", "api_key": "§"}')"""),
    "TOML in string": _w("""open("secrets.toml", "w").write('''\n[api]\ntoken = "§"\n''')"""),
    ".env in string": _w('Path(".env").write_text("API_KEY=§\\nDEBUG=1\\n")'),
    "INI in string": _w('ini = """\n[service]\nsecret = §\n"""'),
    "R": _w('api_key <- "§"\nlibrary(httr)'),
    "R Sys.setenv": _w('Sys.setenv(OPENAI_API_KEY = "§")'),
    "JavaScript": _w('%%javascript\nconst apiKey = "§";'),
    "contraseña": _w('contraseña = "§"', PASSWORDS),
    "senha": _w("conexao(usuario='eu', senha='§')", PASSWORDS),
    "passwort": _w('passwort = "§"', PASSWORDS),
    "mot_de_passe": _w('mot_de_passe = "§"', PASSWORDS),
    "clave": _w("clave_api = '§'"),
    "密码": _w('密码 = "§"', PASSWORDS),
    "密钥": _w('密钥 = "§"'),
    # Printed.
    "printed by name": _w("print(api_key)⇒§\n", kind="output"),
    "last expression": _w("api_key⇒'§'", kind="output"),
    "printed f-string": _w('print(f"{api_key}")⇒§\n', kind="output"),
    "echo $KEY": _w("!echo $API_KEY⇒§\n", kind="output"),
    "display": _w("display(token)⇒'§'", kind="output"),
    "printed dictionary": _w("print(config)⇒{'model': 'small', 'api_key': '§'}\n", kind="output"),
}

RELATED: Mapping[str, Wording] = {
    "rb-string": _w('@ = rb"§"'),
    "rf-string": _w("@ = rf'§'"),
    "joined by join": _w('@ = "".join(["§1", "§2"])'),
    "split over three lines with backslash": _w('@ = "§1" \\\n    "§2"'),
    "names joined": _w('first = "§1"\nsecond = "§2"\napi_key = first + second'),
    "name followed": _w('k = "§"\nclient = OpenAI(api_key=k)'),
    "name followed to environ": _w('value = "§"\nos.environ["API_KEY"] = value'),
    "f-string of a name": _w("k = '§'\nurl = f'https://api.service.com/v1?apikey={k}'"),
    "format": _w('url = "https://api.service.com/v1?apikey={}".format("§")'),
    "percent": _w("url = 'https://api.service.com/v1?api_key=%s' % '§'"),
    "replaced": _w('@ = "§".strip()'),
    "encoded": _w("@ = '§'.encode('utf-8')"),
    "getenv keyword": _w('x = os.getenv("SERVICE_KEY", default="§")'),
    "environ.get or": _w("x = os.environ.get('SERVICE_TOKEN') or '§'"),
    "decouple": _w("SECRET_KEY = config('SECRET_KEY', default='§')"),
    "environ.update": _w("os.environ.update({'SERVICE_API_KEY': '§'})"),
    "environ.update keyword": _w("os.environ.update(SERVICE_API_KEY='§')"),
    "set_key": _w('dotenv.set_key(".env", "API_KEY", "§")'),
    "keyring": _w('keyring.set_password("service", "learner", "§")', PASSWORDS),
    "session headers": _w('s.headers["Authorization"] = "Bearer §"'),
    "headers.update": _w('s.headers.update({"X-Auth-Token": "§"})'),
    "add_header": _w("req.add_header('Authorization', 'Bearer §')"),
    "X-CMC_PRO_API_KEY": _w("headers = {'X-CMC_PRO_API_KEY': '§'}"),
    "apikey header": _w('headers = {"apikey": "§"}'),
    "Token token=": _w("headers = {'Authorization': 'Token token=§'}"),
    "params": _w("params = {'q': 'Oslo', 'appid': '§'}"),
    "params key": _w("requests.get(url, params={'address': a, 'key': '§'})"),
    "params dict()": _w("requests.get(url, params=dict(q='Oslo', appid='§'))"),
    "auth_token in query": _w('u = "https://api.service.com/x?auth_token=§"'),
    "subscription-key in query": _w('u = "https://api.service.com/x?subscription-key=§&v=1"'),
    "client_secret in query": _w('u = "https://id.service.com/token?client_id=a&client_secret=§"'),
    "x-api-key in query": _w('u = "https://api.thecatapi.com/v1?limit=1&x-api-key=§"'),
    "pandas-datareader": _w("df = web.DataReader('X', 'av-daily', api_key='§')"),
    "quandl": _w("quandl.ApiConfig.api_key = '§'"),
    "mapbox": _w("px.set_mapbox_access_token('§')"),
    "set_api_key": _w('service.set_api_key("§")'),
    "client positional": _w("newsapi = NewsApiClient('§')"),
    "openai.OpenAI positional cohere": _w("co = cohere.Client('§')"),
    "gmaps client": _w("gmaps = googlemaps.Client(key='§')"),
    "tweepy": _w(
        "auth = tweepy.OAuthHandler(consumer_key, consumer_secret)\nauth.set_access_token('123-abc', '§')"
    ),
    "consumer_secret": _w("consumer_secret = '§'"),
    "access_token_secret": _w("ACCESS_TOKEN_SECRET = '§'"),
    "spotipy": _w("SpotifyClientCredentials(client_id='a', client_secret='§')"),
    "Kaggle environ": _w("os.environ['KAGGLE_KEY'] = '§'", KEYS[:1]),
    "attribute": _w("self.api_key = '§'"),
    "class constant": _w("class Config:\n    HOST = 'x'\n    SECRET_KEY = '§'"),
    "app.config": _w("app.config['SECRET_KEY'] = '§'"),
    "app.secret_key": _w("app.secret_key = '§'"),
    "JWT secret": _w("JWT_SECRET = '§'"),
    "jwt.encode": _w("token = jwt.encode(payload, '§', algorithm='HS256')"),
    "list of keys": _w("api_keys = ['§', 'second']"),
    "dictionary of keys": _w("api_keys = {'openai': '§'}"),
    "nested dictionary": _w("conf = {'db': {'user': 'me', 'password': '§'}}", PASSWORDS),
    "setattr": _w("setattr(openai, 'api_key', '§')"),
    "SecretStr": _w("ChatOpenAI(api_key=SecretStr('§'))"),
    "AzureKeyCredential": _w("c = SearchClient(e, i, AzureKeyCredential('§'))"),
    "AuthApiKey": _w("weaviate.Client(url, auth_client_secret=weaviate.AuthApiKey('§'))"),
    "lambda default": _w("f = lambda text, api_key='§': text"),
    "click option": _w("¤click.option('--api-key', default='§')\ndef main(api_key):\n    pass"),
    "Field default": _w("class S(BaseSettings):\n    api_key: str = Field(default='§')"),
    "gradio": _w('gr.Textbox(label="API key", value="§")'),
    "text_input": _w('@ = st.text_input("API Key", "§", type="password")'),
    "form #param": _w('api_key = "§" #¤param {type:"string"}'),
    "commented out": _w("# api_key = '§'\nprint(1)"),
    "trailing comment": _w('api_key = os.environ["K"]  # was "§"'),
    "in a cell that does not parse": _w("print 'start'\napi_key = '§'\n"),
    "in a cell that does not parse, keyword": _w("print 'start'\nc = Client(token='§')\n"),
    "in a cell that does not parse, f-string": _w("print 'start'\nkey = f'§'\n"),
    "mysql.connector": _w(
        "mysql.connector.connect(host='h', user='root', password='§', database='d')", PASSWORDS
    ),
    "pymysql positional": _w(
        "db = pymysql.connect('db.course-work.net', 'learner', '§', 'work')", PASSWORDS
    ),
    "imap": _w(
        "mail = imaplib.IMAP4_SSL('imap.mail.net')\nmail.login('me¤mail.net', '§')", PASSWORDS
    ),
    "yagmail": _w("yag = yagmail.SMTP('me¤mail.net', '§')", PASSWORDS),
    "selenium send_keys": _w("driver.find_element('id', 'password').send_keys('§')", PASSWORDS),
    "instaloader": _w('L.login("learner", "§")', PASSWORDS),
    "auth name": _w("auth = ('learner', '§')", PASSWORDS),
    "login data": _w("payload = {'username': 'learner', 'password': '§'}", PASSWORDS),
    "EMAIL_PASSWORD": _w("EMAIL_PASSWORD = '§'", PASSWORDS),
    "db_pass": _w("db_pass = '§'", PASSWORDS),
    "engine in f-string of names": _w(
        "pw = '§'\ne = create_engine(f'postgresql://learner:{pw}¤db.course-work.net/work')",
        PASSWORDS[1:],
    ),
    "engine of names": _w("password = '§'\nhost = 'x'", PASSWORDS),
    "SNOWFLAKE": _w("snowflake.connector.connect(user='A', password='§', account='x')", PASSWORDS),
    "AccountKey": _w(
        "c = 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=§=='", (_of(BASE62, 86),)
    ),
    "Password= in ADO": _w('c = "Server=s.net;Database=d;User Id=me;Password=§;"', PASSWORDS[1:]),
    "%sql": _w("%sql postgresql://learner:§¤db.course-work.net/work", IN_ADDRESSES),
    "%load kaggle": _w("!kaggle config set -n key -v §", KEYS[:1]),
    "env before !": _w("! OPENAI_API_KEY='§' python app.py"),
    "export in sh": _w("%%sh\nexport SERVICE_TOKEN=§"),
    "os.system export": _w('os.system("export API_KEY=§")'),
    "subprocess list": _w('subprocess.run(["tool", "--api-key", "§"])'),
    "git clone": _w("!git clone https://learner:§¤gitlab.course-work.net/a/b.git", IN_ADDRESSES),
    "git clone token": _w("!git clone https://oauth2:§¤git.course-work.net/a/b.git"),
    "curl -u": _w("!curl -u learner:§ https://api.service.com/v1", PASSWORDS[1:]),
    "curl query": _w('!curl "https://api.service.com/v1?apikey=§"'),
    "wget header": _w('!wget --header="Authorization: Bearer §" https://api.service.com/f.zip'),
    "wget password": _w("!wget --user=learner --password=§ https://data.net/f.zip", PASSWORDS[1:]),
    "psql": _w("!PGPASSWORD=§ psql -h db.course-work.net -U learner", PASSWORDS[1:]),
    "sshpass": _w("!sshpass -p § ssh me¤host.net", PASSWORDS[1:]),
    "docker -e": _w("!docker run -e API_KEY=§ image"),
    "docker login": _w("!docker login -u learner -p §", PASSWORDS[1:]),
    "comet": _w("experiment = Experiment(api_key='§', project_name='x')"),
    "cat heredoc": _w("%%bash\ncat > .env <<EOF\nSERVICE_TOKEN=§\nEOF"),
    "echo to .env": _w('!echo "API_KEY=§" >> .env'),
    "echo bare": _w("!echo OPENAI_API_KEY=§ > .env"),
    "json.dump": _w("json.dump({'username': 'me', 'key': '§'}, f)", KEYS[:1]),
    "YAML nested": _w('s = """\ndb:\n  user: me\n  password: §\n"""', PASSWORDS[1:]),
    "YAML quoted": _w("s = '''\ntoken: \"§\"\n'''"),
    "properties": _w('s = """\nservice.api.key=§\n"""'),
    "XML": _w('s = "<config><apiKey>§</apiKey></config>"'),
    "R assignment =": _w("api_key = '§';\nlibrary(x)"),
    "R set_key": _w('register_google(key = "§")\nx <- 1'),
    "JavaScript let": _w("%%js\nlet access_token = '§';"),
    "JavaScript object": _w("%%javascript\nfetch(u, {headers: {'x-api-key': '§'}})"),
    "JavaScript backticks": _w("%%js\nconst token = `§`"),
    "Julia": _w('api_key = "§";\nusing HTTP\nx = [1 2 3]'),
    "Scala": _w('val apiKey = "§"\nval x: Int = 3'),
    "SQL": _w("%%sql\nCREATE USER me WITH PASSWORD '§'", PASSWORDS),
    "SQL identified": _w("%%sql\nCREATE USER 'me'¤'%' IDENTIFIED BY '§'", PASSWORDS),
    "wachtwoord": _w("wachtwoord = '§'", PASSWORDS),
    "Russian": _w("пароль = '§'", PASSWORDS),
    "hasło": _w("haslo = '§'", PASSWORDS),
    "chave": _w("chave_api = '§'"),
    "clé": _w("cle_api = '§'"),
    "schluessel": _w("api_schluessel = '§'"),
    "パスワード": _w("パスワード = '§'", PASSWORDS),
    "비밀번호": _w("비밀번호 = '§'", PASSWORDS),
    "contrasena": _w("contrasena = '§'", PASSWORDS),
    "printed with a label": _w('print("API key:", api_key)⇒API key: §\n', kind="output"),
    "printed environ": _w("os.environ['API_KEY']⇒'§'", kind="output"),
    "printed not last": _w("print(api_key)\nx = 3⇒§\n", kind="output"),
    "printed list": _w("print([api_key])⇒['§']\n", kind="output"),
    "printed headers": _w("headers⇒{'Authorization': 'Bearer §'}", kind="output"),
    "printed %env": _w("%env API_KEY⇒'§'", kind="output"),
    "printed by set_env": _w("%env API_KEY=x⇒env: API_KEY=§\n", kind="output"),
    "printed address": _w(
        "response.url⇒'https://api.service.com/v1?appid=§&q=Oslo'", kind="output"
    ),
    "printed cat": _w('!cat kaggle.json⇒{"username":"me","key":"§"}\n', KEYS[:1], kind="output"),
    "printed .env": _w("!cat .env⇒API_KEY=§\n", kind="output"),
    "printed response": _w("r.json()⇒{'access_token': '§', 'expires_in': 3600}", kind="output"),
    "Markdown block": _w(
        "Do this:\n\n```python\nclient = Client(api_key=f'§')\n```",
        kind="markdown",
        cell_type="markdown",
    ),
    "Markdown inline": _w("Use `api_key = '§'` here.", kind="markdown", cell_type="markdown"),
    "Markdown curl": _w(
        "```bash\ncurl -H 'Authorization: Bearer §' https://x.net\n```",
        kind="markdown",
        cell_type="markdown",
    ),
    "Markdown prose": _w("My API key: §", kind="markdown", cell_type="markdown"),
}
