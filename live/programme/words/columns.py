"""What a column of a table holds, by its heading, in eight languages. Shared by pasted tables and CSV."""

import re

from live.programme.words.labels import SPEAKER_LABELS

_HEADINGS = {
    "start": "début debut starttijd begintijd aanvang vanaf startklokkeslett starttidspunkt anfang startsat "
    "scheduled_at avgang start starts starttid startzeit starttime fra frå from von från begin beginn begynner "
    "starter startar fra-klokkeslett inicio comienzo",
    "end": "fin final eindtijd einde tot endsat sluttider end ends slutt slutttid sluttid slut sluttidspunkt "
    "ende endzeit "
    "endtime til till to bis slutter sluttar",
    "time": "hora horas horario aika klo kello kellonaika tijd tijden heure heures horaire horaires uhrzeiten "
    "tider times tid time zeit uhrzeit klokkeslett klokka "
    "klokken kl når when wann hvornår tidspunkt tidspunkter tidsrom tidsrum",
    "minutes": "durée duree duur tidsbruk varighet varigheit lengde lengd duration dauer längd varaktighet varighed "
    "minutter minutes minuten min",
    "date": "día fecha päivä pvm jour journée journee datum dagen dato date datum dag day tag",
    "title": "workshop verksted kurs kursus course class lecture film lesson actividad actividades título "
    "ponencia sesión contenido ohjelma aihe esitys sisältö otsikko "
    "activité événement titre intitulé intitule sujet titel onderwerp programma programonderdeel sesjonstittel "
    "sessiontitle "
    "presentation presentasjon présentation beitrag inslag programmpunkte proposal betegnelse arrangement "
    "tittel title titel navn tema topic thema emne ämne hva kva what was innhold innhald inhalt innehåll "
    "indhold aktivitet activity "
    "aktivität session sesjon økt programpost programpunkt programpunkter post foredrag talk vortrag föredrag "
    "punkt event subject agenda program "
    "programm programme sak saker",
    "speakers": "ponente ponentes intervienen puhuja puhujat esittäjä author authors auteur auteurs intervenant "
    "intervenants intervenante orateur orateurs orateurs/trices "
    "spreker sprekers föredragshållare forelesar foreleser föreläsare paneldeltakere names moderators host "
    "leitung leder ledes owner foredragsholder foredragsholdere foredragshaldar foredragshaldarar innleder "
    "innledere innleiar innleiarar speaker speakers "
    "presenter presenters referent referenten referentin talare föreläsare taler talere oplægsholder oplægsholdere "
    "hvem kven who wer vem "
    "ansvarlig ansvarleg navn på foredragsholder vortragende sprecher person persons moderator medvirkende "
    "medverkande ansvar verantwortlich",
    "room": "sala aula lugar paikka tila sali salle lieu zaal ruimte locatie lokaal hörsaal stage scene bühne "
    "sålen rom room raum rum sal saal lokale "
    "lokal location sted stad ort plats place venue hvor kvar where lokasjon",
    "track": "thématique parcours tråd spor track spår parallell strøm stream strang tema/spor track/spor kategori "
    "category categories kategorie",
    "kind": "soort sesjonstype sessiontype type kind art typ slag slags",
    "description": "info informasjon information omschrijving beschrijving résumé resume text tekst detail "
    "beskrivelser innholdsbeskrivelse beskrivelse beskriving description beschreibung beskrivning abstract sammendrag "
    "samandrag om details detaljer notes merknad "
    "merknader kommentar kommentarer bemerkung",
    "language": "langue taal språk language sprache sprog lang",
    "items": "punkter punkt_er items underpunkter",
    "key": "id key uid guid code nøkkel nykel nr",
    "status": "status",
}
_ROLES = {heading: role for role, headings in _HEADINGS.items() for heading in headings.split()}
_MULTIPLE = {
    "navn på foredragsholder": "speakers",
    "start time": "start",
    "end time": "end",
    "start date": "date",
    "all day event": "",
    "end date": "",
    "start tid": "start",
    "slutt tid": "end",
    "session title": "title",
    "proposal title": "title",
    "talk title": "title",
    "session type": "kind",
    "scheduled at": "start",
    "scheduled duration": "minutes",
    "start at": "start",
    "starts at": "start",
    "ends at": "end",
    "end at": "end",
    "speaker names": "speakers",
    "speakers names": "speakers",
    "heure de début": "start",
    "heure de fin": "end",
    "heure début": "start",
    "heure fin": "end",
    "hora inicio": "start",
    "hora de inicio": "start",
    "hora fin": "end",
    "hora de fin": "end",
    "session id": "key",
    "reason": "reason",
    "speaker name": "speakers",
    "fra kl": "start",
    "frå kl": "start",
    "til kl": "end",
    "start kl": "start",
    "slutt kl": "end",
    "kl fra": "start",
    "kl til": "end",
    "fra tid": "start",
    "til tid": "end",
    "planned start": "planned_starts",
    "planned end": "planned_ends",
}
_SHORTEST_PERSON = 5  # letters of a label that heads a column of people; "by" and "ved" head none
_EDGES = re.compile(r"^[\W_]+|[\W_]+$|\s*\([^)]*\)")


def role_of(heading: str) -> str:
    """start, end, time, minutes, date, title, speakers, room, track, kind, description, language, items, key, status,
    or nothing.
    """
    named = _EDGES.sub("", heading.lower()).strip()
    if named in _MULTIPLE:
        return _MULTIPLE[named]
    if named in _ROLES:
        return _ROLES[named]
    first = re.split(r"\s*(?:/|&|\bog\b|\band\b|\bund\b|\boch\b)\s*", named, maxsplit=1)[0]
    return _ROLES.get(first) or ("speakers" if first in SPEAKER_LABELS and len(first) >= _SHORTEST_PERSON else "")
