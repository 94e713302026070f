# notebook: {"path": "03_riders.ipynb", "date": "2026-09-26T10:15:00Z", "user_tz": 240}
# %% [markdown]
# # 3. Who would ride
#
# The operator's list of riders is not public. To write the join that a real list would need, I made one up: none of these riders exists, and neither does the domain of their addresses.
# %%
import numpy as np
import pandas as pd
import plotly.express as px

zones = px.data.carshare()
rng = np.random.default_rng(26)
riders = pd.DataFrame(
    {
        "rider": [f"rider-{number:03d}@made-up-for-a-join.org" for number in range(1, 301)],
        "lat": rng.normal(45.525, 0.03, 300).round(4),
        "lon": rng.normal(-73.6, 0.03, 300).round(4),
    }
)
riders.head()
# %% [markdown]
# Each rider gets the zone whose centre is nearest, in kilometres.
# %%
from sklearn.neighbors import BallTree

tree = BallTree(np.radians(zones[["centroid_lat", "centroid_lon"]]), metric="haversine")
distance, nearest = tree.query(np.radians(riders[["lat", "lon"]]))
riders["zone"], riders["km"] = nearest[:, 0], (distance[:, 0] * 6371).round(2)
print("riders with a zone within 1 km:", int((riders.km < 1).sum()), "of", len(riders))
riders.sample(4, random_state=1)
# %% [markdown]
# The real list would replace one cell. Everything below it stays.
