"""Two texts on one page: a link leads to the heading of its own text."""

from proofolio.content.ids import tell_apart
from proofolio.content.markdown import to_html


def test_a_heading_that_both_have_gets_an_id_of_its_own_and_links_follow_it():
    story = to_html("## Results\n\nMine.")
    readme = to_html("[see](#results) [other](#setup)\n\n## Setup\n\n## Results\n\nTheirs.")
    shown = tell_apart(readme, beside=story)
    assert 'id="u-results-1"' in shown
    assert 'href="#u-results-1"' in shown
    assert 'id="u-setup"' in shown
    assert 'href="#u-setup"' in shown
    assert '"u-results"' not in shown
    assert '#u-results"' not in shown


def test_a_new_id_is_nobodys():
    story = to_html("## Results\n\n## Results 1")
    shown = tell_apart(to_html("## Results\n\n## Results 2"), beside=story)
    assert 'id="u-results-3"' in shown
    assert 'id="u-results-2"' in shown


def test_headings_in_any_script_are_followed():
    readme = to_html("[see](#résultats)\n\n## Résultats")
    shown = tell_apart(readme, beside=to_html("## Résultats"))
    assert 'id="u-résultats-1"' in shown
    assert 'href="#u-r%C3%A9sultats-1"' in shown


def test_what_only_reads_like_an_id_is_left_alone():
    readme = to_html(
        '`<h2 id="u-results">` and ` id="u-results"`\n\n[x](https://example.org/#u-results)'
    )
    assert tell_apart(readme, beside=to_html("## Results")) == readme
