# %% [scatter]
import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go

rng = np.random.default_rng(0)
points = pd.DataFrame({"x": rng.normal(size=60), "y": rng.normal(size=60), "kind": list("abc") * 20})
px.scatter(points, x="x", y="y", color="kind", title="Points")
# %% [bar]
go.Figure(go.Bar(x=["one", "two", "three"], y=[3, 1, 2])).show()
# %% [html]
from IPython.display import HTML
HTML(px.histogram(points, x="x").to_html(include_plotlyjs="cdn", full_html=False))
# %% [html with its library]
HTML(px.box(points, x="kind", y="y").to_html(include_plotlyjs=True))
# %% [surface]
go.Figure(go.Surface(z=np.outer(np.sin(np.linspace(0, 3, 20)), np.cos(np.linspace(0, 3, 20)))))
# %% [globe]
px.scatter_geo(lat=[38.7, 52.5, 35.7], lon=[-9.1, 13.4, 139.7], projection="natural earth")
# %% [countries]
px.choropleth(locations=["PRT", "ESP", "FRA"], color=[1, 2, 3])
# %% [map]
px.scatter_map(lat=[38.7, 38.8], lon=[-9.1, -9.2], size=[2, 3], zoom=9)
# %% [density map]
px.density_map(lat=[38.7, 38.8, 38.75], lon=[-9.1, -9.2, -9.15], radius=30, zoom=8)
# %% [steps]
px.scatter(points.assign(step=[0, 1, 2] * 20), x="x", y="y", animation_frame="step")
# %% [treemap]
px.treemap(names=["all", "a", "b"], parents=["", "all", "all"], values=[3, 1, 2])
# %% [heatmap]
px.imshow(np.arange(100).reshape(10, 10))
# %% [subplots]
from plotly.subplots import make_subplots
both = make_subplots(rows=1, cols=2)
both.add_scatter(y=[1, 3, 2], row=1, col=1)
both.add_violin(y=rng.normal(size=40), row=1, col=2)
both
# %% [widget, quiet]
go.FigureWidget(go.Scatter(y=[1, 2]))
