"""The citizen's side of requests: five short pages, a receipt, where my request stands; no account."""
