"""Which stage (vaihe) a mention's own words support, and whether they tell of the project's own at all.

A mention that tells no stage takes one over from other mentions of its page. That is the page's
knowledge, but not what these words say, and never what they say of their own time.
"""

from __future__ import annotations

from sotenlp.annotation import Measure
from sotenlp.schema import Status

STATED = "stated"
OUT_OF_SCOPE = "out_of_scope"
MODALITIES = (STATED, "conditional", "uncertain", OUT_OF_SCOPE)
"""Modalities of a mention, the plainest first."""


def may_join(mention: Measure) -> bool:
    """Whether a mention may tie its measure to what other projects have: what all pages say does not,
    nor does what the page puts out of scope."""
    return not mention.boilerplate and mention.modality != OUT_OF_SCOPE


def stated_stage(mention: Measure) -> Status:
    """The stage that the mention's own words tell; unspecified where it was taken over from others."""
    return mention.status if mention.status_basis == STATED else Status.UNSPECIFIED


def supported_stage(status: Status, modality: str) -> Status | None:
    """The stage that a statement supports.

    What a page says only conditionally or uncertainly is a plan at most; what it puts out of scope
    is no stage at all (None).
    """
    if modality == OUT_OF_SCOPE:
        return None
    if modality == STATED or status in {Status.UNSPECIFIED, Status.PLANNED}:
        return status
    return Status.PLANNED
