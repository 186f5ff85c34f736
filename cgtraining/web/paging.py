"""Lists in pages."""

from typing import Any

from flask import request
from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select

from cgtraining.database import db

PER_PAGE = 50


def page_of(select: Select[Any], per_page: int = PER_PAGE) -> Pagination:
    """The page of `select` that the address asks for (`?page=2`); beyond the end it is empty, never an error."""
    number = request.args.get("page", 1, type=int)
    return db.paginate(select, page=max(number, 1), per_page=per_page, error_out=False)
