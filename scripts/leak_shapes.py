"""Secrets as learners' code holds them, made up: drawn by a fixed seed, put together from pieces.

Nothing here was ever valid. The pieces keep the shapes out of this file's own text, where a host that
looks for secrets at each push would find them.
"""

import base64
import json
import random
import string
from collections.abc import Callable
from dataclasses import dataclass

HEX = "0123456789abcdef"
BASE62 = string.ascii_letters + string.digits
BASE64 = BASE62 + "+/"
URL_SAFE = BASE62 + "_-"
CAPITALS = string.ascii_uppercase + string.digits

Draw = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One kind of secret."""

    name: str
    provider: str
    """As people write it in prose."""
    variable: str
    """Of the environment, as the provider's documentation names it."""
    call: str
    """Code that takes it; `{}` stands for the secret in quotes."""
    draw: Draw


def of(alphabet: str, length: int, *before: str, after: str = "") -> Draw:
    """Make a shape: what stands before, so many characters of an alphabet, what stands after."""
    return lambda rng: "".join(before) + "".join(rng.choices(alphabet, k=length)) + after


def parts(*draws: Draw | str) -> Draw:
    """Put shapes and fixed text together."""
    return lambda rng: "".join(d if isinstance(d, str) else d(rng) for d in draws)


def _uuid(rng: random.Random) -> str:
    return "-".join("".join(rng.choices(HEX, k=k)) for k in (8, 4, 4, 4, 12))


def _jwt(payload: dict[str, object]) -> Draw:
    def draw(rng: random.Random) -> str:
        said = {**payload, "ref": "".join(rng.choices(string.ascii_lowercase, k=20))}
        head, body = (
            base64.urlsafe_b64encode(json.dumps(part, separators=(",", ":")).encode())
            .rstrip(b"=")
            .decode()
            for part in ({"alg": "HS256", "typ": "JWT"}, said)
        )
        return f"{head}.{body}." + "".join(rng.choices(URL_SAFE, k=43))

    return draw


def _pem(kind: str, lines: int) -> Draw:
    def draw(rng: random.Random) -> str:
        body = "\n".join("".join(rng.choices(BASE64, k=64)) for _ in range(lines))
        return f"-----BEGIN {kind}-----\n{body}\n-----END {kind}-----"

    return draw


def _service_account(rng: random.Random) -> str:
    key = _pem("PRIVATE" + " KEY", 26)(rng)
    return json.dumps(
        {
            "type": "service_account",
            "project_id": "course-work",
            "private_key_id": "".join(rng.choices(HEX, k=40)),
            "private_key": f"{key}\n",
            "client_email": "colab@course-work.iam.gserviceaccount.com",
        }
    )


