# notebook: {"path": "digits_cnn.ipynb", "date": "2025-09-06T11:30:00Z", "user_tz": -60}
# %% [markdown] {"colab_type": "text", "id": "view-in-github"}
# <a href="https://colab.research.google.com/github/sample-learner/small-digit-net/blob/main/digits_cnn.ipynb" target="_parent"><img src="https://colab.research.google.com/assets/colab-badge.svg" alt="Open In Colab"/></a>
# %% [markdown]
# # A first convolutional network
#
# Handwritten digits, eight by eight pixels. I train one small network carefully before I ask how small it can be in [how_small.ipynb](how_small.ipynb).
# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import torch
from sklearn.datasets import load_digits
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

plt.rcParams.update({"figure.figsize": (7, 4.2), "figure.dpi": 110, "axes.spines.top": False, "axes.spines.right": False})
BLUE, GOLD, GREY = "#0b4fd6", "#c8921a", "#4b5563"
torch.manual_seed(3)
print("torch", torch.__version__.split("+")[0])
# %% [markdown]
# ## Look first
# %%
images, labels = load_digits(return_X_y=True)
images = (images / 16).reshape(-1, 1, 8, 8).astype("float32")
fig, axes = plt.subplots(2, 8, figsize=(7, 2.1))
for ax, image, label in zip(axes.flat, images, labels):
    ax.imshow(image[0], cmap="Blues")
    ax.set_title(label, fontsize=9, color=GREY)
    ax.axis("off")
plt.show()
# %% [markdown]
# ## Three parts, not two
#
# Training, validation for every decision, and a test set that is opened once.
# %%
rest, test, y_rest, y_test = train_test_split(images, labels, test_size=0.25, stratify=labels, random_state=3)
train, valid, y_train, y_valid = train_test_split(rest, y_rest, test_size=0.2, stratify=y_rest, random_state=3)
pd.DataFrame({"images": [len(train), len(valid), len(test)]}, index=["train", "validation", "test"])
# %% [markdown]
# ## The network
# %%
class DigitNet(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(1, width, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(width, 2 * width, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(2 * width * 4, 10),
        )

    def forward(self, x):
        return self.layers(x)


net = DigitNet()
print(net)
print(sum(p.numel() for p in net.parameters()), "parameters")
# %%
def accuracy(net, x, y):
    net.eval()
    with torch.no_grad():
        return (net(torch.tensor(x)).argmax(1).numpy() == y).mean()


loader = DataLoader(TensorDataset(torch.tensor(train), torch.tensor(y_train)), batch_size=32, shuffle=True)
optimiser = torch.optim.AdamW(net.parameters(), lr=3e-3)
history = []
for epoch in range(1, 41):
    net.train()
    total = 0
    for x, y in loader:
        optimiser.zero_grad()
        loss = nn.functional.cross_entropy(net(x), y)
        loss.backward()
        optimiser.step()
        total += loss.item() * len(x)
    history.append({"epoch": epoch, "loss": total / len(train), "train": accuracy(net, train, y_train), "validation": accuracy(net, valid, y_valid)})
history = pd.DataFrame(history).set_index("epoch")
history.iloc[[0, 4, 9, 19, 39]].round(4)
# %%
fig, ax = plt.subplots()
ax.plot(history.index, history["train"], color=GOLD, lw=2, label="training")
ax.plot(history.index, history["validation"], color=BLUE, lw=2, label="validation")
ax.set_ylim(0.8, 1.005)
ax.set_xlabel("epoch")
ax.set_ylabel("accuracy")
ax.set_title("Most of it is learned in ten epochs", loc="left")
ax.legend(frameon=False)
plt.show()
# %% [markdown]
# ## The test set, once
# %%
print(f"test accuracy {accuracy(net, test, y_test):.1%}")
with torch.no_grad():
    guessed = net(torch.tensor(test)).argmax(1).numpy()
matrix = confusion_matrix(y_test, guessed)
print(f"{(guessed != y_test).sum()} of {len(y_test)} are wrong")
# %%
fig, ax = plt.subplots(figsize=(5.2, 4.6))
ax.imshow(np.sqrt(matrix), cmap="Blues")
for row in range(10):
    for column in range(10):
        if matrix[row, column]:
            ax.text(column, row, matrix[row, column], ha="center", va="center", fontsize=8, color="white" if row == column else GREY)
ax.set_xticks(range(10))
ax.set_yticks(range(10))
ax.set_xlabel("guessed")
ax.set_ylabel("written")
ax.set_title("What is taken for what", loc="left")
fig.savefig("docs/confusion.png", bbox_inches="tight")
plt.show()
