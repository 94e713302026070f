"""What is calculated by hand is told from what a library does, and from what only looks like it."""

import pytest

from proofolio.notebook_check.usage import usage_of_file
from proofolio.skills.match import match

DESCENT = """
import numpy as np

class MyModel:
    def fit(self, X, y):
        self.weight = np.zeros(X.shape[1])
        for epoch in range(100):
            error = y - np.dot(X, self.weight)
            slope = -2 * np.dot(error, X) / len(y)
            self.weight = self.weight - self.lr * slope

MyModel().fit(X, y)
"""
NORMAL = """
import numpy as np

class Mine:
    def fit(self, X_train, y_train):
        betas = np.linalg.inv(np.dot(X_train.T, X_train)).dot(X_train.T).dot(y_train)
        self.intercept, self.coef = betas[0], betas[1:]

Mine().fit(X, y)
"""
GRADIENT = """
def linear_dx(x, w, dout):
    return dout @ w.T

def linear_dw(x, w, dout):
    return x.T @ dout

print(linear_dx(x, w, dout), linear_dw(x, w, dout))
"""
AGENT = """
def run_agent(question, tools):
    messages = [{"role": "user", "content": question}]
    for turn in range(5):
        reply = client.chat.completions.create(model="m", messages=messages, tools=tools)
        for call in reply.choices[0].message.tool_calls:
            messages.append(HANDLERS[call.function.name](call))

print(run_agent("What is 3 + 4?", TOOLS))
"""
SEARCH = """
import numpy as np

def retrieve(query, k=5):
    query_embedding = embedder.encode([query])[0]
    scores = document_embeddings @ query_embedding
    return [chunks[i] for i in np.argsort(-scores)[:k]]

print(retrieve("cats"))
"""
BACKTRACKING = """
def colour(graph, path, pos):
    if pos == len(graph):
        return True
    for vertex in range(len(graph)):
        if graph[path[pos - 1]][vertex] == 1:
            path[pos] = vertex
            if colour(graph, path, pos + 1):
                return True
    return False

print(colour(graph, [0] * 5, 1))
"""
PATHS = """
import numpy as np

def simulate(x0, sigma, dt, n_steps):
    x = np.zeros(n_steps)
    x[0] = x0
    for t in range(1, n_steps):
        x[t] = x[t - 1] + sigma * np.sqrt(dt) * np.random.normal()
    return x

print(simulate(0, 1, 0.1, 100))
"""


@pytest.mark.parametrize(
    ("code", "abilities"),
    [
        (DESCENT, {"Regression", "Optimisation", "Building models from scratch"}),
        (NORMAL, {"Regression", "Building models from scratch"}),
        (GRADIENT, {"Backpropagation"}),
        (AGENT, {"LLM agents"}),
        (SEARCH, {"Semantic search", "Retrieval-augmented generation"}),
        (BACKTRACKING, {"Algorithms and data structures"}),
        (PATHS, {"Numerical simulation"}),
    ],
)
def test_what_is_written_by_hand_is_from_scratch(code: str, abilities: set[str]) -> None:
    made = match(usage_of_file(code.encode()))

    assert abilities <= {one.entry.name for one in made if one.depth == "from scratch"}


@pytest.mark.parametrize(
    "code",
    [
        (
            "from sklearn.cluster import KMeans\nclass MyKMeans:\n    def fit(self, X):\n"
            "        self.centers = KMeans(3).fit(X).cluster_centers_\n        return self.centers.mean() / 2\n"
        ),
        "def plot_gradient_descent(w, lr, steps):\n    for step in range(steps):\n        w = w - lr * slope(w)\n",
        (
            "import torch\nfrom torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n"
            "        self.fc = nn.Linear(3, 4)\n    def forward(self, x):\n        return torch.relu(self.fc(x)) * 2\n"
        ),
        (
            "import os\npaths = [os.path.join('a', name) for name in os.listdir('a')]\nfor path in paths:\n"
            "    total += os.path.getsize(path) / 2\n"
        ),
        (
            "def fibonacci(n):\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a\n"
            "print(fibonacci(10))\n"
        ),
    ],
)
def test_what_only_looks_like_it_is_not(code: str) -> None:
    made = match(usage_of_file(code.encode()))

    assert [one.entry.name for one in made if one.depth == "from scratch"] == []
