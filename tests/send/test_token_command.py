"""`guidegen token`: the libraries of Microsoft and Google, with stand-ins for their servers and for the keyring."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import keyring
import pytest

from generator.errors import OutputError, UsageError
from generator.send.google import google_login, google_token
from generator.send.microsoft import microsoft_token
from tests.projects import guidegen
from tests.send.mail_server import USER

TENANT = "https://login.microsoftonline.com/organizations"


@pytest.fixture(autouse=True)
def stored(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """A keyring that forgets."""
    kept: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(keyring, "get_password", lambda service, user: kept.get((service, user)))
    monkeypatch.setattr(keyring, "set_password", lambda service, user, secret: kept.update({(service, user): secret}))
    return kept


@dataclass
class Answer:
    """What a server answers."""

    content: dict[str, Any]
    status_code: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return json.dumps(self.content)

    def raise_for_status(self) -> None:
        assert self.status_code < 400


@dataclass
class Microsoft:
    """Their servers, as far as a device code needs them."""

    token: Callable[[], dict[str, Any]]
    asked: list[str] = field(default_factory=list)

    def get(self, url: str, **_: Any) -> Answer:
        return Answer({
            "tenant_discovery_endpoint": f"{TENANT}/v2.0/.well-known/openid-configuration", "issuer": f"{TENANT}/v2.0",
            "authorization_endpoint": f"{TENANT}/authorize", "token_endpoint": f"{TENANT}/token",
            "device_authorization_endpoint": f"{TENANT}/devicecode", "metadata": [],
        })  # fmt: skip

    def post(self, url: str, **_: Any) -> Answer:
        self.asked.append(url.rpartition("/")[2])
        if url.endswith("/devicecode"):
            return Answer({
                "user_code": "ABCD", "device_code": "x", "expires_in": 60, "interval": 0,
                "message": "open https://microsoft.com/devicelogin and type ABCD",
            })  # fmt: skip
        return Answer(self.token())

    def close(self) -> None:
        """Nothing is open."""


def given(user: str = USER, **more: Any) -> dict[str, Any]:
    """A token, as Microsoft gives one."""
    now = int(time.time())
    claims = {
        "aud": "app", "iss": f"{TENANT}/v2.0", "iat": now, "exp": now + 3600, "sub": "s", "preferred_username": user
    }  # fmt: skip
    coded = [base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in ({"alg": "x"}, claims)]
    info = base64.urlsafe_b64encode(json.dumps({"uid": "u", "utid": "t"}).encode()).decode()
    return {
        "access_token": "first", "refresh_token": "again", "expires_in": 3600, "token_type": "Bearer",
        "scope": "https://outlook.office.com/SMTP.Send https://outlook.office.com/IMAP.AccessAsUser.All",
        "id_token": ".".join([*coded, "x"]), "client_info": info, **more,
    }  # fmt: skip


def test_a_device_code_and_then_no_question(stored: dict[tuple[str, str], str]) -> None:
    told: list[str] = []
    server = Microsoft(given)
    assert microsoft_token(USER, "app", "organizations", told.append, server) == "first"
    assert told == ["open https://microsoft.com/devicelogin and type ABCD"]
    assert server.asked == ["devicecode", "token"]
    assert list(stored) == [("guidegen token microsoft", USER)]
    assert microsoft_token(USER, "app", "organizations", None, server) == "first"
    assert len(server.asked) == 2, "the token still holds"


def test_a_token_that_ends_is_made_again() -> None:
    server = Microsoft(lambda: given(expires_in=1))
    microsoft_token(USER, "app", "organizations", lambda _: None, server)
    server.token = lambda: given(access_token="second")
    assert microsoft_token(USER, "app", "organizations", None, server) == "second"


def test_a_login_that_has_ended() -> None:
    server = Microsoft(lambda: given(expires_in=1))
    microsoft_token(USER, "app", "organizations", lambda _: None, server)
    server.token = lambda: {"error": "invalid_grant", "error_description": f"AADSTS700082: expired for {USER}"}
    with pytest.raises(OutputError, match=r"Microsoft gives no token: AADSTS700082: expired for \(address\)"):
        microsoft_token(USER, "app", "organizations", None, server)


def test_somebody_else_logs_in(stored: dict[tuple[str, str], str]) -> None:
    with pytest.raises(OutputError, match="somebody else than --user says"):
        microsoft_token(USER, "app", "organizations", lambda _: None, Microsoft(lambda: given("other@example.org")))
    assert stored == {}


def test_nobody_has_logged_in() -> None:
    for provider in (["microsoft", "--client", "app"], ["google"]):
        ran = guidegen("token", *provider, "--user", USER)
        assert (ran.code, ran.out) == (1, "")
        assert "nobody has logged in on this machine; once: the same command with --login" in ran.err


def test_what_a_login_needs() -> None:
    ran = guidegen("token", "microsoft", "--user", USER, "--login")
    assert (ran.code, "--login needs --client" in ran.err) == (2, True)


def google_answers(status: int, content: dict[str, Any]) -> Callable[..., Any]:
    """Google's server for tokens."""

    class Response:
        data = json.dumps(content).encode()

    Response.status, Response.headers = status, {}  # type: ignore[attr-defined]
    return lambda **_: Response()


def test_google(stored: dict[tuple[str, str], str]) -> None:
    stored["guidegen token google", USER] = json.dumps({"refresh_token": "r", "client_id": "c", "client_secret": "s"})
    assert google_token(USER, google_answers(200, {"access_token": "ya29.x", "expires_in": 3599})) == "ya29.x"
    revoked = google_answers(400, {"error": "invalid_grant", "error_description": "Token has been revoked."})
    with pytest.raises(OutputError, match=r"Google gives no token: .*revoked.*; log in again with --login"):
        google_token(USER, revoked)


def test_a_file_that_is_no_client(tmp_path: Any) -> None:
    (tmp_path / "client.json").write_text("{}")
    with pytest.raises(UsageError, match="is not the file of an OAuth client"):
        google_login(USER, tmp_path / "client.json", lambda _: None)
