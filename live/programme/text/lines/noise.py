"""What pages and mails wrap around a programme: menus, sharing links, cookie banners, page numbers, icons' names,
signatures.
"""

import re

from live.programme.shapes import Notice
from live.programme.text.clocks.spans import CERTAIN, spans_in
from live.programme.text.days.dates import blanked, dates_in
from live.programme.text.lines.line import Line
from live.programme.text.lines.open_hours import open_hours
from live.programme.words.names import is_name

_NOISE = re.compile(
    r"(?:icon showing\b|ikon\b.{0,30}$|image(?:\s\d+)?$|bilde(?:\s\d+)?$|del (?:på|siden|denne)\b.{0,30}$|"
    r"dele? (?:på )?(?:facebook|twitter|x|linkedin|e-post)|"
    r"share(?: on| this| via)?\b.{0,30}$|teilen$|dela(?: på)?\b.{0,20}$|del$|facebook$|twitter$|linkedin$|"
    r"instagram$|e-post$|skriv ut$|print(?: this page)?$|"
    r"drucken$|hopp til (?:hoved)?innhold|gå til (?:hoved)?inn?h[ao]ld|skip to\b|zum inhalt|hoppa till|spring til|"
    r"naar (?:de )?inhoud|aller au contenu|siirry sisältöön|gå til indhold|(?:sie sind hier|du er her|du är här|"
    r"you are here|vous êtes ici|u bent hier):?$|(?:sign|log) in!?$|logg? inn?$|arrow$|"
    r"(?:vi bruker|vi brukar|we use|this site uses|denne siden bruker|wir verwenden|vi använder|vi bruger|"
    r"nettstedet bruker).{0,40}(?:cookies|informasjonskaps)|"
    r"(?:godta|aksepter|accept|avvis|reject|alle akzeptieren|acceptera|accepter)(?: alle| all| cookies| alla|"
    r" nødvendige)*$|lukk$|schließen$|meny$|menu$|menü$|"
    r"søk$|search$|suche$|les mer.{0,3}$|les meir.{0,3}$|read more.{0,3}$|mehr lesen$|läs mer.{0,3}$|"
    r"læs mere.{0,3}$|vis mer$|show more$|"
    r"tilbake(?: til toppen)?$|back to top$|nach oben$|til toppen$|last ned.{0,40}$|download.{0,40}$|"
    r"legg til i kalender.{0,20}$|add to calendar.{0,20}$|"
    r"(?:meld deg på|registrer deg|sign up|jetzt anmelden|anmäl dig|tilmeld dig)(?: her| here| nå| no|"
    r" now)?[!.›»>→ ]*$|"
    r"(?:påmelding|register|registration) (?:her|here|nå|no|now)[!.›»>→ ]*$|"
    r"(?:publisert|sist oppdatert|oppdatert|sist endret|sist endra|published|last updated|updated|uppdaterad|"
    r"opdateret)\b[^.]{0,12}[0-9].{0,30}$|"
    r"personvern(?:erklæring)?$|privacy policy$|©.{0,80}$|copyright\b.{0,80}$|-+ ?forwarded message ?-+$|"
    r"-+ ?videresendt melding ?-+$)",
    re.IGNORECASE,
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?<![.-])")
# What stands under or instead of a picture: its text for those who do not see it, and who took it.
_CAPTION = re.compile(
    r"(?:(?:foto(?:graf|grafi)?|photo(?:graph)?(?:er)?|ill(?:ustrasjon|ustration|\.)|image|picture|bilde|bilete|"
    r"bild|billede|grafikk|logo|video|film(?!\sa))\s?"
    r"(?::|©|/|by\s|av\s|af\s|von\s|of\s|credit)|(?:bilde(?:t)?|bilete(?:t)?|billedet?|bilden?)\s(?:viser|syner|"
    r"visar|zeigt|av|av et)\s|"
    r"(?:image|picture|photo|portrait)\s(?:of|shows|showing)\s|portrett av\s|profilbilde|skjermbilde"
    r")",
    re.IGNORECASE,
)
_CREDITED = re.compile(r"[.)]\s(?:foto|photo)\s?:", re.IGNORECASE)
_PICTURE = re.compile(r"foto|photo|ill|image|pict|portr|prof|skjerm|bil[del]|graf|logo|video|film", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"(?:(?:side|page|seite|sida|s\.|p\.)\s?[0-9]{1,3}(?:\s?(?:av|of|von|af|/)\s?[0-9]{1,3})?|"
    r"[–—-]\s?[0-9]{1,3}\s?[–—-]|[0-9]{1,3}\s?/\s?[0-9]{1,3}|[0-9]{1,2})$",
    re.IGNORECASE,
)
_EMPTY_LABEL = re.compile(r"[^\W\d_][^:.!?]{2,40}:$")
_LABEL_LINE = re.compile(r"[^\W\d_][\w ]{1,30}:(?:\s|$)")
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
# When a page was published or a mail was sent.
_STAMP = re.compile(
    r"(?:sist |last )?(?:publisert|publiserad|published|oppdatert|updated|uppdaterad|opdateret|endret|endra|"
    r"modified|stand|sendt|sent|gesendet|"
    r"skickat|aktualisiert|veröffentlicht|laatst bijgewerkt|gepubliceerd|publié|mis à jour)\b|©|copyright\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:emne|subject|betreff|ämne)\s?:\s*(?:(?:sv|vs|re|fw|fwd|aw|wg)\s?:\s*)*(?P<subject>.+)$", re.IGNORECASE
)


