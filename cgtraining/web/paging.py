"""Lists in pages."""

from typing import Any

from flask import request
from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select

from cgtraining.database import db
from cgtraining.web.numbers import row_number

PER_PAGE = 50


def page_of(select: Select[Any], per_page: int = PER_PAGE) -> Pagination:
    """The page of `select` that the address asks for (`?page=2`); beyond the end it is empty, never an error."""
    number = request.args.get("page", 1, type=row_number)
    return db.paginate(select, page=max(number, 1), per_page=per_page, error_out=False)


class ListPage(Pagination):
    """A page of rows that are in memory already; looks like any other page to the pager."""

    def _query_items(self) -> list[Any]:
        rows: list[Any] = self._query_args["rows"]
        return rows[self._query_offset : self._query_offset + self.per_page]

    def _query_count(self) -> int:
        return len(self._query_args["rows"])


def page_of_rows(rows: list[Any], per_page: int = PER_PAGE) -> Pagination:
    """The page of `rows` that the address asks for; beyond the end it is empty, never an error."""
    number = request.args.get("page", 1, type=row_number)
    return ListPage(page=max(number, 1), per_page=per_page, error_out=False, rows=rows)
