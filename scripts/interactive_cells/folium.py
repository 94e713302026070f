# %% [markers]
import folium

lisbon = folium.Map([38.72, -9.14], zoom_start=12)
folium.Marker([38.71, -9.13], popup="Alfama", tooltip="here").add_to(lisbon)
folium.CircleMarker([38.73, -9.15], radius=12, color="crimson", fill=True).add_to(lisbon)
folium.PolyLine([[38.70, -9.17], [38.72, -9.14], [38.74, -9.12]], weight=5).add_to(lisbon)
lisbon
# %% [clusters and heat]
from folium.plugins import HeatMap, MarkerCluster
many = folium.Map([38.72, -9.14], zoom_start=11)
cluster = MarkerCluster().add_to(many)
for step in range(30):
    folium.Marker([38.7 + step / 500, -9.15 + step / 700]).add_to(cluster)
HeatMap([[38.7 + step / 400, -9.2 + step / 600] for step in range(40)]).add_to(many)
folium.LayerControl().add_to(many)
many
# %% [choropleth]
def square(name, west):
    ring = [[west, 38.6], [west, 38.8], [west + 0.1, 38.8], [west + 0.1, 38.6], [west, 38.6]]
    return {"type": "Feature", "id": name, "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}

areas = {"type": "FeatureCollection", "features": [square("a", -9.2), square("b", -9.1)]}
coloured = folium.Map([38.7, -9.1], zoom_start=10)
folium.Choropleth(geo_data=areas, data={"a": 1, "b": 2}, key_on="feature.id", legend_name="How many").add_to(coloured)
coloured
# %% [GeoJSON with a style]
styled = folium.Map([38.7, -9.1], zoom_start=10, tiles="CartoDB positron")
folium.GeoJson(areas, style_function=lambda _: {"fillColor": "green"}, tooltip=folium.GeoJsonTooltip(["name"])).add_to(styled)
styled
# %% [in a figure]
from branca.element import Figure
sized = Figure(width=400, height=300)
sized.add_child(folium.Map([38.7, -9.1], zoom_start=10))
folium.Rectangle([[38.6, -9.2], [38.8, -9.0]], fill=True).add_to(list(sized._children.values())[-1])
sized
