"""A correction proposed by a student or parent: its states and their words (3.5)."""

from enum import StrEnum


class ProposalState(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REPLACED = "replaced"


STATE_WORDS = {
    ProposalState.OPEN: "ждёт ответа",
    ProposalState.ACCEPTED: "принято",
    ProposalState.DECLINED: "не принято",
    ProposalState.REPLACED: "заменено новым",
}
