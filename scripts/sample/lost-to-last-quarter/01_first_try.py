# notebook: {"path": "01_first_try.ipynb", "date": "2026-07-11T09:40:00Z", "user_tz": -60}
# %% [markdown]
# <a href="https://colab.research.google.com/github/sample-learner/lost-to-last-quarter/blob/main/01_first_try.ipynb" target="_parent"><img src="https://colab.research.google.com/assets/colab-badge.svg" alt="Open In Colab"/></a>
#
# # First try: forecasting the interest rate
#
# Can the rate of three-month US treasury bills in the next quarter be forecast from what is known
# in this one? I keep this notebook as it was, mistakes included. What was wrong with it is in
# [the second notebook](02_walk_forward.ipynb).

# %%
# !pip install statsmodels

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import statsmodels.api as sm

plt.rcParams.update({"figure.figsize": (7, 4.2), "figure.dpi": 110, "savefig.dpi": 110,
                     "figure.facecolor": "white", "axes.spines.top": False,
                     "axes.spines.right": False, "axes.edgecolor": "#4b5563",
                     "axes.titlelocation": "left"})
BLUE, GOLD, GREY = "#0b4fd6", "#c8921a", "#4b5563"

# %% [markdown]
# ## The data
#
# The data set comes with statsmodels:
# - quarterly figures of the United States, 1959 to 2009
# - public domain, collected by the Federal Reserve Bank of St. Louis
# - `tbilrate` is the rate in percent, `infl` inflation, `unemp` unemployment, `realgdp` output

# %%
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
print(f"{len(data)} quarters, {data.index[0]} to {data.index[-1]}")
data.tail()

# %% [markdown]
# ## Features: this quarter and the three before it

# %%
lags = {f"{name}, {lag} back": data[name].shift(lag) for name in data for lag in range(4)}
X = pd.DataFrame(lags)
y = data["rate"].shift(-1)
print(f"{X.shape[1]} features")

# %% {"tags": ["raises-exception"]}
from sklearn.linear_model import LinearRegression

LinearRegression().fit(X, y)

# %% [markdown]
# Of course: the first rows have no past and the last has no future. I leave the error in, because
# it is a useful one. Those rows go.

# %%
complete = X.notna().all(axis=1) & y.notna()
X, y = X[complete], y[complete]
print(f"{len(X)} rows left")

# %% [markdown]
# ## Train and test

# %%
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import train_test_split

X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=0)
forest = RandomForestRegressor(300, random_state=0).fit(X_train, y_train)
forecast = forest.predict(X_test)
print(f"R2  {r2_score(y_test, forecast):.3f}")
print(f"MAE {mean_absolute_error(y_test, forecast):.2f} percentage points")

# %%
fig, ax = plt.subplots(figsize=(5.4, 4.6))
ax.plot([0, 16], [0, 16], color="#dfe3e8", lw=1.5, zorder=0)
ax.scatter(y_test, forecast, color=BLUE, s=36, alpha=0.85, edgecolor="white", linewidth=0.8)
ax.set(title=f"R² = {r2_score(y_test, forecast):.2f}. I was pleased with myself.",
       xlabel="rate in the next quarter, %", ylabel="forecast, %", xlim=(0, 16), ylim=(0, 16))
fig.tight_layout()
plt.show()

# %% [markdown]
# ## What I thought then
#
# That the rate can be forecast. I did not ask what R² a forecast would have that knows nothing,
# and I did not notice that `train_test_split` shuffles: the forest was tested on quarters whose
# neighbours on both sides it had been trained on.
