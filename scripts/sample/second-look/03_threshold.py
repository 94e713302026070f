# notebook: {"path": "notebooks/03_threshold.ipynb", "date": "2025-07-05T08:40:00Z", "user_tz": -60}
# %% [markdown] {"colab_type": "text", "id": "view-in-github"}
# <a href="https://colab.research.google.com/github/sample-learner/second-look/blob/main/notebooks/03_threshold.ipynb" target="_parent"><img src="https://colab.research.google.com/assets/colab-badge.svg" alt="Open In Colab"/></a>
# %% [markdown]
# # 3. The threshold is a decision, not a default
#
# A missed malignant tumour and a needless second look are both mistakes, and 0.5 treats them as equal. They are not. Here I write down what each one costs, and let the cost choose the threshold.
#
# If a miss costs $c$ times as much as a needless second look, and the probabilities can be trusted, the cheapest rule is to send a tumour for a second look whenever
#
# $$ p > \frac{1}{1 + c}. $$
#
# So with $c = 20$ the threshold would be $1/21 \approx 0.048$. Whether the probabilities can be trusted is to be seen.
# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.calibration import calibration_curve
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, confusion_matrix
from sklearn.model_selection import StratifiedKFold, cross_val_predict, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

plt.rcParams.update({"figure.figsize": (7, 4.2), "figure.dpi": 110, "axes.spines.top": False, "axes.spines.right": False})
BLUE, GOLD, GREY = "#0b4fd6", "#c8921a", "#4b5563"
SEED = 7
# %%
#@title What does a miss cost? { run: "auto" }
#@markdown One needless second look costs 1. A missed malignant tumour costs:
MISS_COST = 20  #@param {type:"slider", min:1, max:100, step:1}
print("theory says: second look above", round(1 / (1 + MISS_COST), 3))
# %% [markdown]
# ## Probabilities for tumours the model has not seen
#
# The same split and model as in [02_train.ipynb](02_train.ipynb). Ten-fold cross-validation gives each of the 426 training tumours a probability from a model that did not see it; I average over five shuffles so that the result does not hang on one.
# %%
X, y = load_breast_cancer(return_X_y=True, as_frame=True)
y = 1 - y  # 1 = malignant
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, stratify=y, random_state=SEED)
model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
shuffles = [StratifiedKFold(10, shuffle=True, random_state=SEED + i) for i in range(5)]
p_train = np.mean([cross_val_predict(model, X_train, y_train, cv=s, method="predict_proba")[:, 1] for s in shuffles], axis=0)
print(f"Brier score {brier_score_loss(y_train, p_train):.4f} (always saying 37 %: {y_train.mean() * (1 - y_train.mean()):.4f})")
# %%
share, predicted = calibration_curve(y_train, p_train, n_bins=6, strategy="uniform")
counts = np.histogram(p_train, bins=6, range=(0, 1))[0]
pd.DataFrame({"tumours": counts, "predicted": predicted, "malignant": share}).round(3)
# %% [markdown]
# Most tumours sit in the first and the last row, where prediction and truth agree. The four rows between hold too few to judge, and that is exactly where a threshold would go. So I do not lean on the formula alone and count instead.
#
# ## Count the cost at every threshold
# %%
grid = np.round(np.arange(0.005, 0.955, 0.005), 3)


def cost_at(threshold, truth, probability):
    """Misses, needless second looks and the cost per 100 tumours."""
    misses = int(((probability <= threshold) & (truth == 1)).sum())
    needless = int(((probability > threshold) & (truth == 0)).sum())
    return misses, needless, 100 * (MISS_COST * misses + needless) / len(truth)


curve = pd.DataFrame([(t, *cost_at(t, y_train, p_train)) for t in grid], columns=["threshold", "misses", "needless", "cost"])
lowest = curve[curve.cost == curve.cost.min()]
chosen = float(lowest.threshold.median())
print("cheapest from", lowest.threshold.min(), "to", lowest.threshold.max())
print("chosen       ", chosen)
# %%
curve[curve.threshold.isin([0.05, chosen, 0.25, 0.5, 0.75])].set_index("threshold").round(1)
# %% [markdown]
# ## How sure is the choice?
#
# I draw the 426 tumours again with replacement, 500 times, and look for the cheapest threshold each time.
# %%
rng = np.random.default_rng(SEED)
truth = y_train.to_numpy()
draws, costs = [], []
for _ in range(500):
    pick = rng.integers(0, len(truth), len(truth))
    cost = np.array([cost_at(t, truth[pick], p_train[pick])[2] for t in grid])
    draws.append(grid[cost.argmin()])
    costs.append(cost)
low, high = np.quantile(draws, [0.05, 0.95])
print(f"90 % of the draws choose a threshold between {low:.3f} and {high:.3f}")
# %%
figure, axes = plt.subplots()
band = np.quantile(costs, [0.05, 0.95], axis=0)
axes.fill_between(grid, *band, color=BLUE, alpha=0.12, linewidth=0, label="90 % of 500 bootstrap draws")
axes.plot(grid, curve.cost, color=BLUE, linewidth=2, label="426 training tumours")
for x, colour, text in [(chosen, GOLD, f"chosen: {chosen:.2f}"), (0.5, GREY, "default: 0.50")]:
    axes.axvline(x, color=colour, linewidth=1.5, linestyle="--")
    axes.text(x + 0.012, band.max() * 0.93, text, color=colour)
axes.set(xlabel="threshold", ylabel="cost per 100 tumours", title=f"What mistakes cost when a miss counts {MISS_COST} times", xlim=(0, 0.95), ylim=(0, None))
axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(0.08, 0.86))
figure.tight_layout()
figure.savefig("docs/cost.png")
plt.show()
# %% [markdown]
# The curve is lowest near 0.06, nearly flat from there to 0.5, and steep on the right: from about half on, every step up costs a lot. That is a better reason to go low than the exact minimum.
#
# ## The test set, once
#
# The 143 tumours that I put away in the second notebook. This cell ran once, after everything above was fixed.
# %%
p_test = model.fit(X_train, y_train).predict_proba(X_test)[:, 1]
rows = {}
for name, threshold in [("default", 0.5), ("chosen", chosen), ("formula", 1 / (1 + MISS_COST))]:
    tn, fp, fn, tp = confusion_matrix(y_test, p_test > threshold).ravel()
    rows[name] = {
        "threshold": round(threshold, 3), "found": tp, "missed": fn, "needless": fp,
        "accuracy": round((tp + tn) / len(y_test), 3), "cost per 100": round(100 * (MISS_COST * fn + fp) / len(y_test), 1),
    }
pd.DataFrame(rows).T
