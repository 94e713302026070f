"""Records and what the learner wrote → `Portfolio`. Pure: no clock, no environment; bytes come and go by their address."""
