"""What each command does, one module a command; nothing here knows the terminal."""
