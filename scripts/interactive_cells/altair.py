# %% [points]
import altair as alt
import numpy as np
import pandas as pd

rng = np.random.default_rng(0)
points = pd.DataFrame({"x": rng.normal(size=60), "y": rng.normal(size=60), "kind": list("abc") * 20})
alt.Chart(points).mark_circle().encode(x="x", y="y", color="kind", tooltip=["x", "y"])
# %% [selection]
brush = alt.selection_interval()
base = alt.Chart(points).mark_point().encode(x="x", y="y", color=alt.when(brush).then("kind").otherwise(alt.value("lightgray"))).add_params(brush)
base & alt.Chart(points).mark_bar().encode(x="count()", y="kind").transform_filter(brush)
# %% [slider]
cut = alt.param(name="cut", value=0, bind=alt.binding_range(min=-2, max=2))
alt.Chart(points).mark_point().encode(x="x", y="y", opacity=alt.condition("datum.x > cut", alt.value(1), alt.value(0.1))).add_params(cut)
# %% [facets]
alt.Chart(points).mark_line().encode(x="x", y="y").properties(width=120).facet("kind")
# %% [shapes]
square = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]}, "properties": {}}
alt.Chart(alt.Data(values=[square])).mark_geoshape(fill="teal").properties(width=200, height=200)
# %% [html]
from IPython.display import HTML
HTML(alt.Chart(points).mark_tick().encode(x="x", y="kind").to_html())
