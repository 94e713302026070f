"""From what code uses to what its author can do."""
