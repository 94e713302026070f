"""Visits are counted by whom the learner names, and by nobody else."""

import re
import shutil

import pytest

from proofolio.errors import InputError
from proofolio.site.engine import ThemeFacts, build
from proofolio.usecases.build import build as build_portfolio
from tests.conftest import TODAY
from tests.pages.factories import AS_OF

SERVICES = {
    "plausible: sample-learner.github.io": {
        "src": "https://plausible.io/js/script.js",
        "data-domain": "sample-learner.github.io",
    },
    "goatcounter: sample": {
        "src": "https://gc.zgo.at/count.js",
        "data-goatcounter": "https://sample.goatcounter.com/count",
    },
    "umami: {src: 'https://u.example/script.js?a=1&b=2', id: 94db1cb1-74f4}": {
        "src": "https://u.example/script.js?a=1&amp;b=2",
        "data-website-id": "94db1cb1-74f4",
    },
}


def foreign(page):
    """Return the attributes of each script of another host on a page."""
    scripts = (
        dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in re.findall(r"<script\s[^>]*>", page)
    )
    return [script for script in scripts if script.get("src", "").startswith("http")]


@pytest.fixture(scope="module")
def portfolio(sample, tmp_path_factory):
    root = tmp_path_factory.mktemp("counted") / "portfolio"
    shutil.copytree(sample[0], root)
    return root


def test_without_the_setting_nobody_counts(portfolio):
    assert not [page for page in (portfolio / "site").rglob("*.html") if foreign(page.read_text())]


def test_each_page_has_one_script_but_those_that_nobody_may_know_of(portfolio):
    service, script = next(iter(SERVICES.items()))
    with (portfolio / "portfolio.yml").open("a") as file:
        file.write(f"\nanalytics:\n  {service}\n")
    (portfolio / "shares").mkdir(exist_ok=True)
    key = "abcdefghijklmnopqrstuvwxyz234567"
    (portfolio / "shares/acme.yml").write_text(f"for: Acme\nkey: {key}\n")
    built = build_portfolio(portfolio, today=TODAY)
    for name in ("index.html", "404.html", "log/index.html", "log/2026/forty-questions/index.html"):
        assert foreign((built.site / name).read_text()) == [script], name
    assert foreign((built.site / f"for/{key}/index.html").read_text()) == []
    preview = build_portfolio(portfolio, today=TODAY, preview=True)
    assert foreign((preview.site / "index.html").read_text()) == []


@pytest.mark.parametrize(("service", "script"), SERVICES.items())
def test_each_service_gets_the_tag_that_it_documents(tmp_path, service, script):
    assert foreign(_page(tmp_path, f"analytics: {{{service}}}", "")) == [script]


def test_where_consent_is_asked_for_nothing_is_loaded_before(tmp_path):
    consent = "extra: {consent: {title: Cookies, description: May it be counted.}}"
    page = _page(tmp_path, "analytics: {goatcounter: sample}", consent)
    assert foreign(page) == []
    assert '"src": "https://gc.zgo.at/count.js"' in page


def test_two_who_count_are_refused(tmp_path):
    with pytest.raises(InputError, match="counted twice"):
        _page(
            tmp_path,
            "analytics: {goatcounter: sample}",
            "extra: {analytics: {provider: google, property: G-1}}",
        )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{}", "one of plausible, goatcounter and umami is expected"),
        (
            "{plausible: a.example, goatcounter: a}",
            "one of plausible, goatcounter and umami is expected",
        ),
        ("{plausible: 'https://a.example/'}", "the site's domain as Plausible has it"),
        ("{goatcounter: a.goatcounter.com}", "a code is expected"),
        ("{umami: {src: 'http://a.example/s.js', id: a}}", "begins with https://"),
        ("{google: G-1}", "google"),
    ],
)
def test_what_is_no_service_is_named_with_its_place(tmp_path, wrong, said):
    with pytest.raises(InputError) as caught:
        _page(tmp_path, f"analytics: {wrong}", "")
    (problem, *_) = caught.value.problems
    assert said in problem.message + (problem.hint or "")
    assert problem.where
    assert problem.where.path == "portfolio.yml"


def _page(folder, setting, extra):
    from proofolio import settings

    (folder / "portfolio.yml").write_text(f"github: sample-learner\n{setting}\n")
    (folder / "mkdocs.yml").write_text(
        f"site_name: Sample Learner\ntheme: {{name: material, font: false}}\ndocs_dir: docs\nplugins: []\n{extra}\n"
    )
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Home\n")
    analytics = settings.load(folder).portfolio.analytics
    build(
        folder / "mkdocs.yml",
        docs=folder / "docs",
        made=folder / "made",
        strict=False,
        facts=ThemeFacts(
            as_of=AS_OF,
            analytics=analytics.script() if analytics else {},
        ),
    )
    return (folder / "made/index.html").read_text()