SHAPES = (
    Shape(name="OpenAI, old", provider="OpenAI", variable="OPENAI_API_KEY", call="OpenAI(api_key={})", draw=parts("sk", "-", of(BASE62, 20), "T3Blbk", "FJ", of(BASE62, 20))),
    Shape(name="OpenAI, project", provider="OpenAI", variable="OPENAI_API_KEY", call="ChatOpenAI(openai_api_key={})", draw=parts("sk", "-proj-", of(URL_SAFE, 74), "T3Blbk", "FJ", of(URL_SAFE, 73), of(BASE62, 1))),
    Shape(name="OpenAI, service", provider="OpenAI", variable="OPENAI_API_KEY", call="OpenAI(api_key={})", draw=parts("sk", "-svcacct-", of(URL_SAFE, 58), "T3Blbk", "FJ", of(URL_SAFE, 57), of(BASE62, 1))),
    Shape(name="Anthropic", provider="Anthropic", variable="ANTHROPIC_API_KEY", call="anthropic.Anthropic(api_key={})", draw=parts("sk", "-ant-api03-", of(URL_SAFE, 93), "AA")),
    Shape(name="Hugging Face", provider="Hugging Face", variable="HF_TOKEN", call="login(token={})", draw=of(string.ascii_letters, 34, "h", "f_")),
    Shape(name="Gemini (AIza)", provider="Google", variable="GOOGLE_API_KEY", call="genai.configure(api_key={})", draw=parts("AI", "zaSy", of(URL_SAFE, 32), of(BASE62, 1))),
    Shape(name="Google access", provider="Google", variable="ACCESS_TOKEN", call="Credentials({})", draw=parts("ya", "29.", "a0", of(URL_SAFE, 160), of(BASE62, 1))),
    Shape(name="Google refresh", provider="Google", variable="REFRESH_TOKEN", call="Credentials(None, refresh_token={})", draw=parts("1/", "/0", of(URL_SAFE, 100), of(BASE62, 1))),
    Shape(name="Google service account", provider="Google", variable="GOOGLE_CREDENTIALS", call="service_account.Credentials.from_service_account_info(json.loads({}))", draw=_service_account),
    Shape(name="Kaggle, key", provider="Kaggle API key:", variable="KAGGLE_KEY", call='json.dump({{"username": "learner", "key": {}}}, file)', draw=of(HEX, 32)),
    Shape(name="Kaggle, token", provider="Kaggle", variable="KAGGLE_API_TOKEN", call="kagglehub.login(token={})", draw=of(HEX, 32, "KG", "AT_")),
    Shape(name="W&B", provider="wandb API key:", variable="WANDB_API_KEY", call="wandb.login(key={})", draw=of(HEX, 40)),
    Shape(name="AWS, key id", provider="AWS", variable="AWS_ACCESS_KEY_ID", call='boto3.client("s3", aws_access_key_id={})', draw=of(string.ascii_uppercase + "234567", 16, "AK", "IA")),
    Shape(name="AWS, secret", provider="AWS secret access key:", variable="AWS_SECRET_ACCESS_KEY", call='boto3.client("s3", aws_secret_access_key={})', draw=of(BASE64, 40)),
    Shape(name="GitHub, classic", provider="GitHub", variable="GITHUB_TOKEN", call="Github({})", draw=of(BASE62, 36, "gh", "p_")),
    Shape(name="GitHub, fine", provider="GitHub", variable="GH_TOKEN", call="Github(auth=Auth.Token({}))", draw=parts("github", "_pat_", of(BASE62, 22), "_", of(BASE62, 59))),
    Shape(name="GitHub, OAuth", provider="GitHub", variable="GITHUB_TOKEN", call="Github({})", draw=of(BASE62, 36, "gh", "o_")),
    Shape(name="GitLab", provider="GitLab", variable="GITLAB_TOKEN", call="gitlab.Gitlab(private_token={})", draw=of(URL_SAFE, 20, "gl", "pat-")),
    Shape(name="Telegram", provider="Telegram", variable="TELEGRAM_BOT_TOKEN", call="telebot.TeleBot({})", draw=parts(of("123456789", 1), of(string.digits, 9), ":", "AA", of(URL_SAFE, 33))),
    Shape(name="Slack, bot", provider="Slack", variable="SLACK_BOT_TOKEN", call="WebClient(token={})", draw=parts("xo", "xb-", of(string.digits, 12), "-", of(string.digits, 13), "-", of(BASE62, 24))),
    Shape(name="Slack, webhook", provider="Slack", variable="SLACK_WEBHOOK_URL", call="requests.post({}, json=message)", draw=parts("https://hooks.", "slack.com/services/T", of(CAPITALS, 10), "/B", of(CAPITALS, 10), "/", of(BASE62, 24))),
    Shape(name="Discord, bot", provider="Discord", variable="DISCORD_TOKEN", call="client.run({})", draw=parts("MT", of(BASE62, 24), ".G", of(URL_SAFE, 5), ".", of(URL_SAFE, 38))),
    Shape(name="Discord, webhook", provider="Discord", variable="DISCORD_WEBHOOK", call="requests.post({}, json=message)", draw=parts("https://discord.com", "/api/webhooks/", of("123456789", 1), of(string.digits, 18), "/", of(URL_SAFE, 68))),
    Shape(name="ngrok", provider="ngrok", variable="NGROK_AUTHTOKEN", call="ngrok.set_auth_token({})", draw=parts("2", of(BASE62, 26), "_", of(BASE62, 21))),
    Shape(name="Groq", provider="Groq", variable="GROQ_API_KEY", call="Groq(api_key={})", draw=of(BASE62, 52, "gs", "k_")),
    Shape(name="Cohere", provider="Cohere API key:", variable="COHERE_API_KEY", call="cohere.Client({})", draw=of(BASE62, 40)),
    Shape(name="Mistral", provider="Mistral API key:", variable="MISTRAL_API_KEY", call="Mistral(api_key={})", draw=of(BASE62, 32)),
    Shape(name="Azure OpenAI", provider="Azure OpenAI key:", variable="AZURE_OPENAI_API_KEY", call="AzureOpenAI(azure_endpoint=endpoint, api_key={})", draw=of(HEX, 32)),
    Shape(name="Pinecone", provider="Pinecone", variable="PINECONE_API_KEY", call="Pinecone(api_key={})", draw=parts("pc", "sk_", of(BASE62, 6), "_", of(BASE62, 63))),
    Shape(name="Weaviate", provider="Weaviate API key:", variable="WEAVIATE_API_KEY", call="weaviate.connect_to_weaviate_cloud(url, auth_credentials=weaviate.auth.AuthApiKey({}))", draw=of(BASE62, 36)),
    Shape(name="LangSmith", provider="LangSmith", variable="LANGCHAIN_API_KEY", call="Client(api_key={})", draw=parts("ls", "v2_pt_", of(HEX, 32), "_", of(HEX, 10))),
    Shape(name="Replicate", provider="Replicate", variable="REPLICATE_API_TOKEN", call="replicate.Client(api_token={})", draw=of(BASE62, 37, "r", "8_")),
    Shape(name="OpenRouter", provider="OpenRouter", variable="OPENROUTER_API_KEY", call="OpenAI(base_url=url, api_key={})", draw=of(HEX, 64, "sk", "-or-v1-")),
    Shape(name="SendGrid", provider="SendGrid", variable="SENDGRID_API_KEY", call="SendGridAPIClient({})", draw=parts("S", "G.", of(URL_SAFE, 22), ".", of(URL_SAFE, 43))),
    Shape(name="Twilio, key", provider="Twilio", variable="TWILIO_API_KEY", call="Client({}, secret)", draw=of(HEX, 32, "S", "K")),
    Shape(name="Twilio, auth", provider="Twilio auth token:", variable="TWILIO_AUTH_TOKEN", call="twilio.rest.Client(account, {})", draw=of(HEX, 32)),
    Shape(name="Stripe", provider="Stripe", variable="STRIPE_SECRET_KEY", call="stripe.StripeClient({})", draw=of(BASE62, 99, "sk", "_live_")),
    Shape(name="PyPI", provider="PyPI", variable="TWINE_PASSWORD", call="upload(password={})", draw=of(URL_SAFE, 150, "py", "pi-AgEIcHlwaS5vcmc")),
    Shape(name="npm", provider="npm", variable="NPM_TOKEN", call="publish(token={})", draw=of(BASE62, 36, "np", "m_")),
    Shape(name="DigitalOcean", provider="DigitalOcean", variable="DIGITALOCEAN_TOKEN", call="digitalocean.Manager(token={})", draw=of(HEX, 64, "do", "p_v1_")),
    Shape(name="Supabase", provider="Supabase", variable="SUPABASE_KEY", call="create_client(url, {})", draw=_jwt({"iss": "supabase", "role": "service_role", "iat": 1700000000})),
    Shape(name="JWT", provider="API", variable="ACCESS_TOKEN", call='requests.get(url, headers={{"Authorization": "Bearer " + {}}})', draw=_jwt({"sub": "64f1c0", "iat": 1700000000, "exp": 2000000000})),
    Shape(name="Postgres", provider="database", variable="DATABASE_URL", call="create_engine({})", draw=parts("postgresql", "://learner:", of(BASE62, 16), "@ep-cool-lake-1.eu-central-1.aws.neon.tech/work?sslmode=require")),
    Shape(name="MySQL", provider="database", variable="DATABASE_URL", call="create_engine({})", draw=parts("mysql+", "pymysql://learner:", of(BASE62, 12), "@db.course-work.net:3306/work")),
    Shape(name="MongoDB", provider="MongoDB", variable="MONGO_URI", call="MongoClient({})", draw=parts("mongodb", "+srv://learner:", of(BASE62, 14), "@cluster0.ab1cd.mongodb.net/?retryWrites=true")),
    Shape(name="Redis", provider="Redis", variable="REDIS_URL", call="redis.from_url({})", draw=parts("rediss", "://default:", of(BASE62, 32), "@eu1-calm-fox-31000.upstash.io:31000")),
    Shape(name="RSA key", provider="SSH", variable="PRIVATE_KEY", call="paramiko.RSAKey.from_private_key(io.StringIO({}))", draw=_pem("RSA PRIVATE" + " KEY", 25)),
    Shape(name="OpenSSH key", provider="SSH", variable="SSH_KEY", call="deploy(key={})", draw=_pem("OPENSSH PRIVATE" + " KEY", 6)),
    Shape(name="Pinecone, old", provider="Pinecone", variable="PINECONE_API_KEY", call='pinecone.init(api_key={}, environment="gcp-starter")', draw=_uuid),
    Shape(name=".netrc", provider="", variable="NETRC", call="write_netrc({})", draw=parts("machine ", "api.course-work.net login learner password ", of(BASE62, 20))),
)  # fmt: skip
