# notebook: {"path": "notebooks/01_explore.ipynb", "date": "2025-06-14T08:31:00Z", "user_tz": -60}
# %% [markdown] {"colab_type": "text", "id": "view-in-github"}
# <a href="https://colab.research.google.com/github/sample-learner/second-look/blob/main/notebooks/01_explore.ipynb" target="_parent"><img src="https://colab.research.google.com/assets/colab-badge.svg" alt="Open In Colab"/></a>
# %% [markdown]
# # 1. Looking at the measurements
#
# The Wisconsin breast cancer data holds 569 tumours. A fine needle took a few cells from each, a camera photographed them, and a program traced the outline of every nucleus and measured it.
# Before any model I want to know three things:
# - how many tumours of each kind there are,
# - which measurements say the same thing twice,
# - how far a single measurement gets on its own.
#
# The models come in [02_train.ipynb](02_train.ipynb), the decision in [03_threshold.ipynb](03_threshold.ipynb).
# %%
# !pip install scikit-learn pandas matplotlib
# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import roc_auc_score

plt.rcParams.update({"figure.figsize": (7, 4.2), "figure.dpi": 110, "axes.spines.top": False, "axes.spines.right": False})
BLUE, GOLD, GREY = "#0b4fd6", "#c8921a", "#4b5563"
# %% [markdown]
# ## The table
#
# scikit-learn codes *malignant* as 0 and *benign* as 1. I turn that round, because the thing I am looking for should be the positive class.
# %%
raw = load_breast_cancer(as_frame=True)
data = raw.data.copy()
data["malignant"] = 1 - raw.target
data.iloc[:5, [0, 1, 2, 3, 20, 27, 30]]
# %%
print("tumours     ", len(data))
print("measurements", raw.data.shape[1])
print("missing     ", int(data.isna().sum().sum()))
print("duplicates  ", int(data.duplicated().sum()))
print("malignant   ", int(data.malignant.sum()), f"({data.malignant.mean():.1%})")
# %% [markdown]
# 37 % of the tumours are malignant. A model that always says *benign* is right 63 % of the time and useless, so accuracy alone will not do as a measure.
#
# ## Ten measurements, three times
#
# Each of ten properties appears three times: as a mean over the nuclei, as a standard error, and as the mean of the three largest ("worst").
# %%
families = pd.DataFrame(
    {
        "mean": [c for c in raw.data if c.startswith("mean")],
        "error": [c for c in raw.data if c.endswith("error")],
        "worst": [c for c in raw.data if c.startswith("worst")],
    }
)
aucs = raw.data.apply(lambda column: roc_auc_score(data.malignant, column))
table = families.map(lambda name: aucs[name])
table.index = [name.removeprefix("mean ") for name in families["mean"]]
table.round(3)
# %% [markdown]
# The number is the area under the ROC curve of that one measurement: take a malignant and a benign tumour at random; how often does the malignant one have the larger value? 0.5 is a coin.
#
# | AUC | reading |
# | --- | --- |
# | 0.5 | says nothing |
# | 0.7 | a hint |
# | 0.9 | would nearly do as a model |
# %%
best = aucs.sort_values(ascending=False)
print(best.head(5).round(3).to_string())
print()
print("single measurements with an AUC above 0.9:", int((best > 0.9).sum()), "of 30")
# %% [markdown]
# ## Which ones say the same thing
#
# Radius, perimeter and area are one quantity measured three ways: for a circle $p = 2\pi r$ and $a = \pi r^2$. I count pairs with $|\rho| > 0.95$, where $\rho$ is Spearman's rank correlation, which does not mind the square.
# %%
rho = raw.data.corr(method="spearman").to_numpy()
upper = np.triu(np.abs(rho), k=1)
pairs = [(raw.data.columns[i], raw.data.columns[j], upper[i, j]) for i, j in np.argwhere(upper > 0.95)]
print(len(pairs), "pairs of", 30 * 29 // 2)
for left, right, value in sorted(pairs, key=lambda pair: -pair[2])[:6]:
    print(f"{value:.3f}  {left} / {right}")
# %%
figure, axes = plt.subplots()
for value, colour, label in [(0, BLUE, "benign"), (1, GOLD, "malignant")]:
    part = data[data.malignant == value]
    axes.scatter(part["worst perimeter"], part["worst concave points"], s=22, color=colour, alpha=0.65, linewidth=0, label=label)
axes.set(xlabel="worst perimeter", ylabel="worst concave points", title="Two measurements separate most of the tumours")
axes.legend(frameon=False)
plt.show()
# %% [markdown]
# ## What I take along
#
# - Two plain measurements separate most tumours. The interesting ones are in the band where the colours mix, and that band is what the rest of this project is about.
# - Many columns repeat each other. A linear model needs regularisation here, and its coefficients should not be read one by one.
# - The classes are uneven, but not badly. I keep the proportions in every split and report more than accuracy.
