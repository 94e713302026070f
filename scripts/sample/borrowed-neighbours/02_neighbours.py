# notebook: {"path": "02_neighbours.ipynb", "date": "2026-09-19T13:05:00Z", "user_tz": 240}
# %% [markdown]
# # 2. Borrowed from the neighbours
#
# [The map](01_map.ipynb) says that zones with many cars lie side by side. Here a model guesses a zone's car hours from its position, and is tested in two ways:
#
# - **shuffled**: any tenth of the zones is held out, so most of them still have their neighbours in the training set;
# - **by district**: whole districts are held out, as when the service comes to a part of the city where it has never been.
#
# The second is what the model would be for.
# %%
# !pip install -q bokeh ipywidgets matplotlib pandas plotly scikit-learn
# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import plotly.express as px
from bokeh.io import output_notebook, show
from bokeh.models import HoverTool
from bokeh.plotting import ColumnDataSource, figure
from ipywidgets import interact
from sklearn.cluster import KMeans
from sklearn.dummy import DummyRegressor
from sklearn.model_selection import GroupKFold, KFold, cross_val_predict
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

BLUE, GOLD, GREY = "#0b4fd6", "#c8921a", "#4b5563"
zones = px.data.carshare()
X, y = zones[["centroid_lat", "centroid_lon"]], zones["car_hours"]
districts = KMeans(10, n_init=10, random_state=0).fit_predict(X)
print("zones in each district:", *np.bincount(districts))
# %% [markdown]
# ## The model
#
# The mean of the nearest zones. Degrees of latitude and longitude are not the same length, so both are scaled.
# %%
model = make_pipeline(StandardScaler(), KNeighborsRegressor(n_neighbors=5))
model.fit(X, y)
# %% [markdown]
# ## Two tests
# %%
def shuffled(model):
    """Mean absolute error over all zones, ten shuffles of ten folds."""
    folds = [KFold(10, shuffle=True, random_state=seed) for seed in range(10)]
    return np.mean([np.abs(y - cross_val_predict(model, X, y, cv=fold)).mean() for fold in folds])


def by_district(model):
    """Mean absolute error over all zones, a district held out at a time."""
    return np.abs(y - cross_val_predict(model, X, y, groups=districts, cv=GroupKFold(10))).mean()


mean = DummyRegressor()
table = pd.DataFrame(
    {"shuffled": [shuffled(mean), shuffled(model)], "by district": [by_district(mean), by_district(model)]},
    index=["the mean of all", "5 neighbours"],
)
table.round(0).astype(int)
# %%
for test in table:
    gain = 1 - table.loc["5 neighbours", test] / table.loc["the mean of all", test]
    print(f"{test:12s} the neighbours' error is {abs(gain):.1%} {'smaller' if gain > 0 else 'larger'} than the mean's")
# %% [markdown]
# The same model on the same zones. Of an error that was 11.5 % smaller than the mean's, 0.8 % is left once the neighbours are not in the training set. Most of what it had learned was where the training zones are.
#
# ## Is it the number of neighbours?
# %%
output_notebook()
# %%
sizes = [1, 2, 3, 5, 8, 12, 20, 35, 60]
models = [make_pipeline(StandardScaler(), KNeighborsRegressor(size)) for size in sizes]
curve = pd.DataFrame({"k": sizes, "shuffled": [shuffled(one) for one in models], "district": [by_district(one) for one in models]})
source = ColumnDataSource(curve.round(1))
plot = figure(
    width=640, height=340, x_axis_type="log", x_axis_label="neighbours", y_axis_label="mean absolute error, car hours",
    tools="pan,wheel_zoom,reset", y_range=(390, 620), title="Error by the number of neighbours",
)
for name, colour, label in (("shuffled", BLUE, "shuffled"), ("district", GOLD, "by district")):
    plot.line("k", name, source=source, color=colour, width=2, legend_label=label)
    dots = plot.scatter("k", name, source=source, color=colour, size=8)
    plot.add_tools(HoverTool(renderers=[dots], tooltips=[("neighbours", "@k"), ("error", f"@{name}")]))
plot.legend.location = "top_right"
show(plot)
# %%
best = {name: curve.loc[curve[name].idxmin()] for name in ("shuffled", "district")}
print(f"shuffled:    best with {best['shuffled'].k:.0f} neighbours, error {best['shuffled'].shuffled:.0f}")
print(f"by district: best with {best['district'].k:.0f} neighbours, error {best['district'].district:.0f}; the mean's is {table.loc['the mean of all', 'by district']:.0f}")
# %% [markdown]
# A shuffled test would choose five neighbours. Where the model would be used, twelve are best, and their error is 2.8 % smaller than the mean's: the more zones it looks at, the more it becomes the mean.
#
# To try one yourself:
# %%
@interact(neighbours=(1, 60))
def error(neighbours=5):
    one = make_pipeline(StandardScaler(), KNeighborsRegressor(neighbours))
    print(f"shuffled {shuffled(one):.0f}, by district {by_district(one):.0f}")
# %% [markdown]
# ## The picture for the README
# %%
plt.rcParams.update({"figure.figsize": (7, 3.8), "figure.dpi": 110, "axes.spines.top": False, "axes.spines.right": False})
fig, axes = plt.subplots()
axes.semilogx(curve.k, curve.shuffled, "o-", color=BLUE, label="shuffled")
axes.semilogx(curve.k, curve.district, "o-", color=GOLD, label="by district")
for test, colour in (("shuffled", BLUE), ("by district", GOLD)):
    axes.axhline(table.loc["the mean of all", test], color=colour, linestyle=":", linewidth=1)
axes.set_xticks(sizes, sizes)
axes.minorticks_off()
axes.set(xlabel="neighbours", ylabel="mean absolute error, car hours", ylim=(390, 620))
axes.annotate("dotted: the mean of all", (1.05, 466), color=GREY)
axes.legend(frameon=False)
fig.tight_layout()
fig.savefig("docs/errors.png", dpi=110)