def is_noise(text: str) -> bool:
    """A line that is no part of what the page is about."""
    return len(text) < 200 and _NOISE.match(text) is not None


def is_stamp(text: str) -> bool:
    """ "Publisert 3. mars 2027 kl. 09:14": when the page was made."""
    return len(text) < 200 and _STAMP.match(text) is not None


def is_caption(text: str) -> bool:
    """ "Bilde av en tavle", "Foto: Ola Vik": stands at a picture."""
    return (
        len(text) < 500
        and _PICTURE.search(text) is not None
        and (_CAPTION.match(text) is not None or _CREDITED.search(text) is not None)
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


def subject_of(text: str) -> str:
    """The subject in a mail's header line."""
    found = _SUBJECT.match(text) if len(text) < 300 else None
    return found["subject"].strip() if found else ""


def without_noise(lines: list[Line]) -> tuple[list[Line], list[Notice]]:
    """The lines with noise blanked out, and a notice that says so."""
    running = _running_heads(lines)
    elsewhere = _names_at_pictures(lines) | open_hours(lines)
    kept = [
        Line(line.number, "") if _unwanted(line, running) or at in elsewhere else line for at, line in enumerate(lines)
    ]
    dropped = [line for line, now in zip(lines, kept, strict=True) if not line.blank and now.blank]
    if not dropped:
        return kept, []
    sample = ", ".join(f"“{text}”" for text in dict.fromkeys(line.text[:40] for line in dropped[:20]))
    return kept, [Notice("Left out, as no part of a programme: {lines}", {"lines": sample[:300]}, dropped[0].number)]


def _unwanted(line: Line, running: dict[str, int]) -> bool:
    text = line.text
    if not text or line.cells:
        return False
    if _is_page_number(line) or running.get(text, line.number) < line.number:
        return True
    return (is_noise(text) or is_caption(text)) and (is_stamp(text) or not _says_when(text))


def _says_when(text: str) -> bool:
    """ "Share your story 10:00–10:30" is no button, whatever it begins with."""
    return any(span.belief >= CERTAIN for span in spans_in(blanked(text, dates_in(text))))


def _names_at_pictures(lines: list[Line]) -> set[int]:
    """Two or more bare names in a paragraph that are said again below with what they are, as under portraits."""
    found: set[int] = set()
    paragraph: list[int] = []
    for at, line in enumerate([*lines, Line(0, "")]):
        if not line.blank and len(line.text) < 40 and is_name(line.text):
            paragraph.append(at)
        elif line.blank and len(paragraph) > 1 and all(_said_below(lines, one) for one in paragraph):
            found.update(paragraph)
            paragraph = []
        elif not line.blank or paragraph:
            paragraph = []
    return found


def _said_below(lines: list[Line], at: int) -> bool:
    name = f"{lines[at].text},"
    return any(name in line.text for line in lines[at + 1 : at + 30])


def _is_page_number(line: Line) -> bool:
    return len(line.text) < 20 and not line.bullet and not line.heading and _PAGE_NUMBER.match(line.text) is not None


def _running_heads(lines: list[Line]) -> dict[str, int]:
    """Heads and feet a PDF repeats on each page, by their text, with the line where each is first seen."""
    beside: dict[str, list[int]] = {}
    filled = [line for line in lines if not line.blank]
    for before, line, after in zip(filled, filled[1:], filled[2:] + filled[-1:], strict=False):
        if _is_page_number(line):
            for neighbour in (before, after):
                beside.setdefault(neighbour.text, []).append(neighbour.number)
    first = next((line for line in filled if not _is_page_number(line)), None)
    heads = {text: min(numbers) for text, numbers in beside.items() if len(set(numbers)) > 1}
    if first and first.text in beside:
        heads[first.text] = first.number
    return heads


def is_empty_label(lines: list[Line], index: int) -> bool:
    """ "Påmeldingsfrist:" with nothing behind it and nothing below it."""
    text = lines[index].text
    if not _EMPTY_LABEL.match(text):
        return False
    below = next((line for line in lines[index + 1 : index + 6] if not line.blank), None)
    return below is None or _LABEL_LINE.match(below.text) is not None


def is_mail_header(text: str) -> bool:
    """ "Fra: Kari <kari@…>", "Sendt: …", "Til: …"."""
    return len(text) < 300 and _MAIL_HEADER.match(text) is not None
