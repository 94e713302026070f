"""What a notebook shows is weighed from all that speaks for it, and never shown by words alone."""

from proofolio.notebook_check import examine
from proofolio.skills.match import match
from tests.notebooks.building import code, notebook, prose

SEARCH = (
    "from sklearn.datasets import load_iris\n"
    "from sklearn.model_selection import GridSearchCV\n"
    "from sklearn.neighbors import KNeighborsClassifier\n"
    "X, y = load_iris(return_X_y=True)\n"
    "search = GridSearchCV(KNeighborsClassifier(), {'n_neighbors': [1, 3, 5]}, cv=10)\n"
    "search.fit(X, y)\n"
    "print('Best accuracy:', search.best_score_, search.best_params_)\n"
)


def shown(*cells):
    data = notebook(*cells)
    usage = examine({"a.ipynb": data})["a.ipynb"].usage
    return {one.entry.name: one for one in match(usage)}


def test_a_search_with_folds_is_cross_validation_though_no_call_says_so():
    found = shown(prose("# Tuning by 10-fold cross-validation"), code(SEARCH))
    assert found["Cross-validation"].weight == 1
    assert found["Cross-validation"].at.cell == 2


def test_words_alone_show_nothing():
    words = "# Cross-validation\n\nRecommender systems, clustering and anomaly detection"
    found = shown(prose(words), code("# cross-validation by clustering\nx = 1\nprint(x)"))
    assert not [one for one in found.values() if one.entry.kind == "ability"]


def test_a_network_with_a_backward_of_its_own_differentiates_by_hand():
    found = shown(
        code(
            "import numpy as np\n\n"
            "class SimpleNN:\n"
            "    def __init__(self, n, hidden):\n"
            "        self.w1 = np.random.randn(n, hidden)\n"
            "        self.w2 = np.random.randn(hidden, 1)\n"
            "    def forward(self, x):\n"
            "        self.a1 = 1 / (1 + np.exp(-np.dot(x, self.w1)))\n"
            "        return np.dot(self.a1, self.w2)\n"
            "    def backward(self, x, y, output, lr):\n"
            "        delta = output - y\n"
            "        dw2 = np.dot(self.a1.T, delta)\n"
            "        hidden = np.dot(delta, self.w2.T) * self.a1 * (1 - self.a1)\n"
            "        self.w2 -= lr * dw2\n"
            "        self.w1 -= lr * np.dot(x.T, hidden)\n"
            "    def train(self, x, y, epochs, lr):\n"
            "        for epoch in range(epochs):\n"
            "            self.backward(x, y, self.forward(x), lr)\n"
        ),
        code("net = SimpleNN(2, 4)\nnet.train(X, y, 100, 0.1)"),
    )
    assert found["Backpropagation"].depth == "from scratch"


def test_prints_of_python_2_hide_nothing():
    found = shown(
        code(
            "import pandas as pd\n"
            "def load(path):\n"
            "    print 'loading', path\n"
            "    return pd.read_csv(path)\n"
        )
    )
    assert found["pandas"].used == ("read_csv",)
