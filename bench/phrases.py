"""The stock of Dutch words from which `generate.py` builds its prose.

Every phrase is the project's own. Subjects are singular and verbs transitive, so that any subject, verb and
object make a sentence that a reader could meet in an annotated agenda.
"""

SUBJECTS = [
    "het voorzitterschap", "de Commissie", "het kabinet", "Nederland", "de Raad", "het Europees Parlement",
    "een kleine groep lidstaten", "de meerderheid van de lidstaten", "de juridische dienst", "het secretariaat",
    "de coördinator", "het bevoegde agentschap", "de werkgroep", "de rapporteur", "de minister",
    "de staatssecretaris", "het nationale contactpunt", "de toezichthouder", "de rechterlijke macht",
    "het maatschappelijk middenveld",
]

VERBS = [
    "steunt", "bespreekt", "onderzoekt", "verwelkomt", "betwijfelt", "verdedigt", "bepleit", "beoordeelt", "volgt",
    "waardeert", "overweegt", "onderstreept", "verheldert", "aanvaardt", "bekritiseert", "verwacht", "agendeert",
    "herhaalt", "ontraadt", "verkent",
]

INFINITIVES = [
    "steunen", "bespreken", "afwachten", "verwelkomen", "nuanceren", "onderschrijven", "bevragen", "aanvaarden",
    "toetsen", "verbreden", "uitstellen", "bepleiten",
]

OBJECTS = [
    "de voorgestelde termijn voor de omzetting", "een gezamenlijke aanpak van de buitengrens",
    "de evaluatie van het bestaande kader", "een ruimere toegang tot de gegevens",
    "de tekst die na de trilogen op tafel ligt", "het evenwicht tussen veiligheid en grondrechten",
    "een eerlijke verdeling van de lasten", "de prijs voor de uitvoerende diensten",
    "het mandaat van het agentschap", "de samenwerking met derde landen", "een beperkte uitzondering voor kleine gemeenten",
    "de grondslag in het Verdrag", "een verplichting om jaarlijks te rapporteren", "de inrichting van het toezicht",
    "het voorstel in zijn huidige vorm", "een tijdpad tot aan de zomer", "de bescherming van minderjarigen",
    "de rol van de nationale parlementen", "het gebruik van versleutelde diensten", "de erkenning van buitenlandse akten",
    "een onafhankelijk onderzoek naar de gevolgen", "het advies van de werkgroep", "het compromis over de strafmaat",
    "de aansluiting op de begroting", "de koppeling van de registers", "een nieuw hoofdstuk over rechtsmiddelen",
    "de definitie van het begrip slachtoffer", "de proef met digitale documenten", "een ondergrens voor de boetes",
    "de overgangsregeling voor lopende zaken", "het verslag van het vorige voorzitterschap",
    "de vrijwillige bijdrage van elke lidstaat", "een snellere afhandeling van verzoeken",
    "de kwaliteit van het luchtruim en de bodem", "het beheer van de gemeenschappelijke visgronden",
    "een betere ontsluiting van de open bronnen",
]

TAILS = [
    "omdat de uitvoering anders in gevaar komt", "zonder daarmee op de uitkomst vooruit te lopen",
    "mits de privacy van burgers gewaarborgd blijft", "zolang de kosten binnen de begroting vallen",
    "nu de onderhandelingen hun laatste fase ingaan", "ook als dat meer tijd vraagt",
    "zodat de praktijk tijdig kan wennen", "al lopen de meningen daarover nog uiteen",
    "wanneer de effectbeoordeling beschikbaar is", "voordat een definitief standpunt wordt bepaald",
    "mede op verzoek van de uitvoeringsorganisaties", "gelet op de ervaringen van de afgelopen jaren",
    "binnen de grenzen van het subsidiariteitsbeginsel", "met oog voor de verschillen tussen rechtsstelsels",
    "in samenhang met de andere voorstellen uit het pakket", "waarbij de menselijke maat leidend is",
    "tenzij de juridische dienst anders adviseert", "na overleg met de betrokken sectoren",
]

