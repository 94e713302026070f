# notebook: {"path": "replicate.ipynb", "date": "2026-01-17T16:40:00Z", "user_tz": -60}
# %% [markdown] {"colab_type": "text", "id": "view-in-github"}
# <a href="https://colab.research.google.com/github/sample-learner/double-descent/blob/main/replicate.ipynb" target="_parent"><img src="https://colab.research.google.com/assets/colab-badge.svg" alt="Open In Colab"/></a>
# %% [markdown]
# # Double descent on 8x8 digits
#
# [Belkin et al. (2019)](https://doi.org/10.1073/pnas.1903070116) claim that test error does not only fall and rise with the size of a model. It peaks where the model can just fit the training data, and then **falls again**, below where it was before the peak.
#
# I wanted to see it with my own eyes on something that fits in a minute of CPU. What I keep from the paper:
# - random Fourier features, $\phi_k(x) = \cos(w_k^\top x + b_k)$,
# - the least-squares solution of smallest norm,
# - a sweep over the number of features $N$, through $N = n$.
#
# What differs: scikit-learn's 8x8 digits instead of MNIST, 400 training images instead of 10,000, and a tenth of the training labels is wrong on purpose.
# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.datasets import load_digits

plt.rcParams.update({"figure.figsize": (7, 4.2), "figure.dpi": 110, "axes.spines.top": False, "axes.spines.right": False})
BLUE, GOLD, GREY = "#0b4fd6", "#c8921a", "#4b5563"
rng = np.random.default_rng(11)
# %% [markdown]
# ## The data, with some lies in it
# %%
X, y = load_digits(return_X_y=True)
X = X / 16
order = rng.permutation(len(X))
train, test = order[:400], order[400:]

noisy = y[train].copy()
wrong = rng.choice(len(train), size=len(train) // 10, replace=False)
noisy[wrong] = (noisy[wrong] + rng.integers(1, 10, size=len(wrong))) % 10
print(f"{len(train)} images to train on, {len(test)} to test on")
print(f"{(noisy != y[train]).sum()} training labels are wrong")
# %% [markdown]
# ## Random features, smallest norm
#
# `np.linalg.pinv` gives the least-squares solution when $N < n$, and the interpolating one with the smallest norm when $N > n$. That is all there is to the model.
# %%
def features(x, weights, phases):
    return np.cos(x @ weights + phases) * np.sqrt(2 / len(phases))


def run(count, seed):
    local = np.random.default_rng(seed)
    weights = local.normal(scale=0.5, size=(X.shape[1], count))
    phases = local.uniform(0, 2 * np.pi, size=count)
    a = features(X[train], weights, phases)
    b = features(X[test], weights, phases)
    solution = np.linalg.pinv(a, rcond=1e-12) @ np.eye(10)[noisy]
    return {
        "features": count,
        "train error": (a @ solution).argmax(1).__ne__(noisy).mean(),
        "test error": (b @ solution).argmax(1).__ne__(y[test]).mean(),
        "norm": np.linalg.norm(solution),
    }
# %%
counts = [10, 20, 40, 80, 120, 200, 280, 340, 380, 400, 420, 460, 520, 640, 800, 1200, 2000, 4000]
rows = []
for number, count in enumerate(counts, 1):
    rows += [run(count, seed) for seed in range(5)]
    print(f"\r{number} of {len(counts)} sizes", end="")
table = pd.DataFrame(rows).groupby("features").mean()
table.round(3)
# %% [markdown]
# ## What came out
# %%
fig, ax = plt.subplots()
ax.plot(table.index, table["test error"], color=BLUE, lw=2, marker="o", ms=4, label="test error")
ax.plot(table.index, table["train error"], color=GOLD, lw=2, marker="o", ms=4, label="training error")
ax.axvline(400, color=GREY, lw=1, ls=":")
ax.text(415, 0.78, "as many features\nas training images", color=GREY, fontsize=9)
ax.set_xscale("log")
ax.set_ylim(0, 0.95)
ax.set_xlabel("random features")
ax.set_ylabel("error")
ax.set_title("Worse, worst, and then better than before", loc="left")
ax.legend(frameon=False, loc="upper left")
fig.savefig("docs/double_descent.png", bbox_inches="tight")
plt.show()
# %%
before = table.loc[table.index < 400, "test error"]
peak = table["test error"].idxmax()
print(f"best before the peak  {before.min():.1%} at {before.idxmin()} features")
print(f"at the peak           {table.loc[peak, 'test error']:.1%} at {peak} features")
print(f"at the far end        {table['test error'].iloc[-1]:.1%} at {table.index[-1]} features")
print(f"training error is 0 from {table.index[table['train error'] == 0].min()} features on")
# %% [markdown]
# ## The norm tells why
#
# Where the model can just fit every label, also the wrong ones, it has no choice left and its coefficients explode. With more features there are many ways to fit, and the smallest of them is calmer.
# %%
fig, ax = plt.subplots()
ax.plot(table.index, table["norm"], color=BLUE, lw=2, marker="o", ms=4)
ax.set_xscale("log")
ax.set_yscale("log")
ax.set_xlabel("random features")
ax.set_ylabel("norm of the coefficients")
ax.set_title("No room for calm at 400", loc="left")
plt.show()
# %% [markdown]
# ## The paper's claims, one by one
#
# | claim | here |
# | --- | --- |
# | the peak is where the model begins to interpolate | yes |
# | beyond it, test error falls again | yes |
# | the far end is better than the best model before the peak | see the figures above: printed, not remembered |
# | the norm of the solution peaks at the same place | yes |
#
# What happens when the norm is held down on purpose is in [ridge.ipynb](ridge.ipynb).
