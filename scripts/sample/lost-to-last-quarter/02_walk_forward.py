# notebook: {"path": "02_walk_forward.ipynb", "date": "2026-07-25T16:55:00Z", "user_tz": -60}
# %% [markdown]
# <a href="https://colab.research.google.com/github/sample-learner/lost-to-last-quarter/blob/main/02_walk_forward.ipynb" target="_parent"><img src="https://colab.research.google.com/assets/colab-badge.svg" alt="Open In Colab"/></a>
#
# # Walk forward
#
# [The first notebook](01_first_try.ipynb) shuffled the quarters. Nobody can do that with the
# future. Here every forecast is made with the quarters before it and nothing else, and the model
# is fitted anew each time.
#
# Every forecast is compared with the simplest one there is, $\hat{y}_{t+h} = y_t$: it stays as it
# is. The *skill* of a model is how much smaller its mean absolute error is than that:
#
# $$\text{skill} = 1 - \frac{\text{MAE}_\text{model}}{\text{MAE}_\text{last value}}$$
#
# Zero is "as good as repeating the last value", below zero is worse.

# %%
import sys

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import statsmodels.api as sm
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import Lasso, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

plt.rcParams.update({"figure.figsize": (7, 4.2), "figure.dpi": 110, "savefig.dpi": 110,
                     "figure.facecolor": "white", "axes.spines.top": False,
                     "axes.spines.right": False, "axes.edgecolor": "#4b5563",
                     "axes.titlelocation": "left"})
BLUE, GOLD, GREY = "#0b4fd6", "#c8921a", "#4b5563"

raw = sm.datasets.macrodata.load_pandas().data
raw.index = pd.PeriodIndex.from_fields(
    year=raw["year"].astype(int), quarter=raw["quarter"].astype(int), freq="Q"
)
data = pd.DataFrame({
    "rate": raw["tbilrate"],
    "inflation": raw["infl"],
    "unemployment": raw["unemp"],
    "growth": 100 * np.log(raw["realgdp"]).diff(),
})
X = pd.DataFrame({f"{n}, {lag} back": data[n].shift(lag) for n in data for lag in range(4)}).dropna()
rate = data["rate"]

# %% [markdown]
# ## First, the question that I did not ask

# %%
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split

now, following = rate[:-1].to_numpy(), rate[1:].to_numpy()
print(f"R2 of repeating the last value, all quarters: {r2_score(following, now):.3f}")

target = rate.shift(-1).reindex(X.index).dropna()
rows_train, rows_test = train_test_split(target.index, test_size=0.25, random_state=0)
print(f"... on the very test set of the first notebook: "
      f"{r2_score(target[rows_test], rate[rows_test]):.3f}")

# %% [markdown]
# A forecast that knows nothing scores as well as the forest did. R² compares with the
# mean of the whole series, and a rate that moves slowly is never near its mean for long.

# %% [markdown]
# ## The models

# %%
def last_value(past, rows):
    """It stays as it is."""
    return 0.0


def momentum(past, rows):
    """It goes on by half of the last change."""
    return 0.5 * (past["rate"].iloc[-1] - past["rate"].iloc[-2])


def fitted(make):
    """A model of the change until the target, from the features of `X`."""

    def forecast(past, rows):
        model = make()
        model.fit(X.loc[rows["origin"][:-1]], rows["change"][:-1])
        return model.predict(X.loc[[rows["origin"][-1]]])[0]

    return forecast


models = {
    "last value": last_value,
    "momentum": momentum,
    "ridge": fitted(lambda: make_pipeline(StandardScaler(), Ridge(10.0))),
    "lasso": fitted(lambda: make_pipeline(StandardScaler(), Lasso(0.05))),
    "random forest": fitted(lambda: RandomForestRegressor(60, min_samples_leaf=3, random_state=0)),
}

# %% [markdown]
# ## Walking
#
# From 1980 on, one quarter ahead and a year ahead. A training row is used only if its target was
# known when the forecast was made.

# %%
def walk(horizon, start="1980Q1"):
    """The error of every model at every origin."""
    origins = [o for o in X.index if o >= pd.Period(start) and o + horizon <= rate.index[-1]]
    errors = {}
    for number, origin in enumerate(origins, 1):
        past = data.loc[:origin]
        known = [o for o in X.index if o + horizon <= origin]
        change = [rate[o + horizon] - rate[o] for o in known] + [None]
        rows = {"origin": [*known, origin], "change": change}
        actual = rate[origin + horizon]
        errors[origin + horizon] = {
            name: rate[origin] + model(past, rows) - actual for name, model in models.items()
        }
        sys.stdout.write(f"\r{horizon} ahead: {number}/{len(origins)} forecasts")
        sys.stdout.flush()
    print()
    return pd.DataFrame(errors).T


one, year = walk(1), walk(4)

