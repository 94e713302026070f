"""What keys and passwords look like: the shapes that learners of machine learning meet.

Each is what its provider documents or hands out. A prefix that nobody else uses is enough by itself; a
shape without one (40 hexadecimal digits) counts only beside a name that says whose it is.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of secret."""

    id: str
    name: str
    """For people."""
    pattern: re.Pattern[str]
    """Its group `s` is the secret; without one the whole match is."""
    marks: tuple[str, ...]
    """One of these is in every text that it matches, in lower case; looked for first, as that is quick."""
    revoke: str = ""
    """The provider's own page where it is revoked."""


def _rule(rule_id: str, name: str, pattern: str, marks: str, revoke: str = "") -> Rule:
    return Rule(rule_id, name, re.compile(pattern), tuple(marks.lower().split()), revoke)


_B: Final = r"(?<![A-Za-z0-9_-])"
_E: Final = r"(?![A-Za-z0-9_-])"
_NAMED: Final = r"""[A-Za-z0-9_.-]{{0,30}}["'`\]]{{0,3}}\s{{0,3}}(?:=|:|,|\()\s{{0,3}}["'`]{{0,3}}(?P<s>{secret})(?![A-Za-z0-9_+/-])"""


def _beside(word: str, secret: str) -> str:
    """Return a pattern for a value that is told by the name before it: `WANDB_API_KEY = "…"`, `"key": "…"`."""
    return rf"(?i:{word})" + _NAMED.format(secret=secret)


