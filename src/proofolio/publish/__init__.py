"""What the learner meets on the way to strangers: the workflow, and what is remembered of files we wrote."""
