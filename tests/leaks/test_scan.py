"""Secrets in a text: where, what is shown of them, and what is none."""

import hashlib
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofolio.leaks import find_leaks
from tests.leaks.making import BASE62, HEX, database, drawn, github, key_block


def test_a_leak_says_what_it_is_and_where():
    secret = github()
    text = f"é token = '{secret}'\nprint(token)"
    (leak,) = find_leaks(text)
    assert text[leak.start : leak.end] == secret
    assert (leak.rule, leak.name) == ("github-token", "GitHub token")
    assert leak.revoke == "https://github.com/settings/tokens"
    assert leak.masked == f"{secret[:4]}…{secret[-4:]}"
    assert leak.fingerprint == hashlib.sha256(secret.encode()).hexdigest()[:16]


@pytest.mark.parametrize("word", ["Your", "fake", "xXxx", "YOUR"])
def test_a_short_word_may_meet_by_chance_in_a_secret_that_was_drawn(word):
    secret = github()
    by_chance = f"{secret[:14]}{word}{secret[14 + len(word) :]}"
    (leak,) = find_leaks(f"token = '{by_chance}'")
    assert leak.rule == "github-token"
    assert not find_leaks("token = 'ghp_YourTokenYourTokenYourTokenYour0000'")


def test_the_same_secret_at_two_places_is_told_twice_and_known_to_be_one():
    first, second = find_leaks(f"{github()} and once more {github()}")
    assert first.start < second.start
    assert first.fingerprint == second.fingerprint


def test_where_two_shapes_overlap_the_more_specific_one_is_told():
    secret = github()
    (leak,) = find_leaks(f"git clone https://sample:{secret}@github.com/sample/work.git")
    assert leak.rule == "github-token"
    (leak,) = find_leaks(f'API_TOKEN = "{secret}"')
    assert leak.rule == "github-token"


def test_a_database_address_keeps_its_host_and_loses_its_password():
    password = drawn(16)
    (leak,) = find_leaks(f"DATABASE_URL={database(password)}")
    assert leak.masked == "postgres://sample:…@db.course-work.net:5432"
    assert leak.fingerprint == hashlib.sha256(password.encode()).hexdigest()[:16]


def test_a_password_that_is_part_of_the_address_is_not_shown_either():
    for user in ("course-work1", "my-course-work1-user"):
        for leak in find_leaks(f"mysql://{user}:course-work1@db.course-work1.net/x"):
            assert "course-work1" not in leak.masked


@pytest.mark.parametrize("kind", ["RSA PRIVATE", "EC PRIVATE", "OPENSSH PRIVATE", "PRIVATE"])
def test_a_key_block_is_told_by_its_first_line(kind):
    block = key_block(kind)
    for text in (block, block.replace("\n", "\\n"), block.partition("\n-----END")[0]):
        (leak,) = find_leaks(f'key = """{text}"""')
        assert leak.masked == f"-----BEGIN {kind} KEY-----…"
        assert leak.start == len('key = """')


def test_a_service_account_is_told_as_one():
    text = json.dumps({"type": "service_account", "private_key": key_block("PRIVATE")})
    (leak,) = find_leaks(text)
    assert leak.rule == "google-service-account"


@pytest.mark.parametrize(
    "text",
    [
        "api_key = 'YOUR_OPENAI_API_KEY_GOES_HERE'",
        "openai.api_key = 'sk-" + "x" * 48 + "'",
        "openai.api_key = 'sk-...'",
        "openai.api_key = 'sk-" + "1234567890abcdef" * 3 + "'",
        "login(token='hf_" + "x" * 34 + "')",
        "login(token='hf_" + "a" * 34 + "')",
        "login(token='hf_" + "abcdefghij" * 3 + "abcd')",
        "Github('ghp_" + "0123456789" * 3 + "012345')",
        "Github('ghp_" + "YourTokenHere" + "1" * 23 + "')",
        "aws_access_key_id=" + "AKIA" + "IOSFODNN7EXAMPLE",
        "aws_secret_access_key=" + "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY",
        "postgres://user:password@localhost:5432/db",
        "postgres://postgres:postgres@db:5432/db",
        "postgresql://user:pass@host.com/db",
        "mysql://root:changeme@10.0.0.3/db",
        "mongodb+srv://<user>:<password>@cluster0.ab1cd.mongodb.net",
        "f'postgresql://{user}:{password}@{host}/db'",
        "redis://:${REDIS_PASSWORD}@cache.course-work.net:6379",
        "redis://cache.course-work.net:6379/0",
        "https://julien-c:...token...@huggingface.co",
        "wandb.login(key='" + "0" * 40 + "')",
        "WANDB_API_KEY = os.environ['WANDB_API_KEY']",
        "wandb: Currently logged in as: sample. commit " + drawn(40, HEX),
        "revision='" + drawn(40, HEX) + "'",
        "sha256:" + drawn(64, HEX),
        "id = '123e4567-e89b-12d3-a456-426614174000'",
        "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PUBLIC KEY-----\n" + drawn(64) * 4 + "\n-----END PUBLIC KEY-----",
        "pad_token='[PAD]', eos_token='<|endoftext|>', token='token_classification_head'",
        "{'x': 'ICE-HOCKEY',\n '" + drawn(32, HEX) + "': 'SKI-ING'}",
        "'INSIGHTS_KEY': '00d1c3a4-7e2f-4b1a-9c55-6f1e8d2a7b90'",
        "password = getpass('Enter your password please now')",
        "https://x.s3.amazonaws.com/?X-Amz-Credential=" + "AKIA" + drawn(16, "ABCDEFGHIJ234567") + "%2F2021",
        "<img src='data:image/png;base64," + drawn(5_000, BASE62 + "+/") + "'>",
    ],
)  # fmt: skip
def test_what_was_made_up_or_is_meant_to_be_seen_is_no_leak(text):
    assert find_leaks(text) == ()


