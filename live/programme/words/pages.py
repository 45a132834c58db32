"""What pages and mail programs put around what they are about: buttons, banners, feet. Tables only."""

import re

BUTTONS = frozenset(
    """del;dele;del siden;del denne siden;facebook;twitter;x;linkedin;instagram;youtube;e-post;epost;email;e-mail;mail;
    skriv ut;print;drucken;seite drucken;teilen;dela;share;tweet;lukk;close;schließen;stäng;luk;sluiten;fermer;meny;
    menu;menü;hovedmeny;hovudmeny;huvudmeny;hauptmenü;main menu;søk;sök;search;suche;søg;zoeken;rechercher;les mer;
    les meir;read more;mehr lesen;mehr erfahren;weiterlesen;läs mer;læs mere;lees meer;lire la suite;vis mer;
    vis meir;visa mer;vis mere;show more;mehr anzeigen;show less;vis mindre;tilbake;tilbake til toppen;til toppen;
    tillbaka;back;back to top;zurück;nach oben;zum seitenanfang;arrow;icon;logo;legg til i kalender;legg i kalender;
    add to calendar;zum kalender hinzufügen;lägg till i kalender;lägg till i kalendern;tilføj til kalender;
    føj til kalender;in kalender speichern;save to calendar;meld deg på;meld deg på her;meld deg på nå;
    meld deg på no;registrer deg;registrer deg her;påmelding her;gå til påmelding;til påmelding;sign up;
    sign up here;sign up now;register;register now;register here;book now;book tickets;book your place;get tickets;
    buy tickets;kjøp billett;kjøp billetter;kjøp billetter her;køb billet;köp biljett;tickets kaufen;jetzt anmelden;
    zur anmeldung;hier anmelden;anmäl dig;anmäl dig här;till anmälan;tilmeld dig;tilmeld dig her;schrijf je in;
    sign in;log in;logg inn;logg inn her;logga in;log ind;anmelden;einloggen;min side;mine sider;my account;
    mein konto;save;save this event;lagre;follow;følg;folgen;følg oss;følg os;følj oss;följ oss;follow us;
    folgen sie uns;report this event;about this event;more events;all events;personvern;personvernerklæring;
    personvern og informasjonskapsler;personvern og cookies;privacy;privacy policy;privacy notice;privacy statement;
    datenschutz;datenschutzerklärung;datenschutzhinweise;impressum;barrierefreiheit;erklärung zur barrierefreiheit;
    agb;nutzungsbedingungen;integritetspolicy;personuppgifter;behandling av personuppgifter;privatlivspolitik;
    databeskyttelse;tilgjengelighet;tilgjengelighetserklæring;tilgjengeligheitserklæring;tilgængelighed;
    tilgængelighedserklæring;tillgänglighet;tillgänglighetsredogörelse;accessibility;accessibility statement;terms;
    terms of use;terms of service;terms and conditions;terms & conditions;brukervilkår;vilkår;vilkår og betingelser;
    sitemap;nettstedkart;nettstadkart;site map;inhaltsverzeichnis;sidfot;alle rettigheter reservert;
    all rights reserved;alle rechte vorbehalten;tips en venn;send til en venn;abonner;abonnieren;subscribe;
    prenumerera;newsletter;nyhetsbrev;nyhedsbrev;newsletter abonnieren;rss;rss-feed;til hovedinnhold;
    fant du det du lette etter;fant du det du lette etter?;ja nei;var denne siden nyttig;var denne siden nyttig?;
    was this page helpful?;fann du det du leita etter?;hjälpte informationen dig?;war diese seite hilfreich?;
    dela sidan;om webbplatsen;om nettstedet;om nettstaden;facebook linkedin e-post;facebook twitter linkedin;
    se også;sjå også;se även;see also;siehe auch;se kart;vis kart;vis i kart;show map;view map;karte anzeigen;
    visa karta;åpne i kart;skip navigation;last ned;download;herunterladen;ladda ner;going fast;almost full;
    sold out;sales end soon;utsolgt;utseld;fulltegnet;få plasser igjen;ausgebucht;fullbokat;udsolgt;find events;
    create events;skip main navigation;refund policy;tags;search events;hosted by;
    tietosuojaseloste;saavutettavuusseloste;cookiepolitik;privacyverklaring;mentions légales;plan du site;
    jaa facebookissa;see all;you may also like;code of conduct;get your ticket;get your tickets""".replace(
        "\n    ", ""
    ).split(";")
)
"""Whole lines, in small letters, that are to be pressed or lead elsewhere."""

