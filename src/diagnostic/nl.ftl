# What the program says in Dutch, each under its key. The same keys and variables stand in the other catalogue.

hint = tip ({$sureness})
no-code = er is geen melding `{$name}`; {$hint}
sureness-certain = zeker
sureness-choose = kies
sureness-by-hand = met de hand
corrected = {$file}:{$line}: verbeterd ({$codes})
not-corrected = `{$file}` is niet verbeterd: {$why}
untouched-encoding = het is geen tekst in UTF-8
untouched-changed = het is veranderd sinds het gelezen werd
untouched-link = het is een symbolische link
untouched-outside = het ligt buiten het project
untouched-record = het is een register van het programma
untouched-sealed = het hoort bij een verzegelde vergadering
corrections = { $count ->
        [0] er is niets te verbeteren zonder dat iemand ernaar kijkt
        [one] één verbetering
       *[other] {$count} verbeteringen
    }
plain = {$words}
quoted = `{$words}`
write = schrijf `{$words}`
did-you-mean = bedoelt u `{$word}`?
rename-it = geef het een andere naam
rename-the-file = geef het bestand een andere naam
a-single-value = één waarde
a-list = een lijst
a-table = een tabel
nothing = niets
unreadable-file = het is niet te lezen: {$reason}
    .hint = kijk of u er leesrechten op hebt
    .about = Het bestand of de map is niet te lezen. Kijk of het bestaat en of u er rechten op hebt.
is-a-folder = het is een map
not-a-file = het is geen bestand
    .hint = zet er een bestand voor in de plaats
    .hint-folder = geef de map een andere naam, of zet hier het bestand dat bedoeld is
does-not-exist = het bestaat niet
permission-denied = geen toegang
missing-config =
    .hint = maak er een met in elk geval `title = "…"`, of geef met `--root` de map van de site
    .about = Er is geen `site.toml` in de map. Maak er een, of geef met `--root` de goede map.
link-loop = de symbolische link leidt terug naar een map waar hij zelf in staat
    .hint = verwijder de link
    .about = Een symbolische link leidt terug naar een map waar hij zelf in staat. Verwijder de link.
link-chain = deze symbolische link wordt pas na te veel andere bereikt
    .hint = kopieer de bedoelde map, of laat de link er rechtstreeks naar wijzen
dangling-link = de symbolische link wijst naar iets dat niet bestaat
    .hint = herstel of verwijder de link
    .about = Een symbolische link wijst naar iets dat niet bestaat. Herstel of verwijder hem.
outside-project = de symbolische link leidt buiten `content`, `static`, `templates` en `languages`
    .hint = kopieer het bestand naar het project
    .about = Een symbolische link leidt buiten de mappen `content`, `static`, `templates` en `languages`; daar wordt niets gelezen. Kopieer het bestand naar een van deze mappen.
hidden-target = de symbolische link leidt naar iets dat op zijn plaats verborgen is, en dus niet wordt gepubliceerd
    .hint = kopieer het bestand, of laat de link naar iets anders wijzen
unusable-name = `{$name}` kan geen deel van een adres zijn
    .hint = gebruik letters zonder accenten, cijfers, streepjes, lage streepjes en punten
    .about = Met deze naam kan een bestand, map of vroeger adres geen deel van een adres zijn, of niet op elk systeem en in elk archiefpakket staan. Gebruik letters zonder accenten, cijfers, streepjes, lage streepjes en punten. Een bijlage mag ook spaties en letters met accenten in haar naam hebben, maar geen `:`, `?` of `*`, geen spatie of punt aan het eind, en niet de naam van een apparaat van Windows, zoals `con.pdf`. Een naam heeft hooguit 240 bytes, een heel pad 1000.
strange-name = de naam is geen UTF-8 of er staat een stuurteken in
unexpected-file = van deze plaats wordt niets gepubliceerd
    .hint = zet het in `content/meetings/<id>`, `content/dossiers` of `content/pages`
    .hint-meeting = zet het in een eigen map: `content/meetings/<id>/agenda.md`
    .hint-depth = Markdown-bestanden van een vergadering staan rechtstreeks in haar map
    .hint-dossier = een dossier is één bestand: `content/dossiers/<id>.md`
    .about = Op deze plaats wordt niets gepubliceerd. Verplaats het bestand, of laat de naam met `_` beginnen.
leftover-file = `{$name}` is achtergelaten door een tekstprogramma of het besturingssysteem; het wordt niet gepubliceerd
    .hint = verwijder het, of geef het een andere naam als het wel gepubliceerd moet worden
    .about = Een tekstprogramma, een kantoorprogramma of het besturingssysteem heeft een bestand achtergelaten, zoals `agenda.md~`, `~$brief.docx` of `Thumbs.db`. Het wordt nergens gepubliceerd, genoemd, verpakt of verzegeld. Verwijder het.
recorded-leftover = `{$address}` is gepubliceerd, hoewel een programma het had achtergelaten; het gaat uit het overzicht
    .hint = u hoeft niets te doen; `voetnoot build` haalt het weg
hidden-file = wat met een punt begint, wordt niet uit `static` gepubliceerd
    .hint = verwijder het; moet het toch gepubliceerd worden, zet `{$path}` dan onder `hidden_files` in `site.toml`
misnamed-file = het bestand heet `{$name}` en is daardoor geen {$meant ->
        [agenda] agenda
       *[report] verslag
    }
    .hint = noem het `{$name}`
    .hint-annex = noem het `{$name}`, of aanvaard deze waarschuwing in de front matter als het een bijlage is
    .about = Een bestand heet bijna zoals het moet heten om betekenis te hebben: `Agenda.md` of `verslag.md` in plaats van `agenda.md` of `report.md`, `agenda.MD` of `agenda.md.txt`, of een dossier met een hoofdletter in de naam. Geef het de juiste naam.
misnamed-near = het bestand heet `{$name}`, en dat is bijna `{$meant}.md`
misnamed-folder = uit een map met deze naam wordt niets gelezen, alleen uit `{$meant}`
misnamed-ending = de naam eindigt niet op `.md`, zodat het bestand niet wordt gelezen
misnamed-dossier = de id van een dossier heeft kleine letters, en deze is `{$id}`
file-too-large = het bestand is {$megabytes} MB groot
    .hint = verdeel het over meer stukken
    .about = Een tekstbestand is groter dan 64 MB, of heeft meer dan 20.000 koppen, 200.000 alinea’s of 100.000 verwijzingen naar noten. Verdeel het over meer stukken.
too-many-headings = dit bestand heeft meer dan {$most} koppen; vanaf hier is niets gelezen
too-many-footnotes = dit bestand heeft meer dan {$most} voetnoten; vanaf hier is niets gelezen
too-many-paragraphs = dit bestand heeft meer dan {$most} alinea’s; vanaf hier is niets gelezen
empty-file = het bestand is leeg
    .hint = schrijf er iets in of verwijder het
    .about = Het bestand is leeg. Schrijf er iets in of verwijder het.
invalid-utf8 = de byte {$byte} is geen UTF-8
    .hint = sla het bestand op met de codering UTF-8
    .about = Het bestand is geen UTF-8. De melding wijst naar het eerste teken dat niet klopt; sla het bestand op met de codering UTF-8.
control-character = het stuurteken {$character} kan niet op een pagina staan
    .hint = verwijder het
    .about = Er staat een stuurteken in het bestand dat niet op een pagina kan staan. Verwijder het.
control-characters = het stuurteken {$character} kan niet op een pagina staan (in het geheel {$count} zulke tekens)
missing-front-matter = het bestand begint niet met front matter
    .hint = begin met een regel `---`, dan `title: …`, dan weer een regel `---`
    .about = Het bestand begint niet met front matter. Begin met een regel `---`, dan `title: …`, dan weer `---`.
unclosed-front-matter = de front matter heeft geen laatste regel `{$fence}`
    .hint = zet een regel `{$fence}` onder de laatste sleutel
    .about = De laatste regel `---` of `+++` van de front matter ontbreekt.
malformed-yaml = de front matter is geen geldige YAML: {$reason}
    .hint = een waarde met een dubbele punt, een hekje of een haak erin komt tussen dubbele aanhalingstekens
second-yaml = hier begint een tweede YAML-document
    .hint = houd één tabel met sleutels tussen de streepjes
nested-too-deeply = de front matter is te diep genest
    .hint = gebruik hooguit enkele niveaus
yaml-anchor = ankers en aliassen van YAML horen niet in front matter
    .hint = schrijf de waarde uit
no-key = een sleutel moet één woord zijn
    .hint = schrijf `sleutel: waarde`
toml-no-value = hier ontbreekt een waarde
    .hint = schrijf een waarde achter het teken `=`, of verwijder de regel
toml-no-quotes = een tekst staat tussen dubbele aanhalingstekens
toml-curly-quotes = gekrulde aanhalingstekens begrenzen geen tekst
toml-assignment = tussen een sleutel en haar waarde staat één teken `=`
    .hint = schrijf `sleutel = "waarde"`
toml-behind = achter de waarde staat nog iets
    .hint = zet wat erachter staat op een regel van zichzelf, of verwijder het
toml-head = de haak van deze tabel wordt niet gesloten
    .hint = schrijf `[naam]`, of `[[naam]]` als er meer van kunnen zijn
toml-brackets = in deze lijst of tabel ontbreekt een komma of een haak, of er staat een komma te veel
    .hint = schrijf `["a", "b"]` of `{"{"} a = 1, b = 2 {"}"}`
toml-escape = een `\` tussen dubbele aanhalingstekens begint een teken dat TOML niet kent
    .hint = zet de waarde tussen enkele aanhalingstekens
toml-key = een sleutel bestaat uit letters zonder accent, cijfers, `-` en `_`
    .hint = verbeter de sleutel, of zet haar tussen dubbele aanhalingstekens
toml-date = deze datum of tijd bestaat niet
    .hint = schrijf een dag als `2024-06-13`
toml-number = dit getal is niet geschreven zoals TOML getallen schrijft
    .hint = schrijf alleen cijfers, of zet het als tekst tussen dubbele aanhalingstekens
toml-sign = hier staat een teken dat in TOML niet kan staan
    .hint = verwijder het, of typ de regel opnieuw
toml-depth = lijsten of tabellen zijn te diep in elkaar gezet
    .hint = gebruik hooguit enkele niveaus
malformed-toml = dit is geen geldige TOML: {$reason}
    .hint = tekst komt tussen dubbele aanhalingstekens, een eigen tabel onder `[naam]`
duplicate-key = de sleutel `{$key}` staat hier voor de tweede keer
    .hint = houd er één over
    .about = Een sleutel staat er twee keer. Houd er één over.
key-of-the-site = onder `[formations]` is `{$key}` het id van een formatie
    .hint = zet de sleutel boven de eerste regel met blokhaken
unknown-key = de sleutel `{$key}` betekent hier niets
    .hint = bekend zijn hier: {$known}
    .hint-extra = zet eigen sleutels onder `extra`; bekend zijn hier: {$known}
    .about = Deze sleutel bestaat hier niet. Is het een tikfout, dan noemt de melding de goede; eigen sleutels horen onder `extra`.
wrong-type = `{$key}` vraagt om {$wanted}, niet om {$found}
    .hint = geef `{$key}` {$wanted}
    .about = De waarde is van een andere soort dan de sleutel vraagt, zoals tekst waar `true` of `false` moet staan.
wanted-some-text = tekst die niet leeg is
wanted-text = tekst
wanted-flag = `true` of `false`
wanted-number = een geheel getal
wanted-texts = een lijst van teksten
wanted-tables = een lijst van tabellen
table-expected = hier hoort een tabel met sleutels te staan, niet {$found}
    .hint = geef het sleutels met elk een waarde
no-choice = `{$key}` kan niet `{$value}` zijn
    .hint = schrijf een van deze: {$known}
missing-field = `{$key}` ontbreekt
    .hint = voeg een regel `{$line}` toe
    .hint-near = is `{$near}` bedoeld als `{$key}`?
    .hint-base-url = pakketten verwijzen naar de gepubliceerde site: voeg `base_url = "https://agenda.example.nl/"` toe
    .hint-publisher = de metagegevens noemen wie de stukken maakte: voeg `[publisher]` toe met daaronder `name = "Ministerie van …"`
    .about = Een verplichte sleutel ontbreekt.
impossible-date = `{$value}` is geen datum
    .hint = schrijf `{$line}`, met het jaar voorop
    .about = De datum bestaat niet, of is niet geschreven als jaar-maand-dag.
end-before-start = de vergadering eindigt op {$end} maar begint op {$start}
    .hint = verwissel `start` en `end`, of verbeter het jaar
    .about = De vergadering eindigt voordat zij begint. Verwissel `start` en `end`, of verbeter het jaar.
no-language = `{$tag}` is geen taalcode
    .hint = schrijf een code zoals `nl`, `en` of `fy`
    .hint-passage = schrijf een taalcode, zoals in `[general approach](lang:en)`
    .hint-attribute = schrijf een taalcode, zoals `lang=en`
no-warning = `{$name}` is geen waarschuwing die te aanvaarden is
    .hint = schrijf de naam van een waarschuwing, zoals `reference-cut-off`
unused-acceptance = de waarschuwing `{$code}` die hier is aanvaard, komt niet voor
    .hint = haal haar uit `accepted`, of vergelijk de `words` met de tekst
    .about = Een [aanvaarde waarschuwing](#aanvaarden) doet zich niet voor. Haal haar uit de front matter, of vergelijk haar `words` met de tekst.
gone-without-reason = er staat niet bij waarom het weg is
no-address-here = dit kan geen adres van deze site zijn
malformed-gone = `{$address}`: {$wrong}
    .hint = schrijf het adres vanaf de wortel, en waarom weg is wat er stond: `"/oud/adres/" = "…"`
unexplained = de uitleg van `{$term}` ontbreekt of de term is geen woord
    .hint = zet achter een afkorting tussen aanhalingstekens wat zij betekent, zoals `JBZ = "Justitie en Binnenlandse Zaken"`
unregistrable = `{$name}` kan zo niet onder `references.{$key}` staan
    .hint = schrijf één tekst achter de naam
    .hint-dossier = schrijf het nummer van een dossier voor de titel: `32317 = "JBZ-Raad"`
    .hint-statute = schrijf het nummer van de wet op wetten.overheid.nl: `Awb = "BWBR0005537"`
    .hint-treaty = schrijf wat de artikelen in CELEX gemeen hebben: `VWEU = "12016E"`
    .hint-abbreviation = schrijf het kenmerk van een bron, of haal haar aan: `AVG = "32016R0679"`
unknown-server = voor `{$server}` is geen bestand met headers te maken
rival-server = `{$server}` en `{$other}` lezen allebei `{$file}`, en elk leest andere regels
    .hint = noem alleen de server die deze site aanbiedt
malformed-policy = `policy` is geen content security policy
    .hint = schrijf haar op één regel met enkele aanhalingstekens, zoals `default-src 'self'`
no-colour = `{$value}` is geen kleur
    .hint = schrijf haar als zes hexadecimale cijfers, zoals `#154273`
