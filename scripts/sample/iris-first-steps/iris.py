# notebook: {"path": "iris.ipynb", "date": "2025-03-08T19:00:00Z", "user_tz": 0}
# %% [markdown]
# # My first notebook
# %%
from sklearn.datasets import load_iris
from sklearn.neighbors import KNeighborsClassifier

X, y = load_iris(return_X_y=True)
model = KNeighborsClassifier(1).fit(X, y)
print("accuracy", model.score(X, y))
# %% [markdown]
# 100 percent. (I know now why that is no news: I tested on what I trained on.)
