"""提交审核: what still lacks, the chain it will go through, and who will be asked — before it is confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.errors import GongkaiError
from gongkai_web.publishing.completeness import shortcomings
from gongkai_web.publishing.drafting import EDITABLE, open_revision
from gongkai_web.publishing.findings import unanswered
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.publishing.practice import chain_for
from gongkai_web.publishing.reviewing import submit as submit_revision
from gongkai_web.publishing.secrecy import drafters
from gongkai_web.publishing.views.asking import SECTION, editable_item, today
from gongkai_web.workflow.models import Chain
from gongkai_web.workflow.picture import picture
from gongkai_web.workflow.refusing import refuse_stuck
from gongkai_web.workflow.selectors import usable_chains
from gongkai_web.workflow.staffing import staff_of


@login_required
def submit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person, item = editable_item(request, code, pk)
    revision = open_revision(item)
    if revision is None or revision.state not in EDITABLE or item.discarded_at:
        return redirect("item", code=code, pk=pk)
    chains = list(usable_chains(item.organ))
    chain = _chosen(request, item, revision, chains)
    if request.method != "POST" or "choose" in request.POST or chain is None:
        return _page(request, item, revision, chains, chain)
    try:
        submit_revision(by=person, item=item, chain=chain, lock=_lock(request), now=timezone.now())
    except GongkaiError as error:
        return _page(request, item, revision, chains, chain, error=error, status=422)
    messages.success(request, _("已提交审核。办理的人打开“今天”就能看到。"))
    return redirect("item", code=code, pk=pk)


def _chosen(request: HttpRequest, item: Item, revision: Revision, chains: list[Chain]) -> Chain | None:
    """The chain that was chosen; at first the column's own, or the one the organ prefers."""
    given = request.POST.get("chain") or request.GET.get("chain", "")
    found = next((one for one in chains if str(one.pk) == given), None)
    if found is not None or not chains:
        return found
    return chain_for(item.organ, revision.column)


def _lock(request: HttpRequest) -> int:
    given = request.POST.get("lock", "")
    return int(given) if given.isdigit() else -1


def _page(
    request: HttpRequest,
    item: Item,
    revision: Revision,
    chains: list[Chain],
    chain: Chain | None,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    shown: dict[str, Any] = {
        "organ": item.organ,
        "office_section": SECTION,
        "item": item,
        "revision": revision,
        "chains": chains,
        "chain": chain,
        "error": error,
        "missing": shortcomings(revision, today()),
        "blocking": unanswered(revision, today()),
        **(_people(item, chain) if chain else {}),
    }
    return render(request, "publishing/item_submit.html", shown, status=status)


def _people(item: Item, chain: Chain) -> dict[str, Any]:
    """Who would be asked today, and why the chain could not be gone through, if it could not."""
    staff = staff_of(item.organ, today())
    shown: dict[str, Any] = {"steps": picture(chain.parts, staff, [item.unit] if item.unit else [])}
    try:
        refuse_stuck(chain.parts, item.unit, sorted(drafters(item)), staff)
    except GongkaiError as error:
        shown["stuck"] = error
    return shown