no-uri = `{$value}` is geen URI
    .hint = schrijf hem voluit, zoals `{$example}`
no-base-url = `{$url}` kan niet het adres van een site zijn
unknown-language = er zijn geen vaste woorden voor `{$code}`
    .hint = schrijf `nl` of `en`, of maak `languages/{$code}.toml`
    .about = Voor deze taal zijn er geen vaste woorden. Schrijf `nl` of `en`, of maak een taalbestand.
missing-word = in `[words]` ontbreekt {$words}
    .hint = `voetnoot theme export nl.toml` geeft alle woorden; een derde taal heeft ze alle nodig, een andere alleen wat anders is
    .about = Een taalbestand is geen geldige TOML, mist een vast woord, of heeft er een dat nergens voor dient.
unused-word = niets gebruikt {$words} in `[words]`
missing-dates = `months` vraagt om twaalf namen en `weekdays` om zeven
missing-stylesheet = er is geen bestand `static/{$name}`
    .hint = zet het bestand in `static` en noem het met zijn pad vanaf daar
malformed-attribute = deze accolades zijn niet te lezen en zouden op de pagina komen
    .hint = laat `<`, `>`, `\` en accolades erbinnen weg, en hekjes erachter; schrijf accolades in een titel als `\{"{"}` en `\{"}"}`
    .about = Tussen de accolades achter een kop staat iets dat geen attribuut is.
no-attribute = `{$word}` is geen attribuut
    .hint = schrijf `#id`, `.klasse` of `sleutel=waarde`; een waarde met spaties komt tussen dubbele aanhalingstekens
unusable-id = `{$id}` kan geen anker zijn
    .hint = gebruik letters, cijfers en streepjes: `#{$id}`
unknown-class = de klasse `{$class}` betekent hier niets
    .hint = bekend zijn `.letter`, `.a-point` en `.closed`
unknown-attribute = het attribuut `{$key}` betekent hier niets
    .hint = bekend zijn {$known}
    .about = Dit attribuut bestaat niet.
inner-attributes = een kop binnen andere tekst heeft geen attributen
    .hint = laat de accolades weg, of zet de kop op een eigen regel, buiten de lijst of het citaat
heading-level = deze kop heeft {$level} hekjes, maar staat onder geen andere
    .about = Een kop slaat een niveau over, of zijn nummer of letter hoort bij een ander niveau.
heading-level-above = deze kop heeft {$level} hekjes, maar die erboven heeft er {$above}
duplicate-id = het anker `{$id}` staat ook bij een andere kop van dit stuk
    .hint = geef een van beide een ander anker
    .about = Twee koppen van één stuk hebben hetzelfde anker. Geef een van beide een ander.
ambiguous-id = het dossier heet als een vergadering, zodat `[[{$id}]]` beide kan betekenen
reserved-id = het anker `{$id}` gebruikt de pagina zelf
    .hint = schrijf `#h-{$id}` of een eigen woord
    .about = Dit anker gebruikt de pagina zelf, zoals `p3`, `noten` of `noot-1`. Kies een ander woord.
empty-heading = de kop heeft geen woorden
    .hint = schrijf de titel achter de hekjes, of verwijder de regel
    .about = Een kop heeft geen woorden.
