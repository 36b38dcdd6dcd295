"""E-mail: the message's own text, its subject as title, its sender as publisher, its day as the day of publication."""

from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

from etl.documents.content import Content, Raw
from etl.documents.html import page
from etl.errors import DocumentError


def read(raw: Raw) -> Content:
    """Read a message; attachments stay unread, their names are kept."""
    message = message_from_bytes(raw.data, policy=default)
    body = message.get_body(("html", "plain"))
    if body is None or not message.keys():
        raise DocumentError(raw.path.name, "it is no e-mail message with a text", "Save it again as .eml or as text.")
    text = str(body.get_content()).replace("\r\n", "\n")
    subject = " ".join(str(message.get("subject", "")).split())
    if body.get_content_type() == "text/html":
        text = page(text).text
    names = [name for part in message.iter_attachments() if (name := part.get_filename())]
    return Content(
        text=f"# {subject}\n\n{text}" if subject else text,
        format="eml",
        title=subject,
        publisher=_sender(message),
        published=_day(str(message.get("date", ""))),
        meta={"attachments": "; ".join(names)} if names else {},
    )


def _sender(message: EmailMessage) -> str:
    try:
        address = message["from"].addresses[0]
    except (AttributeError, IndexError, TypeError, ValueError):
        return ""
    return str(address.display_name or address.domain)


def _day(stamp: str) -> date | None:
    try:
        return parsedate_to_datetime(stamp).date()
    except (ValueError, TypeError, IndexError):
        return None
