"""What code uses → what its author can do."""
