"""Where the work comes from: GitHub, links to notebooks, folders, and what plug-ins add."""