RULES: Final[tuple[Rule, ...]] = (
    _rule("anthropic-api-key", "Anthropic API key", _B + r"sk-ant-(?:api|admin|oat)\d\d-[A-Za-z0-9_-]{80,120}" + _E, "sk-ant-", "https://console.anthropic.com/settings/keys"),
    _rule("openai-api-key", "OpenAI API key", _B + r"sk-(?:proj-|svcacct-|admin-|None-)?[A-Za-z0-9_-]{0,100}T3BlbkFJ[A-Za-z0-9_-]{18,100}" + _E, "t3blbkfj", "https://platform.openai.com/api-keys"),
    _rule("openai-api-key", "OpenAI API key", _B + r"sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,200}" + _E, "sk-proj- sk-svcacct- sk-admin-", "https://platform.openai.com/api-keys"),
    _rule("openrouter-api-key", "OpenRouter API key", _B + r"sk-or-v1-[0-9a-f]{64}" + _E, "sk-or-", "https://openrouter.ai/settings/keys"),
    _rule("deepseek-api-key", "API key", _B + r"sk-(?:[0-9a-f]{32}|[A-Za-z0-9]{48})" + _E, "sk-", "https://platform.openai.com/api-keys"),
    _rule("huggingface-token", "Hugging Face token", _B + r"api_org_[A-Za-z]{34}" + _E, "api_org_", "https://huggingface.co/settings/tokens"),
    _rule("huggingface-token", "Hugging Face token", _B + r"hf_[A-Za-z0-9]{30,40}" + _E, "hf_", "https://huggingface.co/settings/tokens"),
    _rule("kaggle-key", "Kaggle API key", r"""["']key["']\s{0,3}:\s{0,3}["'](?P<s>[0-9a-f]{32})["']""", "username kaggle", "https://www.kaggle.com/settings"),
    _rule("kaggle-key", "Kaggle API key", _beside("kaggle[a-z_]{0,4}key", "[0-9a-f]{32}"), "kaggle", "https://www.kaggle.com/settings"),
    _rule("kaggle-key", "Kaggle API token", _B + r"KGAT_[0-9a-f]{32}" + _E, "kgat_", "https://www.kaggle.com/settings"),
    _rule("wandb-api-key", "Weights & Biases API key", _beside(r"wandb[A-Za-z0-9_.]{0,20}", "[0-9a-f]{40}"), "wandb", "https://wandb.ai/authorize"),
    _rule("wandb-api-key", "Weights & Biases API key", r"wandb[\s\S]{0,40}?login[\s\S]{0,30}?(?<![0-9a-f])(?P<s>[0-9a-f]{40})(?![0-9a-f])", "wandb", "https://wandb.ai/authorize"),
    _rule("wandb-api-key", "Weights & Biases API key", _B + r"wandb_v1_[A-Za-z0-9_]{60,100}" + _E, "wandb_v1_", "https://wandb.ai/authorize"),
    _rule("google-api-key", "Google API key", _B + r"AIza[0-9A-Za-z_-]{35}" + _E, "aiza", "https://console.cloud.google.com/apis/credentials"),
    _rule("google-api-key", "Google API key", _B + r"AQ\.Ab8[0-9A-Za-z_-]{40,60}" + _E, "aq.ab8", "https://aistudio.google.com/apikey"),
    _rule("google-oauth-token", "Google access token", _B + r"ya29\.[0-9A-Za-z_-]{30,500}" + _E, "ya29.", "https://myaccount.google.com/connections"),
    _rule("google-refresh-token", "Google refresh token", r"(?<![A-Za-z0-9_/-])1//0[0-9A-Za-z_-]{40,120}" + _E, "1//0", "https://myaccount.google.com/connections"),
    _rule("google-oauth-secret", "Google OAuth client secret", _B + r"GOCSPX-[0-9A-Za-z_-]{28}" + _E, "gocspx-", "https://console.cloud.google.com/apis/credentials"),
    _rule("aws-access-key", "AWS access key", _B + r"(?<!Credential=)(?<!AccessKeyId=)(?:AKIA|ASIA)[A-Z2-7]{16}" + _E, "akia asia", "https://console.aws.amazon.com/iam/home#/security_credentials"),
    _rule("aws-secret-key", "AWS secret access key", _beside("aws[a-z_]{0,10}secret[a-z_]{0,12}|secret_?access_?key", "[A-Za-z0-9/+]{40}"), "secret", "https://console.aws.amazon.com/iam/home#/security_credentials"),
    _rule("github-token", "GitHub token", _B + r"gh[pousr]_[A-Za-z0-9]{36,255}" + _E, "ghp_ gho_ ghu_ ghs_ ghr_", "https://github.com/settings/tokens"),
    _rule("github-token", "GitHub token", _B + r"github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}" + _E, "github_pat_", "https://github.com/settings/tokens"),
    _rule("gitlab-token", "GitLab token", _B + r"gl(?:pat|dt|oas|ptt|rt|agent|ft|imt|soat)-[A-Za-z0-9_-]{20,60}" + _E, "glpat- gldt- gloas- glptt- glrt- glagent- glft- glimt- glsoat-", "https://gitlab.com/-/user_settings/personal_access_tokens"),
    _rule("telegram-bot-token", "Telegram bot token", r"(?<![0-9A-Za-z_-])(?:bot)?(?P<s>[0-9]{8,10}:AA[A-Za-z0-9_-]{33})" + _E, ":aa", "https://t.me/BotFather"),
    _rule("slack-token", "Slack token", _B + r"xox[abeoprs]-[A-Za-z0-9-]{20,250}" + _E, "xox", "https://api.slack.com/apps"),
    _rule("slack-token", "Slack app token", _B + r"xapp-\d-[A-Z0-9]{8,12}-\d{10,14}-[a-f0-9]{60,70}" + _E, "xapp-", "https://api.slack.com/apps"),
    _rule("slack-webhook", "Slack webhook", r"https://hooks\.slack\.com/(?:services|workflows)/T[A-Za-z0-9]{6,12}/[A-Za-z0-9]{6,12}/[A-Za-z0-9]{20,30}", "hooks.slack.com", "https://api.slack.com/apps"),
    _rule("discord-token", "Discord bot token", _B + r"[MNO][A-Za-z0-9]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}" + _E, "discord", "https://discord.com/developers/applications"),
    _rule("discord-webhook", "Discord webhook", r"https://(?:ptb\.|canary\.)?discord(?:app)?\.com/api/webhooks/\d{17,20}/[A-Za-z0-9_-]{60,80}", "/api/webhooks/", "https://discord.com/developers/applications"),
    _rule("ngrok-token", "ngrok authtoken", r"(?i:ngrok)[^\n]{0,60}?(?<![A-Za-z0-9_])(?P<s>[12][A-Za-z0-9]{26}_[A-Za-z0-9]{20,24})" + _E, "ngrok", "https://dashboard.ngrok.com/get-started/your-authtoken"),
    _rule("ngrok-token", "ngrok authtoken", _B + r"(?P<s>[12][A-Za-z0-9]{26}_[1-9A-Za-z][A-Za-z0-9]{20,23})" + _E, "_", "https://dashboard.ngrok.com/get-started/your-authtoken"),
    _rule("groq-api-key", "Groq API key", _B + r"gsk_[A-Za-z0-9]{52}" + _E, "gsk_", "https://console.groq.com/keys"),
    _rule("xai-api-key", "xAI API key", _B + r"xai-[A-Za-z0-9]{80}" + _E, "xai-", "https://console.x.ai"),
    _rule("cohere-api-key", "Cohere API key", _beside(r"(?:cohere|\bco\.?(?:client|_api_key))[A-Za-z0-9_.]{0,12}", "[A-Za-z0-9]{40}"), "cohere co.client co_api_key", "https://dashboard.cohere.com/api-keys"),
    _rule("mistral-api-key", "Mistral API key", _beside("mistral[A-Za-z0-9_]{0,12}", "[A-Za-z0-9]{32}"), "mistral", "https://console.mistral.ai/api-keys"),
    _rule("together-api-key", "Together API key", _beside("together[A-Za-z0-9_]{0,12}", "[0-9a-f]{64}"), "together", "https://api.together.ai/settings/api-keys"),
    _rule("pinecone-api-key", "Pinecone API key", _B + r"pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{50,70}" + _E, "pcsk_", "https://app.pinecone.io"),
    _rule("pinecone-api-key", "Pinecone API key", _beside("pinecone[A-Za-z0-9_.]{0,14}", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "pinecone", "https://app.pinecone.io"),
    _rule("langsmith-api-key", "LangSmith API key", _B + r"lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}" + _E, "lsv2_", "https://smith.langchain.com/settings"),
    _rule("langfuse-key", "Langfuse secret key", _B + r"sk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}" + _E, "sk-lf-", "https://cloud.langfuse.com"),
    _rule("replicate-api-token", "Replicate API token", _B + r"r8_[A-Za-z0-9]{37}" + _E, "r8_", "https://replicate.com/account/api-tokens"),
    _rule("tavily-api-key", "Tavily API key", _B + r"tvly-(?:dev-|prod-)?[A-Za-z0-9]{32}" + _E, "tvly-", "https://app.tavily.com"),
    _rule("perplexity-api-key", "Perplexity API key", _B + r"pplx-[A-Za-z0-9]{48}" + _E, "pplx-", "https://www.perplexity.ai/settings/api"),
    _rule("nvidia-api-key", "NVIDIA API key", _B + r"nvapi-[A-Za-z0-9_-]{60,70}" + _E, "nvapi-", "https://build.nvidia.com/settings/api-keys"),
    _rule("roboflow-api-key", "Roboflow API key", _beside(r"roboflow\(\s{0,3}(?:api_key)?", "[A-Za-z0-9]{20}"), "roboflow", "https://app.roboflow.com/settings/api"),
    _rule("stripe-key", "Stripe secret key", _B + r"[rs]k_live_[A-Za-z0-9]{20,120}" + _E, "_live_", "https://dashboard.stripe.com/apikeys"),
    _rule("sendgrid-key", "SendGrid API key", _B + r"SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}" + _E, "sg.", "https://app.sendgrid.com/settings/api_keys"),
    _rule("twilio-key", "Twilio auth token", _beside("twilio[A-Za-z0-9_]{0,14}|auth_?token", "[0-9a-f]{32}"), "twilio auth", "https://console.twilio.com"),
    _rule("pypi-token", "PyPI token", _B + r"pypi-AgE[A-Za-z0-9_-]{50,400}" + _E, "pypi-age", "https://pypi.org/manage/account/token/"),
    _rule("npm-token", "npm token", _B + r"npm_[A-Za-z0-9]{36}" + _E, "npm_", "https://www.npmjs.com/settings/~/tokens"),
    _rule("digitalocean-token", "DigitalOcean token", _B + r"do[oprt]_v1_[0-9a-f]{64}" + _E, "_v1_", "https://cloud.digitalocean.com/account/api/tokens"),
    _rule("databricks-token", "Databricks token", _B + r"dapi[0-9a-f]{32}(?:-\d)?" + _E, "dapi", "https://docs.databricks.com/aws/en/dev-tools/auth/pat"),
    _rule("supabase-key", "Supabase secret key", _B + r"sb_secret_[A-Za-z0-9_-]{20,40}" + _E, "sb_secret_", "https://supabase.com/dashboard/account/tokens"),
    _rule("azure-openai-key", "Azure key", _beside("azure[A-Za-z0-9_]{0,24}key", "[0-9a-f]{32}|[A-Za-z0-9]{84}"), "azure", "https://portal.azure.com"),
    _rule("azure-storage-key", "Azure storage key", r"AccountKey=(?P<s>[A-Za-z0-9+/]{86}==)", "accountkey=", "https://portal.azure.com"),
    _rule("database-url", "Database password", r"://[^\s:/@\"'`<>{}$]{0,80}:(?P<s>[^\s/@\"'`<>{}$*]{3,120})@(?P<host>[A-Za-z0-9.-]{1,200})", "postgres mysql mariadb mongodb redis amqp mssql cockroachdb"),
    _rule("json-web-token", "JSON web token", _B + r"eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{20,1000}" + _E, "eyj"),
    _rule("private-key", "Private key", r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----[\s\\nr\"',+>#]{0,40}(?P<s>[A-Za-z0-9+/=:,\-\s\\\"']{60,20000}?)-----END", "private key"),
    _rule("private-key", "Private key", r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----[\s\\nr\"',+>#]{0,40}(?P<s>[A-Za-z0-9+/]{40,100})", "private key"),
    _rule("netrc-password", "Password in .netrc", r"(?m)^\s{0,4}machine\s+\S{1,200}\s+login\s+\S{1,200}\s+password\s+(?P<s>\S{6,200})", "machine"),
    _rule("named-secret", "Secret", r"""(?m)^\s{0,20}(?:export\s+|%env\s+|!export\s+)?[A-Z][A-Z0-9_]{0,40}(?:_API_KEY|_SECRET|_TOKEN|_PASSWORD|_SECRET_KEY|_ACCESS_KEY)\s{0,2}=\s{0,2}["']?(?P<s>[A-Za-z0-9+/_=.-]{24,200})["']?\s{0,4}(?:#.*)?$""", "_key _secret _token _password"),
)  # fmt: skip
