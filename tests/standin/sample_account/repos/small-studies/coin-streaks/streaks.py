# %% [markdown]
# # The longest streak in a hundred throws
# Ask somebody to make up 100 throws of a coin, and they avoid streaks. A coin does not.

# %%
import random
from collections import Counter
from itertools import groupby

# %%
def longest_streak(throws):
    """The longest run of equal throws."""
    return max(len(list(run)) for _, run in groupby(throws))


# %% [markdown]
# Three series that can be checked by hand.

# %%
assert longest_streak("HHT") == 2
assert longest_streak("HTHT") == 1
assert longest_streak("TTTT") == 4

# %% [markdown]
# ## Ten thousand series
# The seed is fixed, so that the figures in the README can be found again.

# %%
coin = random.Random(7)
longest = [longest_streak([coin.random() < 0.5 for _ in range(100)]) for _ in range(10_000)]

print("mean", sum(longest) / len(longest))
print("six or more", sum(length >= 6 for length in longest) / len(longest))
print(sorted(Counter(longest).items()))
