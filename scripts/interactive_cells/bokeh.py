# %% [loader, quiet]
import numpy as np
from bokeh.io import output_notebook, show
from bokeh.plotting import figure

output_notebook()
# %% [points]
rng = np.random.default_rng(0)
plot = figure(width=500, height=300, title="Points")
plot.scatter(rng.normal(size=60), rng.normal(size=60), size=8)
show(plot)
# %% [hover and legend]
from bokeh.models import HoverTool
lines = figure(width=500, height=300, tools=[HoverTool(), "pan", "wheel_zoom", "reset"])
lines.line([1, 2, 3], [3, 1, 2], legend_label="one", line_width=3)
lines.vbar(x=[1, 2, 3], top=[1, 2, 3], width=0.5, alpha=0.4)
show(lines)
# %% [grid]
from bokeh.layouts import gridplot
show(gridplot([[lines, plot]], width=250, height=250))
# %% [slider]
from bokeh.layouts import column
from bokeh.models import CustomJS, Slider
slider = Slider(start=1, end=20, value=8, title="size")
dots = figure(width=400, height=250)
glyphs = dots.scatter([1, 2, 3], [1, 3, 2], size=8)
slider.js_on_change("value", CustomJS(args={"glyph": glyphs.glyph}, code="glyph.size = this.value"))
show(column(slider, dots))
# %% [table, quiet]
from bokeh.models import ColumnDataSource, DataTable, TableColumn
show(DataTable(source=ColumnDataSource({"a": [1, 2]}), columns=[TableColumn(field="a", title="a")]))
