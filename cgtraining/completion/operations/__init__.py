"""Writing completion rules, waivers and lists of graduates."""

from cgtraining.completion.operations.approving import approve_list, attach_scan, return_to_draft, store_scan
from cgtraining.completion.operations.listing import (
    EntryChange,
    change_list,
    defer,
    discard_draft,
    draft_list,
    refresh_draft,
)
from cgtraining.completion.operations.ruling import (
    add_rule,
    begin_change,
    change_rule,
    discard_change,
    put_into_force,
    remove_rule,
)
from cgtraining.completion.operations.waiving import grant_waiver, revoke_waiver

__all__ = [
    "EntryChange",
    "add_rule",
    "approve_list",
    "attach_scan",
    "begin_change",
    "change_list",
    "change_rule",
    "defer",
    "discard_change",
    "discard_draft",
    "draft_list",
    "grant_waiver",
    "put_into_force",
    "refresh_draft",
    "remove_rule",
    "return_to_draft",
    "revoke_waiver",
    "store_scan",
]