BEGINNINGS = re.compile(
    r"(?:icon showing\b|ikon\b.{0,30}$|(?:image|bilde)(?:\s\d+)?$|del (?:på|siden|denne)\b.{0,30}$|"
    r"dele? (?:på )?(?:facebook|twitter|x|linkedin|e-post)|share(?: on| this| via)?\b.{0,30}$|"
    r"(?:dela|teilen)(?: på| auf)?\b.{0,20}$|hopp til (?:hoved)?inn?h[ao]ld|hopp til navigasjon|"
    r"gå (?:til|direkte til) (?:hoved|hovud)?inn?h[ao]ld|skip to\b|zum (?:haupt)?inhalt|"
    r"(?:hoppa )?till (?:huvud)?innehåll|"
    r"spring til|naar (?:de )?inhoud|aller au contenu|siirry sisältöön|gå til (?:hoved)?indhold|"
    r"(?:sie sind hier|du er her|du är här|you are here|vous êtes ici|u bent hier):?$|"
    r"last ned.{0,40}$|download.{0,40}$|(?:legg til i|add to|lägg till i|tilføj til) (?:kalender|calendar).{0,20}$|"
    r"(?:meld deg på|registrer deg|sign up|jetzt anmelden|anmäl dig|tilmeld dig)(?: her| here| nå| no|"
    r" now| här)?[!.›»>→ ]*$|"
    r"(?:påmelding|register|registration) (?:her|here|nå|no|now)[!.›»>→ ]*$|"
    r"(?:publisert|sist oppdatert|oppdatert|sist endret|sist endra|published|last updated|updated|uppdaterad|"
    r"opdateret)\b[^.]{0,12}[0-9].{0,30}$|"
    r"©.{0,80}$|copyright\b.{0,80}$|-+ ?forwarded message ?-+$|-+ ?videresendt melding ?-+$|"
    r"(?:tilbake til|back to|zurück zu[rm]?|tillbaka till|tilbage til) (?:the |der |alle? )?"
    r"(?:forsid|framsid|start|arrangement|kalend|oversikt|oversyn|översikt|oversigt|übersicht|overview|"
    r"nyhe|news|top|søk|search|event|"
    r"evenemang|veranstaltung|list|home|aktuel|calendar).{0,20}$|"
    r"(?:følg|følj|follow|följ|folgen sie) (?:oss|os|us|uns)\b.{0,40}$|powered by\b.{0,40}$|"
    r"(?:microsoft )?teams(?:-| )?(?:meeting|møte|besprechung|möte|møde)$|"
    r"microsoft teams(?: need help\?)?$|join on your computer\b|"
    r"(?:click here to )?join the meeting(?: now)?$|join (?:zoom|teams) meeting$|"
    r"(?:klikk her for å )?bli med (?:på|i) møtet\b.{0,20}$|"
    r"(?:meeting|møte|besprechungs|webinar|möte)[- ]?id\s?:|pass(?:code|ord)\s?:|passcode\b|kenncode\s?:|"
    r"kennwort\s?:|"
    r"download teams\b|dial.?in by phone|or call in\b|find a local number|one tap mobile|for organizers\s?:|"
    r"alle rechte vorbehalten|all rights reserved|need help\?|phone conference id)",
    re.IGNORECASE,
)
"""How such lines begin."""

