"""Ask the standard library a question: `streamlit run app.py`."""

import sys
import time

import streamlit as st

from stdlib_search import Searcher, collect

EXAMPLES = ["greatest common divisor", "copy a whole directory tree", "parse a date from a string"]


@st.cache_resource(show_spinner="Reading the standard library …")
def searcher() -> Searcher:
    """The index; made once, shared by every visitor."""
    return Searcher(collect())


st.set_page_config(page_title="stdlib-search", page_icon="🔎")
st.title("Ask the standard library")
index = searcher()
st.caption(
    f"{len(index.entries):,} docstrings of Python {sys.version_info.major}."
    f"{sys.version_info.minor}, ranked with BM25. Nothing you type is kept."
)

example = st.pills("For example", EXAMPLES)
question = st.text_input("Your question", value=example or "", max_chars=200)
name_weight = st.slider("How much the name counts beside the docstring", 0.0, 2.0, 0.5, 0.25)

if question:
    start = time.perf_counter()
    hits = index.search(question, limit=8, name_weight=name_weight)
    took_ms = (time.perf_counter() - start) * 1000
    st.write(f"{len(hits)} answers in {took_ms:.1f} ms" if hits else "No docstring has these words.")
    for hit in hits:
        with st.expander(f"`{hit.entry.name}` · {hit.entry.summary[:90]}"):
            st.caption(f"{hit.entry.kind}, score {hit.score:.2f}")
            st.text(hit.entry.doc[:1500])
