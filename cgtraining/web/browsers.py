"""What a view has to know of the reader's browser."""

from flask import request


def in_wechat() -> bool:
    """WeChat's built-in browser: it stays signed in with its owner's phone, and does not save files."""
    return "MicroMessenger" in request.user_agent.string
