"""What the organisers' form sends: fields and a file, of a size that is looked at before it is read."""

from starlette.datastructures import UploadFile
from starlette.requests import Request

from live.pages.reading import bodies
from live.programme.files import is_packed
from live.rules.errors import TooLarge
from live.rules.wishes.programme import File

LARGEST_PROGRAMME = 2 * 1024 * 1024  # bytes, as text
LARGEST_FILE = 8 * 1024 * 1024  # bytes of a Word file or a PDF, pictures included
MOST_CORRECTED = 300  # sessions; who has more corrects the source
MOST_FIELDS = 30 + (MOST_CORRECTED + 2) * 10


async def sent(request: Request) -> bodies.Body:
    """Return the fields of a form with a file, or of JSON. Refuses `too_large`."""
    if int(request.headers.get("content-length") or 0) > LARGEST_FILE + 3 * LARGEST_PROGRAMME:
        raise TooLarge("That is more than can be taken at once.")
    if request.headers.get("content-type", "").startswith("application/json"):
        return bodies.from_json(await bodies.content(request, 3 * LARGEST_PROGRAMME))
    async with request.form(max_fields=MOST_FIELDS, max_files=1, max_part_size=LARGEST_PROGRAMME) as fields:
        words = [(name, value) for name, value in fields.multi_items() if isinstance(value, str)]
        files = {name: await _file(value) for name, value in fields.multi_items() if isinstance(value, UploadFile)}
    return bodies.gathered(words) | files


async def _file(upload: UploadFile) -> File | str:
    """A file that was chosen; nothing when none was."""
    content = await upload.read(LARGEST_FILE + 1)
    if len(content) > (LARGEST_FILE if is_packed(content) else LARGEST_PROGRAMME):
        raise TooLarge("That is more than can be taken at once.")
    return File(upload.filename, content) if upload.filename else ""
