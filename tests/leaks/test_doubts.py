"""What looks like a secret and mostly is none is told with what speaks against it; a secret is not."""

import pytest

from proofolio.leaks import doubt_signs as signs
from proofolio.leaks import find_in_file
from tests.leaks.making import BASE62, HEX, code, drawn, notebook

HEX_KEY = drawn(40, HEX)
SESSION = "ASIA" + drawn(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
GOOGLE_KEY = "AIza" + drawn(35)
PASSWORD = drawn(12, BASE62 + "!@#$", seed=11)


def told(*cells):
    return [found.leak.doubt for found in find_in_file("a.ipynb", notebook(*cells))]


def printed(text):
    return {"output_type": "stream", "name": "stdout", "text": text}


def markdown(text):
    return {"cell_type": "markdown", "metadata": {}, "source": text}


PAGE = f'<div><span>a</span><script>var x = {{"token": "{HEX_KEY}"}};</script></div>'


@pytest.mark.parametrize(
    ("cells", "doubt"),
    [
        ([code("print(soup.prettify())", printed(PAGE))], signs.PAGE),
        ([code("r.json()", printed(f"{{'id': 3, 'key': '{HEX_KEY}'}}"))], signs.NAMED_LOOSELY),
        ([code("show()", printed("".join(f"api_key: {drawn(32, HEX, n)}\n" for n in range(4))))], signs.ONE_OF_MANY),
        ([code('if password == "insee2021":\n    print("Bienvenue")')], signs.EXERCISE),
        ([code('class User:\n    password = "Winter2021#"')], signs.CHOSEN),
        ([code("input('Enter your password: ')", printed("Enter your password: #AShx@2*54\n"))], signs.EXERCISE),
        ([code(f'connect(host="localhost", user="root", password="{PASSWORD}")')], signs.LOCAL),
        ([code(f'user = {{"name": "a", "password_hash": "{drawn(64, HEX)}", "password": "{drawn(64, HEX)}"}}')], signs.HASH),
        ([markdown(f"[the data](https://data.example-site.net/get?id=3&token={HEX_KEY})")], signs.LINK),
        ([code(f'u = "https://raw.githubusercontent.com/a/b/main/c.csv?token={drawn(29, BASE62)}"')], signs.LINK),
        ([code("r.headers", printed(f"Set-Cookie: token={HEX_KEY}; path=/; secure"))], signs.COOKIE),
        ([code("key = Fernet.generate_key()"), code("print(secret_key)", printed(f"secret_key={HEX_KEY}\n"))], ""),
        ([code(f'connect(host="localhost", password="{PASSWORD}")\nadd("mail@somewhere-else.org")')], signs.LOCAL),
        ([code(f'connect(host="localhost", password="{PASSWORD}")', printed(f'1 c = connect(password="{PASSWORD}")'))], signs.LOCAL),
        ([code(f'connect(host="172.18.0.3", password="{PASSWORD}")')], signs.LOCAL),
        ([code(f'# token expires every 30 min\nemail = "a"\nmy_token = "{HEX_KEY}"')], signs.SAID),
        ([code(f'u = "https://identitytoolkit.googleapis.com/v1/a?key={GOOGLE_KEY}"')], signs.PUBLIC),
        ([code(f'get("https://www.saucedemo.com")\npassword.send_keys("{PASSWORD}")')], signs.OPEN_ACCOUNT),
        ([code(f'u = "https://img.course-site.net/a/b.png?token={HEX_KEY}"')], signs.LINK),
        ([code(f'u = "https://a.blob.core.windows.net/b/c.csv?se=2021-03-01T00Z&sig={drawn(43)}"')], signs.EXPIRES),
        ([code(f'# expires in an hour\napi_token = "{HEX_KEY}"')], signs.SAID),
    ],
)  # fmt: skip
def test_what_stands_around_speaks_against_it(cells, doubt):
    assert set(told(*cells)) == {doubt}


@pytest.mark.parametrize(
    "cells",
    [
        # The same value in the learner's own code.
        [code(f'token = "{HEX_KEY}"'), code("print(soup)", printed(PAGE))],
        [code('connect(host="db.course-work.net", user="me", password="Winter2021#")')],
        [code(f'connect(host="db.course-work.net", password="{PASSWORD}")\n# not localhost')],
        [
            code(
                'snowflake.connector.connect(user="me", password="Winterabend@787", account="ABCDE-XY123")'
            )
        ],
        [code(f'password = "{PASSWORD}"')],
        [markdown(f"`api_key = '{HEX_KEY}'`")],
        [code("print(config)", printed(f"{{'api_key': '{HEX_KEY}'}}"))],
    ],
)
def test_a_secret_of_ones_own_is_told_without_a_doubt(cells):
    assert "" in told(*cells)


@pytest.mark.parametrize(
    "source",
    [
        'MongoClient("mongodb+srv://<name>:<password>@cluster7.xt5zi1l.mongodb.net/?retryWrites=true&w=majority")',
        'db_url = "postgresql://user:motdepasse@ton-hote.neon.tech/nomdb"',
        "api_key = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4'",
        f"MongoClient('mongodb://admin:{PASSWORD[:8]}@172.18.0.3:27017/?authSource=admin')",
        f'page = "https://finance.course-site.net/quote/?guce_referrer_sig={drawn(64)}"',
        f"event = {{'replyToken': '{drawn(32, HEX)}'}}",
        "book = gc.open_by_key('1a81CXDXi4qhjNDqfi2gim0t26Z02lJCHuXN6NOLwrzk')",
    ],
)
def test_a_blank_a_row_of_letters_and_the_id_of_a_sheet_are_not_told_at_all(source):
    assert told(code(source)) == []


def test_a_key_of_aws_for_a_session_stops_a_push_as_long_as_nobody_can_tell_that_it_ended():
    cell = code(f"aws_access_key_id={SESSION}\naws_secret_access_key={drawn(40)}")
    told = find_in_file("a.ipynb", notebook(cell))
    assert told
    assert not any(one.leak.doubt for one in told)
