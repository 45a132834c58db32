"""What letters and mails say around a programme: greetings, subjects, heads, signatures, other mails quoted."""

import re

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?<![.-])")
_SIGN_OFF = re.compile(
    r"(?:(?:med )?(?:vennlig|venleg|vennleg|beste|hjertelig) (?:hilsen|helsing)|(?:med )?(?:vänlig|varma|"
    r"bästa) hälsning|(?:med )?venlig hilsen|mvh\b|hilsen\b|helsing\b|"
    r"(?:kind|best|warm) (?:regards|wishes)|sincerely|mit freundlichen grüßen|(?:viele|herzliche|beste) grüße|"
    r"hälsningar\b|cheers\b)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:hei|hallo|hi|hello|hej|dear|kjære|liebe|sehr geehrte|god (?:morgen|dag)|good morning|"
    r"guten tag)\b.{0,50}[,!]$|(?:you(?:'|’)re invited|invitation|invitasjon|innbydelse|einladung|inbjudan|"
    r"indbydelse|save the date|hold av dagen|velkommen|välkommen|welcome)[!.]?$|(?:hei|hallo|hi|hej)\b.{0,25}$|"
    r"(?:kjære|kära|kære|beste|geachte|chère?s?)\s(?:[^\W\d_]+\s?){1,3}[,!]?$|(?:madame|monsieur|mesdames|"
    r"messieurs)(?:,?\s(?:et\s)?(?:madame|monsieur|mesdames|messieurs))*[,!.]?$",
    re.IGNORECASE,
)
_MAIL_HEADER = re.compile(
    r"(?:fra|frå|from|von|från|til|till|to|an|kopi|cc|bcc|sendt|sent|gesendet|skickat|dato|date|datum|svar til|"
    r"reply-to|vedlegg|attachments?|viktighet|importance)\s?:.*(?:@|<|\.docx?|\.pdf|$)",
    re.IGNORECASE,
)
_MAIL_BREAK = re.compile(
    r"-{2,}\s?(?:original message|opprinnelig melding|opphavleg melding|ursprungligt meddelande|"
    r"ursprüngliche nachricht|"
    r"oprindelig meddelelse|forwarded message|videresendt melding|vidaresend melding|weitergeleitete nachricht)\s?-*|"
    r"(?=.{10,200}$)(?=.*(?:[0-9]{1,2}[:.][0-9]{2}|20[0-9]{2}|@)).*\b(?:skrev|skreiv|wrote|schrieb|schreef|"
    r"a écrit)\b.{0,120}:?$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:emne|subject|betreff|ämne)\s?:\s*(?:(?:sv|vs|re|fw|fwd|aw|wg)\s?:\s*)*(?P<subject>.+)$", re.IGNORECASE
)


def is_sign_off(text: str) -> bool:
    """ "Vennlig hilsen" and its like: below it stands a signature."""
    return len(text) < 60 and _SIGN_OFF.match(text) is not None


def is_greeting(text: str) -> bool:
    """ "Hei alle sammen,"."""
    return len(text) < 60 and _GREETING.match(text) is not None


def is_mail_break(text: str) -> bool:
    """ "Den 2. feb. 2027 kl. 09:14 skrev Stian <…>:", "-----Original Message-----": another mail begins below."""
    attributed = text.endswith(":") or "@" in text or text.startswith("--")
    return 10 < len(text) < 250 and attributed and _MAIL_BREAK.match(text) is not None


def is_mail_header(text: str) -> bool:
    """ "Fra: Kari <kari@…>", "Sendt: …", "Til: …"."""
    return len(text) < 300 and _MAIL_HEADER.match(text) is not None


def subject_of(text: str) -> str:
    """The subject in a mail's header line."""
    found = _SUBJECT.match(text) if len(text) < 300 else None
    return found["subject"].strip() if found else ""
