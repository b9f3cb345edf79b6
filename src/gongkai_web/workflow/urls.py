from django.urls import path

from gongkai_web.workflow.views import chains, rounds

_CHAIN, _ROUND = "office/<str:code>/chains/<int:pk>/", "office/<str:code>/rounds/<int:pk>/"

urlpatterns = [
    path("office/<str:code>/chains/", chains.chains, name="chains"),
    path("office/<str:code>/chains/copy/", chains.copy, name="chain_copy"),
    path(_CHAIN, chains.chain, name="chain"),
    path(f"{_CHAIN}bring-back/", chains.bring_back, name="chain_bring_back"),
    path(f"{_CHAIN}retire/", chains.retire, name="chain_retire"),
    path(f"{_CHAIN}reinstate/", chains.reinstate, name="chain_reinstate"),
    path(f"{_CHAIN}prefer/", chains.prefer, name="chain_prefer"),
    path(_ROUND, rounds.round_, name="round"),
    path(f"{_ROUND}decide/", rounds.decide, name="round_decide"),
    path(f"{_ROUND}withdraw/", rounds.withdraw, name="round_withdraw"),
    path(f"{_ROUND}remind/", rounds.remind, name="round_remind"),
    path(f"{_ROUND}settle/", rounds.settle, name="round_settle"),
]
