"""What a view has to know of the reader's browser."""

import re

from flask import request

# Views inside apps: WeChat and WeCom, DingTalk, Feishu, QQ, Alipay, Weibo, Baidu, and those of Facebook and LINE.
APPS = re.compile(r"MicroMessenger|wxwork|DingTalk|Lark|Feishu|\bQQ/|AlipayClient|Weibo|baiduboxapp|FBA[NV]|\bLine/")


def in_wechat() -> bool:
    """WeChat's built-in browser: it stays signed in with its owner's phone, and does not save files."""
    return "MicroMessenger" in request.user_agent.string


def inside_an_app() -> bool:
    """Such views usually lack service workers and forget what a page keeps: nothing works there without a network."""
    return APPS.search(request.user_agent.string) is not None
