"""The citizen's side of requests: six short pages, a receipt, where my request stands; no account."""