OPENERS = [
    "Tijdens deze zitting", "In de ochtend", "Bij dit agendapunt", "In aanvulling hierop", "Op ambtelijk niveau",
    "Anders dan vorig jaar", "Zoals gebruikelijk", "Aan het einde van de lunch", "Naar aanleiding van de motie",
    "In de komende maanden", "Op basis van de eerste lezing", "Voor zover nu bekend",
]

ATTITUDES = [
    "Nederland hecht eraan dat", "Het kabinet let er in het bijzonder op dat", "De Kamer vroeg eerder of",
    "Uit de consultatie blijkt dat", "De Commissie benadrukt dat", "Verscheidene lidstaten menen dat",
]

PASSIVES = [
    "tijdig wordt afgerond", "zorgvuldig wordt gewogen", "opnieuw wordt bezien", "voldoende wordt onderbouwd",
    "breed wordt gedragen", "in de praktijk werkbaar blijft", "niet verder wordt uitgesteld", "helder wordt afgebakend",
]

LINK_LEADS = [
    "Zie hierover het dossier", "De achtergrond staat in", "Eerdere stukken zijn gebundeld onder", "Dit raakt aan",
    "Het verloop is te volgen via", "Meer over de voorgeschiedenis staat bij",
]

TOPICS = [
    "Terugkeer van vreemdelingen", "Uitwisseling van politiegegevens", "Bescherming van getuigen", "Luchtkwaliteit in steden",
    "Herstel van de natuur", "Vangstmogelijkheden op de Noordzee", "Etikettering van levensmiddelen",
    "Grensoverschrijdend thuiswerken", "Veiligheid van speelgoed", "Toegang tot het betalingsverkeer",
    "Belasting op energie", "Uitbreiding met nieuwe lidstaten", "Bescherming van journalisten",
    "Digitale identiteit", "Kwetsbare volwassenen", "Faillissementen over de grens", "Handel in drugsgrondstoffen",
    "Weerbaarheid van onderzeese kabels", "Steun aan buurlanden", "Nachttreinen en spoorvervoer", "Verpakkingsafval",
    "Kunstmatige intelligentie in het onderwijs", "Bestrijding van witwassen", "Visumvrij reizen",
    "Elektronische dossiers in de zorg", "Gelijke beloning", "Ontbossing in de keten", "Consumentenkrediet",
    "Rechten van passagiers", "Noodhulp na overstromingen", "Jeugdwerkloosheid", "Ruimtevaart en satellieten",
]

INSTRUMENTS = ["Verordening", "Richtlijn", "Mededeling", "Aanbeveling", "Actieplan", "Raadsconclusies"]

TREATMENTS = [
    "Gedachtewisseling", "Beleidsdebat", "Stand van zaken", "Algemene oriëntatie", "Voortgangsrapportage",
    "Goedkeuring", "Informatie van het voorzitterschap", "Informatie van de Commissie", "Aanname conclusies",
    "Politiek akkoord",
]

SECTIONS = ["Inhoud", "Achtergrond", "Inzet Nederland", "Krachtenveld"]

PARTS = ["I. Wetgevende beraadslagingen", "II. Niet-wetgevende werkzaamheden"]

# id, name in the title of a meeting
FORMATIONS = [
    ("jbz", "Raad Justitie en Binnenlandse Zaken"), ("raz", "Raad Algemene Zaken"), ("rbz", "Raad Buitenlandse Zaken"),
    ("ecofin", "Raad Economische en Financiële Zaken"), ("lv", "Landbouw- en Visserijraad"), ("milieu", "Milieuraad"),
    ("wsbvc", "Raad Werkgelegenheid en Sociaal Beleid"), ("vte", "Raad Vervoer, Telecommunicatie en Energie"),
]

PRESIDENCIES = [
    "Nederland", "Slowakije", "Malta", "Estland", "Bulgarije", "Oostenrijk", "Roemenië", "Finland", "Kroatië",
    "Duitsland", "Portugal", "Slovenië", "Frankrijk", "Tsjechië", "Zweden", "Spanje", "België", "Hongarije",
]
