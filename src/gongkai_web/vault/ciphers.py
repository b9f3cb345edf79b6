"""The two ciphers, both with a tag that shows every change: AES-256-GCM, and SM4-GCM (GB/T 32907) where it is asked for."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

NONCE_BYTES, TAG_BYTES = 12, 16


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    key_bytes: int
    algorithm: type[algorithms.AES | algorithms.SM4]


KINDS = {kind.code: kind for kind in (Kind("aes-256-gcm", 32, algorithms.AES), Kind("sm4-gcm", 16, algorithms.SM4))}


def new_key(kind: Kind) -> bytes:
    return secrets.token_bytes(kind.key_bytes)


def encrypt(kind: Kind, key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """Nonce, ciphertext, tag. `bound_to` is not in it, and must be the same when it is opened."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    box = Cipher(kind.algorithm(key), modes.GCM(nonce)).encryptor()
    box.authenticate_additional_data(bound_to)
    sealed = box.update(plain) + box.finalize()
    return nonce + sealed + box.tag


def decrypt(kind: Kind, key: bytes, sealed: bytes, bound_to: bytes) -> bytes | None:
    """None where the key is another one, or a bit is not as it was written."""
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        return None
    nonce, body, tag = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:-TAG_BYTES], sealed[-TAG_BYTES:]
    box = Cipher(kind.algorithm(key), modes.GCM(nonce, tag)).decryptor()
    box.authenticate_additional_data(bound_to)
    try:
        return box.update(body) + box.finalize()
    except InvalidTag:
        return None
