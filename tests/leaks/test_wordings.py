"""However a learner writes a key or password, it is found; and what only looks like one is not."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofolio.leaks import find_in_file, find_leaks, rules_version, secrets_in_file
from proofolio.leaks.scan import search_texts
from tests.leaks.making import BASE62, HEX, code, drawn, github, notebook

SCRIPTS = Path(__file__).parent.parent.parent / "scripts"
VALUES = 5


@pytest.fixture(scope="module")
def key():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        import leaks_key

        yield leaks_key
    for name in ("leaks_key", "leak_shapes", "leak_wordings"):
        del sys.modules[name]


@pytest.mark.parametrize("table", ["CASES", "RELATED"])
def test_every_wording_is_found(key, table):
    counts = key.recall_of_wordings(getattr(key, table), key.SEED, VALUES)
    assert [name for name, (found, of) in counts.items() if found < of - 1] == []
    assert sum(found for found, _ in counts.values()) >= 0.97 * VALUES * len(counts)


def test_a_key_in_pieces_is_told_where_it_begins_and_looked_for_whole_and_in_pieces():
    secret = drawn(40)
    one, two = secret[:18], secret[18:]
    data = notebook(code("import os"), code(f"x = 1\napi_key = (\n    '{one}'\n    '{two}'\n)"))
    found = secrets_in_file("a.ipynb", data)
    assert {(leak.cell, leak.line) for leak, _ in found} == {(2, 3)}
    assert {value for _, value in found} == {secret, one, two}
    assert len(find_in_file("a.ipynb", data)) == 1


def test_a_name_is_followed_to_the_cell_that_sets_it():
    secret = drawn(40)
    data = notebook(code(f"a = 1\nk = '{secret}'"), code("client = Client(api_key=k)"))
    (found,) = find_in_file("a.ipynb", data)
    assert (found.cell, found.line) == (1, 2)


def test_a_shaped_key_in_pieces_is_told_as_what_it_is():
    secret = github()
    data = notebook(code(f"x = '{secret[:9]}' + '{secret[9:]}'"))
    (found,) = find_in_file("a.ipynb", data)
    assert found.leak.rule == "github-token"
    assert secret[8:-8] not in found.leak.masked


def test_python_in_markdown_and_in_files_is_read_by_its_syntax():
    secret = drawn(12, BASE62 + "!?#", seed=3)
    source = f'r = requests.get(url, auth=("learner", "{secret}"))\n'
    text = f"# Work\n\n```python\nimport requests\n{source}```\n"
    markdown = notebook({"cell_type": "markdown", "metadata": {}, "source": text})
    (found,) = find_in_file("a.ipynb", markdown)
    assert (found.kind, found.line) == ("markdown", 5)
    assert [leak.line for leak in find_in_file("README.md", text.encode())] == [5]
    assert [leak.line for leak in find_in_file("app.py", f"\n{source}".encode())] == [2]


def test_a_cell_that_python_cannot_read_is_read_as_far_as_it_can():
    secret = drawn(40)
    source = f"print 'start'\n!ls\napi_key = '{secret[:20]}' + '{secret[20:]}'\nif x:\n"
    assert {value for _, value in secrets_in_file("a.ipynb", notebook(code(source)))} >= {secret}


HARMLESS = [
    "api_key = os.environ['OPENAI_API_KEY']",
    "api_key = os.getenv('OPENAI_API_KEY', 'YOUR_API_KEY')",
    "store_password: str = os.getenv('AZURE_SEARCH_ADMIN_KEY')",
    "password = getpass('Enter your password: ')",
    "login(token=HfFolder.get_token())",
    "df.sort_values(by='a', key=lambda c: c.str.lower())",
    "tokenizer = AutoTokenizer.from_pretrained('distilbert-base-uncased-finetuned-sst-2-english')",
    "tokenizer.pad_token = tokenizer.eos_token",
    "model = load(token_classifier='bert-base-v2-L12-H768-A12')",
    "key = 'sepal length (cm)'",
    "keys = ['sample_submission_v2.csv', 'train_2021_10_v3.csv']",
    "password = 'password123'",
    "connect(host='localhost', user='root', password='root1234')",
    "auth = ('user', 'pass')",
    "hashed_password = '$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW'",
    "Pass `rcond=None`, to keep using the old; pass `dayfirst=True`.",
    "Pass `add_to_git_credential=True` if you want to set the git credential as well.",
    "Next Page Token = " + drawn(60),
    "wget 'https://www.dropbox.com/s/x/model.zip?rlkey=" + drawn(24) + "&dl=1'",
    "https://drive.google.com/uc?id=" + drawn(33) + "&resourcekey=0-" + drawn(22),
    "commit = '" + drawn(40, HEX) + "'",
    "sha256 = '" + drawn(64, HEX) + "'",
    "revision='" + drawn(40, HEX) + "'",
    "csrf_token = '" + drawn(40) + "'",
    "access_token = 'pk.eyJ" + drawn(60) + "'",
    'n.DEFAULT_TOKEN="eyJzZXNzaW9uX2lkIjogImRlZmF1bHQifQ";',
    "-----\nAuthentication: basic explanation_of_everything_1",
    "The key is reproducibility_of_experiments_2021_v2.",
    "grader = Grader(assignment_key='" + drawn(22) + "')",
    "c.NotebookApp.password = u'sha1:" + drawn(12, HEX) + ":" + drawn(40, HEX) + "'",
    "{'against': 0.00085798485470213, 'pass': 0.00022382213600925132}",
    "clientRequestToken = '" + drawn(40) + "'",
    "random_state=42, key=jax.random.PRNGKey(0)",
    "@font-face{src:url(x)} .MathJax_Display token:first-child",
    'e=[{key:"addFontOptionsToPile",value:function(t){}},{key:"_determineLevelsByHubsize",value:function(){}}]',
    "<script src='//cdn.course-work.net/embed.js?key=" + drawn(32, HEX) + "'></script>",
    "Open http://localhost:8888/?token=" + drawn(48, HEX) + " in your browser.",
    "action='https://course-work.net/out?csrf3-token=1620942688." + drawn(16) + "'",
    "wget https://course-work.net/tool.run?__token__=exp=1752162910~hmac=" + drawn(64, HEX),
    "[scrapy.extensions.telnet] INFO: Telnet Password: 66ba7a728d842133",
    "https://mcp.course-work.net/sse?key=" + drawn(32, HEX) + " is an example, take your own.",
]  # fmt: skip


@pytest.mark.parametrize("source", HARMLESS)
def test_what_only_looks_like_a_secret_is_none(source):
    assert find_leaks(source) == ()
    assert find_in_file("a.ipynb", notebook(code(source))) == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "", "é", "\0", "\n", "token = '", "-----BEGIN RSA PRIVATE KEY-----", "AKIA", github(),
                f"api_key = '{drawn(32)}'", f"é ключ: {drawn(30)}", "wandb login ", drawn(40, HEX), "base64,",
            ]
        ).flatmap(lambda text: st.sampled_from([text, text * 2, f" {text}\n", text[: len(text) // 2]])),
        max_size=8,
    )
)  # fmt: skip
def test_many_texts_at_once_tell_what_each_tells_by_itself(texts):
    together = search_texts(texts)
    alone = [search_texts([text])[0] for text in texts]
    assert list(together) == alone


@pytest.mark.parametrize("shown", ["print(api_key)", "api_key", 'print(f"{api_key}")', "!echo $API_KEY",
                                   "display(token)", "print(api_key)\nx = 3"])  # fmt: skip
def test_a_printed_key_is_known_by_what_printed_it(shown):
    stream = {"output_type": "stream", "name": "stdout", "text": f"{drawn(40, HEX)}\n"}
    assert len(find_in_file("a.ipynb", notebook(code(shown, stream)))) == 1
    assert find_in_file("a.ipynb", notebook(code("print(checksum)", stream))) == ()


def test_the_version_of_the_rules_is_one_of_their_text_and_code(monkeypatch, tmp_path):
    from proofolio.leaks import version

    before = rules_version()
    assert rules_version() == before
    for package in ("proofolio.leaks", "proofolio.notebook_check"):
        (tmp_path / package).mkdir()
        for file in version.files(package).iterdir():
            if file.is_file():
                (tmp_path / package / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(version, "files", lambda package: tmp_path / package)
    version.rules_version.cache_clear()
    try:
        assert rules_version() == before
        rules = tmp_path / "proofolio.leaks" / "rules.toml"
        rules.write_text(rules.read_text("utf-8") + "\n", "utf-8")
        version.rules_version.cache_clear()
        assert rules_version() != before
    finally:
        version.rules_version.cache_clear()
