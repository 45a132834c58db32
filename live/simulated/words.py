"""What simulated people ask and answer, in the language of the event, about what is on."""

import random

QUESTIONS = {
    "nb": (
        "Hvor finner vi mer om «{title}» etterpå?",
        "Hva er det viktigste å ta med seg fra «{title}»?",
        "Kan dere gi et eksempel på dette fra egen praksis?",
        "Gjelder det samme for små virksomheter?",
        "Hvor lang tid tar dette som regel?",
        "Blir lysbildene delt?",
        "Hvem kan vi spørre når vi skal i gang?",
        "Hva gjør vi hvis fristen er for kort?",
        "Er det noe dere ville gjort annerledes i dag?",
        "Hva koster det, og hvem betaler?",
        "Finnes det en mal vi kan bruke?",
        "Hvordan henger «{title}» sammen med resten av programmet?",
    ),
    "nn": (
        "Kvar finn vi meir om «{title}» etterpå?",
        "Kva er det viktigaste å ta med seg frå «{title}»?",
        "Kan de gje eit døme på dette frå eigen praksis?",
        "Gjeld det same for små verksemder?",
        "Kor lang tid tek dette som regel?",
        "Blir lysbileta delte?",
        "Kven kan vi spørje når vi skal i gang?",
        "Kva gjer vi om fristen er for kort?",
        "Er det noko de ville gjort annleis i dag?",
        "Kva kostar det, og kven betaler?",
        "Finst det ein mal vi kan bruke?",
        "Korleis heng «{title}» saman med resten av programmet?",
    ),
    "en": (
        "Where can we read more about “{title}” afterwards?",
        "What is the most important thing to take home from “{title}”?",
        "Can you give an example of this from your own work?",
        "Does the same go for small organisations?",
        "How long does this usually take?",
        "Will the slides be shared?",
        "Whom can we ask when we begin?",
        "What do we do if the deadline is too short?",
        "Is there anything you would do differently today?",
        "What does it cost, and who pays?",
        "Is there a template we can use?",
        "How does “{title}” fit with the rest of the programme?",
    ),
}
ANSWERS = {
    "nb": ("Ja.", "Det kommer vi tilbake til.", "Det står på nettsiden vår.", "Som regel to til tre uker."),
    "nn": ("Ja.", "Det kjem vi tilbake til.", "Det står på nettsida vår.", "Som regel to til tre veker."),
    "en": ("Yes.", "We will come back to that.", "It is on our web site.", "Usually two to three weeks."),
}
CLOUD = {
    "nb": ("Samarbeid", "Tid", "samarbeid", "Gode eksempler", "Ledelse", "Trygghet", "Penger"),
    "nn": ("Samarbeid", "Tid", "samarbeid", "Gode døme", "Leiing", "Tryggleik", "Pengar"),
    "en": ("Working together", "Time", "working together", "Good examples", "Leadership", "Trust", "Money"),
}
POLLS = {
    "nb": ("Hvor godt kjenner du dette fra før?", ("Godt", "Litt", "Ikke i det hele tatt")),
    "nn": ("Kor godt kjenner du dette frå før?", ("Godt", "Litt", "Ikkje i det heile")),
    "en": ("How well do you know this already?", ("Well", "A little", "Not at all")),
}
UNQUOTED = str.maketrans(dict.fromkeys('«»“”"'))
LONGEST_TITLE = 80  # of a session, within a question


def question(language: str, title: str, number: int) -> str:
    """Return the question that is asked as the so-manieth, about a session; they repeat after all have been asked."""
    every = QUESTIONS[language]
    title = title.translate(UNQUOTED)
    short = title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rpartition(' ')[0]} …"
    return every[number % len(every)].format(title=short)


def answer(language: str) -> str:
    """Return what a simulated moderator writes."""
    return random.choice(ANSWERS[language])


def word(language: str) -> str:
    """Return what somebody answers to a poll that takes any words."""
    return random.choice(CLOUD[language])
