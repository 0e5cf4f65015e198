"""网址 of the interface: version 1, every address of which answers in JSON."""

from django.urls import URLPattern, path

from bancheng.api.acting import act_operation
from bancheng.api.cases import cases_operation
from bancheng.api.channels import heard_operation
from bancheng.api.codes import standard_operation, units_operation
from bancheng.api.describing import openapi_document
from bancheng.api.files import read_operation, send_operation
from bancheng.api.one_case import case_operation
from bancheng.api.turning_away import no_such_address

urlpatterns: list[URLPattern] = [
    path("openapi.json", openapi_document, name="api-openapi"),
    path("standard", standard_operation, name="api-standard"),
    path("units", units_operation, name="api-units"),
    path("cases", cases_operation, name="api-cases"),
    path("cases/<str:case_no>", case_operation, name="api-case"),
    path("files", send_operation, name="api-files"),
    path("cases/<str:case_no>/files/<str:file_id>", read_operation, name="api-file"),
    path("cases/<str:case_no>/<str:act>", act_operation, name="api-act"),
    path("channels/<int:setup>/<str:hears>", heard_operation, name="api-channel"),
    path("<path:rest>", no_such_address, name="api-nowhere"),
    path("", no_such_address, name="api-root"),
]
