# notebook: {"path": "rolling_downhill.ipynb", "date": "2026-02-21T19:30:00Z"}
# %% [markdown]
# # Rolling downhill
#
# Where gradient descent goes on its way down, drawn for three step sizes and with momentum.
#
# It takes a step against the slope, again and again:
#
# $$x_{k+1} = x_k - \eta \nabla f(x_k)$$
#
# I had used it for months before I looked at where it goes. Here it rolls down a valley that can
# be drawn, with three step sizes $\eta$. With momentum it remembers where it was heading:
#
# $$v_{k+1} = \beta v_k - \eta \nabla f(x_k), \qquad x_{k+1} = x_k + v_{k+1}$$

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

plt.rcParams.update({"figure.figsize": (7, 4.2), "figure.dpi": 110,
                     "figure.facecolor": "white", "axes.spines.top": False,
                     "axes.spines.right": False, "axes.edgecolor": "#4b5563",
                     "axes.titlelocation": "left"})
BLUE, GOLD, GREY = "#0b4fd6", "#c8921a", "#4b5563"

# %%
#@title The valley
steepness = 10 #@param {type: "slider", min: 1, max: 30, step: 1}
start_x = -4.0 #@param {type: "number"}
start_y = 1.2 #@param {type: "number"}


def height(x, y):
    """A long valley: flat along x, steep along y."""
    return 0.5 * (x**2 + steepness * y**2)


def slope(point):
    """The gradient of `height`."""
    return np.array([point[0], steepness * point[1]])


# %%
def roll(step, momentum=0.0, steps=60):
    """The points that gradient descent visits, one a row."""
    point, velocity = np.array([start_x, start_y]), np.zeros(2)
    path = [point]
    for _ in range(steps):
        velocity = momentum * velocity - step * slope(point)
        point = point + velocity
        path.append(point)
    return np.array(path)


def arrives(path, below=1e-3):
    """The first step at which the height is below a bound, or None."""
    low = np.flatnonzero(height(*path.T) < below)
    return int(low[0]) if len(low) else None


runs = {
    "small step, 0.02": roll(0.02),
    "good step, 0.17": roll(0.17),
    "too large, 0.201": roll(0.201),
    "step 0.06, momentum 0.6": roll(0.06, momentum=0.6),
}
rows = [(name, arrives(path), height(*path[-1])) for name, path in runs.items()]
table = pd.DataFrame(rows, columns=["run", "arrives at step", "height after 60"])
table["arrives at step"] = table["arrives at step"].astype("Int64")
table.round(4)

# %%
for name, step, last in rows:
    arrival = f"below 0.001 at step {step}" if step else "never below 0.001 in 60 steps"
    print(f"{name:24} {arrival}, height at the end {last:.4f}")

# %%
fig, axes = plt.subplots(2, 2, figsize=(8, 4.8), dpi=90, sharex=True, sharey=True)
x, y = np.meshgrid(np.linspace(-4.6, 2.2, 160), np.linspace(-1.7, 1.7, 120))
for ax, (name, path) in zip(axes.flat, runs.items()):
    ax.contour(x, y, height(x, y), levels=np.geomspace(0.1, 18, 6), colors="#c9d0d8", linewidths=0.9)
    ax.plot(*path.T, color=BLUE, lw=1.3, marker="o", ms=3)
    ax.plot(*path[0], "o", color=GOLD, ms=8)
    ax.plot(0, 0, "x", color=GREY, ms=8, mew=2)
    ax.set_title(name, fontsize=11)
    ax.set(xlim=(-4.6, 2.2), ylim=(-1.7, 1.7))
fig.tight_layout()
plt.show()

# %% [markdown]
# ## How large may a step be?
#
# Along the steep direction each step multiplies $y$ by $1 - \eta s$, where $s$ is the steepness. It
# shrinks only if $|1 - \eta s| < 1$, so the limit is $\eta < 2 / s$.

# %%
step_sizes = np.linspace(0.01, 0.22, 85)
ends = [height(*roll(step)[-1]) for step in step_sizes]
best = step_sizes[int(np.argmin(ends))]
print(f"limit 2 / {steepness} = {2 / steepness:.2f}; best of those tried: {best:.4f}")

fig, ax = plt.subplots()
ax.semilogy(step_sizes, ends, color=BLUE, lw=2.2)
ax.axvline(2 / steepness, color=GOLD, ls="--", lw=1.6, label="2 / steepness")
ax.set(title="Faster, faster, faster, gone", xlabel="step size", ylabel="height after 60 steps")
ax.grid(axis="y", color="#dfe3e8")
ax.legend(frameon=False)
fig.tight_layout()
plt.show()

# %% [markdown]
# The last stretch before the limit is the fastest, and right behind it everything flies apart.
# That explains an evening on which I halved a step size and a network that had produced nothing
# but `nan` began to learn.
#
# Momentum arrives earlier here with a third of the step, since the zigzag across the valley
# cancels out and the roll along it adds up.
