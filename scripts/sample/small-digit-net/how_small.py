# notebook: {"path": "how_small.ipynb", "date": "2025-09-20T16:55:00Z", "user_tz": -60}
# %% [markdown] {"colab_type": "text", "id": "view-in-github"}
# <a href="https://colab.research.google.com/github/sample-learner/small-digit-net/blob/main/how_small.ipynb" target="_parent"><img src="https://colab.research.google.com/assets/colab-badge.svg" alt="Open In Colab"/></a>
# %% [markdown]
# # How small can it be?
#
# The network of [digits_cnn.ipynb](digits_cnn.ipynb) has a width of 8. Here I try 1 to 16, with five seeds each, and a logistic regression to be fair. Decisions are made on the validation set; the test set is used once, at the end.
# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import torch
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from torch import nn

plt.rcParams.update({"figure.figsize": (7, 4.2), "figure.dpi": 110, "axes.spines.top": False, "axes.spines.right": False})
BLUE, GOLD, GREY = "#0b4fd6", "#c8921a", "#4b5563"

images, labels = load_digits(return_X_y=True)
images = (images / 16).reshape(-1, 1, 8, 8).astype("float32")
rest, test, y_rest, y_test = train_test_split(images, labels, test_size=0.25, stratify=labels, random_state=3)
train, valid, y_train, y_valid = train_test_split(rest, y_rest, test_size=0.2, stratify=y_rest, random_state=3)
# %%
#@title How to train { display-mode: "form" }
epochs = 40  #@param {type:"integer"}
batch = 32  #@param {type:"integer"}
rate = 0.003  #@param {type:"number"}


def build(width):
    return nn.Sequential(
        nn.Conv2d(1, width, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(width, 2 * width, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(2 * width * 4, 10),
    )


def fit(width, seed):
    torch.manual_seed(seed)
    net = build(width)
    optimiser = torch.optim.AdamW(net.parameters(), lr=rate)
    x, y = torch.tensor(train), torch.tensor(y_train)
    for _ in range(epochs):
        for part in torch.randperm(len(x)).split(batch):
            optimiser.zero_grad()
            nn.functional.cross_entropy(net(x[part]), y[part]).backward()
            optimiser.step()
    return net


def accuracy(net, x, y):
    with torch.no_grad():
        return (net(torch.tensor(x)).argmax(1).numpy() == y).mean()
# %%
rows = []
for width in (1, 2, 3, 4, 6, 8, 12, 16):
    for seed in range(5):
        net = fit(width, seed)
        rows.append({"width": width, "parameters": sum(p.numel() for p in net.parameters()), "validation": accuracy(net, valid, y_valid), "test": accuracy(net, test, y_test)})
runs = pd.DataFrame(rows)
table = runs.groupby(["width", "parameters"])["validation"].agg(["mean", "min", "max"]).reset_index()
table.round(3)
# %% [markdown]
# ## The fair opponent
# %%
flat = LogisticRegression(max_iter=5000).fit(train.reshape(len(train), -1), y_train)
linear = flat.score(valid.reshape(len(valid), -1), y_valid)
size = flat.coef_.size + flat.intercept_.size
print(f"logistic regression: {linear:.1%} on validation with {size} parameters")
# %%
fig, ax = plt.subplots()
ax.fill_between(table["parameters"], table["min"], table["max"], color=BLUE, alpha=0.15, lw=0)
ax.plot(table["parameters"], table["mean"], color=BLUE, lw=2, marker="o", ms=4, label="network, five seeds")
ax.scatter([size], [linear], color=GOLD, s=50, zorder=3, label="logistic regression")
ax.set_xscale("log")
ax.set_xlabel("parameters")
ax.set_ylabel("validation accuracy")
ax.set_title("Where more stops helping", loc="left")
ax.legend(frameon=False, loc="lower right")
fig.savefig("docs/how_small.png", bbox_inches="tight")
plt.show()
# %% [markdown]
# ## A choice, then the test set
#
# I take the smallest width whose mean is within one point of the best.
# %%
enough = table[table["mean"] > table["mean"].max() - 0.01].iloc[0]
chosen = runs[runs["width"] == enough["width"]]
largest = runs[runs["width"] == 16]
print(f"chosen: width {int(enough['width'])}, {int(enough['parameters'])} parameters")
print(f"test accuracy, mean of five seeds: {chosen['test'].mean():.1%}")
print(f"width 16 with {int(largest['parameters'].iloc[0])} parameters: {largest['test'].mean():.1%}")
print(f"logistic regression with {size} parameters: {flat.score(test.reshape(len(test), -1), y_test):.1%}")
