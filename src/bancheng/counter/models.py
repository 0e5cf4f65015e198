"""The tables of this room, gathered for Django."""

from __future__ import annotations

from bancheng.counter.answer_row import Answer, AnswerUse, AnswerVersion
from bancheng.counter.choice_row import CentreChoice
from bancheng.counter.enquiry_row import Enquiry, EnquiryBefore
from bancheng.counter.place_row import Place, PlaceCheck
from bancheng.counter.slip_given_row import SlipGiven

__all__ = [
    "Answer",
    "AnswerUse",
    "AnswerVersion",
    "CentreChoice",
    "Enquiry",
    "EnquiryBefore",
    "Place",
    "PlaceCheck",
    "SlipGiven",
]
