# notebook: {"path": "bootstrap_interval.ipynb", "date": "2026-06-06T07:10:00Z", "user_tz": -60}
# %% [markdown]
# <a href="https://colab.research.google.com/gist/sample-learner/5f2c9a7d1e4b48c0a6d3f7180b9e2c64/bootstrap_interval.ipynb" target="_parent"><img src="https://colab.research.google.com/assets/colab-badge.svg" alt="Open In Colab"/></a>
#
# # Bootstrap confidence intervals in twenty lines
#
# The function that I copy into most of my notebooks, and a check that it does what it says.

# %%
import numpy as np


def interval(values, statistic=np.mean, level=0.95, draws=2000, seed=0):
    """Percentile bootstrap interval of a statistic.

    Draws samples of the same size with replacement and takes the quantiles in between which
    `level` of their statistics lie.
    """
    values = np.asarray(values)
    rng = np.random.default_rng(seed)
    picks = rng.integers(0, len(values), size=(draws, len(values)))
    found = statistic(values[picks], axis=1)
    tail = (1 - level) / 2
    return np.quantile(found, [tail, 1 - tail])


# %%
#@title Try it { run: "auto", display-mode: "form" }
size = 30 #@param {type: "slider", min: 5, max: 200, step: 5}
shape = "exponential" #@param ["normal", "exponential"]

sample = getattr(np.random.default_rng(3), shape)(size=size)
low, high = interval(sample)
print(f"mean {sample.mean():.2f}, 95% interval {low:.2f} to {high:.2f}")

# %% [markdown]
# ## Does it hold what it promises?
#
# An interval of 95% should contain the true value in 95 of 100 repetitions. The true mean of the
# exponential distribution is 1, so this can be counted.

# %%
import matplotlib.pyplot as plt

sizes = [5, 10, 20, 40, 80, 160]
rng = np.random.default_rng(1)
coverage = {}
for shape, truth in (("normal", 0.0), ("exponential", 1.0)):
    coverage[shape] = []
    for size in sizes:
        inside = 0
        for repetition in range(2000):
            low, high = interval(getattr(rng, shape)(size=size), draws=500, seed=repetition)
            inside += low <= truth <= high
        coverage[shape].append(inside / 2000)
    print(shape, ", ".join(f"n={n}: {c:.1%}" for n, c in zip(sizes, coverage[shape])))

# %%
fig, ax = plt.subplots(figsize=(7, 4.2), dpi=110, facecolor="white")
for shape, colour in (("normal", "#0b4fd6"), ("exponential", "#c8921a")):
    ax.plot(sizes, coverage[shape], color=colour, lw=2.2, marker="o", label=shape)
ax.axhline(0.95, color="#4b5563", ls="--", lw=1.2)
ax.set_xscale("log", base=2)
ax.set_xticks(sizes, sizes)
ax.set_title("With few or skewed values it promises too much", loc="left")
ax.set(xlabel="size of the sample", ylabel="share of intervals with the true mean", ylim=(0.7, 1))
ax.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
ax.spines[["top", "right"]].set_visible(False)
ax.grid(axis="y", color="#dfe3e8")
ax.legend(frameon=False, loc="lower right")
fig.tight_layout()
plt.show()

# %% [markdown]
# With 2,000 repetitions a share is off by about half a percentage point by chance. What I take
# from the figure:
#
# - With fewer than 20 values I do not use this interval; it is too narrow.
# - For a skewed quantity I want at least 80.
# - Even with 160 values it stays a little short of the 95% that it promises.
# - It measures luck in drawing the values, not a mistake in how they were collected.