COOKIES = re.compile(
    r"cookie|informa[st]jonskaps|informationskaps|\bkakor|personopplysning.{0,40}samtykke", re.IGNORECASE
)
CONSENT = re.compile(
    r"(?:godta|godkjenn|tillat|aksepter|accept|allow|avvis|reject|decline|alle akzeptieren|akzeptieren|"
    r"ablehnen|acceptera|accepter|"
    r"tillåt|godkänn|avböj|afvis|tillad|kun|bare|nur|only|endast|enbart|använd bara|use)?"
    r"(?: (?:alle|all|alla|kun|bare|only|nur|endast|de))*"
    r"(?: (?:cookies|informasjonskapsler|kakor|nødvendige|naudsynte|necessary|essential|notwendige[n]?|nödvändiga))*"
    r"(?: (?:cookies|informasjonskapsler|kakor))?$",
    re.IGNORECASE,
)
_SETTINGS = (
    r"(?:manage|cookie|endre|tilpass|administrer|hantera|individuelle)[- ]?(?:preferences|settings|"
    r"einstellungen|innstillinger|"
    r"inställningar|indstillinger|val|valg|datenschutzeinstellungen)"
)
SETTINGS = re.compile(rf"{_SETTINGS}$", re.IGNORECASE)
_OF_THE_SITE = (
    r"we use|uses|use of|accept|consent|setting|preference|policy|improve|experience|website|web site|"
    r"site|vi bruker|vi brukar|bruker|"
    r"brukar|nettsted|nettside|nettstad|samtykke|godta|wir verwenden|verwendet|webseite|website|akzeptier|"
    r"einwillig|einstellung|"
    r"vi använder|använder|webbplats|godkänn|inställning|alla|vi bruger|bruger|hjemmeside|personvern|"
    r"datenschutz|om |all|alle|kun|only|nur"
)
OF_THE_SITE = re.compile(rf"\b(?:{_OF_THE_SITE})", re.IGNORECASE)
"""What a line with cookies says when they are none to eat."""

LETTERS_TO_GET = re.compile(r"newsletter|nyhetsbrev|nyhedsbrev|nieuwsbrief|mailing ?list|for updates", re.IGNORECASE)
TO_GET = re.compile(
    r"\b(?:abonner|meld deg|sign up|subscribe|abonnieren|anmelden|melden sie|prenumerera|tilmeld|få|"
    r"receive|our|vårt|vår|"
    r"unseren|unser|vores|ontvang)\b",
    re.IGNORECASE,
)
"""Letters a reader is asked to have sent."""

MENU_WORDS = frozenset(
    """hjem;heim;home;hem;start;startside;startsiden;startseite;forside;forsiden;framside;framsida;accueil;aktuelt;
    aktuellt;aktuelles;nyheter;nyheder;news;nachrichten;arrangement;arrangementer;arrangementa;events;event;
    veranstaltungen;evenemang;kalender;calendar;kontakt;contact;english;norsk;deutsch;svenska;dansk;medlemmer;
    mitglieder;members;presse;press;media;publikasjoner;publikationen;publications;tjenester;tenester;services;
    service;studium;studier;forskning;forsking;research;forschning;forschung;ansatte;tilsette;staff;jobs;jobb;
    karriere;butikk;shop;nettbutikk;galleri;gallery;termine;search;login;om;about;åpningstider;opningstider;
    opening hours;öppettider;åbningstider;öffnungszeiten;billetter;tickets;biljetter;utstillinger;utstillingar;
    exhibitions;utställningar;udstillinger;ausstellungen;besøk oss;besøk;visit;visit us;samlinger;samlingar;
    planlegg besøket;plan your visit;besuch;eintritt;skoler;skular;schools;bibliotek;biblioteket;læring;produkter;
    products;temaer;themen;fag;lokallag;om oss;om os;about us;über uns;kontakt oss;kontakta oss;kontakt os;
    contact us;ledige stillinger;ledige stillingar;for ansatte;logg inn;bli medlem;for medlemmer;våre tilbud;
    what we do;who we are;was wir tun;wer wir sind;se og gjøre;oppdag mer;what's on;get involved;our work;etusivu;
    palvelut;tapahtumat;yhteystiedot;ajankohtaista;hae;nieuws;activiteiten;over ons;zoeken;actualités;qui sommes-nous;
    nous contacter;boutique;borger;erhverv;politik;selvbetjening""".replace("\n    ", "").split(";")
)
"""What the parts of a site are called in its menu."""
