# notebook: {"path": "notebooks/02_train.ipynb", "date": "2025-06-21T15:20:00Z", "user_tz": -60}
# %% [markdown] {"colab_type": "text", "id": "view-in-github"}
# <a href="https://colab.research.google.com/github/sample-learner/second-look/blob/main/notebooks/02_train.ipynb" target="_parent"><img src="https://colab.research.google.com/assets/colab-badge.svg" alt="Open In Colab"/></a>
# %% [markdown]
# # 2. Four models, compared fairly
#
# In [the first notebook](01_explore.ipynb) one measurement alone reached an AUC of 0.975. So the question is not whether a model works, but whether a larger one earns its place.
#
# Contenders:
# 1. one measurement (`worst perimeter`) in a logistic regression,
# 2. logistic regression on all thirty,
# 3. a random forest,
# 4. gradient boosting.
# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import RepeatedStratifiedKFold, cross_validate, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

plt.rcParams.update({"figure.figsize": (7, 4.2), "figure.dpi": 110, "axes.spines.top": False, "axes.spines.right": False})
BLUE, GOLD, GREY = "#0b4fd6", "#c8921a", "#4b5563"
SEED = 7
# %% [markdown]
# ## Put a test set away first
#
# A quarter of the tumours goes away now and stays away until the last cell of [03_threshold.ipynb](03_threshold.ipynb). Everything below happens inside the other three quarters.
# %%
X, y = load_breast_cancer(return_X_y=True, as_frame=True)
y = 1 - y  # 1 = malignant
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, stratify=y, random_state=SEED)
print(f"train {len(X_train)}, of which malignant {y_train.sum()}")
print(f"test  {len(X_test)}, of which malignant {y_test.sum()}")
# %% [markdown]
# ## A first try, and a warning
#
# I leave the warning in. The columns run from 0.001 to 4254, and the solver gives up before it has found the minimum. The cure is to scale, not to raise `max_iter`.
# %%
hasty = LogisticRegression().fit(X_train, y_train)
print("iterations used:", hasty.n_iter_[0])
# %% [markdown]
# ## Five folds, ten times
#
# One split of 426 tumours into five folds leaves about 85 in each; a single tumour moves the accuracy by more than a point. So I repeat the split ten times with other seeds and use the same fifty splits for every model.
#
# Scores:
# - **AUC**: does the model rank malignant above benign;
# - **log loss**: $-\frac1n\sum_i \left[y_i\log p_i + (1-y_i)\log(1-p_i)\right]$, are its probabilities worth anything. The next notebook needs them;
# - **accuracy** at 0.5, for comparison with what others report.
# %%
models = {
    "one measurement": make_pipeline(make_column_transformer((StandardScaler(), ["worst perimeter"])), LogisticRegression()),
    "logistic regression": make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)),
    "random forest": RandomForestClassifier(n_estimators=100, random_state=SEED),
    "gradient boosting": HistGradientBoostingClassifier(max_iter=60, random_state=SEED),
}
folds = RepeatedStratifiedKFold(n_splits=5, n_repeats=10, random_state=SEED)
scoring = {"auc": "roc_auc", "log_loss": "neg_log_loss", "accuracy": "accuracy"}
scores = {}
for name, model in models.items():
    result = cross_validate(model, X_train, y_train, cv=folds, scoring=scoring)
    scores[name] = pd.DataFrame({key: result[f"test_{key}"] for key in scoring})
    scores[name]["log_loss"] *= -1
    print(f"{name:20s} {result['fit_time'].sum():5.1f} s for {len(result['fit_time'])} fits")
# %%
pd.DataFrame({name: frame.mean() for name, frame in scores.items()}).T.round(4)
# %%
figure, axes = plt.subplots()
for row, (name, frame) in enumerate(reversed(list(scores.items()))):
    jitter = np.random.default_rng(SEED).uniform(-0.16, 0.16, len(frame))
    axes.scatter(frame["log_loss"], row + jitter, s=14, color=BLUE if name == "logistic regression" else GREY, alpha=0.45, linewidth=0)
    axes.plot([frame["log_loss"].mean()] * 2, [row - 0.28, row + 0.28], color=GOLD, linewidth=2.5)
axes.set_yticks(range(len(scores)), list(reversed(scores)))
axes.set(xlabel="log loss on the fold left out (smaller is better)", title="Fifty folds per model, the mean in gold", xlim=(0, None))
figure.tight_layout()
plt.show()
# %% [markdown]
# ## Is the difference real?
#
# The fifty folds overlap, so they are not fifty independent measurements and an ordinary t-test would be far too sure of itself. Nadeau and Bengio (2003) correct the variance for the overlap:
#
# $$ t = \frac{\bar d}{\sqrt{\left(\frac1k + \frac{n_\text{test}}{n_\text{train}}\right)\hat\sigma_d^2}} $$
#
# where $d$ are the fifty differences and $k = 50$.
# %%
from scipy import stats


def corrected_t(difference, n_train, n_test):
    """Mean difference and two-sided p by the corrected resampled t-test."""
    k = len(difference)
    t = difference.mean() / np.sqrt((1 / k + n_test / n_train) * difference.var(ddof=1))
    return difference.mean(), 2 * stats.t.sf(abs(t), k - 1)


for name in models:
    if name != "logistic regression":
        mean, p = corrected_t(scores[name]["log_loss"] - scores["logistic regression"]["log_loss"], 0.8, 0.2)
        print(f"{name:18s} log loss {mean:+.3f} against logistic regression, p = {max(p, 0.001):.3f}{' or less' if p < 0.001 else ''}")
# %% [markdown]
# ## What I take along
#
# Logistic regression on all thirty is clearly better than one measurement. Against the random forest and the boosted trees it has the smaller mean log loss, but the corrected test does not let me call that a difference: with 426 tumours I cannot tell the three apart. The forest even ranks a little better (AUC 0.9936 against 0.9925).
#
# Without a winner I take the one that is easiest to explain and fits in milliseconds. The choice that matters more comes next: where to put the threshold.
