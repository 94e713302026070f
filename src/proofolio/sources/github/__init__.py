"""A GitHub account: its profile and its repositories."""
