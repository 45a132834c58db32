"""What people call food and rest, in the languages programmes are read in. Tables only; `breaks` weighs them."""

import re

BREAK = frozenset(
    """pause pausen pauser paus pausa pauze break breaks recess intermission interval lunsj lunsjen lunch lunchen
    lunches fika beinstrekk beinstrekken bensträckare mittag mittagessen imbiss déjeuner nonsmat entracte
    pause-café pauses tauko tauot lounas lounastauko kahvitauko almuerzo pausas descanso merienda middagpauze
    theepauze borrel abendbrot apéro teatime timeout rast brotzeit vesper zwischenmahlzeit elevenses repas soupe sopa
    fællesspisning spisning fellesmåltid måltid""".split()
)
"""Words that make a short title a break."""

ENDS_IN_FOOD = re.compile(r"[^\W\d_]{2,20}(?<!kli)(?<!for)(?<!auto)(?<!diplo)(?<!to)(?<!pri)mat$")
"""Compounds with what is eaten last, and not a climate: "grillmat"."""

DINNERS = re.compile(r"(?!(?:etter|efter|for|för|før)middag)[^\W\d_]{3,16}(?:middag|bankett|banquet)$")
"""Compounds of a dinner: "festmiddag", and not an afternoon."""

MINGLED = re.compile(
    r"(?:lunch|lunsj|fika|kaffe|kaffi|frukost|frokost)(?:mingel|minglin|mingling|stund|bord|buffet|buffé|kø)$"
)
"""Compounds in which a break comes first: "lunchmingel"."""

BREAK_HEADS = (
    "pause",
    "pausen",
    "pausa",
    "paus",
    "pauze",
    "fika",
    "lunsj",
    "lunch",
    "break",
    "imbiss",
    "strekk",
    "kaffe",
    "kaffi",
    "rast",
    "borrel",
    "tauko",
    "lounas",
    "maaltijd",
    "frokost",
    "frukost",
    "frühstück",
    "ontbijt",
    "mittagessen",
    "abendessen",
    "måltid",
    "kahvi",
)
"""Ends of compounds that make them breaks: "fruktpause", "mittagsimbiss", "formiddagskaffe"."""

REFRESHMENT = frozenset(
    """kaffe kaffi kaffen coffee kaffee café koffie te tea tee thé thee frokost breakfast frühstück frukost
    middag dinner abendessen aftensmad aftensmat supper mat mad food refreshment refreshments
    forfriskninger forfriskningar förfriskningar erfrischungen snack snacks buffet buffé kaker kake kaka
    kage kager cake cakes frukt frukter frugt fruit obst snitter servering morgenmad brunch kuchen
    fingermat smørbrød smørrebrød smörgås smörgåsar fralla frallor macka mackor rundstykker rundstykke
    boller bolle bullar bulle vafler vaffel vaflar våfflor waffeln suppe soppa soep soup sandwich
    sandwiches sandwicher scones biscuits cookies pastries muffins brötchen häppchen hapjes broodjes taart
    gebak lefse lefser kringle doughnuts donuts kanelboller kanelbullar is repas cocktail kveldsmat kvällsmat aftenkaffe
    vesperbrot goûter viennoiseries petit-déjeuner apéritif collation picknick picnic piknik pique-nique niste
    matpakke nistepakke nistemat matpakker madpakker eplekake gløgg brød brot bröd brood bread ost cheese
    pizza pølser pølse korv korvar taco salat grøt gröt saft eten drinken kaffekopp dricka dricke lemonade juice pie
    pies mince
    croissant croissants pannekaker pannekake wein brezeln brezel wine beer vin øl öl bier bobler prosecco sekt
    mulled bite brus bubbel kahvi
    aamukahvi
    aamiainen päivällinen illallinen desayuno comida cena refrigerio cafés thés""".split()
)
"""Words that make a break only among companions of their kind ("kaffe og mingling", not "kaffe i Colombia")."""