personal-data = dit lijkt op {$kind ->
        [citizen] een burgerservicenummer
        [account] een rekeningnummer
        [mobile] een mobiel nummer
       *[mail] een privéadres voor e-mail
    }: `{$shown}`
    .hint = haal het weg; moet het gepubliceerd worden, aanvaard deze waarschuwing dan in de front matter, met `words: {$words}`
    .about = In de tekst staat een nummer of adres van één persoon: een burgerservicenummer (volgens de elfproef), een rekeningnummer, een mobiel nummer of een privéadres voor e-mail. Haal het weg, of [aanvaard de waarschuwing](#aanvaarden) met de laatste cijfers als `words`. Een melding laat zo’n nummer nooit in zijn geheel zien.
attachment-metadata = het bestand noemt een persoon in zijn eigenschappen: `{$name}`
    .hint = bewaar het zonder persoonlijke gegevens; moeten die blijven, aanvaard deze waarschuwing dan in de front matter van de agenda, of van een pagina naast het bestand, met `words: "{$name}"`
    .about = Een bijlage vertelt meer dan er staat: wie haar schreef, wat erin veranderd is, of welke opmerkingen erbij zijn gemaakt. Bewaar haar zonder die gegevens, of aanvaard de waarschuwing in de front matter van de agenda, of van een pagina of dossier naast het bestand, met de naam van het bestand als `words`.
attachment-changes = in het bestand staan nog bijgehouden wijzigingen, met wie ze maakte en wanneer
attachment-remarks = in het bestand staan nog opmerkingen
doubtful-treatment = zo heet geen aard van de bespreking, maar er is er een die bijna zo gespeld wordt
    .about = Een aard van de bespreking is bijna een die raden hebben. Verbeter de spelling; is het er toch een, aanvaard de waarschuwing dan.
stray-treatment = deze regel lijkt een aard van de bespreking, maar staat niet onder een kop
    .hint = zet de regel direct onder de kop van het agendapunt; begin in lopende tekst met een ander teken
    .about = Een regel begint met `= ` maar staat niet direct onder een kop, en is dus geen aard van de bespreking maar gewone tekst.
undefined-footnote = de voetnoot `{$label}` wordt hier aangehaald, maar is er niet
    .hint = schrijf de noot op een eigen regel: `[^{$label}]: …`
    .about = Een noot wordt aangehaald maar is nergens geschreven.
unused-footnote = de voetnoot `{$label}` wordt nergens aangehaald
    .hint = schrijf `[^{$label}]` waar zij hoort, of verwijder haar
    .hint-near = schrijf `[^{$label}]` waar zij hoort, of verwijder haar (`[^{$near}]` wordt wel aangehaald)
    .about = Een noot is geschreven maar wordt nergens aangehaald. Zij krijgt geen nummer en geen pagina.
duplicate-footnote = de voetnoot `{$label}` staat er al op regel {$line}
    .hint = geef een van beide een ander label
    .about = Een noot is twee keer geschreven. Geef een van beide een ander etiket.
empty-footnote = de voetnoot `{$label}` heeft geen tekst
    .hint = schrijf haar achter de dubbele punt
    .about = Een noot heeft geen tekst.
foreign-image = de afbeelding `{$url}` staat op een andere site
    .hint = zet het bestand naast het stuk: een pagina laadt niets van elders
missing-alternative = de afbeelding heeft geen tekst voor wie haar niet kan zien
    .hint = schrijf tussen de haken wat zij toont: `![een kaart van de grens](kaart.png)`
    .about = Een afbeelding heeft geen tekst voor wie haar niet ziet.
unknown-syntax = de taal `{$language}` van dit blok code is niet bekend
    .hint = schrijf `text` voor geen kleuren
    .about = De taal van een blok code is onbekend, zodat het geen kleuren krijgt. Schrijf `text` voor een blok zonder kleuren.
raw-html = HTML komt als tekst op de pagina
    .hint = schrijf Markdown, of zet `raw_html = true` in site.toml als u iedereen vertrouwt die hier schrijft
    .about = HTML in de Markdown wordt als tekst getoond. Schrijf Markdown, of zet `raw_html` aan in `site.toml`.
external-gone = `{$address}` is er niet: de website antwoordt {$status}
    .hint = link naar waar het nu staat of naar een gearchiveerde kopie, of haal de link weg
    .about = Een andere website antwoordt dat ze niet heeft waar een link naar wijst. Alleen `check --external` vraagt dat na.
external-host = er is geen website met de naam in `{$address}`
    .hint = kijk of de naam goed is getypt, en of deze computer verbinding heeft
    .about = Er is geen website met deze naam. Alleen `check --external` vraagt dat na.
external-silent = `{$address}` geeft geen bruikbaar antwoord: {$why}
    .hint = open het in een browser; probeer het later nog eens, of link naar een ander adres
    .about = Een andere website antwoordt niet, of antwoordt dat het niet lukt. Alleen `check --external` vraagt dat na.
external-timed-out = het duurde te lang
external-refused = er kwam geen verbinding tot stand
external-unreadable = wat terugkwam is geen antwoord
external-status = ze antwoordt {$status}
external-leads-round = het verwijst steeds weer door
external-leads-inward = het verwijst door naar een adres in een gesloten netwerk
external-certificate = het certificaat voor `{$address}` is niet in orde: {$why}
    .hint = open het in een browser; link naar een adres waarvan het certificaat in orde is
    .about = Het certificaat van een andere website is niet in orde, zodat browsers waarschuwen. Alleen `check --external` vraagt dat na.
external-expired = het is verlopen of nog niet geldig
external-other-name = het is dat van een andere website
external-unknown-issuer = niemand die deze computer vertrouwt heeft het ondertekend
external-insecure = er kwam geen veilige verbinding tot stand
external-moved = `{$address}` staat voortaan op een ander adres
    .hint = link naar `{$to}`, als dat dezelfde pagina is
    .about = Waar een link naar een andere website naar wijst, staat voortaan op een ander adres. Alleen `check --external` vraagt dat na.
external-absent = dit programma is gemaakt zonder wat andere websites navraagt; `cargo install voetnoot --features external` maakt er een mét
external-tally = links naar andere websites: { $addresses ->
        [one] 1 adres
       *[other] {$addresses} adressen
    }, waarvan {$there} in orde, {$closed} niet voor iedereen, {$wrong} waarmee iets mis is; {$remembered} al bekend van eerder
external-unasked = { $unasked ->
        [one] 1 adres is
       *[other] {$unasked} adressen zijn
    } niet nagevraagd, omdat de tijd om was; doe het nog eens, of geef met `--wait-all` meer tijd
unreachable-link = `{$host}` is van uw eigen computer of netwerk, waar lezers niet komen
    .about = Een link wijst naar een andere site met een adres dat geen lezer kan bereiken, zoals een van het eigen netwerk van de schrijver. Zet er het adres dat lezers hebben, of haal de link weg.
    .host = dit adres noemt geen site
    .twice = dit adres begint twee keer
    .login = in dit adres staat een wachtwoord
    .mail = `{$address}` is geen adres om naar te schrijven
    .hint = typ het adres dat lezers hebben, of haal de link weg
unsafe-link = een link kan niet met `{$scheme}:` beginnen
    .hint = link naar `https://…`, `mailto:…`, `tel:…` of een bestand van de site
    .about = Een link heeft een vorm die niet op een pagina hoort, zoals `javascript:`, of een afbeelding staat op een andere website.
no-scheme = `{$destination}` zegt niet of het `https:` is
leads-nowhere = de link leidt nergens heen
    .hint = schrijf het doel tussen de ronde haken
outside-content = `{$destination}` leidt buiten de map `content`
    .hint = link naar een bestand in `content`
no-file = er is geen bestand `content/{$path}`
    .hint = paden gaan uit van de map van dit bestand
no-target = er is geen vergadering of dossier `{$id}`
    .hint = schrijf tussen de haken de naam van een vergadering of dossier
no-address = de site heeft geen adres `/{$address}`
    .hint = link naar een bestand met zijn pad, zoals `../dossiers/schengen.md`
no-place = `/{$address}` heeft geen plaats `#{$anchor}`
    .hint = laat weg wat met `#` begint
broken-anchor = `{$path}` heeft geen plaats `#{$anchor}`
    .hint = geef de kop een anker: `{"{"}#…{"}"}`
    .about = De pagina bestaat, maar heeft op die plaats geen anker.
draft-link = `{$name}` is een concept en wordt niet gepubliceerd
    .hint = publiceer het concept, of haal de link tot dan weg
    .about = Een link wijst naar een concept, dat niet wordt gepubliceerd.
unknown-dossier = er is geen dossier `{$id}`
    .hint = maak `content/dossiers/{$id}.md`
    .about = Er is geen bestand voor dit dossier in `content/dossiers`. Verbeter het id, of maak het bestand.
unknown-formation = er is geen formatie `{$id}`
    .hint = noem haar in site.toml onder `[formations.{$id}]`
    .hint-here = noem ook die formatie hier
    .about = De formatie staat niet in `site.toml`, terwijl daar wel andere staan.
missing-agenda = de vergadering `{$id}` heeft geen agenda
    .hint = maak `content/meetings/{$id}/agenda.md`; in de front matter staan de gegevens van de vergadering
    .about = In de map van de vergadering staan stukken, maar er is geen `agenda.md`. Ook een agenda die concept is, telt niet mee.
unknown-item = `{$path}` heeft geen agendapunt `{$item}`
    .hint = schrijf het anker van een van de koppen
    .about = Een toezegging of een punt van het verslag noemt een agendapunt dat er niet is.
related-line = {$hint}; het andere staat op regel {$line}
reference-unknown-dossier = de site kent het Kamerstukdossier {$typed} niet, en {$near} wel
    .hint = vergelijk het met het stuk zelf; klopt het nummer, noem het dossier dan in site.toml onder `[references.dossiers]`
    .hint-compare = vergelijk het met het stuk zelf
    .about = Er wordt een Kamerstuk aangehaald uit een dossier dat de site niet kent, en dat één tikfout verwijderd is van een dossier dat zij wel kent. Vergelijk het met het stuk zelf. Klopt het nummer, noem het dossier dan in [site.toml](verwijzingen.md#registreren).
reference-spaced-number = in het dossiernummer '{$typed}' staat een spatie op een vreemde plaats
    .hint = schrijf het dossiernummer met één spatie voor de laatste drie cijfers
    .about = In een dossiernummer staat een spatie op een vreemde plaats, zoals in `3 2317`.
reference-session-years = de jaren van het vergaderjaar {$session} volgen niet op elkaar
    .hint = schrijf twee jaren die op elkaar volgen, zoals `2023-24`
    .about = De twee jaren van een vergaderjaar volgen elkaar niet op.
reference-session-after-document = het vergaderjaar {$session} begint na dit stuk, dat van {$date} is en in {$falls} valt
    .hint = verbeter het vergaderjaar, dat op de derde dinsdag van september wisselt
    .about = Een aangehaald stuk zou uit een vergaderjaar zijn dat na de dag van het document begint. Een vergaderjaar begint op Prinsjesdag, de derde dinsdag van september.
reference-session-of-paper = het stuk zou van {$date} zijn; dat valt in het vergaderjaar {$falls} en niet in {$session}
    .hint = verbeter het vergaderjaar of de dag
    .about = De tekst noemt de dag van een stuk, en die valt niet in het vergaderjaar dat erbij staat.
session-before-lower = nr. {$number} staat in het vergaderjaar {$session}, en het lagere nr. {$other_number} in het latere {$other_session}
session-after-higher = nr. {$number} staat in het vergaderjaar {$session}, en het hogere nr. {$other_number} in het eerdere {$other_session}
reference-session-order =
    .hint = verbeter een van de twee vergaderjaren of nummers
    .about = Het vergaderjaar van een stuk past niet bij die van de andere nummers in hetzelfde dossier, want de nummers lopen op met de jaren.
reference-two-descriptions = {$id} heet hier { $here ->
        [Answers] de beantwoording van vragen
        [BncFiche] een BNC-fiche
        [Motion] een motie
        [Report] een verslag
       *[Agenda] een geannoteerde agenda
    } en elders { $elsewhere ->
        [Answers] de beantwoording van vragen
        [BncFiche] een BNC-fiche
        [Motion] een motie
        [Report] een verslag
       *[Agenda] een geannoteerde agenda
    }
    .hint = zoek de nummers op: een van beide is waarschijnlijk een ander stuk
    .about = Eén nummer wordt op de ene plaats anders omschreven dan op de andere, bijvoorbeeld als BNC-fiche en als antwoorden op vragen. Waarschijnlijk heeft een van beide stukken een ander nummer.
reference-cut-off = de verwijzing '{$words}' breekt af voor het nummer
    .hint = schrijf het dossier en het nummer van het stuk
    .about = Een verwijzing houdt op voordat haar nummer er staat. Het programma raadt er niet naar.
reference-range = de reeks '{$words}' loopt niet op
    .hint = schrijf het lagere nummer eerst
    .about = Een reeks stukken loopt terug, telt meer dan 100 stukken of eindigt in een ander dossier dan waarin zij begint. Alleen de beide uiteinden tellen dan als bron. Schrijf het laagste nummer voorop, verdeel een lange reeks (`nrs. 1 t/m 100 en 101 t/m 200`), en noem bij stukken uit twee dossiers elk dossier met zijn eigen nummers.
range-too-long = de reeks '{$words}' telt {$count} stukken, en meer dan {$most} gaat niet
    .hint = verdeel de reeks, zoals `nrs. 1 t/m 100 en 101 t/m 200`, of haal alleen de stukken aan die ertoe doen
range-of-two-dossiers = de reeks '{$words}' begint in dossier {$first} en eindigt in {$last}
    .hint = laat de reeks eindigen waar zij begint, of zet `en` tussen de twee stukken
range-of-two-series = de reeks '{$words}' eindigt niet in de serie en het jaar waarin zij begint
reference-other-form = noot {$number} haalt dezelfde bron, {$source}, in een andere vorm aan
    .hint = haal de bron in één vorm aan, of verwijs nog eens naar de eerdere noot
    .about = Twee noten halen dezelfde bron in een andere vorm aan, bijvoorbeeld eens met het COM-nummer en eens met het CELEX-nummer.
reference-unknown-note = er is geen noot {$note}
    .hint = schrijf het nummer dat de noot op de pagina heeft
    .about = De tekst noemt een noot die het document niet heeft. Voor een noot in een ander document schrijft u een link, of `noot 16 van de agenda van …`.
reference-no-antecedent = wat ervoor staat is niet één bron
    .hint = noem de bron zelf
    .about = Voor `ibid.` staat niet één bron waarop het kan slaan.
reference-link-mismatch = de woorden noemen {$first}, en het adres leidt naar {$target}
    .hint = verbeter de woorden of het adres van de link
    .about = De woorden van een link noemen een andere bron dan het adres ervan.
claim-fixed = een pagina die elke site heeft
claim-alias = een vroeger adres van `{$path}`
claim-gone = wat `[gone]` in `site.toml` over `/{$address}` zegt
claim-footnote = een voetnoot
claim-source = een bron
page-collision = de pagina zou op `/{$address}` komen, en daar staat {$other}
alias-collision = op `/{$address}` staat {$other}
    .hint = haal het uit `aliases`
unusable-alias = `{$alias}` kan geen adres van deze site zijn
    .hint = schrijf het pad vanaf de wortel van de site, zoals `/oud/adres/`
not-gone = `/{$address}` is niet weg: daar staat {$other}
    .hint = verwijder de regel
place-not-gone = `/{$address}#{$anchor}` is niet weg: de pagina heeft die plaats
gone-place = op `/{$address}` staat geen stuk dat deze plaats gehad kan hebben
    .hint = noem de plaats van een pagina die er nog is, of het adres van een die er niet meer is
malformed-seal = hier heeft een zegel {$expected}
    .hint = zet het bestand terug zoals `voetnoot seal` het schreef
    .about = Een `seal.txt` is anders dan `voetnoot seal` hem schrijft. Zet het bestand terug uit het versiebeheer; met de hand is er niets in te verbeteren.
seal-line = de regel `{$line}`
seal-word = een regel `{$word} …`
seal-file = een bestand
seal-page = een pagina
seal-heading = een kop
seal-order = de regels van versie {$version} staan niet in de volgorde van een zegel
seal-digest = versie {$version} is niet zoals zij geschreven werd: de regels geven een ander controlegetal
seal-chain = zij volgt niet op versie {$version}, die een ander controlegetal heeft
seal-backdated = versie {$version} heeft een dag vóór die van wat eerder verzegeld werd
broken-seal =
    .hint = zet het bestand terug zoals het was; verbeteren gaat met `voetnoot seal --correction`
    .about = Een zegel is herschreven of weggehaald: een controlegetal past niet bij zijn regels, een versie volgt niet op de vorige, er liggen bewaarde versies zonder zegel, of een versie die volgens `addresses.txt` gepubliceerd is, staat niet meer in het zegel. Zet het bestand terug uit het versiebeheer.
kept-without-seal = `content/meetings/{$meeting}` bewaart een verzegelde versie maar heeft geen zegel
    .hint = zet `seal.txt` terug
kept-comment = dit commentaar zou meegaan in het bestand
    .hint-seal = haal het weg; `voetnoot seal --strip-comments` haalt alles weg; moet het blijven, aanvaard deze waarschuwing dan met een reden in de front matter
    .hint-archive = haal het weg; moet het blijven, aanvaard deze waarschuwing dan met een reden in de front matter
    .about = In een bestand dat verzegeld of verpakt wordt, staat commentaar, dat iedereen kan lezen die het bestand krijgt; er wordt niets verzegeld of verpakt. Haal het weg: `voetnoot seal --strip-comments` doet dat. Moet het blijven, aanvaard de waarschuwing dan met een reden.
sealed-file = het is niet zoals het op {$date} verzegeld werd
    .hint = zet het terug zoals het was, of leg vast waarom het anders is: `voetnoot seal {$meeting} --correction "…"`
    .about = Een bestand van een verzegelde vergadering is niet meer zoals het verzegeld is. Bij een tekst wijst de melding de regel aan en zegt zij wat daar stond. Maak de wijziging ongedaan, of leg met `voetnoot seal --correction` vast waarom zij nodig is.
file-added = het was er niet toen de vergadering op {$date} verzegeld werd
file-removed = het werd op {$date} verzegeld en is weg
line-added = deze regel was er niet toen de vergadering op {$date} verzegeld werd
lines-added = deze {$lines} regels waren er niet toen de vergadering op {$date} verzegeld werd
empty-line-removed = voor deze regel is een lege regel weg die op {$date} verzegeld werd
line-removed = voor deze regel is een regel weg die op {$date} verzegeld werd: `{$quoted}`
lines-removed = voor deze regel zijn {$lines} regels weg die op {$date} verzegeld werden; de eerste: `{$quoted}`
line-changed = toen de vergadering op {$date} verzegeld werd, stond hier: `{$quoted}`
lines-changed = toen de vergadering op {$date} verzegeld werd, stonden hier {$lines} regels; de eerste: `{$quoted}`
sealed-version = de versie die op {$date} verzegeld werd heeft een ander controlegetal
    .hint = zet het terug uit versiebeheer of uit een archiefpakket
    .about = Een eerdere versie, die een zegel bewaart in `_versions`, is veranderd of verdwenen, of er ligt een bestand te veel. Zet haar terug uit het versiebeheer of uit een archiefpakket.
kept-gone = het hoort bij de versie die op {$date} verzegeld werd en is weg
kept-unknown = geen versie van het zegel heeft dit bestand
    .hint = haal het uit `_versions`
redaction-begun = er is een weglakking van deze vergadering begonnen en niet afgemaakt
    .hint = `voetnoot seal {$meeting}` maakt haar af
sealed-page = de pagina zegt niet meer wat op {$date} verzegeld werd, terwijl het bestand hetzelfde is
    .hint = een naam waarnaar zij verwijst of een instelling is veranderd: {$hint}
    .about = De pagina van een verzegelde vergadering zegt iets anders, al is haar bestand hetzelfde: er staat een naam in die van elders komt, zoals die van een dossier, en die is veranderd, of een instelling is anders. Draai dat terug, of leg het vast als correctie.
sealed-page-at = de pagina zegt bij `#{$anchor}` niet meer wat op {$date} verzegeld werd, terwijl het bestand hetzelfde is
gone-note = `{$address}` was gepubliceerd als noot `[^{$label}]` van `{$path}`, die er niet meer in staat; de pagina zegt dat
    .hint = zeg in site.toml waarom zij verviel: `[gone]`, `"{$address}" = "…"`; is zij in een andere noot opgegaan, leid dan daarheen: `[moved]`, `"{$address}" = "…"`
    .about = Een gepubliceerde noot staat niet meer in het stuk. Op haar adres staat een pagina die dat zegt. Schrijf bij `[gone]` in `site.toml` waarom zij verviel, of bij `[moved]` in welke noot zij is opgegaan.
gone-note-number = `{$address}` was gepubliceerd, en `{$path}` heeft die noot {$number} niet meer; de pagina zegt dat
gone-notes = `{$address}` was gepubliceerd, en `{$path}` heeft die noot niet meer, en ook {$more} andere niet die er gepubliceerd zijn; hun pagina’s zeggen dat
renumbered-note = “{$words}” was gepubliceerd als noot `[^{$label}]`; nu is het `[^{$own}]`, en is `[^{$label}]` “{$now}”
    .hint = geef de noot haar etiket `[^{$label}]` terug: op de pagina staat toch een eigen nummer
    .hint-all = geef {$count} noten hun etiket terug, deze `[^{$label}]`: op de pagina staan toch eigen nummers
    .about = De woorden van een gepubliceerde noot staan onder een ander etiket, zodat haar adres iets anders zou gaan betekenen. Geef elke noot haar oude etiket terug en een nieuwe noot een eigen etiket; de nummers op de pagina kloppen vanzelf. `voetnoot check --fix` doet dat.
renamed-note = “{$words}” was gepubliceerd als noot `[^{$label}]`; nu is het `[^{$own}]`
note-collision = de pagina van noot `[^{$label}]` zou op `/{$address}` komen, en dat is die van noot `[^{$other}]`
    .hint = geef haar een eigen etiket, zoals `[^{$label}]`
note-collision-gone = `/{$address}` is het adres van een andere noot `[^{$label}]`, die vervallen is
note-collision-here = de pagina van noot `[^{$label}]` zou op `/{$address}` komen, en dat is die van een andere noot of plaats
moved-anchor = `#{$anchor}` was gepubliceerd voor “{$title}”, en zou nu naar “{$other}” leiden
    .hint = geef de kop zijn plaats terug: `{"{"}#{$anchor}{"}"}`
    .about = Een gepubliceerde plaats zou een andere kop gaan betekenen, doordat koppen van plaats wisselden of er een met dezelfde titel bij kwam. Geef de oude kop zijn anker terug, zoals `{"{"}#diversen{"}"}`; de nieuwe krijgt dan vanzelf een ander.
renamed-anchor = `#{$anchor}` was gepubliceerd voor deze kop, die nu “{$title}” heet
doubtful-paragraph = er is niet te zeggen welke alinea van “{$title}” gepubliceerd was als `#{$anchor}`
    .hint = kijk na de volgende bouw waar `{$address}` heen leidt; de andere houden hun plaats
    .about = In een stuk dat definitief is, zijn op één plek zoveel alinea’s tegelijk veranderd dat niet te zeggen is welke alinea een gepubliceerde plaats bedoelde. Kijk waar het anker nu naar wijst.
no-record = de site wordt gepubliceerd, en houdt niet bij welke adressen zij had
    .hint = maak een leeg bestand `addresses.txt` naast `site.toml`, en neem het op in het versiebeheer
    .about = De site heeft een `base_url` en geen `addresses.txt`, zodat een adres ongemerkt kan verdwijnen of iets anders kan gaan betekenen.
lost-base-url = de site was gepubliceerd op `{$base}`, en heeft geen `base_url` meer
    .hint = zet boven de tabellen: `base_url = "{$base}"`, of het adres waar zij nu staat
    .about = Zonder `base_url` zijn er geen feeds, agenda, sitemap en deelplaatjes, terwijl anderen die volgen. Zet het adres van de site terug; is zij verhuisd, dan mag het een ander zijn: wie haar volgt, merkt daar niets van.
uncited-source = `{$name}` wordt nergens meer aangehaald; de pagina blijft, en zegt dat
    .hint = was het een tikfout, dan kan dit zo blijven; met `[moved]` (`"{$address}" = "/…"`) leidt het adres door, en met `[gone]` vervalt het
    .about = Een bron had een pagina en wordt nergens meer aangehaald, vaak omdat een tikfout is verbeterd. Het adres blijft werken: de pagina zegt dat de bron niet meer wordt aangehaald, en welke er nu in de plaats staat.
uncited-source-now = `{$name}` wordt nergens meer aangehaald; de pagina blijft, en zegt dat daar nu {$now} staat
malformed-moved = `{$address}`: dit, of waar het heen leidt, kan geen adres van deze site zijn
    .hint = schrijf beide adressen vanaf het begin: `"/oud/adres/" = "/nieuw/adres/"`
moved-circle = `/{$address}` leidt naar zichzelf terug
    .hint = verwijder een van de regels; wat een adres heeft, houdt het
not-moved = `/{$address}` is niet verhuisd: daar staat nog {$other}
moved-nowhere = op `/{$address}`, waarheen dit verhuisd is, staat niets
    .hint = schrijf het adres van een pagina of bestand dat er is
malformed-record = dit is geen adres
    .hint = een adres begint met `/`; houd waar twee takken samenkomen de regels van beide
    .about = Een regel van `addresses.txt` is geen adres, of een `package.txt` is anders dan `voetnoot archive` hem schrijft. Vaak zijn het de tekens die een samenvoeging in het versiebeheer achterliet: behoud dan de regels van beide kanten.
malformed-package-note = dit is niet wat `voetnoot archive` schrijft
    .hint = verwijder het bestand en pak de vergadering opnieuw in
vanished-address = `{$address}` was gepubliceerd en is er niet meer
    .hint = geef de pagina die ervoor in de plaats kwam `aliases: [{$address}]`; is die er niet, zeg dan in site.toml waarom het weg is: `[gone]`, `"{$address}" = "…"`
    .about = Een adres dat ooit gepubliceerd is, staat niet meer op de site. Geef de pagina die ervoor in de plaats kwam een `alias`, of schrijf bij `[gone]` in `site.toml` waarom zij verdween.
vanished-file = wat programma’s op `{$address}` lezen, is er niet meer
    .hint = zeg in site.toml waarom het weg is: `[gone]`, `"{$address}" = "…"`
vanished-promise = de toezegging op `{$place}` was gepubliceerd, en staat er niet meer
    .hint = is het een van de toezeggingen die er nog zijn, met andere woorden, geef die dan `id: {$id}`; verviel zij, zeg dan in site.toml waarom: `[gone]`, `"{$address}" = "…"`
vanished-anchor = `{$path}` had een plaats `#{$anchor}` die gepubliceerd was, en heeft die niet meer
    .hint = geef de kop waar het om gaat het anker `{"{"}#{$anchor}{"}"}`; is hij weg, zeg dan in site.toml waarom: `[gone]`, `"{$address}" = "…"`
    .about = Een kop die ooit gepubliceerd is, staat niet meer op zijn pagina, of heet nu anders. Geef de kop zijn oude id terug, zoals `{"{"}#terugkeerhubs{"}"}`, of schrijf bij `[gone]` waarom hij verdween.
duplicate-promise = twee toezeggingen hebben de id `{$id}`
    .hint = geef een van de twee een andere id
published-seal = `{$folder}` werd gepubliceerd met dit zegel, dat niet meer in de `seal.txt` staat
    .hint = zet `seal.txt` en wat erbij hoort terug zoals het was; verbeteren gaat met `voetnoot seal --correction`
package-link = de pagina `{$page}` verwijst naar `{$link}`: {$why}
    .hint = herstel het sjabloon of de tekst waarin deze link met de hand staat: adressen van het programma werken overal
    .about = Een pagina in een archiefpakket wijst naar iets wat niet in dat pakket zit, doordat een sjabloon of HTML in de tekst een adres zelf opschrijft. Gebruik in sjablonen de adressen die de pagina meekrijgt: die kloppen overal.
not-in-package = dat zit niet in het pakket
strange-scheme = zo’n adres hoort niet op een pagina
rooted-link = het begint bij een wortel die een map niet heeft
leads-out = het leidt de map uit
missing-parent = het breidt `{$parent}` uit, en dat bestaat niet
missing-template = het sjabloon `{$name}` bestaat niet
    .hint = schrijf de naam van een ander sjabloon
    .about = Een sjabloon noemt een ander sjabloon, of een onderdeel, dat er niet is.
circular-extend = sjablonen breiden elkaar in een kring uit
    .hint = laat een ervan geen ander uitbreiden
circular-include = sjablonen voegen elkaar in een kring in
    .hint = haal een van de `include`s weg
template-ends = het sjabloon houdt op voordat alles is gesloten
    .hint = sluit elke `{"{% if … %}"}`, `{"{% for … %}"}` en `{"{% block … %}"}`, en elke `{"{{"}` en elk aanhalingsteken
template-character = dit teken betekent niets in een sjabloon
    .hint = haal het weg, of zet tekst tussen aanhalingstekens
template-tag = zo’n opdracht is er niet
    .hint = er zijn onder meer `if`, `for`, `set`, `block`, `extends` en `include`
template-block-twice = het blok `{$name}` staat er al
    .hint = geef een van beide een andere naam
template-extends = `extends` kan alleen één keer en als eerste in een sjabloon staan
    .hint = zet `{"{% extends … %}"}` vooraan, en maar één keer
template-outside = dit komt op geen pagina, want het staat buiten elk blok van een sjabloon dat een ander uitbreidt
    .hint = zet het in een `{"{% block … %}"}`
template-deep = dit zit te diep in elkaar
    .hint = splits het op
template-recursion = een onderdeel roept zichzelf steeds weer aan
    .hint = laat het ophouden met een `{"{% if … %}"}`
template-loop = dit kan alleen in een lus, en van `loop` zijn er `index`, `index0`, `first`, `last` en `length`
    .hint = zet het binnen `{"{% for … %}"}` en gebruik een van deze namen
template-variable = `{$name}` is hier niet bekend
    .hint = hier bekend: {$known}
template-unset = `{$name}` heeft hier geen waarde
template-field = `{$name}` is er niet
template-undefined = wat hier staat heeft geen waarde
    .hint = vraag eerst of het er is met `is defined`, of verbeter de naam
template-filter = het filter `{$name}` is er niet
template-test = de test `{$name}` is er niet
template-function = de functie `{$name}` is er niet
template-component = het onderdeel `{$name}` is er niet
template-unknown =
    .hint = verbeter de naam; op https://keats.github.io/tera/ staat wat er is
template-iterate = een lus kan niet over {$kind} gaan
    .hint = laat de lus over een lijst of tabel gaan
template-pairs = een lus met sleutel en waarde kan niet over {$kind} gaan
    .hint = laat haar over een tabel gaan, of noem maar één naam
template-math = met {$kind} valt niet te rekenen
    .hint = reken met getallen; plak teksten aan elkaar met `~`
template-compare = {$one} en {$other} zijn niet met elkaar te vergelijken
    .hint = vergelijk waarden van dezelfde soort
template-type = hier hoort {$expected}, en er staat {$found}
    .hint = zet de waarde eerst om, of gebruik een ander filter
template-argument = het argument `{$name}` ontbreekt
    .hint = schrijf het erbij: `{$name}=…`
template-zero = er wordt door nul gedeeld
    .hint = vraag eerst of de deler niet nul is
template-range = `range` zou te veel getallen geven; het mogen er 10.000 zijn
    .hint = kies een kleiner einde
template-step = `range` telt vooruit, dus `step_by` moet groter dan nul zijn
    .hint = geef een stap van 1 of meer
template-super = `super()` staat niet in een blok dat een ander vervangt
    .hint = zet het in een `{"{% block … %}"}` van een sjabloon dat een ander uitbreidt
template-instead = hier hoort `{$expected}`, en er staat `{$found}`
template-unexpected = `{$found}` kan hier niet staan
    .hint = kijk of ervoor iets ontbreekt, zoals een naam, een waarde of een haakje
template-closing = wat hier sluit is niet wat het laatst is geopend
    .hint = sluit in omgekeerde volgorde, met dezelfde naam
template-reserved = deze naam is van de sjabloontaal zelf
    .hint = kies een andere naam
template-kind-text = tekst
template-kind-list = een lijst
template-kind-table = een tabel
template-kind-truth = waar of onwaar
template-kind-nothing = niets
template-kind-number = een getal
template-kind-other = `{$name}`
template-syntax =
    .about = Een sjabloon is niet te lezen.
template-error = het sjabloon klopt hier niet; de sjabloontaal zegt: {$reason}
    .hint = herstel de uitdrukking; op https://keats.github.io/tera/ staat hoe sjablonen werken
    .about = Een sjabloon vraagt om iets dat zijn pagina niet heeft.
page-too-large = de pagina werd groter dan {$megabytes} MB
    .hint = zoek naar een lus binnen een lus: hun aantallen worden vermenigvuldigd
reading-this-file = het lezen van dit bestand
linking-the-site = het leggen van de verbanden
building-the-site = het bouwen van de site
making-the-search-index = het maken van de zoekindex
making-page = het maken van de pagina `/{$address}`
absent-feature = de site vraagt om PDF’s, en dit programma is gemaakt zonder wat die maakt
    .hint = `cargo install voetnoot --features pdf` maakt een programma mét; of laat `pdf = true` weg
    .about = De instellingen vragen iets waarzonder dit programma gemaakt is. Voor `pdf = true` is dat een programma dat met `cargo install voetnoot --features pdf` gemaakt is.
no-pdf = van deze pagina kan geen PDF gemaakt worden: {$reason}
    .hint = verdeel de tekst over meer stukken, of laat `pdf = true` in `site.toml` weg
    .about = Een pagina is te groot voor een PDF.
pdf-too-much-text = zij heeft meer dan {$most} tekens
pdf-too-many-pages = zij heeft meer dan {$most} bladzijden
pdf-refused = de zetmachine zegt “{$words}”, en dat is een fout van het programma; meld het alstublieft
takes-too-long = {$doing} duurt te lang
    .hint = maak ongedaan wat u het laatst veranderde, of verdeel wat erg lang is; is er niets erg lang, meld dit dan
    .about = Tijdens `serve` of `build --watch` duurt het lezen van een bestand of het maken van een pagina langer dan tien seconden. Draai terug wat u het laatst veranderde, of splits wat heel lang is; een lus in een eigen sjabloon kan ook de oorzaak zijn. Is er niets lang, meld het dan.
program-fault = bij {$doing} ging het programma stuk: {$words}
    .hint = maak ongedaan wat u het laatst veranderde, en meld dit met het bestand: het is een fout van het programma
    .about = Het programma zelf ging de fout in bij dit bestand of deze pagina; dat ligt niet aan uw tekst. Meld het, liefst met het bestand erbij. `build` en `check` eindigen dan met code 2.
seal-version = een versie
folder-is-id = haar naam is die van haar map in `content/meetings`
explain-lists-all = `voetnoot explain` geeft alle codes
unusable-address-word = `{$word}` in `[addresses]` moet uit kleine letters, cijfers en streepjes bestaan
doubled-address-word = `{$word}` staat twee keer in `[addresses]`
claim-own-folder = de map `{$name}` die het programma zelf gebruikt
claim-search-index = de zoekindex
claim-footnote-of = een voetnoot van `{$path}`
claim-data = de gegevens van `{$of}`
claim-pdf = de PDF van `{$of}`
claim-citations = de verwijzingen van `{$of}`
claim-table = de tabel van `{$of}`
claim-picture = de afbeelding van `{$of}`
claim-file = een bestand
the-file = het bestand
the-alias = het vroegere adres
the-tombstone = de pagina die zegt wat er weg is
the-footnote = de pagina van een voetnoot
the-page = de pagina
what-is-made = wat het programma maakt
flawed-name = `{$name}` {$flaw}
    .hint = geef het een naam van letters, cijfers, streepjes en punten
no-name = is geen naam
name-too-long = is langer dan {$most} bytes
name-ends-in-blank = eindigt op een spatie of een punt, en die laat Windows weg
device-name = is een naam die Windows voor een apparaat gebruikt
strange-letter = bevat `{$character}`, en dat kan niet overal in een naam
path-too-long = het pad is langer dan {$most} bytes
    .hint = geef de mappen kortere namen
address-collision = {$subject} zou op `/{$path}` komen, en daar staat {$other}
    .hint-made = geef het bestand een andere naam; alleen een bestand in `static` komt in de plaats van wat het programma maakt
    .about = Twee pagina’s of bestanden zouden op hetzelfde adres komen, of op adressen die alleen verschillen in hoofdletters of in hoe letters met accenten zijn samengesteld; niet elk systeem houdt die uit elkaar. Ook kan het ene een map nodig hebben waar het andere staat. Hernoem er een, of verwijder het vroegere adres. Wat het programma zelf maakt, zoals `feed.xml` en `.htaccess`, houdt zijn plaats; alleen een bestand in [`static`](instellingen.md#machines) komt daarvoor in de plaats.
spelling-collision = {$subject} zou op `/{$path}` komen, naast {$other}: ze verschillen alleen in hoofdletters of in hoe letters met accenten zijn samengesteld
spelling-collision-at = {$subject} zou op `/{$path}` komen, en {$other} op `/{$beside}`: ze verschillen alleen in hoofdletters of in hoe letters met accenten zijn samengesteld
folder-spelling = de map `/{$path}/` verschilt alleen in hoofdletters of in hoe letters met accenten zijn samengesteld van een map voor {$other}
needs-folder = `/{$path}/` vraagt om een map op de plaats van {$other}
is-folder = {$subject} zou op `/{$path}` komen, waar {$other} een map nodig heeft
closed-folder = {$subject} zou in `/{$path}/` komen, en dat is de map van {$other}
claim-theme = een bestand van het thema
claim-made = een bestand dat het programma maakt
unrendered = Deze pagina is nog niet te tonen
    .mend = Herstel wat er gemeld wordt; de pagina verschijnt dan vanzelf.
active-attachment = er kunnen scripts in zitten, die met de rechten van de site zouden werken
    .hint = laat regels voor uw server maken, zoals `servers = ["nginx"]` onder `[headers]` in `site.toml`, of zet eigen bestanden in `static`
    .about = Een bijlage in SVG, HTML of XML kan scripts bevatten, en die zouden met de rechten van de site draaien bij wie haar opent. Laat onder [`[headers]`](instellingen.md#headers) regels maken voor uw server; die houden scripts in bijlagen tegen. Een bestand dat u zelf hebt gemaakt, kan ook in `static` staan, en een plaatje kan een PNG worden. De melding noemt de eerste bijlage en telt de andere.
active-attachments = er kunnen scripts in zitten, die met de rechten van de site zouden werken, en ook in { $others ->
        [one] een andere bijlage
       *[other] {$others} andere bijlagen
    }
malformed-front-matter =
    .about = De front matter is geen geldige YAML of TOML. Vaak ontbreken aanhalingstekens om een waarde met een dubbele punt of een hekje erin.
malformed-config =
    .about = `site.toml` is geen geldige TOML.
broken-link =
    .about = Een link wijst naar een bestand, adres, dossier of vergadering die de site niet heeft.
near-markup =
    .about = Iets lijkt een link, noot, nadruk, lijst, tabel, kop of attribuut en is het niet, zodat de tekens ervan op de pagina komen. Horen ze daar, zet er dan een `\` voor.
unclosed-comment = deze opmerking houdt nergens op
    .about = Een opmerking begint met `<!--` en houdt nergens op. Wat tot de volgende lege regel staat, komt niet op de pagina.
    .hint = schrijf er `-->` achter
near-comment = dit lijkt een opmerking, maar lezers zouden haar zien
    .about = Iets lijkt een opmerking voor collega’s, maar lezers zouden haar zien. Een opmerking staat tussen `<!--` en `-->`. Moeten lezers haar zien, zet dan een `\` voor het eerste teken.
    .hint = een opmerking staat tussen `<!--` en `-->`; moeten lezers haar zien, zet dan een `\` voor het eerste teken
garbled-letter = de letters `{$letters}` waren er één, `{$meant}`, voor de tekst werd omgezet
    .about = Een letter is verkeerd uitgekomen toen een tekst werd omgezet. Typ wat er had moeten staan.
    .lost = hier ging een letter verloren toen de tekst werd omgezet
    .font = dit teken heeft alleen een lettertype van de schrijver
    .hint = typ wat er had moeten staan
conflict-marker = versiebeheer heeft hier twee versies van een passage laten staan
    .about = Versiebeheer heeft twee versies van een passage laten staan. Houd er één over en verwijder de regels met `<<<<<<<`, `=======` en `>>>>>>>`.
    .hint = houd er één over, en verwijder de regels die met `<<<<<<<`, `=======` en `>>>>>>>` beginnen
underlined-heading = deze regel maakt een kop van de tekst erboven
    .about = Een regel met streepjes of is-tekens maakt een kop van de tekst erboven. Zet er een lege regel tussen, of schrijf de kop met hekjes.
    .hint = zet er een lege regel boven voor een streep over de pagina, of schrijf de kop met hekjes
unclosed-fence = niets sluit dit blok code, zodat de { $lines ->
        [one] regel
       *[other] {$lines} regels
    } eronder code zijn
    .about = Een blok code loopt door tot het einde, omdat geen regel het sluit. Alles eronder is code, ook koppen en noten.
    .hint = zet een regel `{$fence}` onder de code, of verwijder deze
indented-code = vier spaties ervoor maken code van deze tekst
    .about = Tekst komt als code op de pagina, omdat er vier spaties voor staan. Noten en links erin werken dan niet.
    .hint = begin de regels aan de kantlijn; code komt tussen regels van drie accenten graves
lost-cell = deze rij heeft { $count ->
        [one] één cel
       *[other] {$count} cellen
    } en de kop {$cells}, zodat wat hier staat niet op de pagina komt
    .about = Een rij van een tabel heeft meer cellen dan de kop, en die komen niet op de pagina. Geef de kop evenveel cellen, of schrijf een streep in een cel als `\|`.
    .hint = geef de kop evenveel cellen, of schrijf `\|` voor een streep in een cel
    .hint-wikilink = schrijf de streep van een link in een tabel als `\|`: `[[id\|woorden]]`
outside-note = deze alinea springt in, maar hoort niet bij de noot erboven
    .about = Een alinea onder een noot springt in, maar hoort niet bij de noot. Zet er vier spaties voor om haar erbij te nemen, of geen.
    .hint = zet er vier spaties voor om haar bij de noot te nemen, of geen
placeholder = `{$words}` moest nog worden ingevuld
    .about = Er staat nog iets dat ingevuld moest worden, zoals `XXX`, `TODO` of `[invullen]`.
    .hint = vul het in, of verwijder het
near-wikilink = dit lijkt een link naar een vergadering of dossier, maar komt zo op de pagina
    .hint = schrijf `[[id]]` of `[[id|woorden]]`, zonder spaties aan de randen
near-note = dit lijkt een voetnoot, maar komt zo op de pagina
    .hint = schrijf hier `[^1]` en de noot op een eigen regel: `[^1]: …`
note-with-blank = het label van een voetnoot heeft geen spaties, dus dit komt zo op de pagina
note-unclosed = dit lijkt een voetnoot zonder sluithaak
near-link = dit lijkt een link, maar komt zo op de pagina
    .hint = schrijf `[woorden](doel)`, zonder spatie tussen de haken
swapped-brackets = de woorden van een link staan tussen vierkante haken en het doel tussen ronde
undefined-link = nergens staat waar de link `{$name}` heen leidt, dus zij komt zo op de pagina
blank-in-target = het doel van een link heeft geen spaties, dus dit komt zo op de pagina
blank-before-target = door een spatie tussen de haken is dit geen link
near-emphasis = de tekens `{$signs}` komen op de pagina, omdat ze geen nadruk geven
    .hint = zet ze direct voor en achter dezelfde woorden, zoals in `**akkoord**`, of schrijf `\` voor een teken dat te zien moet zijn
near-template = dit lijkt een sjabloon; in teksten werken die niet, dus het komt zo op de pagina
    .hint = verwijder het, of zet het tussen accenten graves
near-attributes = deze attributen staan waar ze niet gelezen worden, dus ze komen op de pagina
    .hint = zet ze aan het einde van de regel van de kop, alle tussen één paar accolades: `## Titel {"{"}#id dossier=a{"}"}`
near-superscript = een hoog cijfer dat met de hand getypt is, is geen voetnoot
near-entity = achter `&{$name}` ontbreekt de puntkomma, dus het komt zo op de pagina
doubled-entity = dit komt als `{$words}` op de pagina, omdat ook het en-teken een code is
foreign-markup = `{$signs}` is opmaak van een ander programma, en komt zo op de pagina
    .hint = zeg het in Markdown, of zet een `\` voor een teken dat gezien moet worden
near-address = dit lijkt een webadres, maar is het niet
near-mail = dit lijkt een mailadres, maar er staat een komma in
    .hint = typ een punt
markup-in-value = `{$signs}` komt zo op de pagina, want waarden in de front matter hebben geen opmaak
    .hint = haal de tekens weg, en wat ertussen staat als het niet voor lezers is
near-table = dit lijkt een rij van een tabel, maar komt met streepjes op de pagina
    .hint = boven een tabel staat een lege regel; onder de kop staat een regel `|---|---|` met evenveel cellen
columns-by-tabs = tabs maken geen kolommen, dus deze regels lopen in elkaar over
short-row = deze rij heeft { $count ->
        [one] één cel
       *[other] {$count} cellen
    } en de kop {$cells}
    .hint = geef elke rij evenveel cellen als de kop, of zet een lege regel onder de tabel
deep-heading = een kop heeft hoogstens zes hekjes, dus dit is er geen
    .hint = een punt heeft er twee, en wat erin staat drie
broken-word = dit streepje brak een woord af aan het einde van een regel, en komt op de pagina
    .hint = zet het woord aan elkaar
wide-sign = `{$sign}` is een breed teken, dat aan het begin van een regel niets betekent
near-heading = zonder spatie achter de hekjes is dit geen kop
    .hint = zet een gewone spatie achter de hekjes
near-closing-signs = achter de titel staan hekjes, die op de pagina komen
    .hint = verwijder ze
near-list = dit lijkt een punt van een lijst, maar komt zo op de pagina
    .hint = begin de regel met `- `
run-in-list = deze regels lopen in elkaar over
    .hint = zet een lege regel boven de lijst, en begin haar regels met `- `, of met een nummer, een punt en een spatie
near-treatment = dit lijkt een aard van de bespreking, maar komt zo op de pagina
    .hint = schrijf één is-teken, een gewone spatie en de aard, zoals `= Besluit`
error = fout
warning = waarschuwing
close = sluiten
and-more = {$first} (en nog {$more})
mistakes-here = { $count ->
        [one] 1 melding hier
       *[other] {$count} meldingen hier
    }
mistakes-elsewhere = { $count ->
        [one] 1 melding
       *[other] {$count} meldingen
    } in { $files ->
        [one] een ander bestand
       *[other] {$files} andere bestanden
    }
unknown-host = De voorvertoning antwoordt niet op deze naam. Is `{$name}` een naam van deze machine, start haar dan met `voetnoot serve --host {$name}`.
doubtful-attribute =
    .about = Een attribuut is leeg, staat er twee keer, betekent niets bij deze soort kop, of staat zonder spatie achter de titel.
glued-attributes = tussen de titel en zijn attributen staat geen spatie
    .hint = zet een spatie voor de accolade
empty-attribute = `{$key}` zegt niets
    .hint = schrijf een waarde achter `{$key}=`, of verwijder het
doubled-dossier = de kop is al aan het dossier `{$id}` gebonden
    .hint = noem het één keer
doubled-dossiers = `dossier` staat twee keer tussen deze accolades
    .hint = schrijf alle dossiers in één lijst: `dossier=a,b`
doubled-attribute = `{$key}` staat twee keer tussen deze accolades, en alleen de laatste telt
    .hint = houd een van beide over
doubled-id = tussen deze accolades staan twee ids, en alleen het laatste telt
second-letter = de agenda heeft al een aanbiedingsbrief
    .hint = haal `.letter` hier weg, of zet beide onder één kop
idle-letter = `.letter` betekent hier niets: alleen een kop met één hekje kan de aanbiedingsbrief zijn
    .hint = verwijder het, of begin de kop met één hekje
idle-date = `date` betekent hier niets: alleen een deel heeft een dag
    .hint = verwijder het, of zet het bij de kop van het deel
idle-item = `item` betekent in een agenda niets: het noemt in een verslag het punt waar het om gaat
    .hint = verwijder het; een punt krijgt zijn id met `{"{"}#id{"}"}`
duplicate-number = `{$label}` is ook het nummer of de letter van “{$title}”
    .about = Twee delen, twee punten van een deel of twee subpunten van een punt hebben hetzelfde nummer of dezelfde letter. Staat het zo in de agenda van de Raad, aanvaard de waarschuwing dan.
    .hint = geef elk een eigen nummer of letter; heeft de agenda van de Raad het zo, aanvaard de waarschuwing dan in de front matter
duplicate-number-untitled = `{$label}` is ook het nummer of de letter van een andere kop
level-of-item = `{$label}` gaat door met de nummers van de punten, maar deze kop staat op een ander niveau
level-of-sub-item = `{$label}` is de letter van een subpunt, maar deze kop staat op een ander niveau
level-of-part = `{$label}` gaat door met de nummers van de delen, maar deze kop staat op een ander niveau
near-letter = zonder teken erachter hoort `{$count}` bij de titel en is het niet de letter van een subpunt
near-number = zonder teken erachter hoort `{$count}` bij de titel en is het geen nummer
odd-value =
    .about = Een waarde in de front matter houdt op bij een hekje, of heeft gekrulde aanhalingstekens om zich heen. Zet er rechte aanhalingstekens omheen.
yaml-cut-off = een `#` achter een spatie begint een opmerking, dus de waarde houdt daarvoor op
    .hint = schrijf `{$words}`, of verwijder de opmerking
yaml-curly-quotes = gekrulde aanhalingstekens horen bij de waarde, dus ze komen op de pagina
yaml-no-blank = achter de dubbele punt ontbreekt een spatie
    .hint = zet een spatie achter de dubbele punt
yaml-reserved = een waarde kan niet met het teken {$sign} beginnen
yaml-colon = een waarde met een dubbele punt en een spatie erin heeft aanhalingstekens nodig
yaml-open-quote = deze aanhalingstekens worden niet gesloten
    .hint = zet hetzelfde teken achter de waarde
yaml-behind-quote = de waarde houdt op bij het tweede aanhalingsteken, maar er staat nog iets achter
yaml-escape = een `\` tussen dubbele aanhalingstekens begint een teken dat YAML niet kent
    .hint = zet de waarde tussen enkele aanhalingstekens
yaml-tab = een regel kan niet met een tab beginnen
    .hint = laat inspringen met spaties, evenveel als de regels ernaast
yaml-brackets = aan een lijst of tabel tussen haken ontbreekt een komma of de sluithaak
    .hint = schrijf `[a, b]` of `{"{"}sleutel: waarde, sleutel: waarde{"}"}`
yaml-indent = deze regel past niet bij de regels erboven
    .hint = schrijf `sleutel: waarde`; sleutels die bij elkaar horen beginnen in dezelfde kolom, en de punten van een lijst beginnen met `- `
yaml-no-colon = achter de sleutel ontbreekt een dubbele punt
doubtful-date =
    .about = Een datum past niet bij een andere in hetzelfde stuk of in de naam van de map, of ligt er jaren vandaan. Welke van de twee klopt, zegt de melding niet; kloppen ze beide, aanvaard de waarschuwing dan.
    .hint = vergelijk beide met het stuk zelf, en verbeter de datum die niet klopt
date-of-folder = de vergadering begint op {$date}, maar haar map zegt {$folder}
date-of-end = de vergadering zou duren van {$start} tot {$date}
date-after-meeting = de agenda zou verschijnen op {$date}, na het einde van de vergadering op {$last}
date-before-meeting = het verslag zou verschijnen op {$date}, voor het begin van de vergadering op {$first}
date-before-published = de laatste correctie zou van {$date} zijn, voor het verschijnen op {$published}
date-due-before = de toezegging zou op {$date} nagekomen moeten zijn, voor de brief op {$published} verscheen
date-nowhere = {$written} bestaat niet
date-weekday = {$written} is een {$weekday}
date-far-away = {$date} ligt jaren van {$other} vandaan
date-outside-meeting = {$date} is geen dag van de vergadering, die van {$start} tot en met {$last} is
notice = mededeling
earlier-rules = { $count ->
        [one] 1 vergadering is verzegeld
       *[other] {$count} vergaderingen zijn verzegeld
    } door een eerdere versie van het programma: wat de pagina’s zeggen wordt niet meer vergeleken, de bestanden wel
    .hint = er hoeft niets te gebeuren: de controlegetallen van de bestanden zijn het bewijs
    .about = Wat de pagina’s van vergaderingen zeggen die door een eerdere versie van het programma zijn verzegeld, wordt niet vergeleken; de bestanden wel.
unused-target = geen link gebruikt dit doel, dus het komt niet op de pagina
    .hint = schrijf de naam tussen vierkante haken waar de link hoort, of verwijder de regel
template-comment = deze opmerking komt op geen enkele pagina, zoals geen opmerking
    .hint = zet `{"{#"} … {"#}"}` om wat alleen makers van sjablonen moeten lezen
    .about = Een sjabloon heeft een opmerking in HTML, `<!-- … -->`, die van elke pagina wordt weggelaten. Zet `{"{#"} … {"#}"}` om wat alleen makers van sjablonen moeten lezen. Aanwijzingen tussen `{"{%"}` en `{"%}"}` worden ook binnen zo'n opmerking uitgevoerd.
idle-template = `{$name}` is geen naam van een sjabloon van het thema, en geen ander sjabloon gebruikt het
    .about = Een sjabloon vervangt geen sjabloon van het thema, en geen ander sjabloon gebruikt het. Geef het de naam van het sjabloon dat het moet vervangen, of noem het met `extends`, `include` of `import`.
    .hint = geef het de naam van het sjabloon dat het moet vervangen, of verwijder het
    .hint-near = moet het `{$near}` vervangen?
empty-link = deze link heeft geen woorden
    .about = Een link heeft geen woorden, zodat niemand ziet of hoort waar hij heen leidt.
    .hint = schrijf woorden tussen de vierkante haken: `[woorden](doel)`
duplicate-title = het dossier `{$first}` heeft dezelfde titel
    .about = Twee dossiers hebben dezelfde titel, zodat lezers ze niet uit elkaar kunnen houden. Geef een van beide een andere titel, of maak er één dossier van.
    .hint = geef een van beide een andere titel, of maak er één dossier van
list-treatment = een lijst van één punt onder de kop van een agendapunt wordt een lijst, en is geen aard van de bespreking
copied-agenda = dit zijn de sleutels van een agenda, en alleen een bestand `agenda.md` is er een
    .hint = verwijder het bestand als het een kopie is, of houd alleen `title` over
page-without-target = de pagina `/{$page}`{ $pages ->
        [one] {""}
       *[other] , een van {$pages},
    } verwijst naar `{$link}`, en de site heeft geen `/{$path}`
    .hint = verbeter het adres waar het geschreven staat, in een sjabloon of in HTML
page-without-place = de pagina `/{$page}`{ $pages ->
        [one] {""}
       *[other] , een van {$pages},
    } verwijst naar `{$link}`, en daar is geen plaats `#{$anchor}`
move-taken = `{$id}` is al een vergadering of dossier; geef een ander id
move-nothing = er is geen vergadering of dossier `{$id}`
move-nothing-near = er is geen vergadering of dossier `{$id}`; bedoelt u `{$near}`?
move-in-the-way = `{$path}` is er al; zet het ergens anders neer, of geef een ander id
move-sealed = `{$id}` is verzegeld, en het zegel noemt de naam; wat verzegeld is, blijft waar het is
move-untouched = `{$path}` kan niet worden aangepast: {$why}; er is niets verplaatst
move-by-hand = {$path}:{$line} noemt het op een manier die niet kan worden aangepast; maak er eerst een gewone link van. Er is niets verplaatst
move-led-away = `/{$address}` staat al in `[moved]` van site.toml en leidt ergens anders heen; haal die regel eerst weg
move-no-table = de tabel `[moved]` van site.toml is niet te vinden; zet er `{$entry}` in en geef de opdracht opnieuw
move-done = { $count ->
    [0] `{$from}` is nu `{$to}`; niets anders noemde het
    [one] `{$from}` is nu `{$to}`; 1 bestand aangepast:
   *[other] `{$from}` is nu `{$to}`; {$count} bestanden aangepast:
}
new-is-there = `{$path}` is er al, en blijft zoals het is
new-not-written = `{$path}` is niet te schrijven: {$reason}
new-unusable-id = `{$id}` kan geen deel van een adres zijn; gebruik letters zonder accenten, cijfers, streepjes, lage streepjes en punten
new-without-day = van `{$id}` is de dag niet bekend; geef die met `--start 2030-03-12`, of zet hem in het id
new-unknown-formation = in site.toml staat geen formatie `{$formation}`; {$hint}
new-without-formation = de formatie is niet bekend; geef haar id met `--formation`
new-which-formation = er zijn meer formaties; geef met `--formation` een van {$known}, of laat het id ermee beginnen
new-no-site = in `{$folder}` staat geen `site.toml`; maak een site met `voetnoot new MAP`, of geef haar map met `--root`
new-no-agenda = er is geen vergadering `{$id}` met een agenda; begin er een met `voetnoot new meeting {$id}`
new-written = geschreven: {$path}
new-needs-line = `{$path}` is er al, en blijft zoals het is; de regel `{$line}` hoort erin
new-workflow = `{$path}` publiceert de site bij elke push. Geef `base_url` in `site.toml`, bouw een keer met `voetnoot build`, en leg `addresses.txt` vast; `voetnoot guide publiceren` vertelt de rest.
new-not-empty = `{$folder}` is niet leeg; geef een map die er nog niet is
new-site = De site staat in `{$folder}`: { $count ->
        [one] 1 bestand
       *[other] {$count} bestanden
    }. Ga in die map verder met:

      {"  "}voetnoot serve --open        toont de site terwijl u schrijft
      {"  "}voetnoot new meeting ID      begint een agenda
      {"  "}voetnoot build               schrijft de site in `public`
      {"  "}voetnoot guide               legt al het andere uit
ask-language = In welke taal is de site? (Enter: 1)
ask-kind = Over wiens vergaderingen gaat het? (Enter: 1)
ask-filling = Met een voorbeeld? (Enter: 1)
kind-eu = een ministerie of parlement: agenda’s van een EU-Raad
kind-council = een gemeenteraad of Provinciale Staten, met commissies
kind-water-board = een waterschap
kind-committee = een commissie
filling-example = met een voorbeeld om te veranderen
filling-empty = zonder
no-guide-page = de gids heeft geen pagina `{$page}`; {$hint}
no-port = luisteren lukt niet vanaf poort {$port}: {$reason}; kies een andere met `--port`
guide-is-at = de gids staat op {$url} totdat u op Ctrl-C drukt
no-browser = er is geen browser te openen; open zelf {$url}
preview-stopped = het voorbeeld is gestopt: {$reason}
no-theme-file = het thema heeft geen bestand `{$name}`; {$hint}
theme-lists = `voetnoot theme list` noemt ze
theme-kept = `{$path}` is er al, en blijft zoals het is; `--force` vervangt het
theme-exported = { $written ->
        [0] er is niets gekopieerd
        [one] 1 bestand is gekopieerd: het vervangt vanaf nu dat van het programma, dus verwijder het als u het niet verandert
       *[other] {$written} bestanden zijn gekopieerd: zij vervangen vanaf nu die van het programma, dus verwijder wat u niet verandert
    }
theme-exported-elsewhere = { $written ->
        [0] er is niets gekopieerd
        [one] 1 bestand is gekopieerd, om te bekijken: daar vervangt het niets
       *[other] {$written} bestanden zijn gekopieerd, om te bekijken: daar vervangen zij niets
    }
theme-up-to-date = `{$path}` is gekopieerd van het bestand van het programma zoals dat nog is
theme-outdated = `{$path}` is gekopieerd van een eerder bestand van het programma; vergelijk het met dat van nu:
theme-unmarked = `{$path}` zegt niet waarvan het is gekopieerd; vergeleken met het bestand van het programma van nu:
theme-same = geen verschillen
theme-no-text = zij verschillen, en zijn geen tekst
theme-none = de site vervangt geen bestand van het thema
misspelt-word = `{$key}` is geen woord; is `{$near}` bedoeld?
unknown-zone = `{$name}` is geen tijdzone
    .hint = schrijf een naam zoals `Europe/Amsterdam`
impossible-time = `{$value}` is geen datum met tijd
end-time-alone = `end` heeft een tijd en `start` niet
    .hint = geef beide een tijd, of geen van beide
cancelled-and-postponed = een vergadering kan niet zowel afgelast als verplaatst zijn
    .hint = houd `postponed` als er een andere vergadering voor in de plaats komt, en anders `cancelled`
unknown-meeting = er is geen vergadering `{$id}` die voor deze in de plaats komt
    .hint = geef de naam van de map van een vergadering die wordt gepubliceerd
unknown-attachment = de vergadering heeft geen bijlage `{$name}`
    .hint = geef de naam van een bestand in de map van de vergadering
skipped-time = de klok slaat {$value} over, als de zomertijd begint
    .hint = verbeter de dag of de tijd
missing-timezone = de vergadering heeft een tijd, en site.toml zegt niet in welke tijdzone
    .about = Een vergadering heeft een tijd, en `site.toml` noemt geen tijdzone. Zet die erin, bijvoorbeeld `timezone = "Europe/Amsterdam"`.
    .hint = schrijf `timezone = "Europe/Amsterdam"`, of de zone van uw plaats, in site.toml
unknown-menu = het menu leidt naar `{$to}`, en dat heeft de site niet
    .hint = schrijf een van {$lists}, een bestand zoals `pages/over.md`, of een heel adres
missing-logo = er is geen `{$name}` in `static`
    .hint = zet de afbeelding in `static`, en schrijf haar pad vanaf daar
counted = { $errors ->
        [one] 1 fout
       *[other] {$errors} fouten
    }, { $warnings ->
        [one] 1 waarschuwing
       *[other] {$warnings} waarschuwingen
    }
waiting-for-another = een andere opdracht schrijft in deze map; het wachten is daarop
polling = de schijf wordt steeds opnieuw bekeken om veranderingen te vinden, want zij meldt ze niet: {$reason}
no-root = er is geen map `{$folder}`; geef met `--root` de map van de site
unit-pages = pagina’s
unit-addresses = adressen
unit-files = bestanden
new-addresses = {$file}: { $new ->
        [0] bijgewerkt
        [one] 1 nieuw adres
       *[other] {$new} nieuwe adressen
    }; bewaar het bestand in het versiebeheer
numbers-of-sealed = {$file}: de nummers van gepubliceerde noten komen uit een verzegelde versie:
numbers-of-output = {$file}: de nummers van gepubliceerde noten komen uit `{$folder}`:
numbers-as-they-stand = {$file}: de nummers van gepubliceerde noten komen uit de teksten zoals zij nu zijn:
numbers-of-notes = {"  "}{$named}{ $more ->
        [0] {""}
       *[other] {" "}en nog {$more}
    }
built = { $pages ->
        [one] 1 pagina
       *[other] {$pages} pagina’s
    } in {$folder}: { $written ->
        [one] 1 bestand
       *[other] {$written} bestanden
    } geschreven, {$unchanged} ongewijzigd, {$removed} verwijderd, {$seconds} s
nothing-written = er is niets geschreven
checked = { $pages ->
        [one] 1 pagina
       *[other] {$pages} pagina’s
    } gecontroleerd, {$seconds} s
search-index = zoekindex: { $written ->
        [one] 1 bestand
       *[other] {$written} bestanden
    } veranderd, {$seconds} s
nothing-sealed = er is niets verzegeld
sealed-as = `{$meeting}` is verzegeld als versie {$version}: { $files ->
        [one] 1 bestand
       *[other] {$files} bestanden
    }
cannot-listen = luisteren lukt niet op {$address} vanaf poort {$port}: {$reason}; kies andere met `--address` en `--port`
site-is-at = de site staat op {$url} totdat u op Ctrl-C drukt
others-can-read = ook andere computers kunnen haar lezen, concepten inbegrepen
told-news = {$new} nieuw, {$gone} weg
told-news-in-part = {$new} nieuw, waarvan {$more} niet getoond (`voetnoot check` laat alles zien), {$gone} weg
all-mended = alles is hersteld
packages-made = {$count} pakketten in {$folder}: {$new} nieuw, {$beside} naast een eerder, {$left} gelaten zoals ze waren; {$files} bestanden, {$megabytes} MB, {$seconds} s
unit-packages = pakketten
import-error = fout
import-warning = waarschuwing
import-note = opmerking
import-at-line = regel {$line}:{" "}
import-markup-dropped = vet, cursief en links zijn weggelaten, omdat Markdown ze niet allemaal kan weergeven
import-words-differ = de bron heeft `{$source}` waar de uitkomst `{$result}` heeft
    .hint = vergelijk deze plaats met het oog, en meld het document
import-note-unmarked = in de tekst is geen nummer van noot {$note} gevonden
    .hint = zet de verwijzing bij de woorden waar zij hoort
import-note-missing = noot {$number} heeft geen tekst
    .hint = zoek haar in het origineel
import-left-out = weggelaten als {$reason}: { $count ->
        [one] één regel, deze
       *[other] {$count} regels, deze het eerst
    }
import-page-numbers = paginanummers
import-running-heads = kopregels
import-rules = lijnen
import-link-targets = afgedrukte webadressen
import-contents = inhoudsopgave
import-colophon = merken van de uitgever
import-chrome = webpagina om het document heen
import-note-breaks-off = noot {$note} breekt in de bron af
    .hint = vul haar aan uit het origineel; er is niets toegevoegd
import-note-breaks-off-at = noot {$note} breekt in de bron af: `{$words}`
import-note-uncited = niets verwijst naar noot {$note}
import-note-text-guessed = waar de tekst van noot {$note} begint, is een gok
    .hint = vergelijk haar met het origineel
import-place-guessed = de plaats van noot {$note} is een gok
import-empty-note = leeg in de bron
import-picture = een beeld is weggelaten
    .hint = publiceer het naast de agenda
import-pandoc-unreadable = het antwoord van pandoc is niet te lezen: {$error}
import-xml-deep = meer dan {$count} elementen van de XML staan in elkaar, en wat volgt is niet gelezen
import-xml-broken = de XML is hier stuk, en wat volgt is niet gelezen: {$error}
import-signs-unread = { $count ->
        [one] één teken van het Word-bestand is niet gelezen
       *[other] {$count} tekens van het Word-bestand zijn niet gelezen
    }
import-table-guessed = {$count} regels zijn als tabel gelezen
    .hint = kijk de cellen na
import-control-characters = { $count ->
        [one] één stuurteken is weggelaten
       *[other] {$count} stuurtekens zijn weggelaten
    }
import-not-utf8 = de tekst is geen UTF-8 en is gelezen als Windows-1252
    .hint = let op accenten en aanhalingstekens
import-partly-utf8 = { $count ->
        [one] één plaats is geen UTF-8, deze
       *[other] {$count} plaatsen zijn geen UTF-8, deze het eerst
    }
    .hint = zoek het teken � in de uitkomst
import-address-placed = het adres `{$address}` is aan het eind van noot {$note} gezet
    .hint = kijk of de link daar hoort
import-hyphen-out = het streepje in `{$word}` is weggelaten
import-hyphen-kept = het streepje in `{$word}` is gebleven
import-hyphen =
    .hint = kijk het woord na
import-formation-unknown = er is geen Raadsformatie herkend
    .hint = geef haar met `--formation ID`
import-date-unknown = er is geen dag van de vergadering gevonden
    .hint = geef die met `--date 2024-06-13`
import-year-guessed = het jaar van {$day} staat niet in de tekst
import-check-start = kijk `start:` in de front matter na
import-letter-day-taken = er is geen dag van de vergadering gevonden; {$day} is de dag van de brief
import-first-day-taken = er is geen dag van de vergadering gevonden; {$day} is de eerste dag in de tekst
import-informal = de titel van de agenda noemt de vergadering informeel en de brief niet
    .hint = de titel is als commentaar bewaard; kijk wie gelijk heeft
import-letterhead = het briefhoofd is als commentaar bewaard
    .hint = neem over wat de front matter nodig heeft, en verwijder het
import-no-items = er is geen agendapunt herkend
    .hint = maak van de titel van elk punt een kop met `##`
import-agenda-elsewhere = volgens de brief is de geannoteerde agenda een bijlage, en die zit niet in dit document
    .hint = importeer de bijlage met dezelfde `--id`, of schrijf de agenda onder de brief
import-ad-without-title = de toelichting op punt {$number} heeft geen eigen titel
    .hint = neem de titel over uit de lijst vooraan
import-treatment-moved = de aard van de bespreking `{$treatment}` is onder haar kop gezet
import-commitment-proposed = dit is misschien een toezegging zonder dag: `{$what}`
    .hint = zet haar bij `commitments:` in de front matter als het er een is
import-commitment-found = een toezegging voor {$day} is in de front matter gezet: `{$what}`
    .hint = kijk de dag na, en zeg in het kort wat is toegezegd
import-commitment-dated = een toezegging voor {$day}, met het jaar van de brief of de vergadering, is in de front matter gezet: `{$what}`
import-second-document = de brief bevat een tweede stuk: `{$title}`
    .hint = zet dat deel in de map van zijn eigen vergadering, als `agenda.md` of `report.md`
import-second-divided = een tweede stuk in de brief is een bestand van zijn eigen vergadering geworden: `{$title}`
import-look = vergelijk met het origineel
import-day-before-letter = de vergadering van {$day} was al geweest toen de brief van {$letter} werd geschreven, en een agenda gaat eraan vooraf
import-day-of-letter = de vergadering lijkt op {$day} te zijn, de dag van de brief zelf
import-day-after-letter = de vergadering van {$day} moest nog komen toen de brief van {$letter} werd geschreven, en een verslag volgt erop
import-days-differ = de tekst noemt {$day} als dag van de Raad, en de vergadering is op {$start} gezet
import-formations-differ = de titel noemt de Raad `{$title}`, en de brief `{$letter}`
import-kind-past = de tekst vertelt wat is geweest ({$past} woorden, tegen {$ahead} over wat komt), en is als agenda gelezen
import-kind-ahead = de tekst vertelt wat komt ({$ahead} woorden, tegen {$past} over wat is geweest), en is als verslag gelezen
import-kind =
    .hint = geef `--as agenda`, `--as report` of `--as consultation` als het een andere soort is
import-place-doubtful = `{$place}` is als plaats gelezen, en formele Raden zijn in Brussel of Luxemburg
import-presidency-doubtful = `{$presidency}` is als voorzitter gelezen, en op die dag was dat `{$turn}`
import-signatory-doubtful = `{$name}` tekent de brief zonder voorletters; het kan de titel van een punt zijn
import-office-doubtful = het ambt `{$office}` tekent, en het briefhoofd noemt een ander
import-note-mark = `{$word}` lijkt te verwijzen naar noot {$number}, en die is er niet
    .hint = zoek de noot in het origineel, of laat het cijfer bij het woord staan
import-check-clean = in orde
import-check-warnings = geen fouten, { $count ->
        [one] één waarschuwing
       *[other] {$count} waarschuwingen
    } over de eigen woorden van het stuk
import-check-errors = { $count ->
        [one] één fout
       *[other] {$count} fouten
    }: dit had de import niet mogen schrijven; meld het document
import-file-line = {$file} regel {$line}:
import-read-as = {$file} · gelezen als {$kind} ({$format}) · {$id}
import-kind-agenda = agenda
import-kind-report = verslag
import-kind-consultation = schriftelijk overleg
import-row-letter = brief
import-row-agenda = indeling
import-row-items = verbonden
import-row-treatments = behandeling
import-row-notes = voetnoten
import-row-references = verwijzingen
import-row-dossiers = dossiers
import-row-commitments = toezeggingen
import-row-left-out = weggelaten
import-row-words = woorden
import-row-check = controle
import-letter-has = {$sections} kopjes, {$signatories} ondertekenaars
import-agenda-has = {$parts} delen, {$items} punten ({$numbered} genummerd), {$subitems} subpunten, {$sections} kopjes
import-items-tied = { $count ->
        [one] één kop met een punt van de agenda
       *[other] {$count} koppen met punten van de agenda
    }
import-notes-found = {$found} gevonden, {$placed} op hun plaats
import-notes-cut-off = {$found} gevonden, {$placed} op hun plaats, {$count} in de bron afgebroken
import-references-found = {$count} herkend{ $forms ->
        [none] {""}
       *[other] : {$forms}
    }
import-dossiers-tied = {$tied} koppen verbonden, {$proposed} dossiers voorgesteld{ $proposed ->
        [0] {""}
       *[other] , te zien met --json
    }
import-commitments-has = {$dated} met een dag, in de front matter; {$proposed} zonder, hieronder voorgesteld
import-lines-left-out = {$furniture} (regels)
import-words-kept = {$count} in de bron: alle zijn er, en geen is toegevoegd
import-words-not-kept = {$count} in de bron: er is verschil, zie hieronder
import-refused-date = er is geen dag van de vergadering gevonden, en een vergadering heeft er een nodig; geef die met `--date 2024-06-13`
import-refused-formation = de site heeft geen formatie `{$id}`, maar `{$known}`; zet `[formations.{$id}]` met `name = "{$title}"` in site.toml, of geef er met `--formation` een die de site heeft
import-refused-unknown-formation = de site heeft geen formatie `{$id}`, maar `{$known}`; geef de juiste met `--formation`
import-facts-alone = deze agenda heeft alleen wat het verslag van de vergadering vertelt; importeer de geannoteerde agenda met `--force`
import-head-file = bestand
import-head-kind = soort
import-head-day = dag
import-head-items = punten
import-head-notes = noten
import-head-doubts = twijfels
import-head-outcome = uitkomst
import-outcome-written = geschreven
import-outcome-unchanged = ongewijzigd
import-outcome-rewritten = opnieuw geschreven
import-outcome-edited = sindsdien bewerkt, niet aangeraakt
import-outcome-second-letter = tweede brief voor dezelfde vergadering, niet geschreven
import-outcome-occupied = de vergadering staat al in de site, niet geschreven
import-outcome-refused = geweigerd
import-outcome-failed = mislukt
import-folder-done = { $letters ->
    [one] 1 stuk
   *[other] {$letters} stukken
} uit `{$folder}`; { $look ->
    [0] geen ervan vraagt uw aandacht
    [one] 1 ervan vraagt uw aandacht
   *[other] {$look} ervan vragen uw aandacht
}
import-letters = brieven
import-folder-one = `{$option}` geldt voor één brief en niet voor een map
import-written = geschreven: {$file}
import-earlier = het vorige bestand heet nu {$file}
import-agenda-made = de site had geen agenda van deze vergadering; {$file} heeft haar gegevens en verder niets
failed-make-folder = kan de map `{$path}` niet maken
failed-make-folder-of = kan de map van `{$path}` niet maken
failed-open-folder = kan de map `{$path}` niet openen
failed-write = kan `{$path}` niet schrijven
failed-copy = kan `{$path}` niet kopiëren
failed-read = kan `{$path}` niet lezen
failed-open = kan `{$path}` niet openen
failed-write-folder = kan niet schrijven in de map `{$path}`
failed-move = kan `{$path}` niet verplaatsen
failed-into-place = kan `{$path}` niet op zijn plaats zetten
failed-name = kan `{$path}` zijn naam niet geven
failed-put-back = kan `{$path}` niet terugzetten
failed-copies = kan de kopieën van `{$path}` niet schrijven
failed-wait = kan niet wachten tot het andere proces klaar is
failed-lock = kan het vergrendelingsbestand niet schrijven
failed-go-on = kan niet verder waar een afgebroken build ophield
failed-journal = kan het logboek van de build niet schrijven
failed-remove-journal = kan het logboek van de build niet verwijderen
failed-remove-left = kan niet verwijderen wat een afgebroken proces achterliet
failed-remove = kan `{$path}` niet verwijderen
failed-chance = het systeem geeft geen toevallige cijfers
failed-stage = kan de map waarin nieuwe bestanden wachten niet maken of lezen
failed-list = kan de lijst van bestanden niet schrijven
refused-outside = `{$path}` ligt niet in de uitvoermap
refused-foreign = in de uitvoermap `{$folder}` staat `{$name}`, en geen build heeft die map gemaakt; maak haar leeg of noem een andere met `--output`
refused-no-record = er is geen `{$record}` waarin kan staan wat er gepubliceerd is
refused-record-lacks = in `{$record}` ontbreekt wat deze build zou publiceren; bouw zonder `--locked` waar het register wordt bijgehouden en commit het: {$named}{ $more ->
        [0] {""}
       *[other] {" "}en nog {$more}
    }
refused-journal = `{$path}` is niet door een build geschreven; verwijder het, met de map `stage` ernaast
refused-output = de uitvoermap `{$folder}` {$why}; noem een andere met `--output`
refused-output-root = is de hoofdmap van de site
refused-output-around = bevat de site zelf
refused-output-source = valt samen met wat de bron van de site is
refused-stray = `{$path}` {$why}; zet het ergens anders of noem een andere map met `--output`
refused-is-link = is een symbolische koppeling
refused-not-made = is niet door een build gemaakt
refused-remove = `{$path}` {$why}; verwijder het
refused-neither = is geen bestand en geen map
refused-not-makeable = kan niet gemaakt worden
refused-other-name = heeft elders nog een naam
refused-too-large = is te groot
refused-not-folder = is geen map
refused-is-folder = is een map
refused-not-file = is geen bestand
refused-no-certificates = deze computer heeft geen basiscertificaten, zodat geen enkel `https`-adres te controleren is; installeer ze (op Debian: `ca-certificates`) of noem hun bestand in SSL_CERT_FILE
refused-import-there = `{$path}` is er al; vervang het met `--force`, waarbij het oude bestand ernaast blijft staan, of geef met `--id` een andere naam
refused-earlier = er zijn {$count} eerdere versies van `{$path}`; verwijder er een paar
seal-changed = `{$path}` is zojuist gewijzigd of begint met een byte order mark; bewaar het als gewone UTF-8 en probeer het opnieuw
seal-mistakes = de site heeft fouten; `voetnoot check` laat ze zien
seal-sealed = `{$id}` is verzegeld op {$date}; leg een correctie vast met `--correction "…"`
seal-unsealed = `{$id}` is niet verzegeld, zodat er niets te corrigeren is
seal-later = `{$id}` is verzegeld op {$sealed}, en dat is later dan {$date}
seal-not-past = `{$id}` is nog niet voorbij: de laatste dag is {$date}; `--force` verzegelt toch
seal-future = `{$id}` moet nog komen: de eerste dag is {$date}
day-to-come = {$date} moet nog komen; vandaag is het {$today}
seal-no-date = `{$id}` heeft geen datum
seal-version-there = `{$path}` is er al, zonder zegel; zet het ergens anders
seal-nothing-changed = er is aan `{$id}` niets veranderd sinds {$date}
seal-folder = de map van `{$id}` is niet te lezen: {$reason}
seal-unpublished = `{$path}` wordt niet gepubliceerd en kan dus niet met de rest verzegeld worden; publiceer het of zet het ergens anders
seal-no-reason = een correctie heeft een reden nodig: `--correction "De naam van … was verkeerd gespeld"`
redaction-one-meeting = één vergadering tegelijk: `voetnoot seal VERGADERING --redact … --reason …`
redaction-of-nothing = er staat niet bij wat er weg moet: noem een bestand van de vergadering, of woorden uit haar teksten
redaction-unsealed = `{$id}` is niet verzegeld: bewerk de bestanden
redaction-nowhere = niets van `{$id}` heeft dat: noem een bestand met zijn pad in de map, of woorden zoals ze in de tekst getypt zijn
redaction-reason = de reden komt in de teksten te staan, waar `{$sign}` iets betekent: gebruik letters, cijfers en `. , ; : / ( ) -`
redaction-reason-says = in de reden staat wat er weg moet
redaction-list = wat er over is van een weglakking, is niet te lezen: `{$line}`
redaction-file = {$path}: gaat weg
redaction-places = {$path}: { $places ->
        [one] één plaats
       *[other] {$places} plaatsen
    }
redaction-guessable = versie {$version} is zonder zout verzegeld: wie de rest kent en het controlegetal heeft, kan door proberen vinden wat er weg is
redaction-beyond = Buiten bereik:
redaction-elsewhere = {$path}, regel {$line}: dezelfde woorden in hoofdletters of kleine letters, of binnen langere; bewerk die tekst, of lak ook dat weg
redaction-unsearched = bestanden waarin niemand gekeken heeft: {$names}
redaction-name = de naam `{$name}` blijft, want die is een adres
redaction-anchor = {$path}: wat naar `#{$anchor}` leidt, vindt geen kop meer, want die kop zegt iets anders
redaction-site = de gepubliceerde site, tot `voetnoot build` gedraaid heeft en de site opnieuw online staat
redaction-history = versiebeheer en reservekopieën, die bewaren wat er ooit geschreven is
redaction-packages = archiefpakketten die het huis uit zijn
redaction-copies = kopieën van anderen, waaronder zoekmachines
redaction-ask = Dit is niet terug te draaien. Typ `{$yes}` om het weg te lakken.
redaction-yes = ja
redaction-declined = er is niets weggelakt; `--yes` vraagt niet
redaction-hindered = er is niets weggelakt: eerst moet dit in orde zijn
redacted-version = `{$meeting}`, versie {$version}: het controlegetal van wat er over is
archive-in-site = in de map `{$folder}` staat een site die `build` schreef; noem een andere met `--output`
archive-occupied = `{$path}` {$why}; zet het ergens anders of noem een andere map
archive-no-name = kan niet de naam van een pakket zijn
archive-no-package = is geen pakket
archive-foreign = `{$path}` is een pakket van een andere vergadering of van een ander programma; noem een andere map met `--output`
archive-no-file-name = `{$path}` kan niet de naam van een bestand in een pakket zijn
verify-one-digest = `--digest` hoort bij één pakket; noem alleen dat
verify-no-package = `{$path}` is geen pakket: het heeft geen van de lijsten die elk pakket heeft; noem de map met `manifest-sha512.txt`
verify-failed = kan `{$path}` niet controleren: {$reason}
references-unwritten = kan de lijst niet schrijven: {$reason}
references-unread = kan `{$path}` niet lezen: {$reason}; geef een tekstbestand in UTF-8, of `-`
program-failed = het programma ging stuk, en dat ligt niet aan de inhoud; meld het met de regels hierboven en met `{$path}`
trying-again = fout: {$failure}; nieuwe poging volgt
import-file = `{$path}`: {$why}; {$hint}
import-stdin = de standaardinvoer is niet te lezen
import-unusable-id = `{$id}` kan niet de id van een vergadering zijn; geef er een met `--id`, van letters, cijfers en streepjes, die niet met `_` of `.` begint
import-unreadable = het bestand is niet te lezen: {$reason}
    .hint = controleer de naam en de rechten
import-too-large = het document, of de uitgepakte tekst ervan, is groter dan {$limit} MB
    .hint = haal de afbeeldingen eruit of splits het document
import-no-program = `{$program}` is niet geïnstalleerd, en alleen dat kan dit formaat lezen
    .hint = typ `sudo apt install {$debian}` (Debian, Ubuntu) of `brew install {$homebrew}` (macOS)
import-program-failed = `{$program}` kon het document niet lezen: {$said}
    .hint = open het document, sla het opnieuw op en probeer het nog eens
import-program-slow = `{$program}` deed er langer dan {$seconds} seconden over en is gestopt
import-format-unknown = {$what} is niet te lezen
    .hint = sla het op als docx, PDF, HTML of platte tekst
import-format-archive = dit soort archief
import-format-doc = het oude Word-formaat (.doc)
import-format-rtf = RTF
import-empty = het document heeft geen tekst
    .hint = een gescand document heeft eerst tekstherkenning nodig
fault-told = fout: {$failure}; {$hint}
archive-no-meeting = er is geen vergadering `{$id}`; {$hint}
archive-no-year = er begon geen vergadering in {$year}
archive-no-meetings = er zijn geen vergaderingen
archive-before-seal = `{$id}` is verzegeld op {$sealed}, dus geen pakket ervan is van {$date}; laat `--date` weg of geef een latere dag
archive-future = `{$id}` moet nog komen: de eerste dag is {$date}, en een pakket zou niet bevatten wat er besloten is
archive-to-come = niet verpakt, omdat ze nog moeten komen: {$ids}
secret-in-settings = `{$key}` is voor een geheim, en dat hoort niet in een bestand dat anderen lezen
    .hint = haal het weg, vervang het bij wie het uitgaf, en zet het in de omgeving: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`
    .about = In `site.toml` staat een sleutel voor een wachtwoord of geheim, dat met de bron van de site openbaar zou worden; het wordt niet getoond.
no-publish-value = `{$value}` kan niet bij `{$key}` staan
publish-no-target = `site.toml` zegt niet waar de site heen moet; voeg `[publish]` toe, zoals `voetnoot guide publiceren` laat zien
publish-no-record = er is geen `{$record}`, en dan weet niemand wat er gepubliceerd is; maak een leeg bestand met die naam naast `site.toml` en voer `voetnoot build` uit
publish-absent = dit programma is gemaakt zonder wat met opslagdiensten spreekt; `cargo install voetnoot --features publish` maakt er een mét
publish-no-keys = in de omgeving staan geen sleutels voor de opslag; zet `AWS_ACCESS_KEY_ID` en `AWS_SECRET_ACCESS_KEY`
publish-no-store = `{$endpoint}` is niet het adres van een opslagdienst
publish-no-answer = de opslagdienst antwoordt niet: {$why}
publish-store-refuses = de opslagdienst weigert `{$path}`: {$status} {$code}
publish-no-bucket = de opslagdienst heeft geen bucket met die naam; kijk naar `bucket` in `[publish]`, of maak hem daar
publish-under-way = er is al iemand aan het publiceren
publish-conflict = iemand anders heeft intussen gepubliceerd; voer `voetnoot publish` nog eens uit
publish-unreadable-state = `{$name}` op de bestemming is niet door deze versie van het programma geschreven; publiceer met de nieuwere of verwijder het
publish-into-output = in `{$folder}` worden sites gebouwd; publiceer in een andere map
publish-foreign = `{$path}` staat er al, en geen publicatie heeft het daar gezet; verwijder het of publiceer met `--force`
publish-call = `{$program}` kan niet worden aangeroepen
publish-no-program = `{$program}` is niet geïnstalleerd, en zonder dat gaat publiceren naar deze bestemming niet
publish-program-failed = `{$program}` is mislukt: {$said}
publish-checked-out = de tak `{$branch}` is uitgecheckt, en een werkmap wordt nooit aangeraakt; check een andere uit of noem een andere onder `[publish]`
publish-unfinished-output = in `{$folder}` is een build afgebroken; voer `voetnoot build` uit
publish-other-build = een andere build is intussen in `{$folder}` geweest; voer `voetnoot publish` nog eens uit
publish-nothing = er is niets gepubliceerd
publish-lacks = { $count ->
        [one] op de bestemming staat een adres dat dit project niet kent: iemand heeft van elders gepubliceerd. Haal dat hierheen, of voer `voetnoot publish --force` uit als het weg mag
       *[other] op de bestemming staan {$count} adressen die dit project niet kent: iemand heeft van elders gepubliceerd. Haal die hierheen, of voer `voetnoot publish --force` uit als ze weg mogen
    }
publish-would = er zouden {$new} nieuwe, {$changed} gewijzigde en {$removed} vervallen bestanden worden gepubliceerd; {$unchanged} ongewijzigd
publish-done = gepubliceerd: {$new} nieuw, {$changed} gewijzigd, {$removed} weg, {$unchanged} ongewijzigd, {$seconds} s
publish-address = lezers vinden de site op {$address}

# Formulieren in de browser

forms-title = De site bewerken
forms-no-script = De formulieren hebben een script nodig: sta scripts op deze pagina toe.
forms-remarks =
    Formulieren voor deze site in de browser, voor Sveltia CMS. Gemaakt door `voetnoot new --cms`, en voortaan van u.
    `repo` noemt de repository; het script hoort in `{$script}`. `voetnoot guide publiceren` vertelt hoe.
forms-agendas = Agenda’s
forms-agenda = agenda
forms-reports = Verslagen
forms-report = verslag
forms-reports-hint = De slug van een nieuw verslag is het id van de vergadering, zoals raad-2030-05-02.
forms-annexes = Andere stukken van vergaderingen
forms-annex = stuk
forms-annexes-hint = Teksten naast een agenda. Een nieuwe maakt u in de repository; hier kunt u haar wijzigen.
forms-dossiers = Dossiers
forms-dossier = dossier
forms-pages = Pagina’s
forms-page = pagina
forms-home = Voorpagina
forms-text = Tekst
forms-moment = Schrijf een dag, zoals 2030-05-02, of een dag en een tijdstip, zoals 2030-05-02T19:30.
new-unusable-repository = `{$repository}` is niet de naam van een repository; schrijf `--repo EIGENAAR/NAAM`, zoals de host dat doet
new-forms = De formulieren staan op `/admin/` zodra de site is gepubliceerd. Zet het script in `{$script}`; `voetnoot guide publiceren` vertelt waar u het haalt en hoe mensen inloggen.
new-forms-repository = `static/admin/config.yml` kent de repository nog niet: zet haar naam in de plaats van `{$placeholder}`
field-accepted = Aanvaarde waarschuwingen
field-aliases = Vroegere adressen
field-also-known-as = Ook bekend als
field-attachments = Bijlagen
field-bnc = BNC-fiche
field-cancelled = Gaat niet door
field-celex = CELEX-nummer
field-com = COM-nummer
field-commitments = Toezeggingen
field-date = Datum
field-description = Beschrijving
field-done = Nagekomen
field-draft = Concept
field-due = Uiterlijk
field-end = Einde
field-extra = Eigen sleutels
field-file = Bestand
field-formation = Formatie
field-id = Id
field-informal = Informeel
field-item = Agendapunt
field-kamerstuk = Kamerstuk
field-kamerstukken = Kamerstukken
field-language = Taal
field-letter = Nummer van de brief
field-menu = Plaats in het menu
field-milestones = Mijlpalen
field-minister = Bewindspersoon
field-name = Naam
field-office = Ambt
field-on-behalf-of = Mede namens
field-place = Plaats
field-postponed = Uitgesteld naar
field-presidency = Voorzitter
field-procedure = Procedure
field-published = Verzonden
field-related = Verwante dossiers
field-short = Korte naam
field-signatories = Ondertekenaars
field-source = Bron
field-stage = Fase
field-start = Begin
field-status = Status
field-summary = Samenvatting
field-title = Titel
field-updated = Bijgewerkt
field-warning = Waarschuwing
field-what = Wat
field-why = Waarom
field-words = Woorden
