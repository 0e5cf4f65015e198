"""Requests drawn from the description, right and wrong ones: no fault, no answer that is not told.

Every operation is asked with bodies, parameters and headers that fit its description and with ones
that do not. Each request is signed on its way in, so that what is tried is what lies behind the
door; the door itself is tried in ``test_signed_requests``. Cases there are real ones, so that acts
reach the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from io import BytesIO
from itertools import count
from typing import Any
from urllib.parse import quote

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from bancheng.api.describing import document
from bancheng.channels import speakers
from bancheng.channels.models import Setup
from bancheng.clients.models import Client as Account
from bancheng.clients.scopes import SCOPES
from bancheng.core.acts import ACTS
from bancheng.people.appoint import appoint
from bancheng.people.seats import unit_by_code
from bancheng.wire import signing
from bancheng.wire.client import Client
from bancheng.wire.signing import Asked
from tests.api.partner import partner
from tests.api.talking import client_of
from tests.casework.hall import Hall
from tests.channels.orders import a_channel, order
from tests.web.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection")]
WHEN = "2026-11-24 10:00"
KEYS = count(1)
SENSIBLE: dict[str, object] = {
    **dict.fromkeys(
        ("matter", "text", "reason", "opinion", "basis", "question", "missing"), "写明"
    ),
    **dict.fromkeys(("next_step", "where_to_go", "minutes", "present", "said", "proposal"), "写明"),
    **dict.fromkeys(("name", "signature", "for_person"), "秦桂芳"),
    **dict.fromkeys(("until_on", "decided_due_on", "carry_out_on"), "2026-11-30"),
    **dict.fromkeys(("to_user", "person", "second_person", "helper", "asked_person"), "lin"),
    "phone": "13900005512",
    "channel": "counter",
    "ground": "not_accepted",
    "kind": "general",
    "means": "phone",
    "lead": "housing",
    "supporting": ["land"],
    "answer": "result",
    "outcome": "done",
    "solved": "solved",
    "refusal": "litigation",
    "signing": "here",
    "papers": "complete",
    "understood": True,
}
POSTS = (
    ("office", "leading_office"),
    ("group", "leading_group"),
    ("supervision", "supervision"),
    ("housing", "department"),
)
Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A request does not end the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def signing_all(client: Client) -> Application:
    """The program, before which stands somebody who signs whatever comes."""
    handler = WSGIHandler()

    def application(environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        environ["REMOTE_ADDR"] = "127.0.0.1"
        headers = {
            name: environ.get("HTTP_" + name.upper().replace("-", "_"), "")
            for name in signing.SIGNED_TOO
        }
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        method, query = environ["REQUEST_METHOD"], environ.get("QUERY_STRING", "")
        try:
            seal = client.seal(Asked(method, path, query, body, headers))
        except ValueError:  # a header that can be no line: nobody could have signed it
            seal = {}
        for name, value in seal.items():
            environ["HTTP_" + name.upper().replace("-", "_")] = value
        answer: Iterable[bytes] = handler(environ, start)
        return answer

    return application


def try_all(client: Client, numbers: list[str], examples: int) -> Counter[int]:
    """Ask every operation so many times, rightly and wrongly; how often each status came."""
    import schemathesis
    from schemathesis.core.result import Ok
    from schemathesis.generation import GenerationMode

    schema = schemathesis.openapi.from_dict(without_the_door())
    schema.app = signing_all(client)
    came: Counter[int] = Counter()
    wrong: list[str] = []
    for result in schema.get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()
        for mode in GenerationMode:
            try:
                cases = operation.as_strategy(generation_mode=mode)
                ask(cases, numbers, examples, came)
            except Unsatisfiable:  # what asks for nothing cannot be asked wrongly
                continue
            except BaseExceptionGroup as error:
                wrong.append(f"{operation.label} {mode}: {error!r}\n{told(error)}")
    assert not wrong, "\n".join(wrong)
    return came


def told(error: BaseExceptionGroup[BaseException]) -> str:
    """What schemathesis has to say, one failure after another."""
    return "\n".join(str(each) for each in error.exceptions)


def without_the_door() -> dict[str, Any]:
    """The description without its four headers, since somebody else sets these."""
    told = deepcopy(document())
    del told["security"], told["components"]["securitySchemes"]
    return told


def ask(cases: st.SearchStrategy[Any], numbers: list[str], many: int, came: Counter[int]) -> None:
    """So many requests of one operation."""
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    @settings(
        max_examples=many,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, number=st.sampled_from(numbers), plain=st.booleans())
    def once(case: Any, number: str, plain: bool) -> None:
        lead_on(case, number, plain)
        answer = case.call()
        came[answer.status_code] += 1
        case.validate_response(answer, excluded_checks=[positive_data_acceptance])

    once()


def lead_on(case: Any, number: str, plain: bool) -> None:
    """Let more requests come as far as the rules: a case that is there, a key that is new, and in
    every other right request values that make sense. Wrong ones stay as wrong as they were drawn.
    """
    right = case.meta.generation.mode.is_positive
    if "case_no" in (case.path_parameters or {}) and (plain or right):
        case.path_parameters["case_no"] = quote(number)
    if "setup" in (case.path_parameters or {}) and (plain or right):
        case.path_parameters["setup"] = Setup.objects.get().pk
        if right and plain:
            case.path_parameters["hears"] = "messages"
            case.body = order(f"H-{next(KEYS)}", f"m-{next(KEYS)}")
            return
    if not right or case.method != "POST":
        return
    case.headers[signing.ONCE] = f"drawn-{next(KEYS):08d}"
    if plain:
        case.headers.pop(signing.MATCH, None)
        act = case.path.rpartition("/")[2]
        names = [a.name for a in ACTS[act if act in ACTS else "register"].fields]
        fitting = {name: SENSIBLE[name] for name in names if name in SENSIBLE}
        case.body = {"given": fitting}


def numbers_of(hall: Hall) -> list[str]:
    """Cases at several stages, and a channel that hears."""
    speakers.name(a_channel(), Account.objects.all(), "keeper", NOW)
    return [hall.register(WHEN), hall.placed(WHEN), hall.ended(WHEN)]


def check(came: Counter[int], at_least: int) -> None:
    """Enough was asked, some of it was done, and nothing broke."""
    assert came.total() >= at_least
    assert {200, 201, 400, 404, 409, 422} <= set(came), came
    assert came[200] + came[201] >= at_least // 30, came
    assert max(came) < 500, came


def speaking_for_all(hall: Hall) -> Client:
    """A program whose account holds so many posts that most acts are its to do."""
    who = partner(scopes=tuple(SCOPES))
    for unit, role in POSTS:
        appoint(who.client.user, unit_by_code(unit), role, NOW.date())
    return client_of(who)


def test_five_hundred_requests_meet_no_fault_and_no_untold_answer(hall: Hall) -> None:
    check(try_all(speaking_for_all(hall), numbers_of(hall), 4), 500)


@pytest.mark.database  # the other engine has its turn at night
@pytest.mark.nightly
def test_five_thousand_requests_meet_no_fault_and_no_untold_answer(hall: Hall) -> None:
    check(try_all(speaking_for_all(hall), numbers_of(hall), 40), 5000)
