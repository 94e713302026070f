"""A table of the projects beside the pages, for a spreadsheet: `projects.csv`."""

import csv
from io import StringIO

from proofolio.api import Site


def projects_csv(site: Site) -> dict[str, bytes]:
    """Return the table; without projects there is none."""
    if not site.portfolio.projects:
        return {}
    table = StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(("title", "summary", "notebooks", "address"))
    for project in site.portfolio.projects:
        address = site.address + project.path
        rows.writerow((project.title, project.summary, len(project.notebooks), address))
    return {"projects.csv": table.getvalue().encode("utf-8")}