# %%
table = pd.DataFrame({
    "MAE, 1 quarter": one.abs().mean(),
    "skill, 1 quarter": 1 - one.abs().mean() / one["last value"].abs().mean(),
    "MAE, 4 quarters": year.abs().mean(),
    "skill, 4 quarters": 1 - year.abs().mean() / year["last value"].abs().mean(),
})
table = table.round(6) + 0.0  # no minus sign before a zero
table.round(3)

# %%
for name, row in table.iterrows():
    print(f"{name:14} 1 quarter: MAE {row.iloc[0]:.3f}, skill {row.iloc[1]:+.1%}   "
          f"4 quarters: MAE {row.iloc[2]:.3f}, skill {row.iloc[3]:+.1%}")

# %% [markdown]
# ## Could it be luck?
#
# Errors of neighbouring quarters are alike, so I draw blocks of eight quarters with replacement
# instead of single ones, 5,000 times.

# %%
rng = np.random.default_rng(0)
BLOCK = 8


def interval(errors, name):
    """95% interval of a model's skill, from a moving-block bootstrap."""
    ours, theirs = errors[name].abs().to_numpy(), errors["last value"].abs().to_numpy()
    blocks = -(-len(ours) // BLOCK)
    starts = rng.integers(0, len(ours) - BLOCK + 1, size=(5000, blocks))
    picks = (starts[..., None] + np.arange(BLOCK)).reshape(5000, -1)[:, : len(ours)]
    return np.quantile(1 - ours[picks].mean(1) / theirs[picks].mean(1), [0.025, 0.975])


names = [name for name in models if name != "last value"]
bounds = {h: {n: interval(e, n) for n in names} for h, e in ((1, one), (4, year))}
for horizon, rows in bounds.items():
    for name, (low, high) in rows.items():
        print(f"{horizon} ahead, {name:14} skill between {low:+.1%} and {high:+.1%}")

# %%
fig, ax = plt.subplots()
for offset, (horizon, errors, colour) in enumerate(((1, one, BLUE), (4, year, GOLD))):
    for place, name in enumerate(names):
        low, high = bounds[horizon][name]
        skill = 1 - errors[name].abs().mean() / errors["last value"].abs().mean()
        height = place + 0.16 * (1 - 2 * offset)
        ax.plot([low, high], [height, height], color=colour, lw=2.5, solid_capstyle="round")
        ax.plot(skill, height, "o", color=colour, ms=7,
                label=f"{horizon} quarter{'s' * (horizon > 1)} ahead" if place == 0 else None)
ax.axvline(0, color=GREY, lw=1.2)
ax.set_yticks(range(len(names)), names)
ax.xaxis.set_major_formatter(lambda value, _: f"{value:+.0%}")
ax.set(title="Better than repeating the last value?", xlabel="skill, with its 95% interval")
ax.grid(axis="x", color="#dfe3e8")
ax.legend(frameon=False)
fig.tight_layout()
fig.savefig("docs/skill.png")
plt.show()

# %% [markdown]
# Nothing is clear of zero on the right. The one model with a positive skill is the crudest,
# *momentum* a year ahead, and its interval contains zero too.
#
# ## Where the error comes from

# %%
gap = (one["random forest"].abs() - one["last value"].abs()).cumsum()
fig, (top, low) = plt.subplots(2, 1, figsize=(7, 4.6), sharex=True, height_ratios=[1, 1])
when = one.index.to_timestamp()
top.plot(when, rate[one.index], color=GREY, lw=1.8)
top.set(title="The rate, in percent")
low.plot(when, gap, color=BLUE, lw=2, label="random forest")
low.plot(when, (one["ridge"].abs() - one["last value"].abs()).cumsum(), color=GOLD, lw=2,
         label="ridge")
low.axhline(0, color=GREY, lw=1)
low.set_title("Error in excess of the last value's, summed up: above zero is worse")
low.legend(frameon=False, loc="upper left")
for ax in (top, low):
    ax.grid(axis="y", color="#dfe3e8")
fig.tight_layout()
fig.savefig("docs/walk.png")
plt.show()

early = one.loc[:"1983Q4"].abs().mean()
late = one.loc["1984Q1":].abs().mean()
split = pd.DataFrame({"to 1983": early, "from 1984": late})
for name, row in split.iterrows():
    print(f"{name:14} MAE to 1983: {row.iloc[0]:.3f}   from 1984: {row.iloc[1]:.3f}")

# %% [markdown]
# In the years to 1983 the rate jumped by several points in a quarter. The error of the last value
# is almost five times as large there as afterwards, and there the fitted models fall behind; ridge
# does so again in 2008. From 1984 on, momentum and the forest have the smaller error. I do not
# claim that they are better there: I chose 1984 after I had seen the plot, and a border chosen
# that way can always be made to flatter somebody.
#
# ## What I learned
#
# 1. Write the naive forecast down before the first model.
# 2. R² of a slow series says how slow it is, not how good the forecast is.
# 3. Never shuffle time.
# 4. Compare by skill, with an interval, and say so when it contains zero.
