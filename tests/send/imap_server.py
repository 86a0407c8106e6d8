"""A real IMAP server for tests: Debian's dovecot, with one mailbox, in a folder of its own."""

from __future__ import annotations

import base64
import getpass
import grp
import hashlib
import hmac
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.send.mail_server import USER, Certificates

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PASSWORD = "correct-horse"
KEY = b"a key for tests, and for nothing else"

CONFIG = """\
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {login_user}
first_valid_uid = 0
last_valid_uid = 0
ssl = required
ssl_cert = <{certificate}
ssl_key = <{certificate}
auth_mechanisms = {mechanisms}
mail_location = maildir:{folder}/mailbox
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mailbox
}}
namespace inbox {{
  inbox = yes
  mailbox {drafts} {{
    auto = create
    special_use = \\Drafts
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def token(user: str = USER) -> str:
    """A token that the server takes: a JWT signed with its key."""
    parts = [{"alg": "HS256", "typ": "JWT"}, {"sub": user, "iat": int(time.time()) - 10, "exp": int(time.time()) + 600}]
    words = ".".join(_coded(json.dumps(one).encode()) for one in parts)
    return f"{words}.{_coded(hmac.new(KEY, words.encode(), hashlib.sha256).digest())}"


def _coded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@dataclass
class ImapServer:
    """Where it listens, and what lies in its folders."""

    port: int
    folder: Path

    @property
    def messages(self) -> list[bytes]:
        return [file.read_bytes() for file in sorted((self.folder / "mailbox").glob(".*/cur/*"))]


@contextmanager
def imap_server(
    certificates: Certificates, *, mechanisms: str = "plain xoauth2", drafts: str = "Drafts",
) -> Iterator[ImapServer]:  # fmt: skip
    """The server, as long as the block."""
    assert DOVECOT is not None
    with tempfile.TemporaryDirectory(prefix="imap") as name:  # its sockets have paths of at most 108 letters
        folder = Path(name)
        folder.chmod(0o755)
        port = _configure(folder, certificates, mechanisms, drafts)
        with subprocess.Popen([DOVECOT, "-F", "-c", str(folder / "dovecot.conf")]) as process:
            try:
                while not _answers(port):
                    assert process.poll() is None, (folder / "log").read_text()
                    time.sleep(0.05)
                yield ImapServer(port, folder)
            finally:
                process.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _configure(folder: Path, certificates: Certificates, mechanisms: str, drafts: str) -> int:
    """Write what dovecot reads; gives its port. It refuses to do its work as root, and has users for that."""
    own, own_group = getpass.getuser(), grp.getgrgid(os.getgid()).gr_name
    is_root = os.getuid() == 0
    user, login_user, group = ("dovecot", "dovenull", "dovecot") if is_root else (own, own, own_group)
    owner = pwd.getpwnam("mail" if is_root else own)
    (folder / "mailbox").mkdir()
    os.chown(folder / "mailbox", owner.pw_uid, owner.pw_gid)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    keys = folder / "keys" / "default" / "HS256"
    keys.mkdir(parents=True)
    (keys / "default").write_text(base64.b64encode(KEY).decode())
    (folder / "oauth2.conf").write_text(
        f"introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix={folder}/keys/\n"
        "username_attribute = sub\n"
    )
    (folder / "dovecot.conf").write_text(
        CONFIG.format(
            folder=folder, user=user, login_user=login_user, group=group, uid=owner.pw_uid, gid=owner.pw_gid,
            certificate=certificates.with_key("127.0.0.1"), mechanisms=mechanisms, password=PASSWORD,
            drafts=drafts, port=port,
        )
    )  # fmt: skip
    return port
