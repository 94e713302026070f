# %% [pipeline]
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

model = make_pipeline(make_column_transformer((StandardScaler(), ["x"]), (OneHotEncoder(), ["kind"])), LogisticRegression())
model
# %% [fitted]
import pandas as pd
model.fit(pd.DataFrame({"x": [1.0, 2, 3, 4], "kind": list("abab")}), [0, 0, 1, 1])
# %% [search]
from sklearn.model_selection import GridSearchCV
GridSearchCV(LogisticRegression(), {"C": [0.1, 1]})
