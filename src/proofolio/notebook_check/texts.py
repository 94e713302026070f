"""What texts in code say: statements of SQL, and addresses of databases."""

import ast
import re
from typing import Final

from proofolio.notebook_check.cells import CodeCell
from proofolio.notebook_check.gathered import Gathered

_ADDRESS: Final = re.compile(
    r"(sqlite|postgres(?:ql)?|mysql|mongodb|redis|neo4j|bolt|oracle|mssql|snowflake|bigquery|duckdb)"
    r"(?:\+\w+)?(?:\+s)?://"
)
"""A database's address, as in `create_engine("postgresql://…")`."""
_SQL: Final = re.compile(
    r"\s*(?:--[^\n]*\n\s*)*(SELECT|select|WITH|INSERT\s+INTO|CREATE\s+(?:OR\s+REPLACE\s+)?(?:TEMP\w*\s+)?(?:TABLE|VIEW)"
    r"|UPDATE|DELETE\s+FROM|DROP\s+TABLE)\s"
)
_SQL_GOES_ON: Final = re.compile(r"\b(?:FROM|from|TABLE|VIEW|INTO|SET|VALUES)\s")


def read_text(gathered: Gathered, cell: CodeCell | None, node: ast.Constant) -> None:
    """Note what a text says."""
    if isinstance(node.value, str) and len(node.value) > 8:
        address = _ADDRESS.match(node.value)
        if address:
            gathered.note("argument", f"database={address[1]}", cell, node.lineno)
        elif "sqlite_master" in node.value:
            gathered.note("argument", "database=sqlite", cell, node.lineno)
        sql = _SQL.match(node.value)
        if sql and _SQL_GOES_ON.search(node.value, sql.end(1)):
            word = sql[1].split()[0].lower()
            gathered.note("argument", f"sql={word}", cell, node.lineno)
