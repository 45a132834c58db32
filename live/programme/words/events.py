"""The words by which a line shows that it names an event, or does not. Tables only; `text.event.naming` weighs them."""

EVENT_WORDS = tuple(
    """dag dagen dagar dagarna kveld kvelden kväll kvällen aften natt natten uke uka veka uken woche week
    helg helga helgen weekend seminar seminaret seminarium seminariet webinar webinaret konferanse
    konferansen konferanser conference konferenz konferens konferensen symposium symposiet symposion møte
    møtet mote meeting meetup möte mötet møde mødet treffen treff træf träff ting tinget årsting kurs
    kurset course workshop workshops verksted verkstedet arbeidsverksted samling samlinga samlingen forum
    forumet kongress congress kongressen festival festivalen summit tagung fachtag fachtagung stevne
    stevnet lansering launch hackathon camp leir leiren freizeit marked markt market messe messa fair expo
    kickoff kick-off webinarserie nettverksmøte fest festen feier gala jubileum jubiläum anniversary
    retreat convention rally assembly generalforsamling årsmøte årsmöte landsmøte landsmöte landsmøde
    fagdag temadag kursdag studiedag dagkurs studietur excursion exkursion ekskursjon tour turnering
    lesestund foreldremøte elternabend informasjonsmøte hearing høring debatt open-house academy akademi
    school skole sommerskole summer-school utstilling vernissage konsert concert konzert bijeenkomst
    congres studiemiddag themadag middag-seminar boktorget teater congrès assemblée journée rencontre
    rencontres réunion kolloquium colloquium kollokvium colloque avond opplæring opplæringskveld
    utvekslingssamarbeid kafé café kafe""".split()
)
"""Words, or ends of words, that make a line more likely the name of an event."""

PAGE_PHRASES = (
    "eldre saker", "les også", "del saka", "del saken", "about us", "om oss", "våre arrangementer",
    "kommende arrangementer",
)  # fmt: skip
PAGE_WORDS = (
    tuple(
        """overview oversikt oversyn übersicht översikt kalender calendar kalenter nyheter news aktuelt
        aktuellt arrangementer arrangement events aktiviteter aktivitetar home hjem forside startside
        forsiden program info informasjon information meny menu eldre-saker les-også publikasjoner start hovedmeny
        hovudmeny huvudmeny hovedmenu hauptmenü
        tilbake kontakt contact about om login sitemap spørsmål faq presse media bilder bilete gallery
        galleri del-saka inställt avlyst cancelled abgesagt aflyst fullt fulltegnet""".split()
    )
    + PAGE_PHRASES
)
"""What pages call their parts; no event is called that."""

FACT_LABELS = frozenset(
    """sted stad plats ort place venue where hvor kvar wo servering påmelding anmeldung anmälan tilmelding
    pris price cost kostnad arrangør arrangör arrangørar organiser organizer veranstalter utgiver
    publisert språk language sprache målgruppe tid time zeit when når wann dato date datum adresse address
    telefon phone tlf kontakt contact e-post email ansvarlig oppmøte lenke lenkje link zoom teams foto
    photo ordstyrer møteleder moderator registration lokale room rom frist deadline merknad nb obs note
    hinweis besökare besøkende visitors besucher publikum plasser platser seats nivå level nivåer kategori
    category form format samarrangör i-samarbeid""".split()
)
"""Labels of facts about a session or the event: neither a title nor a point of its own."""
