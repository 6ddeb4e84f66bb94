"""A small OpenID Connect provider on this machine: HTTP, its own keys, codes used once, PKCE. It signs by ``cryptography`` alone, so that what checks its tokens is not what made them."""

import base64
import json
import threading
import time
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT, SECRET = "journal", "a secret of the tests"


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value: int) -> str:
    return b64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


@dataclass
class Key:
    name: str
    private: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    @property
    def public(self) -> dict[str, str]:
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "RSA",
            "kid": self.name,
            "use": "sig",
            "alg": "RS256",
            "n": number(numbers.n),
            "e": number(numbers.e),
        }

    def sign(self, text: bytes) -> bytes:
        return self.private.sign(text, padding.PKCS1v15(), hashes.SHA256())


KEYS = (Key("first"), Key("second"), Key("strange"))


class Provider:
    """What it says can be spoilt by each test: ``claims`` over those of an honest answer, ``header``, ``key``, ``settings``."""

    def __init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}/broker"
        self.listed, self.key = [KEYS[0]], KEYS[0]
        self.odd: list[Any] = []  # what is listed before the keys
        self.claims: dict[str, Any] = {}
        self.header: dict[str, Any] = {}
        self.settings: dict[str, Any] = {}
        self.bend = str  # what becomes of a token on its way
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.subject = "a-17"
        self.raw = b""  # instead of every answer
        self.drips = False  # a byte now and then, never the whole answer
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def lets_in(self, address: str, **more: str) -> str:
        """Somebody signs in at the page to which he was sent: the address with which he is sent back."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.issuer}/authorize"
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert (asked["response_type"], asked["client_id"], asked["code_challenge_method"]) == ("code", CLIENT, "S256")
        assert "openid" in asked["scope"].split()
        code = token_urlsafe(12)
        self.codes[code] = asked
        back = {"code": code, "state": asked["state"], "iss": self.issuer} | more
        return f"{asked['redirect_uri']}?{urlencode({name: value for name, value in back.items() if value})}"

    def _handler(provider) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_said: object) -> None: ...

            def do_GET(self) -> None:
                provider.asked.append(self.path)
                if self.path.startswith("/broker/authorize?"):  # a browser: whoever it is, he is let in
                    host = self.headers["Host"]
                    self.send_response(302)
                    self.send_header("Location", provider.lets_in(f"http://{host}{self.path}"))
                    self.end_headers()
                elif self.path == "/broker/.well-known/openid-configuration":
                    self.say(200, provider.configuration())
                elif self.path == "/broker/keys":
                    self.say(200, {"keys": [*provider.odd, *(key.public for key in provider.listed)]})
                elif self.path == "/broker/elsewhere":
                    self.send_response(302)
                    self.send_header("Location", f"{provider.issuer}/keys")
                    self.end_headers()
                else:
                    self.say(404, {})

            def do_POST(self) -> None:
                provider.asked.append(self.path)
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {name: values[0] for name, values in parse_qs(body).items()}
                self.say(*provider.exchange(form, self.headers.get("Authorization", "")))

            def say(self, status: int, what: dict[str, Any]) -> None:
                body = json.dumps(what).encode()
                body = provider.raw or body
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body) * (100 if provider.drips else 1)))
                self.end_headers()
                try:
                    if provider.drips:
                        for byte in body * 100:
                            self.wfile.write(bytes([byte]))
                            time.sleep(0.1)
                    self.wfile.write(body)
                except OSError:  # whoever asked has gone
                    self.close_connection = True

        return Handler

    def configuration(self) -> dict[str, Any]:
        own = {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize", "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys", "authorization_response_iss_parameter_supported": True,
        }  # fmt: skip
        return {name: value for name, value in (own | self.settings).items() if value is not None}

    def exchange(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        pair = base64.b64encode(f"{CLIENT}:{SECRET.replace(' ', '%20')}".encode()).decode()
        if authorization != f"Basic {pair}":
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form.get("code", ""), None)  # once
        fits = (
            asked is not None
            and form.get("redirect_uri") == asked["redirect_uri"]
            and b64(sha256(form.get("code_verifier", "").encode()).digest()) == asked["code_challenge"]
        )
        if asked is None or not fits:
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": "-",
            "token_type": "Bearer",
            "id_token": self.bend(self.token_for(asked["nonce"])),
        }

    def token_for(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": self.subject, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce,
            "auth_time": now, "name": "Имя у брокера",
        } | self.claims  # fmt: skip
        header = {"alg": "RS256", "typ": "JWT", "kid": self.key.name} | self.header
        text = ".".join(
            b64(json.dumps({k: v for k, v in part.items() if v is not None}).encode()) for part in (header, claims)
        )
        if header["alg"] == "none":
            return f"{text}."
        if header["alg"] == "HS256":  # the public key taken for a shared secret
            mac = hmac.HMAC(json.dumps(self.key.public).encode(), hashes.SHA256())
            mac.update(text.encode())
            return f"{text}.{b64(mac.finalize())}"
        return f"{text}.{b64(self.key.sign(text.encode()))}"
