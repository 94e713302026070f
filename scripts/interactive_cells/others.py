# %% [script in HTML]
from IPython.display import HTML, Javascript
HTML('<p>hi</p><div id="here"></div><script>document.getElementById("here").textContent = "drawn " + (6 * 7)</script>')
# %% [SVG in HTML]
HTML('<svg width="200" height="80"><rect width="200" height="80" fill="teal"/><text x="10" y="40">onset=2 s</text></svg>')
# %% [film of matplotlib]
import matplotlib.pyplot as plt
from matplotlib.animation import FuncAnimation
figure, axes = plt.subplots(figsize=(3, 2))
(line,) = axes.plot([], [])
axes.set(xlim=(0, 5), ylim=(0, 5))
film = FuncAnimation(figure, lambda step: line.set_data(range(step), range(step)), frames=5)
plt.close(figure)
HTML(film.to_jshtml())
# %% [hvplot]
import hvplot.pandas
import pandas as pd
pd.DataFrame({"x": [1, 2, 3], "y": [3, 1, 2]}).hvplot.line(x="x", y="y", width=400)
# %% [hvplot scatter]
pd.DataFrame({"x": [1, 2, 3], "y": [3, 1, 2]}).hvplot.scatter(x="x", y="y", width=400)
# %% [ipywidgets, quiet]
import ipywidgets as widgets
widgets.IntSlider(value=3, description="depth")
# %% [interact, quiet]
widgets.interact(lambda depth: depth * 2, depth=3)
# %% [ipyleaflet, quiet]
import ipyleaflet
ipyleaflet.Map(center=(38.7, -9.1), zoom=9)
# %% [pydeck, quiet]
import pydeck
pydeck.Deck(layers=[pydeck.Layer("ScatterplotLayer", [{"position": [-9.1, 38.7]}], get_position="position")])