MEALS = frozenset(
    """frokost breakfast frühstück frukost ontbijt petit-déjeuner desayuno aamiainen middag mittagessen dinner diner
    dîner abendessen aftensmad aftensmat kveldsmat kvällsmat supper brunch almuerzo cena lounas""".split()
)
"""Meals that one more word may tell apart ("Let frokost", "Sandwich lunch"), whatever the word is."""

REFRESHMENT_HEADS = tuple(
    """macka mackor smörgås smörgåsar koffie kaker kake kaka kage kuchen cake brød brot suppe soppa frukt frugt
    boller bullar buffet buffé kaffe kaffee snacks servering""".split()
)
"""Heads of compounds: "fruktkaker", "Suppenbuffet"."""

SMALL_WORDS = frozenset(
    """og and und och en et & + / m/ med mit with met avec i in im at på the ein eine a la le du les il het
    de der die das den serveras serveres serverast served cream av for til to autour d un une des aux au
    avec con ja y e å ute inne outside outdoors draußen ude utendørs""".split()
)

BEFORE_A_BREAK = frozenset(
    """kort korte kurz kurze kurzer lang lange langer long short liten lita lille liten litt lett lite little
    light kleine kleiner klein korte mini micro quick enkel enkelt einfacher einfaches simple felles
    gemeinsame gemeinsamer gemeinsames gemensam fælles gezamenlijke shared communal group midday noon
    morning afternoon evening mid-morning formiddag ettermiddag formiddags eftermiddag eftermiddags
    vormittag nachmittag morgen refreshment comfort stretch networking walking working standing packed hot
    warm warme warmer varm varme god gode deilig nydelig velfortjent wohlverdiente välförtjänt well-earned
    grande petite courte liten andre første annen ny second first another siste last noe noko some small
    welcome continental light begrüßungs obligatorisk tapas partagé vegetarisk vegan free gratis servert
    bring-your-own own medbrakt medbragt egen eigne digital screen""".split()
)
"""What may stand before a break's name: how long, how good, when, with whom."""

COMPANIONS = (
    REFRESHMENT
    | SMALL_WORDS
    | BEFORE_A_BREAK
    | frozenset(
        """mingling mingel minglin nettverk networking nettverking nätverkande netværk utstilling utstillere
        exhibition ausstellung utställning foyer foajeen foajé lobby kantina kantinen kantine cafeteria
        restaurant restauranten min minutter minutes minuten minuter minutters minutt små noe noko alle
        ilmoittautuminen acogida registro recepción llegada acreditación inscriptions bit drikke drikkevarer
        drinks getränke registrering registration registrierung anmeldung
        ankomst ankommen ankunft eintreffen ausklang attåt tilbehør einlass arrival arrivals drop drop-in check-in
        checkin check
        incheckning
        innsjekk insläpp inschrijving inloop ontvangst accueil oppmøte frammøte fremmøte framkomst samling
        innslipp doors open close ankomst omvisning pust strekk beina bena bakken served serveres servert
        serverast available kurzer große time timers hour påfyll registratie fraternel convivial dopp
        fikabröd kaffebröd dopp prat sang sång gesang austausch begegnung pratstund chat samvær samvär
        sosialt badges name names beinstrekk navneskilt navneskilte navneskilter navnelapp navnelapper namnelappar
        namnskyltar
        namensschilder nametags tags vann water luft frisk""".split()
    )
)

BREAK_PHRASES = (
    "pust i bakken", "pust i bakka", "strekk på beina", "strekke på beina", "strekk på bena", "strekke på bena",
    "strekk på beinet", "time out", "bio break", "zeit für kaffee", "ben sträckare", "sträck på benen", "stræk benene",
    "beine vertreten", "luftetur", "leg stretch", "stretch your legs", "time to stretch", "benen strekken",
    "frisk luft",
)  # fmt: skip

NOT_A_BREAK = frozenset(
    """foredrag seminar seminarium webinar talk panel workshop verksted keynote debatt diskusjon diskussion
    discussion etter after efter nach før before vor vår bak behind uten without ohne utan room rooms ut
    briefing meeting club speech speaker møte möte tale tal vortrag föreläsning oplæg over über om about""".split()
)
