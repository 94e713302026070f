# notebook: {"path": "notebooks/01_corpus.ipynb", "date": "2025-11-15T09:50:00Z"}
# %% [markdown]
# # A corpus of tickets
#
# I wanted to learn text classification on support tickets, and support tickets are private. So I
# generate some: 60 templates, 12 for each of five queues, filled with random products, places and
# politeness. The result is **synthetic**, and [the next notebook](02_classify.ipynb) shows how
# that misled me.

# %%
import random
from itertools import product
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

ROOT = next(p for p in (Path.cwd(), *Path.cwd().parents) if (p / "data").is_dir())
plt.rcParams.update({"figure.figsize": (7, 4.2), "figure.dpi": 110, "savefig.dpi": 110,
                     "figure.facecolor": "white", "axes.spines.top": False,
                     "axes.spines.right": False, "axes.edgecolor": "#4b5563",
                     "axes.titlelocation": "left"})
BLUE, GOLD, GREY = "#0b4fd6", "#c8921a", "#4b5563"

# %% [markdown]
# ## Templates

# %%
TEMPLATES = {
    "billing": [
        "I was charged twice for the {item} this {when}.",
        "The invoice for my {item} shows the wrong amount.",
        "Please send the refund for the {item} to my old card.",
        "My discount was not taken off the {item}.",
        "Why did the price of the {item} go up since {when}?",
        "I need a receipt with our company's address for the {item}.",
        "The payment for the {item} failed but my bank shows it.",
        "How do I change the card that the {item} is paid with?",
        "You took money for the {item} after I had cancelled.",
        "Can I pay for the {item} once a year instead of each {when}?",
        "The tax on the {item} seems too high.",
        "Somebody in {place} used my card to buy the {item}.",
    ],
    "delivery": [
        "The {item} has not arrived since {when}.",
        "My parcel with the {item} went to {place} instead.",
        "The tracking page for the {item} has said 'on its way' since {when}.",
        "The box was open and the {item} was missing.",
        "Can you send the {item} to my neighbour in {place}?",
        "The courier left the {item} out in the rain.",
        "I will be away this {when}, please hold the {item} back.",
        "Do you ship the {item} to {place}?",
        "Two of the {item} came although I ordered one.",
        "How long does the {item} take to {place}?",
        "The {item} came a {when} late and nobody told me.",
        "I typed the wrong street for the {item}.",
    ],
    "account": [
        "I cannot log in since {when}.",
        "The link to reset my password never comes.",
        "Please delete my account and everything you know about me.",
        "Somebody from {place} signed in as me.",
        "How do I change the email address of my profile?",
        "The code that you send to my phone is refused.",
        "I have two accounts and want to merge them.",
        "My user name is misspelt, can I correct it?",
        "Why am I signed out every {when}?",
        "My colleague in {place} left, can I take over her profile?",
        "The page says that I am locked out after three tries.",
        "I want a copy of my personal data since last {when}.",
    ],
    "fault": [
        "The {item} does not switch on any more.",
        "My {item} makes a rattling noise since {when}.",
        "The {item} gets very hot after an hour.",
        "The battery of the {item} lasts only minutes.",
        "A button of the {item} fell off this {when}.",
        "The screen of the {item} flickers.",
        "After the update the {item} keeps restarting.",
        "The {item} does not connect to the network in {place}.",
        "There is a crack in the back of the {item}.",
        "The {item} smells burnt, is it safe?",
        "I dropped the {item} in {place}, can it be repaired?",
        "Which spare part fits the {item}?",
    ],
    "advice": [
        "Which {item} is best for a small flat?",
        "Does the {item} work abroad, say in {place}?",
        "What is the difference between the two kinds of {item}?",
        "Is the {item} suitable for a child?",
        "Will there be a newer {item} this {when}?",
        "Can I try the {item} in a shop in {place}?",
        "Do you sell covers for the {item}?",
        "How much power does the {item} need?",
        "Is the {item} available in green?",
        "Does the {item} come with a manual in my language?",
        "Would you recommend the {item} to a beginner?",
        "How heavy is the {item} with everything in the box?",
    ],
}
SLOTS = {
    "item": ["kettle", "headphones", "desk lamp", "e-reader", "router", "bike light", "scales",
             "toothbrush"],
    "when": ["week", "month", "Monday", "weekend"],
    "place": ["Porto", "Lyon", "Graz", "Malmö", "Turin"],
}
OPENINGS = ["Hello,", "Good morning,", "Hi there,", ""]
CLOSINGS = ["Thanks", "Kind regards", "Please answer soon.", "This is urgent.", ""]
print(f"{sum(map(len, TEMPLATES.values()))} templates in {len(TEMPLATES)} queues")

# %% [markdown]
# ## Filling them

# %%
random.seed(7)
rows = []
for queue, templates in TEMPLATES.items():
    for number, template in enumerate(templates, 1):
        fillings = list(product(OPENINGS, *SLOTS.values(), CLOSINGS))
        texts = set()
        for opening, item, when, place, closing in random.sample(fillings, len(fillings)):
            middle = template.format(item=item, when=when, place=place)
            texts.add(" ".join(filter(None, (opening, middle, closing))))
            if len(texts) == 20:
                break
        rows += [(text, queue, f"{queue}-{number:02}") for text in sorted(texts)]
tickets = pd.DataFrame(rows, columns=["text", "queue", "template"])
tickets = tickets.sample(frac=1, random_state=7).reset_index(drop=True)
tickets.to_csv(ROOT / "data" / "tickets.csv", index=False)
print(f"{len(tickets):,} tickets, {tickets['text'].nunique():,} different texts")
tickets.head(8)

# %% [markdown]
# ## A look

# %%
words = tickets["text"].str.split().str.len()
print(f"words: median {words.median():.0f}, from {words.min()} to {words.max()}")

fig, ax = plt.subplots()
counts = [tickets.loc[tickets["queue"] == queue, "text"].str.split().str.len() for queue in TEMPLATES]
parts = ax.violinplot(counts, orientation="horizontal", showmedians=True, widths=0.8)
for body in parts["bodies"]:
    body.set(facecolor=BLUE, alpha=0.35)
for line in ("cmedians", "cbars", "cmins", "cmaxes"):
    parts[line].set(color=BLUE, linewidth=1.4)
ax.set_yticks(range(1, 6), TEMPLATES)
ax.set(title="The queues cannot be told apart by length", xlabel="words in a ticket")
ax.grid(axis="x", color="#dfe3e8")
fig.tight_layout()
plt.show()
