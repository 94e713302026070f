# notebook: {"path": "ridge.ipynb", "date": "2026-01-24T10:15:00Z", "user_tz": -60}
# %% [markdown] {"colab_type": "text", "id": "view-in-github"}
# <a href="https://colab.research.google.com/github/sample-learner/double-descent/blob/main/ridge.ipynb" target="_parent"><img src="https://colab.research.google.com/assets/colab-badge.svg" alt="Open In Colab"/></a>
# %% [markdown]
# # Does the peak survive a little ridge?
#
# In [replicate.ipynb](replicate.ipynb) the coefficients explode at the peak. If that is the reason, a penalty on their size should take the peak away.
# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.datasets import load_digits

plt.rcParams.update({"figure.figsize": (7, 4.2), "figure.dpi": 110, "axes.spines.top": False, "axes.spines.right": False})
COLOURS = ["#c8921a", "#4b5563", "#0b4fd6"]
rng = np.random.default_rng(11)

X, y = load_digits(return_X_y=True)
X = X / 16
order = rng.permutation(len(X))
train, test = order[:400], order[400:]
noisy = y[train].copy()
wrong = rng.choice(len(train), size=len(train) // 10, replace=False)
noisy[wrong] = (noisy[wrong] + rng.integers(1, 10, size=len(wrong))) % 10
# %% [markdown]
# Ridge has a closed form, $(A^\top A + \lambda I)^{-1} A^\top y$. For $\lambda = 0$ I keep the pseudo-inverse.
# %%
def error(count, penalty, seed):
    local = np.random.default_rng(seed)
    weights = local.normal(scale=0.5, size=(X.shape[1], count))
    phases = local.uniform(0, 2 * np.pi, size=count)
    a, b = (np.cos(X[part] @ weights + phases) * np.sqrt(2 / count) for part in (train, test))
    target = np.eye(10)[noisy]
    if penalty == 0:
        solution = np.linalg.pinv(a, rcond=1e-12) @ target
    else:
        solution = np.linalg.solve(a.T @ a + penalty * np.eye(count), a.T @ target)
    return ((b @ solution).argmax(1) != y[test]).mean()
# %%
counts = [40, 120, 280, 400, 520, 800, 2000]
penalties = [0, 1e-3, 1e-1]
table = pd.DataFrame(
    {f"{penalty:g}": [np.mean([error(count, penalty, seed) for seed in range(5)]) for count in counts] for penalty in penalties},
    index=pd.Index(counts, name="features"),
)
table.round(3)
# %%
fig, ax = plt.subplots()
for (name, column), colour in zip(table.items(), COLOURS):
    ax.plot(column.index, column, color=colour, lw=2, marker="o", ms=4, label=f"penalty {name}")
ax.set_xscale("log")
ax.set_xlabel("random features")
ax.set_ylabel("test error")
ax.set_title("A small penalty takes the peak away", loc="left")
ax.legend(frameon=False)
fig.savefig("docs/ridge.png", bbox_inches="tight")
plt.show()
# %%
for name, column in table.items():
    print(f"penalty {name:>5}: {column.loc[400]:.1%} at 400 features, {column.min():.1%} at best ({column.idxmin()} features)")
# %% [markdown]
# So the peak is not a law of nature. It is what happens when nothing holds the solution back at the one size where it has no freedom. I had read that; now I have seen it.
