"""网页的各区: every area of pages, once; addresses and the side list are read off here."""

from __future__ import annotations

from bancheng.web import basics
from bancheng.web.account import urls as account
from bancheng.web.addresses import urls as addresses
from bancheng.web.administration import urls as administration
from bancheng.web.api_clients import urls as api_clients
from bancheng.web.archive import urls as archive
from bancheng.web.attachments import urls as attachments
from bancheng.web.bulletin import urls as bulletin
from bancheng.web.channels import urls as channels
from bancheng.web.departments import urls as departments
from bancheng.web.enquiries import urls as enquiries
from bancheng.web.exchange import urls as exchange
from bancheng.web.figures import urls as figures
from bancheng.web.flowchart import urls as flowchart
from bancheng.web.improvement import urls as improvement
from bancheng.web.items import urls as items
from bancheng.web.ledgers import urls as ledgers
from bancheng.web.lists import urls as lists
from bancheng.web.meetings import urls as meetings
from bancheng.web.notices import urls as notices
from bancheng.web.oversight import urls as oversight
from bancheng.web.papers import urls as papers
from bancheng.web.public import urls as public
from bancheng.web.revisit import urls as revisit
from bancheng.web.rota import urls as rota
from bancheng.web.running import urls as running
from bancheng.web.scoring import urls as scoring
from bancheng.web.screening import urls as screening
from bancheng.web.stations import urls as stations
from bancheng.web.workbench import urls as workbench

AREAS = (
    attachments,
    lists,
    ledgers,
    enquiries,
    items,
    improvement,
    oversight,
    figures,
    bulletin,
    scoring,
    flowchart,
    revisit,
    exchange,
    rota,
    meetings,
    departments,
    screening,
    stations,
    administration,
    account,
    api_clients,
    addresses,
    channels,
    running,
    notices,
    workbench,
    papers,
    archive,
    public,
)

SIDE = (*basics.SIDE, *(entry for area in AREAS for entry in area.SIDE))