def test_the_example_of_jwt_io_and_keys_for_every_browser_are_no_leaks():
    import base64

    def token(payload):
        head, body = (
            base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
            for part in ({"alg": "HS256", "typ": "JWT"}, payload)
        )
        return f"{head}.{body}.{drawn(43)}"

    assert find_leaks(token({"sub": "1234567890", "name": "John Doe", "iat": 1516239022})) == ()
    assert find_leaks(token({"role": "anon", "iss": "supabase", "iat": 1516239022})) == ()
    assert len(find_leaks(token({"role": "service_role", "iss": "supabase", "iat": 1}))) == 1


@given(
    secret=st.text(alphabet=BASE62 + "_-", min_size=1, max_size=300), kind=st.sampled_from(range(4))
)
def test_what_is_shown_never_holds_the_secret(secret, kind):
    wording = (
        "hf" + "_{}", "postgres://{}:{}@db.course-work.net", "token = '{}'", "https://x:{}@{}.net"
    )[kind]  # fmt: skip
    text = wording.format(secret, secret)
    for leak in find_leaks(text):
        found = text[leak.start : leak.end]
        assert secret not in leak.masked
        inner = (secret if kind in {1, 3} else found)[4:-4]
        assert not any(inner[i : i + 8] in leak.masked for i in range(len(inner) - 7))


@pytest.mark.parametrize("length", [1, 7, 8, 15, 16, 31, 32, 33, 200])
def test_of_a_short_secret_less_is_shown(length):
    from proofolio.leaks.masks import mask

    shown = mask(drawn(length)).replace("…", "")
    assert len(shown) <= min(8, length / 4)


def test_nothing_is_lost_in_a_long_text_however_it_is_cut():
    secrets = {place: github(seed=place) for place in range(150, 6_000, 130)}
    text = list("lorem ipsum " * 600)
    for place, secret in secrets.items():
        text[place : place + len(secret) + 2] = f" {secret} "
    leaks = find_leaks("".join(text))
    assert [leak.start for leak in leaks] == [place + 1 for place in secrets]
    assert [leak.end - leak.start for leak in leaks] == [40] * len(secrets)


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN RSA PRIVATE KEY-----" * 20_000,
        "-----BEGIN RSA PRIVATE KEY-----" + "- " * 300_000,
        "eyJ" * 200_000,
        " eyJaaaaaaaaaaaaaaaa.eyJ" * 30_000,
        "sk-proj-" * 80_000,
        "sk-ant-." * 80_000,
        "postgres://a:" * 60_000,
        "http://a:" * 80_000,
        "wandb_api_key " * 50_000,
        'username": "' * 50_000,
        "token = '" * 80_000,
        "password" * 80_000,
        "machine a login a " * 40_000,
        "1" * 27 + "_" * 600_000,
        "M" * 24 + ".aaaaaa" * 90_000,
        "base64," + "A" * 600_000,
        "\0\ud800\x1b[" * 150_000,
        "xoxb-" * 120_000,
        "azure key " * 60_000,
    ],
)
def test_hostile_text_is_searched_in_the_end(text):
    assert find_leaks(text) == ()


def test_betterleaks_adds_what_our_own_rules_do_not_know_where_it_is_installed():
    pytest.importorskip("betterleaks")
    from proofolio.leaks.better import find_more

    secret = "shp" + "at_" + drawn(32, HEX)
    text = f"é\0\ud800\nshop = connect('{secret}')\nagain = '{secret}'\n"
    leaks = find_leaks(text)
    assert [text[leak.start : leak.end] for leak in leaks] == [secret, secret]
    assert len({leak.fingerprint for leak in leaks}) == 1
    assert all(secret[8:-8] not in leak.masked for leak in leaks)
    assert {name for *_, name in find_more(["", f"login('{github()}')"])} == {"github-pat"}
    assert find_leaks(f"login('{github()}')")[0].rule == "github-token"


def test_in_bytes_written_as_letters_nothing_is_found_by_chance():
    pytest.importorskip("betterleaks")
    square = "EAAA" + drawn(26, BASE62)
    assert len(find_leaks(f"square = connect('{square}')")) == 1
    for at in (23, 46):
        lines = [drawn(76, BASE62 + "+/") for _ in range(9)]
        lines[4] = f"{drawn(at - 1)}+{square}{'+' + drawn(76 - at - 31) if at < 46 else ''}"
        assert find_leaks("video: " + "\n".join(lines)) == ()


def test_a_key_between_long_lines_of_words_is_found():
    text = f"{'word ' * 60}\ntoken = '{github()}'\n{'Word/' * 60}\n"
    assert len(find_leaks(text)) == 1


def test_without_betterleaks_our_own_rules_go_on(monkeypatch):
    from proofolio.leaks import better

    monkeypatch.setitem(sys.modules, "betterleaks", None)
    better._scanner.cache_clear()
    try:
        assert len(find_leaks(f"login('{github()}')")) == 1
        assert list(better.find_more([f"login('{github()}')"])) == []
    finally:
        better._scanner.cache_clear()
