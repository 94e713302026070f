# notebook: {"path": "notebooks/02_latency.ipynb", "date": "2026-05-09T15:05:00Z", "user_tz": -60}
# %% [markdown]
# <a href="https://colab.research.google.com/github/sample-learner/stdlib-search/blob/main/notebooks/02_latency.ipynb" target="_parent"><img src="https://colab.research.google.com/assets/colab-badge.svg" alt="Open In Colab"/></a>
#
# # Is it fast enough without a library?
#
# The index is Python dictionaries and lists. [The first notebook](01_measure.ipynb) says whether
# it finds the answer; this one says how long that takes, and what the time depends on.

# %%
import sys
import time
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

ROOT = next(p for p in (Path.cwd(), *Path.cwd().parents) if (p / "stdlib_search").is_dir())
sys.path.insert(0, str(ROOT))

from stdlib_search import Searcher, collect
from stdlib_search.text import terms

plt.rcParams.update(
    {
        "figure.figsize": (7, 4.2),
        "figure.dpi": 110,
        "savefig.dpi": 110,
        "figure.facecolor": "white",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": "#4b5563",
        "axes.titlelocation": "left",
    }
)
BLUE, GOLD, GREY = "#0b4fd6", "#c8921a", "#4b5563"

# %%
start = time.perf_counter()
entries = collect()
collected = time.perf_counter()
searcher = Searcher(entries)
indexed = time.perf_counter()
postings = sum(len(p) for index in (searcher.names, searcher.docs) for p in index.postings.values())
print(f"collecting {len(entries):,} docstrings: {collected - start:.2f} s")
print(f"indexing them: {indexed - collected:.2f} s, {postings:,} postings")

# %% [markdown]
# ## One question
#
# Each of the 40 questions, 50 times. The median of the 50 is the question's time.

# %%
questions = pd.read_csv(ROOT / "data" / "questions.csv")["question"]
REPEATS = 50
times = np.empty((len(questions), REPEATS))
for row, question in enumerate(questions):
    for repeat in range(REPEATS):
        start = time.perf_counter()
        searcher.search(question)
        times[row, repeat] = (time.perf_counter() - start) * 1000
median_ms = np.median(times, axis=1)
touched = [
    sum(
        len(searcher.docs.postings.get(t, ())) + len(searcher.names.postings.get(t, ()))
        for t in dict.fromkeys(terms(q))
    )
    for q in questions
]
print(f"median {np.median(median_ms):.2f} ms, slowest question {median_ms.max():.2f} ms")
print(f"slowest: {questions[median_ms.argmax()]!r}, {touched[median_ms.argmax()]:,} postings read")

# %%
table = pd.DataFrame({"question": questions, "postings read": touched, "ms": median_ms.round(2)})
table.sort_values("ms", ascending=False).head(5).reset_index(drop=True)

# %% [markdown]
# ## What the time depends on
#
# Mostly the number of postings that the question's words have: a rare word has few, a word such as
# *file* has many.

# %%
slope, intercept = np.polyfit(touched, median_ms, 1)
r = np.corrcoef(touched, median_ms)[0, 1]
print(f"{slope * 1000:.2f} ms for 1,000 postings, correlation {r:.3f}")

fig, ax = plt.subplots()
ax.scatter(touched, median_ms, color=BLUE, s=34, alpha=0.85, edgecolor="white", linewidth=0.8)
line = np.array([0, max(touched)])
ax.plot(
    line,
    intercept + slope * line,
    "--",
    color=GOLD,
    lw=1.8,
    label=f"{slope * 1000:.2f} ms for 1,000 postings",
)
ax.set(
    title="A question costs what its commonest words cost",
    xlabel="postings read",
    ylabel="time for one question, ms",
)
ax.set_xlim(left=0)
ax.set_ylim(bottom=0)
ax.grid(color="#dfe3e8")
ax.legend(frameon=False, loc="upper left")
fig.tight_layout()
fig.savefig(ROOT / "docs" / "latency.png")
plt.show()

# %% [markdown]
# A person does not notice a millisecond, so there is nothing to make faster here. What a visitor
# does notice is collecting and indexing at the start, which is why the app does it once and keeps it.
