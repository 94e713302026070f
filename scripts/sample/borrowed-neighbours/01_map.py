# notebook: {"path": "01_map.ipynb", "date": "2026-09-12T09:40:00Z", "user_tz": 240}
# %% [markdown]
# # 1. Where the cars stand
#
# For each of 249 zones of Montreal, Plotly's `carshare` data holds where its centre is, how many hours of a parked, free car there were per day over a month, and the hour at which most of them stood there.
#
# The question for the [next notebook](02_neighbours.ipynb): does the place alone tell how many cars there are? Before any model I want to see the map.
# %%
# !pip install -q altair folium pandas plotly
# %%
import altair as alt
import folium
import pandas as pd
import plotly.express as px

BLUE, GOLD, GREY = "#0b4fd6", "#c8921a", "#4b5563"
zones = px.data.carshare().rename(columns={"centroid_lat": "lat", "centroid_lon": "lon"})
zones.head()
# %%
print("zones      ", len(zones))
print("missing    ", int(zones.isna().sum().sum()))
print("car hours  ", f"median {zones.car_hours.median():.0f}, from {zones.car_hours.min():.0f} to {zones.car_hours.max():.0f}")
print("extent     ", f"{(zones.lat.max() - zones.lat.min()) * 111.2:.0f} km from south to north")
# %% [markdown]
# This is the ground that they stand on, one tile of [OpenStreetMap](https://www.openstreetmap.org/copyright), whose contributors drew it:
#
# ![The island of Montreal on a tile of OpenStreetMap](https://tile.openstreetmap.org/9/151/183.png)
#
# ## On a map
#
# A circle for each zone; the larger, the more car hours. Move it, and point at a circle.
# %%
def feature(zone):
    place = {"type": "Point", "coordinates": [round(zone.lon, 4), round(zone.lat, 4)]}
    told = {"hours": round(zone.car_hours), "peak": f"{zone.peak_hour}:00"}
    return {"type": "Feature", "geometry": place, "properties": told}


features = {"type": "FeatureCollection", "features": [feature(zone) for zone in zones.itertuples()]}
montreal = folium.Map([45.525, -73.6], zoom_start=11, height=420)
folium.GeoJson(
    features,
    marker=folium.CircleMarker(color=BLUE, weight=1, fill=True, fill_opacity=0.35, radius=6),
    style_function=lambda zone: {"radius": 2 + zone["properties"]["hours"] / 250},
    tooltip=folium.GeoJsonTooltip(["hours", "peak"], aliases=["Car hours", "Most at"]),
).add_to(montreal)
montreal
# %% [markdown]
# Large circles have large neighbours, mostly. That is promising, and it is also a warning: zones that touch are nearly the same place.
#
# ## Does the distance to the centre tell it?
# %%
centre = zones.lat.median(), zones.lon.median()
zones["km"] = (((zones.lat - centre[0]) * 111.2) ** 2 + ((zones.lon - centre[1]) * 77.9) ** 2) ** 0.5
chart = px.scatter(
    zones.round({"km": 2, "car_hours": 0}), x="km", y="car_hours", color="peak_hour", color_continuous_scale="Viridis",
    labels={"km": "km from the middle", "car_hours": "car hours", "peak_hour": "most at"}, title="Car hours by distance",
)
chart.update_layout(height=420, template="plotly_white")
chart.show()
# %%
print("rank correlation of distance and car hours:", round(zones[["km", "car_hours"]].corr("spearman").iloc[0, 1], 2))
# %% [markdown]
# Hardly. Distance is one number where the map has two, and the middle of a city is no single point.
#
# ## At which hour?
#
# Drag over the map on the left: the right side shows the hours of those zones alone.
# %%
brush = alt.selection_interval()
ground = (
    alt.Chart(zones.round(4), width=260, height=260)
    .mark_circle(size=45)
    .encode(
        x=alt.X("lon", scale=alt.Scale(zero=False), title="longitude"),
        y=alt.Y("lat", scale=alt.Scale(zero=False), title="latitude"),
        color=alt.when(brush).then(alt.value(BLUE)).otherwise(alt.value("#d1d5db")),
    )
    .add_params(brush)
)
hours = (
    alt.Chart(zones.round(4), width=260, height=260)
    .mark_bar(color=GOLD)
    .encode(x=alt.X("peak_hour:O", title="hour with most cars"), y=alt.Y("count()", title="zones"))
    .transform_filter(brush)
)
ground | hours
# %% [markdown]
# Two groups: zones that are full at night, where people live, and zones that are full in the afternoon. They mix all over the city.
