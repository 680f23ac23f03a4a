# What the program says in English, each under its key. The same keys and variables stand in the other catalogue.

hint = hint ({$sureness})
no-code = there is no diagnostic `{$name}`; {$hint}
sureness-certain = certain
sureness-choose = choose
sureness-by-hand = by hand
corrected = {$file}:{$line}: corrected ({$codes})
not-corrected = `{$file}` was not corrected: {$why}
untouched-encoding = it is not UTF-8 text
untouched-changed = it has changed since it was read
untouched-link = it is a symbolic link
untouched-outside = it lies outside the project
untouched-record = it is a record of the program
untouched-sealed = it belongs to a sealed meeting
corrections = { $count ->
        [0] nothing could be corrected without somebody to look at it
        [one] one correction
       *[other] {$count} corrections
    }
plain = {$words}
quoted = `{$words}`
write = write `{$words}`
did-you-mean = did you mean `{$word}`?
rename-it = rename it
rename-the-file = rename the file
a-single-value = a single value
a-list = a list
a-table = a table
nothing = nothing
unreadable-file = it cannot be read: {$reason}
    .hint = check its permissions
    .about = The file or folder cannot be read: it is not there, permission is missing, or the disk failed.
is-a-folder = it is a folder
not-a-file = it is not a file
    .hint = put a file in its place
    .hint-folder = give the folder another name, or put the file here that is meant
does-not-exist = it does not exist
permission-denied = permission denied
missing-config =
    .hint = make one with at least `title = "…"`, or give the root of the site with `--root`
    .about = There is no `site.toml` in the root of the site.
link-loop = the symbolic link leads back to a folder that contains it
    .hint = remove the link
    .about = A symbolic link leads back to a folder that contains it, or is reached through too many others.
link-chain = the symbolic link is reached through too many others
    .hint = copy the folder that is meant, or link to it directly
dangling-link = the symbolic link points at something that does not exist
    .hint = correct or remove the link
    .about = A symbolic link points at something that does not exist.
outside-project = the symbolic link leads outside `content`, `static`, `templates` and `languages`
    .hint = copy the file into the project
    .about = A symbolic link leads outside the folders `content`, `static`, `templates` and `languages`, where nothing is read from.
hidden-target = the symbolic link leads to something that is hidden where it lies, so that it is not published
    .hint = copy the file, or link to something else
unusable-name = `{$name}` cannot be part of an address
    .hint = use letters, digits, hyphens, underscores and full stops
    .about = The name of a file or folder cannot be part of an address.
strange-name = the name is not UTF-8 text or holds a control character
unexpected-file = nothing is published from here
    .hint = move it into `content/meetings/<id>`, `content/dossiers` or `content/pages`
    .hint-meeting = put it in a folder of its own: `content/meetings/<id>/agenda.md`
    .hint-depth = Markdown files of a meeting lie directly in its folder
    .hint-dossier = a dossier is one file: `content/dossiers/<id>.md`
    .about = A file lies where nothing is published from.
leftover-file = `{$name}` was left behind by an editor, an office program or the operating system; it is not published
    .hint = delete it, or give it another name if it is meant to be published
    .about = An editor, an office program or the operating system left a file behind; it is not published.
recorded-leftover = `{$address}` was published, though a program had left it behind; it is dropped from the record
    .hint = nothing has to be done; `voetnoot build` takes it out
hidden-file = what begins with a full stop is not published from `static`
    .hint = delete it; if it has to be published, add `{$path}` to `hidden_files` in `site.toml`
misnamed-file = the file is called `{$name}`, so that it is not the {$meant ->
        [agenda] agenda
       *[report] report
    }
    .hint = call it `{$name}`
    .hint-annex = call it `{$name}`, or accept this warning in its front matter if it is an annex
    .about = A file has almost the name that would give it its meaning.
misnamed-near = the file is called `{$name}`, which is almost `{$meant}.md`
misnamed-folder = nothing is read from a folder of this name, only from `{$meant}`
misnamed-ending = the name does not end in `.md`, so that the file is not read
misnamed-dossier = the id of a dossier is written in small letters, but this one is `{$id}`
file-too-large = the file has {$megabytes} MB
    .hint = split it into several documents
    .about = A text is larger than any agenda could be.
too-many-headings = this file has more than {$most} headings; nothing from here on was read
too-many-footnotes = this file has more than {$most} footnotes; nothing from here on was read
too-many-paragraphs = this file has more than {$most} paragraphs; nothing from here on was read
empty-file = the file is empty
    .hint = write something in it, or delete it
    .about = The file has no text.
invalid-utf8 = the byte {$byte} is not UTF-8 text
    .hint = save the file with the encoding UTF-8
    .about = The file is not UTF-8 text; the position names the first byte that is wrong.
control-character = the control character {$character} cannot be part of a page
    .hint = delete it
    .about = The file holds a character that cannot be part of a page, such as NUL.
control-characters = the control character {$character} cannot be part of a page ({$count} such characters in all)
missing-front-matter = the file does not begin with front matter
    .hint = begin with a line `---`, then `title: …`, then another line `---`
    .about = The file does not begin with front matter.
unclosed-front-matter = the front matter has no closing line `{$fence}`
    .hint = put a line `{$fence}` below its last key
    .about = The front matter has a first line of dashes or plus signs and no last one.
malformed-yaml = the front matter is not valid YAML: {$reason}
    .hint = a value with a colon, a hash or a bracket in it goes between double quotes
second-yaml = a second YAML document begins here
    .hint = keep one table of keys between the dashes
nested-too-deeply = the front matter is nested too deeply
    .hint = use at most a few levels
yaml-anchor = YAML anchors and aliases are not used in front matter
    .hint = write the value out
no-key = a key has to be a single word
    .hint = write `key: value`
toml-no-value = a value is missing here
    .hint = write a value behind the sign `=`, or remove the line
toml-no-quotes = a text stands between double quotes
toml-curly-quotes = curly quotes do not enclose a text
toml-assignment = one sign `=` stands between a key and its value
    .hint = write `key = "value"`
toml-behind = more stands behind the value
    .hint = put what stands behind it on a line of its own, or remove it
toml-head = the bracket of this table is not closed
    .hint = write `[name]`, or `[[name]]` if there can be several
toml-brackets = this list or table lacks a comma or a bracket, or has a comma too many
    .hint = write `["a", "b"]` or `{"{"} a = 1, b = 2 {"}"}`
toml-escape = a `\` between double quotes begins a sign that TOML does not know
    .hint = put the value between single quotes
toml-key = a key consists of letters without accents, digits, `-` and `_`
    .hint = correct the key, or put it between double quotes
toml-date = this date or time does not exist
    .hint = write a day as `2024-06-13`
toml-number = this number is not written as TOML writes numbers
    .hint = write digits alone, or put it between double quotes as a text
toml-sign = a sign stands here that cannot stand in TOML
    .hint = remove it, or type the line anew
toml-depth = lists or tables are nested too deeply
    .hint = use a few levels at most
malformed-toml = this is not valid TOML: {$reason}
    .hint = text goes between double quotes, a table of its own goes under `[name]`
duplicate-key = the key `{$key}` occurs twice
    .hint = keep one of the two
    .about = A key occurs twice in the same table.
key-of-the-site = below `[formations]`, `{$key}` is the id of a formation
    .hint = put it above the first line with brackets
unknown-key = the key `{$key}` means nothing here
    .hint = known here: {$known}
    .hint-extra = put keys of your own under `extra`; known here: {$known}
    .about = The key means nothing here; keys of your own belong under `extra`.
wrong-type = `{$key}` takes {$wanted}, not {$found}
    .hint = give `{$key}` {$wanted}
    .about = The value is of a kind that the key does not take.
wanted-some-text = some text
wanted-text = text
wanted-flag = `true` or `false`
wanted-number = a whole number
wanted-texts = a list of texts
wanted-tables = a list of tables
table-expected = a table of keys is expected here, not {$found}
    .hint = give it keys with values of their own
no-choice = `{$key}` cannot be `{$value}`
    .hint = write one of {$known}
missing-field = `{$key}` is missing
    .hint = add a line `{$line}`
    .hint-near = is `{$near}` meant to be `{$key}`?
    .hint-base-url = packages link to the published site: add `base_url = "https://agenda.example.nl/"`
    .hint-publisher = metadata names who made the documents: add `[publisher]` and below it `name = "Ministerie van …"`
    .about = A key that this kind of file needs is not there.
impossible-date = `{$value}` is not a date
    .hint = write `{$line}`, the year first
    .about = The date does not exist, or is not written as year-month-day.
end-before-start = the meeting ends on {$end} but begins on {$start}
    .hint = swap `start` and `end`, or correct the year
    .about = A meeting ends before it begins.
no-language = `{$tag}` is not the code of a language
    .hint = write a code such as `nl`, `en` or `fy`
    .hint-passage = write the code of a language, such as `[general approach](lang:en)`
    .hint-attribute = write the code of a language, such as `lang=en`
no-warning = `{$name}` is not a warning that can be accepted
    .hint = write the name of a warning, such as `reference-cut-off`
unused-acceptance = the warning `{$code}` that is accepted here does not occur
    .hint = remove it from `accepted`, or compare its `words` with the text
    .about = The front matter accepts a warning that does not occur.
gone-without-reason = there is no reason why it was withdrawn
no-address-here = this cannot be an address of this site
malformed-gone = `{$address}`: {$wrong}
    .hint = write the address from the root, and why what was there was withdrawn: `"/oud/adres/" = "…"`
unexplained = `{$term}` has no explanation or is not a word
    .hint = put what an abbreviation means in quotes behind it, such as `JHA = "Justice and Home Affairs"`
unregistrable = `{$name}` cannot be registered under `references.{$key}` like this
    .hint = write one text after the name
    .hint-dossier = write the number of a dossier before its title: `32317 = "JBZ-Raad"`
    .hint-statute = write the id of the statute on wetten.overheid.nl: `Awb = "BWBR0005537"`
    .hint-treaty = write what its articles have in common in CELEX: `VWEU = "12016E"`
    .hint-abbreviation = write the id of a source, or cite it: `AVG = "32016R0679"`
unknown-server = no file with headers can be made for `{$server}`
rival-server = `{$server}` and `{$other}` both read `{$file}`, and each reads other rules
    .hint = name only the one that serves this site
malformed-policy = `policy` is not a content security policy
    .hint = write it on one line, with single quotes, such as `default-src 'self'`
no-colour = `{$value}` is not a colour
    .hint = write it as six hexadecimal digits, such as `#154273`
no-uri = `{$value}` is not a URI
    .hint = write it in full, such as `{$example}`
no-base-url = `{$url}` is not an address that a site can have
unknown-language = there are no fixed words for `{$code}`
    .hint = write `nl` or `en`, or make `languages/{$code}.toml`
    .about = There is no list of fixed words for the language.
missing-word = `[words]` lacks {$words}
    .hint = `voetnoot theme export nl.toml` gives all words; a third language needs each of them, any other what differs
    .about = A language file is not valid, lacks a fixed word, or has one that nothing uses.
unused-word = nothing uses {$words} in `[words]`
missing-dates = `months` needs twelve names and `weekdays` seven
missing-stylesheet = there is no file `static/{$name}`
    .hint = put the file into `static`, and name it by its path from there
malformed-attribute = these braces cannot be read and would be shown
    .hint = leave out `<`, `>`, `\` and braces within them, and number signs after them; for braces in a title write `\{"{"}` and `\{"}"}`
    .about = The braces after a heading hold something that is not an attribute.
no-attribute = `{$word}` is not an attribute
    .hint = write `#id`, `.class` or `key=value`; a value with spaces goes between double quotes
unusable-id = `{$id}` cannot be an id
    .hint = use letters, digits and hyphens: `#{$id}`
unknown-class = the class `{$class}` means nothing here
    .hint = known classes are `.letter`, `.a-point` and `.closed`
unknown-attribute = the attribute `{$key}` means nothing here
    .hint = known attributes: {$known}
    .about = The attribute of a heading means nothing here.
inner-attributes = a heading within other text has no attributes
    .hint = leave out the braces, or put the heading on a line of its own, outside the list or quotation
heading-level = this heading has {$level} number signs, but has no heading above it
    .about = A heading skips a level, or its number or letter belongs to another level.
heading-level-above = this heading has {$level} number signs, but the one above it has {$above}
duplicate-id = the id `{$id}` is also used by another heading of this document
    .hint = give one of the two another id
    .about = Two headings of one document, or two files, have the same id.
ambiguous-id = the dossier has the id of a meeting, so that `[[{$id}]]` could mean either
reserved-id = the id `{$id}` is used by the page itself
    .hint = write `#h-{$id}` or a word of your own
    .about = The id is used by the page itself.
empty-heading = the heading has no words
    .hint = write the title after the number signs, or remove the line
    .about = A heading has no words.
personal-data = this looks like {$kind ->
        [citizen] a citizen service number
        [account] the number of a bank account
        [mobile] a mobile number
       *[mail] a private e-mail address
    }: `{$shown}`
    .hint = take it out; if it has to be published, accept this warning in the front matter, with `words: {$words}`
    .about = The text has a number or an address of one person: a citizen service number, a bank account, a mobile number or a private e-mail address.
attachment-metadata = the file names a person in its properties: `{$name}`
    .hint = save it without personal properties; if they have to stay, accept this warning in the front matter of the agenda, or of a page beside the file, with `words: "{$name}"`
    .about = An attachment tells who wrote it, what was changed in it, or what was remarked, besides its text.
attachment-changes = the file still has tracked changes, with who made them and when
attachment-remarks = the file still has comments
doubtful-treatment = there is no such treatment, but one that is spelled almost like this
    .about = A treatment is almost one that councils have.
stray-treatment = this line looks like a treatment but has no heading above it
    .hint = put the line directly under the heading of its item; in running text begin with another character
    .about = A line begins with `= ` but does not stand under the heading of an item.
undefined-footnote = the footnote `{$label}` is cited here but not defined
    .hint = write the note on a line of its own: `[^{$label}]: …`
    .about = A footnote is cited that is not defined.
unused-footnote = the footnote `{$label}` is never cited
    .hint = write `[^{$label}]` where it belongs, or remove it
    .hint-near = write `[^{$label}]` where it belongs, or remove it (`[^{$near}]` is cited)
    .about = A footnote is defined that is never cited, so that it gets no number and no page.
duplicate-footnote = the footnote `{$label}` is already defined on line {$line}
    .hint = give one of the two another label
    .about = A footnote is defined twice; the first definition counts.
empty-footnote = the footnote `{$label}` has no text
    .hint = write it after the colon
    .about = A footnote is defined without any text.
foreign-image = the image `{$url}` lies on another site
    .hint = put the file beside the document: a page loads nothing from elsewhere
missing-alternative = the image has no text for people who cannot see it
    .hint = write what it shows between the brackets: `![a map of the border](map.png)`
    .about = An image has no text for people who cannot see it.
unknown-syntax = the language `{$language}` of this block of code is not known
    .hint = write `text` for no colours
    .about = The language of a code block is not known, so that it is not highlighted.
raw-html = HTML is shown as text
    .hint = write Markdown, or set `raw_html = true` in site.toml if you trust everybody who writes here
    .about = HTML in Markdown is shown as text, since `site.toml` does not allow it.
external-gone = `{$address}` is not there: the site answers {$status}
    .hint = link to where it is now or to an archived copy, or take the link away
    .about = Another site answers that it does not have what is linked to. Only `check --external` asks.
external-host = there is no site of the name in `{$address}`
    .hint = look for a slip in the name, or whether this machine is connected
    .about = There is no site of this name to link to. Only `check --external` asks.
external-silent = `{$address}` gives no answer of use: {$why}
    .hint = open it in a browser; try again later, or link to another address
    .about = Another site does not answer, or answers that it cannot. Only `check --external` asks.
external-timed-out = it took too long
external-refused = no connection came about
external-unreadable = what came back is not an answer
external-status = it answers {$status}
external-leads-round = it leads on to another address again and again
external-leads-inward = it leads on to an address of a closed network
external-certificate = the certificate for `{$address}` is not in order: {$why}
    .hint = open it in a browser; link to an address for which the certificate is in order
    .about = The certificate of another site is not in order, so that browsers warn of it. Only `check --external` asks.
external-expired = it has expired or is not valid yet
external-other-name = it is that of another site
external-unknown-issuer = nobody that this machine trusts has signed it
external-insecure = no secure connection came about
external-moved = `{$address}` is at another address from now on
    .hint = link to `{$to}`, if that is the same page
    .about = What is linked to on another site is at another address from now on. Only `check --external` asks.
external-absent = this program was made without what asks other sites; `cargo install voetnoot --features external` makes one with it
external-tally = links to other sites: { $addresses ->
        [one] 1 address
       *[other] {$addresses} addresses
    }, of which {$there} there, {$closed} not for everyone, {$wrong} with something wrong; {$remembered} known from before
external-unasked = { $unasked ->
        [one] 1 address was
       *[other] {$unasked} addresses were
    } not asked for, because the time was over; run it again, or give it longer with `--wait-all`
unreachable-link = `{$host}` is of your own machine or network, where readers do not get
    .about = A link leads to another site by an address that no reader can reach, such as one of the writer's own network.
    .host = this address names no site
    .twice = this address begins twice
    .login = this address has a password in it
    .mail = `{$address}` is no address to write to
    .hint = type the address that readers have, or remove the link
unsafe-link = a link cannot begin with `{$scheme}:`
    .hint = link to `https://…`, `mailto:…`, `tel:…` or a file of the site
    .about = A link uses a scheme that no page should carry, such as `javascript:`, or an image lies on another site.
no-scheme = `{$destination}` has no scheme
leads-nowhere = the link leads nowhere
    .hint = write the destination between the round brackets
outside-content = `{$destination}` leads outside the content folder
    .hint = link to a file within `content`
no-file = there is no file `content/{$path}`
    .hint = paths are relative to the folder of this file
no-target = there is no meeting or dossier `{$id}`
    .hint = write the id of a meeting or a dossier between the brackets
no-address = the site has no address `/{$address}`
    .hint = link to a file by its path, such as `../dossiers/schengen.md`
no-place = `/{$address}` has no place `#{$anchor}`
    .hint = leave out what begins with `#`
broken-anchor = `{$path}` has no place `#{$anchor}`
    .hint = give the heading an id: `{"{"}#…{"}"}`
    .about = A link points at a place that its page does not have.
draft-link = `{$name}` is a draft and is not published
    .hint = publish the draft, or remove the link until then
    .about = A link or a heading names a draft, which is not published.
unknown-dossier = there is no dossier `{$id}`
    .hint = make `content/dossiers/{$id}.md`
    .about = A heading is tied to a dossier that has no file in `content/dossiers`.
unknown-formation = there is no formation `{$id}`
    .hint = name it in site.toml under `[formations.{$id}]`
    .hint-here = name that formation here, too
    .about = A meeting names a formation that `site.toml` does not.
missing-agenda = the meeting `{$id}` has no agenda
    .hint = make `content/meetings/{$id}/agenda.md`; its front matter holds the facts of the meeting
    .about = A meeting has documents or files but no `agenda.md`, which holds its facts.
unknown-item = `{$path}` has no item `{$item}`
    .hint = write the id of one of its headings
    .about = An item is named that the agenda does not have.
related-line = {$hint}; the other is on line {$line}
reference-unknown-dossier = the site does not know the parliamentary dossier {$typed}, but it knows {$near}
    .hint = compare it with the paper itself; if it is right, name the dossier in site.toml under `[references.dossiers]`
    .hint-compare = compare it with the paper itself
    .about = A parliamentary paper is cited from a dossier that the site does not know, a slip away from one that it knows.
reference-spaced-number = the dossier number '{$typed}' has a space at an odd place
    .hint = write the dossier number with one space before its last three digits
    .about = A dossier number has a space at an odd place.
reference-session-years = the years of session {$session} do not follow each other
    .hint = write two years that follow each other, such as `2023-24`
    .about = The years of a parliamentary year do not follow each other.
reference-session-after-document = session {$session} begins after this document, which is of {$date} and falls in {$falls}
    .hint = correct the parliamentary year, which turns on the third Tuesday of September
    .about = A paper is cited from a parliamentary year that begins after the document.
reference-session-of-paper = the paper is said to be of {$date}, which falls in session {$falls} and not in {$session}
    .hint = correct the parliamentary year or the day
    .about = A paper is said to be of a day that does not fall in the parliamentary year of its citation.
session-before-lower = nr. {$number} is cited from session {$session}, but the lower nr. {$other_number} from the later {$other_session}
session-after-higher = nr. {$number} is cited from session {$session}, but the higher nr. {$other_number} from the earlier {$other_session}
reference-session-order =
    .hint = correct one of the two parliamentary years or numbers
    .about = A paper has a parliamentary year that is out of order with the other numbers of its dossier.
reference-two-descriptions = {$id} is described as { $here ->
        [Answers] answers to questions
        [BncFiche] a BNC-fiche
        [Motion] a motion
        [Report] a report
       *[Agenda] an annotated agenda
    } here and as { $elsewhere ->
        [Answers] answers to questions
        [BncFiche] a BNC-fiche
        [Motion] a motion
        [Report] a report
       *[Agenda] an annotated agenda
    } elsewhere
    .hint = look up the numbers: one of the two is probably another paper
    .about = One paper is said to be two different things.
reference-cut-off = the reference '{$words}' is cut off before its number
    .hint = write the dossier and the number of the paper
    .about = A citation ends before its number.
reference-range = the range '{$words}' does not rise
    .hint = write the lower number first
    .about = A range of papers falls, has more than 100 papers or ends in another dossier, so that only its ends count.
range-too-long = the range '{$words}' has {$count} papers, but at most {$most} are allowed
    .hint = divide the range, as in `nrs. 1 t/m 100 en 101 t/m 200`, or cite only the papers that matter
range-of-two-dossiers = the range '{$words}' begins in dossier {$first} and ends in {$last}
    .hint = let the range end where it begins, or put `en` between the two papers
range-of-two-series = the range '{$words}' does not end in the series and year that it begins in
reference-other-form = note {$number} cites the same source, {$source}, in another form
    .hint = cite the source in one form, or cite the earlier note once more
    .about = Two notes cite the same source in different forms.
reference-unknown-note = there is no note {$note}
    .hint = write the number that the note has on the page
    .about = The text refers to a note that the document does not have.
reference-no-antecedent = no single source comes before it
    .hint = cite the source itself
    .about = A reference to the source before it does not follow a single source.
reference-link-mismatch = the words name {$first}, but the address leads to {$target}
    .hint = correct the words or the address of the link
    .about = The words of a link name another source than its address.
claim-fixed = a page that every site has
claim-alias = an alias of `{$path}`
claim-gone = what `[gone]` in `site.toml` says of `/{$address}`
claim-footnote = a footnote
claim-source = a source
page-collision = the page would be at `/{$address}`, where {$other} already is
alias-collision = {$other} is already at `/{$address}`
    .hint = remove the alias
unusable-alias = `{$alias}` cannot be an address of this site
    .hint = write the path from the root of the site, such as `/oud/adres/`
not-gone = `/{$address}` is not gone: {$other} is still there
    .hint = remove the line
place-not-gone = `/{$address}#{$anchor}` is not gone: its page still has that place
gone-place = there is no document at `/{$address}` that could have had this place
    .hint = name the place of a page that is still there, or the address of one that is not
malformed-seal = a seal needs {$expected} here
    .hint = put the file back as `voetnoot seal` wrote it
    .about = A `seal.txt` is not as `voetnoot seal` writes it.
seal-line = the line `{$line}`
seal-word = a line `{$word} …`
seal-file = a file
seal-page = a page
seal-heading = a heading
seal-order = the lines of version {$version} are not in the order in which a seal has them
seal-digest = version {$version} is not as it was written: its lines have another digest
seal-chain = it does not follow version {$version}, whose digest is another
seal-backdated = version {$version} has a day before that of what was sealed earlier
broken-seal =
    .hint = put the file back as it was; a correction is made with `voetnoot seal --correction`
    .about = A seal was rewritten or removed: its digests do not follow from each other, or what it keeps has no seal.
kept-without-seal = `content/meetings/{$meeting}` keeps a sealed version but has no seal
    .hint = put back `seal.txt`
kept-comment = this comment would be in the file that leaves
    .hint-seal = remove it; `voetnoot seal --strip-comments` removes all of them; to keep it, accept this warning in the front matter, with a reason
    .hint-archive = remove it; if it has to stay, accept this warning in the front matter, with a reason
    .about = A file that is to be sealed or packed has a comment, which whoever gets the file can read; nothing is sealed or packed.
sealed-file = it is not as it was sealed on {$date}
    .hint = put it back as it was, or record why it changed: `voetnoot seal {$meeting} --correction "…"`
    .about = A file of a sealed meeting is not as it was sealed.
file-added = it was not there when the meeting was sealed on {$date}
file-removed = it was sealed on {$date} and is gone
line-added = this line was not there when the meeting was sealed on {$date}
lines-added = these {$lines} lines were not there when the meeting was sealed on {$date}
empty-line-removed = before this line, an empty line is gone that was sealed on {$date}
line-removed = before this line, a line is gone that was sealed on {$date}: `{$quoted}`
lines-removed = before this line, {$lines} lines are gone that were sealed on {$date}; the first: `{$quoted}`
line-changed = when the meeting was sealed on {$date}, this read: `{$quoted}`
lines-changed = when the meeting was sealed on {$date}, {$lines} lines stood here; the first: `{$quoted}`
sealed-version = the version that was sealed on {$date} has another digest
    .hint = put it back from version control or from an archive package
    .about = An earlier version that a seal keeps was changed, removed or added.
kept-gone = it belongs to the version that was sealed on {$date} and is gone
kept-unknown = no version of the seal has this file
    .hint = move it out of `_versions`
redaction-begun = a redaction of this meeting was begun and not finished
    .hint = `voetnoot seal {$meeting}` finishes it
sealed-page = its page no longer says what was sealed on {$date}, though the file is the same
    .hint = a name that it links to or a setting has changed: {$hint}
    .about = The page of a sealed meeting says something other than what was sealed, though its file is the same.
sealed-page-at = its page, at `#{$anchor}`, no longer says what was sealed on {$date}, though the file is the same
gone-note = `{$address}` was published as note `[^{$label}]` of `{$path}`, which no longer has it; its page says so
    .hint = say in site.toml why it went: `[gone]`, `"{$address}" = "…"`; if it became part of another note, lead to that one: `[moved]`, `"{$address}" = "…"`
    .about = A footnote that was published is no longer part of its text; its page says so.
gone-note-number = `{$address}` was published, and `{$path}` no longer has that note {$number}; its page says so
gone-notes = `{$address}` was published, and `{$path}` no longer has that note, nor {$more} others that the record names; their pages say so
renumbered-note = “{$words}” was published as note `[^{$label}]`; now it is `[^{$own}]`, and `[^{$label}]` is “{$now}”
    .hint = give it the label `[^{$label}]` again: what is shown is a number of its own
    .hint-all = give {$count} notes their labels again, this one `[^{$label}]`: what is shown are numbers of their own
    .about = The words of a published footnote stand under another label.
renamed-note = “{$words}” was published as note `[^{$label}]`; now it is `[^{$own}]`
note-collision = the page of note `[^{$label}]` would be at `/{$address}`, which is that of note `[^{$other}]`
    .hint = give it a label of its own, such as `[^{$label}]`
note-collision-gone = `/{$address}` is the address of another note `[^{$label}]`, which is gone
note-collision-here = the page of note `[^{$label}]` would be at `/{$address}`, which is that of another note or place
moved-anchor = `#{$anchor}` was published for “{$title}”, and would now lead to “{$other}”
    .hint = give the heading its place back: `{"{"}#{$anchor}{"}"}`
    .about = A published place would come to mean another heading.
renamed-anchor = `#{$anchor}` was published for this heading, which is now called “{$title}”
doubtful-paragraph = it cannot be told which paragraph of “{$title}” was published as `#{$anchor}`
    .hint = look where `{$address}` leads after the next build; the others keep their places
    .about = It cannot be told which paragraph a published place meant.
no-record = the site is published, and keeps no record of its addresses
    .hint = make an empty file `addresses.txt` beside `site.toml`, and keep it in version control
    .about = A site that is published keeps no record of its addresses.
lost-base-url = the site was published at `{$base}`, and has no `base_url` any more
    .hint = write above the tables: `base_url = "{$base}"`, or the address where it is now
    .about = The site has no address any more, so that its feeds and calendar would be gone.
uncited-source = nothing cites `{$name}` any more; its page stays, and says so
    .hint = if it was a slip, this can stay; with `[moved]` (`"{$address}" = "/…"`) the address leads on, and with `[gone]` it ends
    .about = A source that had a page is no longer cited; its page says so.
uncited-source-now = nothing cites `{$name}` any more; its page stays, and says that {$now} is there now
malformed-moved = `{$address}`: this or what it leads to cannot be an address of this site
    .hint = write both addresses from the root: `"/oud/adres/" = "/nieuw/adres/"`
moved-circle = `/{$address}` leads back to itself
    .hint = remove one of the lines; what has an address keeps it
not-moved = `/{$address}` has not moved: {$other} is still there
moved-nowhere = there is nothing at `/{$address}`, to which this has moved
    .hint = write the address of a page or file that the site has
malformed-record = this is not an address
    .hint = an address begins with `/`; where two branches met, keep the lines of both
    .about = `addresses.txt` or a `package.txt` has a line that the program would not write.
malformed-package-note = this is not what `voetnoot archive` writes
    .hint = remove the file, and pack the meeting again
vanished-address = `{$address}` was published and is no longer there
    .hint = give the page that took its place `aliases: [{$address}]`; if none did, say in site.toml why it was withdrawn: `[gone]`, `"{$address}" = "…"`
    .about = An address that was published is no longer on the site.
vanished-file = what programs read at `{$address}` is no longer there
    .hint = say in site.toml why it was withdrawn: `[gone]`, `"{$address}" = "…"`
vanished-promise = the promise at `{$place}` was published, and is no longer there
    .hint = if it is one of those that are there, in other words, give that one `id: {$id}`; if it was withdrawn, say why in site.toml: `[gone]`, `"{$address}" = "…"`
vanished-anchor = `{$path}` no longer has the place `#{$anchor}`, which was published
    .hint = give its heading the id `{"{"}#{$anchor}{"}"}` again; if it was withdrawn, say why in site.toml: `[gone]`, `"{$address}" = "…"`
    .about = A place on a page that was published is no longer there.
duplicate-promise = two promises have the id `{$id}`
    .hint = give one of them another id
published-seal = `{$folder}` was published with this seal, which is no longer in its `seal.txt`
    .hint = put back `seal.txt` and what it keeps as they were; a correction is made with `voetnoot seal --correction`
package-link = its page `{$page}` links to `{$link}`: {$why}
    .hint = correct the template or text that writes this link by hand: addresses from the view work everywhere
    .about = A page of a package links to something that the package does not hold.
not-in-package = it is not in the package
strange-scheme = its scheme is not one that a page should carry
rooted-link = it begins at a root that a folder does not have
leads-out = it leads out of the folder
missing-parent = it extends `{$parent}`, which does not exist
missing-template = the template `{$name}` does not exist
    .hint = write the name of another template
    .about = A template is named that exists neither in `templates` nor in the built-in theme.
circular-extend = templates extend each other in a circle
    .hint = let one of them extend nothing
circular-include = templates include each other in a circle
    .hint = take one of the includes out
template-ends = the template ends before everything is closed
    .hint = close every `{"{% if … %}"}`, `{"{% for … %}"}` and `{"{% block … %}"}`, and every `{"{{"}` and quotation mark
template-character = this character means nothing in a template
    .hint = take it away, or put text between quotation marks
template-tag = there is no such instruction
    .hint = there are `if`, `for`, `set`, `block`, `extends` and `include`, among others
template-block-twice = the block `{$name}` is there already
    .hint = give one of the two another name
template-extends = `extends` can only stand once and first in a template
    .hint = put `{"{% extends … %}"}` at the beginning, and only once
template-outside = this reaches no page, since it stands outside every block of a template that extends another
    .hint = put it into a `{"{% block … %}"}`
template-deep = this is nested too deeply
    .hint = split it up
template-recursion = a component calls itself again and again
    .hint = let it end with an `{"{% if … %}"}`
template-loop = this is possible in a loop only, and of `loop` there are `index`, `index0`, `first`, `last` and `length`
    .hint = put it within `{"{% for … %}"}` and use one of these names
template-variable = `{$name}` is not known here
    .hint = known here: {$known}
template-unset = `{$name}` has no value here
template-field = `{$name}` is not there
template-undefined = what stands here has no value
    .hint = test it first with `is defined`, or correct the name
template-filter = the filter `{$name}` does not exist
template-test = the test `{$name}` does not exist
template-function = the function `{$name}` does not exist
template-component = the component `{$name}` does not exist
template-unknown =
    .hint = correct the name; https://keats.github.io/tera/ tells what there is
template-iterate = a loop cannot run over {$kind}
    .hint = let the loop run over a list or a table
template-pairs = a loop with key and value cannot run over {$kind}
    .hint = let it run over a table, or name one thing only
template-math = nothing can be calculated with {$kind}
    .hint = calculate with numbers; join texts with `~`
template-compare = {$one} and {$other} cannot be compared
    .hint = compare values of the same kind
template-type = {$expected} belongs here, and it is {$found}
    .hint = convert the value first, or use another filter
template-argument = the argument `{$name}` is missing
    .hint = add it: `{$name}=…`
template-zero = something is divided by zero
    .hint = test first that the divisor is not zero
template-range = `range` would give too many numbers; 10,000 are allowed
    .hint = choose a smaller end
template-step = `range` counts upwards, so `step_by` has to be more than zero
    .hint = give a step of 1 or more
template-super = `super()` does not stand in a block that replaces another
    .hint = put it into a `{"{% block … %}"}` of a template that extends another
template-instead = `{$expected}` belongs here, and there is `{$found}`
template-unexpected = `{$found}` cannot stand here
    .hint = look whether something is missing before it, such as a name, a value or a bracket
template-closing = what is closed here is not what was opened last
    .hint = close in reverse order, with the same name
template-reserved = this name belongs to the language of templates itself
    .hint = choose another name
template-kind-text = text
template-kind-list = a list
template-kind-table = a table
template-kind-truth = true or false
template-kind-nothing = nothing
template-kind-number = a number
template-kind-other = `{$name}`
template-syntax =
    .about = A template cannot be read.
template-error = the template is not right here; its language says: {$reason}
    .hint = correct the expression; see https://keats.github.io/tera/ for the language of templates
    .about = A template asks for something that its page does not have.
page-too-large = the page grew beyond {$megabytes} MB
    .hint = look for a loop within a loop: their numbers multiply
reading-this-file = reading this file
linking-the-site = linking the site
building-the-site = building the site
making-the-search-index = making the search index
making-page = making the page `/{$address}`
absent-feature = the site asks for PDFs, and this program was made without what makes them
    .hint = `cargo install voetnoot --features pdf` makes a program with it; or leave out `pdf = true`
    .about = The settings ask for something that this program was made without.
no-pdf = of this page there can be no PDF: {$reason}
    .hint = divide the text among several documents, or leave out `pdf = true` in `site.toml`
    .about = A page is too large for a PDF.
pdf-too-much-text = it has more than {$most} characters
pdf-too-many-pages = it has more than {$most} pages
pdf-refused = the typesetter says "{$words}", which is a mistake of the program; please report it
takes-too-long = {$doing} takes too long
    .hint = undo what you changed last, or split what is very long; if nothing is, please report this
    .about = While somebody writes, reading a file or making a page takes so long that it was given up.
program-fault = the program failed at {$doing}: {$words}
    .hint = undo what you changed last, and please report this with the file: it is a fault of the program
    .about = The program itself failed at a file or page; please report it.
seal-version = a version
folder-is-id = its id is the name of its folder in `content/meetings`
explain-lists-all = `voetnoot explain` lists all codes
unusable-address-word = `{$word}` in `[addresses]` may only have small letters, digits and hyphens
doubled-address-word = `{$word}` occurs twice in `[addresses]`
claim-own-folder = the folder `{$name}` that builds keep for themselves
claim-search-index = the search index
claim-footnote-of = a footnote of `{$path}`
claim-data = the data of `{$of}`
claim-pdf = the PDF of `{$of}`
claim-citations = the citations of `{$of}`
claim-table = the table of `{$of}`
claim-picture = the picture of `{$of}`
claim-file = a file
the-file = the file
the-alias = the alias
the-tombstone = the page that says what was withdrawn
the-footnote = the page of a footnote
the-page = the page
what-is-made = what the program makes
flawed-name = `{$name}` {$flaw}
    .hint = rename it, with letters, digits, hyphens and full stops
no-name = is not a name
name-too-long = is longer than {$most} bytes
name-ends-in-blank = ends in a blank or a full stop, which Windows drops
device-name = is a name that Windows keeps for a device
strange-letter = holds `{$character}`, which not every system allows in a name
path-too-long = the path is longer than {$most} bytes
    .hint = give the folders shorter names
address-collision = {$subject} would be at `/{$path}`, where {$other} already is
    .hint-made = rename the file; only one in `static` may replace what the program makes
    .about = Two pages or files would have the same address.
spelling-collision = {$subject} would be at `/{$path}`, and {$other}: they differ only in case or in how letters with accents are put together
spelling-collision-at = {$subject} would be at `/{$path}`, and {$other} at `/{$beside}`: they differ only in case or in how letters with accents are put together
folder-spelling = the folder `/{$path}/` differs from one that {$other} needs only in case or in how letters with accents are put together
needs-folder = `/{$path}/` needs a folder where {$other} already is
is-folder = {$subject} would be at `/{$path}`, where {$other} needs a folder
closed-folder = {$subject} would be in `/{$path}/`, which is the folder of {$other}
claim-theme = a file of the theme
claim-made = a file that the program makes
unrendered = This page cannot be shown yet
    .mend = Correct what is reported; the page then appears by itself.
active-attachment = it can contain scripts, which would run with the rights of the site
    .hint = have rules made for your server, such as `servers = ["nginx"]` under `[headers]` in `site.toml`; or put files of your own into `static`
    .about = An attachment can contain scripts, and no rules are made by which a server keeps them from running.
active-attachments = it can contain scripts, which would run with the rights of the site, as can { $others ->
        [one] another attachment
       *[other] {$others} other attachments
    }
malformed-front-matter =
    .about = The front matter is not valid YAML or TOML.
malformed-config =
    .about = `site.toml` is not valid TOML.
broken-link =
    .about = A link points at a file or address that the site does not have.
near-markup =
    .about = Something looks like a link, a note, emphasis, a list, a table, a heading or an attribute and is none, so that its signs are shown.
unclosed-comment = this comment has no end
    .about = A comment begins with `<!--` and nothing ends it.
    .hint = write `-->` after it
near-comment = this looks like a remark, but readers would see it
    .about = Something looks like a remark for colleagues, but readers would see it.
    .hint = a remark stands between `<!--` and `-->`; if readers are to see it, write `\` before its first sign
garbled-letter = the letters `{$letters}` were one, `{$meant}`, before the text was converted
    .about = A letter came out wrong when a text was converted.
    .lost = a letter was lost here when the text was converted
    .font = this is a sign that only a font of the writer has
    .hint = type what was meant
conflict-marker = version control left two versions of a passage here
    .about = Version control left both versions of a passage in the text.
    .hint = keep one of the two, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`
underlined-heading = this line makes a heading of the text above it
    .about = A line of dashes or equals signs makes a heading of the text above it.
    .hint = put an empty line above it for a rule across the page, or write the heading with number signs
unclosed-fence = nothing closes this block of code, so that the { $lines ->
        [one] line
       *[other] {$lines} lines
    } below it are code
    .about = A block of code goes on to the end, because no line closes it.
    .hint = put a line `{$fence}` below the code, or remove this one
indented-code = four blanks before it turn this text into code
    .about = Text is shown as code because it begins with four blanks.
    .hint = begin the lines at the margin; code goes between lines of three backticks
lost-cell = this row has { $count ->
        [one] one cell
       *[other] {$count} cells
    } and the head {$cells}, so that what stands here is not shown
    .about = A row of a table has more cells than the head, and those are not shown.
    .hint = give the head as many cells, or write `\|` for a bar within a cell
    .hint-wikilink = within a table write the bar of a link as `\|`: `[[id\|words]]`
outside-note = this paragraph begins with blanks, but does not belong to the note above it
    .about = A paragraph below a note begins with blanks but is not part of the note.
    .hint = put four blanks before it to make it part of the note, or none
placeholder = `{$words}` was to be filled in
    .about = Words that were to be filled in are still there.
    .hint = fill it in, or remove it
near-wikilink = this looks like a link to a meeting or dossier, but is shown as typed
    .hint = write `[[id]]` or `[[id|words]]`, without blanks at the ends
near-note = this looks like a footnote, but is shown as typed
    .hint = write `[^1]` here and the note on a line of its own: `[^1]: …`
note-with-blank = the label of a footnote has no blanks, so this is shown as typed
note-unclosed = this looks like a footnote without its closing bracket
near-link = this looks like a link, but is shown as typed
    .hint = write `[words](target)`, without a blank between the brackets
swapped-brackets = the words of a link stand between square brackets and its target between round ones
undefined-link = nothing says where the link `{$name}` leads, so it is shown as typed
blank-in-target = the target of a link has no blanks, so this is shown as typed
blank-before-target = a blank between its brackets keeps this from being a link
near-emphasis = the signs `{$signs}` are shown, since they do not emphasise anything
    .hint = put them directly before and after the same words, as in `**agreed**`, or write `\` before a sign that is meant to be seen
near-template = this looks like a template, but texts call none, so it is shown as typed
    .hint = remove it, or put it between backticks
near-attributes = these attributes are where none are read, so they are shown
    .hint = put them at the end of the heading's own line, all in one pair of braces: `## Title {"{"}#id dossier=a{"}"}`
near-superscript = a raised digit typed by hand is not a footnote
near-entity = `&{$name}` lacks its semicolon and is shown as typed
doubled-entity = this is shown as `{$words}`, since its ampersand is an entity too
foreign-markup = `{$signs}` is markup of another program, so it is shown as typed
    .hint = say it in Markdown, or write `\` before a sign that is meant to be seen
near-address = this looks like a web address, but is none
near-mail = this looks like a mail address, but has a comma in it
    .hint = type a full stop
markup-in-value = `{$signs}` is shown as typed, since values of the front matter have no markup
    .hint = remove the signs, and what they stand around if it was not meant for readers
near-table = this looks like a row of a table, but is shown with its bars
    .hint = a table has an empty line above it, a head, and below that a line `|---|---|` with as many cells
columns-by-tabs = tabs make no columns, so these lines run together
short-row = this row has { $count ->
        [one] one cell
       *[other] {$count} cells
    } and the head {$cells}
    .hint = give every row as many cells as the head, or put an empty line under the table
deep-heading = a heading has at most six number signs, so this is none
    .hint = an item has two, and what stands within it three
broken-word = this hyphen broke a word at the end of a line, and is shown
    .hint = put the word together
wide-sign = `{$sign}` is a wide sign, which means nothing at the beginning of a line
near-heading = without a blank after its number signs this is not a heading
    .hint = put an ordinary blank after the number signs
near-closing-signs = number signs after the title are shown
    .hint = remove them
near-list = this looks like an item of a list, but is shown as typed
    .hint = begin the line with `- `
run-in-list = these lines run together
    .hint = put an empty line above the list, and begin its lines with `- `, or with a number, a full stop and a blank
near-treatment = this looks like a treatment, but is shown as typed
    .hint = write one equals sign, an ordinary blank and the treatment, as in `= Besluit`
error = error
warning = warning
close = close
and-more = {$first} (and { $more ->
        [one] one more
       *[other] {$more} more
    })
mistakes-here = { $count ->
        [one] 1 mistake here
       *[other] {$count} mistakes here
    }
mistakes-elsewhere = { $count ->
        [one] 1 mistake
       *[other] {$count} mistakes
    } in { $files ->
        [one] another file
       *[other] {$files} other files
    }
unknown-host = The preview does not answer to this name. If `{$name}` is a name of this machine, start it with `voetnoot serve --host {$name}`.
doubtful-attribute =
    .about = An attribute is empty, occurs twice, means nothing on this kind of heading, or follows the title without a blank.
glued-attributes = there is no blank between the title and its attributes
    .hint = put a blank before the brace
empty-attribute = `{$key}` has no value
    .hint = write a value after `{$key}=`, or remove it
doubled-dossier = the heading is already tied to the dossier `{$id}`
    .hint = name it once
doubled-dossiers = `dossier` occurs twice in these braces
    .hint = write all dossiers in one list: `dossier=a,b`
doubled-attribute = `{$key}` occurs twice in these braces, and only the last one counts
    .hint = keep one of the two
doubled-id = these braces hold two ids, and only the last one counts
second-letter = the agenda has a cover letter already
    .hint = remove `.letter` here, or put both under one heading
idle-letter = `.letter` means nothing here: only a heading with one number sign can be the cover letter
    .hint = remove it, or begin the heading with one number sign
idle-date = `date` means nothing here: only a part has a day
    .hint = remove it, or move it to the heading of the part
idle-item = `item` means nothing in an agenda: it names in a report the item that is meant
    .hint = remove it; an item gets its id from `{"{"}#id{"}"}`
duplicate-number = `{$label}` is also the number or letter of “{$title}”
    .about = Two parts, two items of a part or two sub-items of an item have the same number or letter.
    .hint = give each its own; if the agenda of the council has it twice, accept the warning in the front matter
duplicate-number-untitled = `{$label}` is also the number or letter of another heading
level-of-item = `{$label}` goes on with the numbers of the items, but this heading is at another level
level-of-sub-item = `{$label}` is the letter of a sub-item, but this heading is at another level
level-of-part = `{$label}` goes on with the numbers of the parts, but this heading is at another level
near-letter = without a sign after it, `{$count}` is part of the title and not the letter of a sub-item
near-number = without a sign after it, `{$count}` is part of the title and not a number
odd-value =
    .about = A value of the front matter ends at a number sign, or has curly quotes around it.
yaml-cut-off = a `#` behind a blank begins a comment, so the value ends before it
    .hint = write `{$words}`, or remove the comment
yaml-curly-quotes = curly quotes are part of the value, so they are shown
yaml-no-blank = a blank is missing behind the colon
    .hint = put a blank behind the colon
yaml-reserved = a value cannot begin with the sign {$sign}
yaml-colon = a value with a colon and a blank in it needs quotes
yaml-open-quote = these quotes are not closed
    .hint = put the same sign behind the value
yaml-behind-quote = the value ends at its second quote, but more stands behind it
yaml-escape = a `\` between double quotes begins a sign that YAML does not know
    .hint = put the value between single quotes
yaml-tab = a line cannot begin with a tab
    .hint = indent with blanks, as many as the lines beside it
yaml-brackets = a list or table between brackets lacks a comma or its closing bracket
    .hint = write `[a, b]` or `{"{"}key: value, key: value{"}"}`
yaml-indent = this line does not fit the lines above it
    .hint = write `key: value`; keys that belong together begin in the same column, and the items of a list begin with `- `
yaml-no-colon = a colon is missing behind the key
doubtful-date =
    .about = A date contradicts another one of its document or folder, or lies years away from it.
    .hint = compare the two with the document itself, and correct the one that is wrong
date-of-folder = the meeting begins on {$date}, but its folder says {$folder}
date-of-end = the meeting would last from {$start} to {$date}
date-after-meeting = the agenda would be published on {$date}, after the meeting ended on {$last}
date-before-meeting = the report would be published on {$date}, before the meeting began on {$first}
date-before-published = the last correction would be of {$date}, before the letter was published on {$published}
date-due-before = the promise would be due on {$date}, before the letter was published on {$published}
date-nowhere = there is no {$written}
date-weekday = {$written} is a {$weekday}
date-far-away = {$date} lies years away from {$other}
date-outside-meeting = {$date} is no day of the meeting, which is from {$start} to {$last}
notice = notice
earlier-rules = { $count ->
        [one] 1 meeting was sealed
       *[other] {$count} meetings were sealed
    } by an earlier version of the program: what its pages say is no longer compared, its files are
    .hint = nothing has to be done: the digests of the files are the proof
    .about = Pages of meetings that an earlier version of the program sealed are not compared; their files are.
unused-target = no link uses this target, so it is not shown
    .hint = write the name between square brackets where the link belongs, or remove the line
template-comment = this comment is on no page, as comments never are
    .hint = write `{"{#"} … {"#}"}` around what only authors of templates should read
    .about = A template has an HTML comment, which is withheld from every page.
idle-template = `{$name}` is the name of no template of the theme, and no other template uses it
    .about = A template replaces none of the theme's, and no other template uses it.
    .hint = give it the name of the template that it is to replace, or remove it
    .hint-near = is it to replace `{$near}`?
empty-link = this link has no words
    .about = A link has no words, so that nobody can see or hear where it leads.
    .hint = write words between the square brackets: `[words](target)`
duplicate-title = the dossier `{$first}` has the same title
    .about = Two dossiers have the same title, so that readers cannot tell them apart.
    .hint = give one of the two another title, or make one dossier of them
list-treatment = a list of one point under the heading of an item is shown as a list, and is no treatment
copied-agenda = these are the keys of an agenda, and only a file `agenda.md` is one
    .hint = remove the file if it is a copy, or keep `title` alone
page-without-target = the page `/{$page}`{ $pages ->
        [one] {""}
       *[other] , one of {$pages} pages,
    } links to `{$link}`, and the site has no `/{$path}`
    .hint = correct the address where it is written, in a template or in HTML
page-without-place = the page `/{$page}`{ $pages ->
        [one] {""}
       *[other] , one of {$pages} pages,
    } links to `{$link}`, which has no place `#{$anchor}`
move-taken = `{$id}` is a meeting or dossier already; give another id
move-nothing = there is no meeting or dossier `{$id}`
move-nothing-near = there is no meeting or dossier `{$id}`; did you mean `{$near}`?
move-in-the-way = `{$path}` is there already; move it away, or give another id
move-sealed = `{$id}` is sealed, and its seal names it; what is sealed stays where it is
move-untouched = `{$path}` cannot be edited: {$why}; nothing was moved
move-by-hand = {$path}:{$line} names it in a way that cannot be edited; write it as a plain link first. Nothing was moved
move-led-away = `/{$address}` stands in `[moved]` of site.toml already, and leads elsewhere; remove that line first
move-no-table = the table `[moved]` of site.toml cannot be found; add `{$entry}` to it, and give the command again
move-done = { $count ->
    [0] `{$from}` is now `{$to}`; nothing else named it
    [one] `{$from}` is now `{$to}`; edited 1 file:
   *[other] `{$from}` is now `{$to}`; edited {$count} files:
}
new-is-there = `{$path}` is there already, and stays as it is
new-not-written = cannot write `{$path}`: {$reason}
new-unusable-id = `{$id}` cannot be part of an address; use letters without accents, digits, hyphens, underscores and full stops
new-without-day = the day of `{$id}` is not known; give it with `--start 2030-03-12`, or put it into the id
new-unknown-formation = there is no formation `{$formation}` in site.toml; {$hint}
new-without-formation = the formation is not known; give its id with `--formation`
new-which-formation = there are several formations; give one of {$known} with `--formation`, or begin the id with it
new-no-site = there is no `site.toml` in `{$folder}`; make a site with `voetnoot new DIR`, or give its folder with `--root`
new-no-agenda = there is no meeting `{$id}` with an agenda; begin one with `voetnoot new meeting {$id}`
new-written = written: {$path}
new-needs-line = `{$path}` is there already, and stays as it is; it needs the line `{$line}`
new-workflow = `{$path}` publishes the site at each push. Give `base_url` in `site.toml`, run `voetnoot build` once, and commit `addresses.txt`; `voetnoot guide publishing` tells the rest.
new-not-empty = `{$folder}` is not empty; give a folder that is not there yet
new-site = The site is in `{$folder}`: { $count ->
        [one] 1 file
       *[other] {$count} files
    }. Go on in that folder with:

      {"  "}voetnoot serve --open        shows the site while you write
      {"  "}voetnoot new meeting ID      begins an agenda
      {"  "}voetnoot build               writes the site into `public`
      {"  "}voetnoot guide               explains everything else
ask-language = In which language is the site? (Enter: 1)
ask-kind = Whose meetings is it about? (Enter: 1)
ask-filling = With an example? (Enter: 1)
kind-eu = a ministry or parliament: agendas of an EU council
kind-council = a municipal or provincial council with its committees
kind-water-board = a water board
kind-committee = a committee
filling-example = with an example, to be changed
filling-empty = without
no-guide-page = the guide has no page `{$page}`; {$hint}
no-port = cannot listen from port {$port}: {$reason}; choose another with `--port`
guide-is-at = the guide is at {$url} until you press Ctrl-C
no-browser = cannot open a browser; open {$url} yourself
preview-stopped = the preview stopped: {$reason}
no-theme-file = the theme has no file `{$name}`; {$hint}
theme-lists = `voetnoot theme list` lists them
theme-kept = `{$path}` is there already, and stays as it is; `--force` replaces it
theme-exported = { $written ->
        [0] nothing was copied
        [one] 1 file was copied: from now on it replaces the built-in one, so remove it unless you change it
       *[other] {$written} files were copied: from now on they replace the built-in ones, so remove those that you do not change
    }
theme-exported-elsewhere = { $written ->
        [0] nothing was copied
        [one] 1 file was copied, to be looked at: it replaces nothing there
       *[other] {$written} files were copied, to be looked at: they replace nothing there
    }
theme-up-to-date = `{$path}` was copied from the built-in file as it still is
theme-outdated = `{$path}` was copied from an earlier built-in file; compare it with the one of today:
theme-unmarked = `{$path}` does not say what it was copied from; compared with the built-in file of today:
theme-same = no differences
theme-no-text = the two differ, and are no text
theme-none = the site replaces no file of the theme
misspelt-word = `{$key}` is no word; is it meant to be `{$near}`?
unknown-zone = `{$name}` is no time zone
    .hint = write a name such as `Europe/Amsterdam`
impossible-time = `{$value}` is no date and time
end-time-alone = `end` has a time, and `start` has none
    .hint = give both a time, or neither
cancelled-and-postponed = a meeting cannot be both cancelled and postponed
    .hint = keep `postponed` if another meeting is held in its place, otherwise `cancelled`
unknown-meeting = there is no meeting `{$id}` to be held in place of this one
    .hint = give the name of the folder of a meeting that is published
unknown-attachment = the meeting has no attachment `{$name}`
    .hint = give the name of a file in the folder of the meeting
skipped-time = the clocks skip {$value}, when summer time begins
    .hint = correct the day or the time
missing-timezone = the meeting has a time, and site.toml does not say in which time zone
    .about = A meeting has a time, and `site.toml` names no time zone.
    .hint = write `timezone = "Europe/Amsterdam"`, or the zone of your place, into site.toml
unknown-menu = the menu leads to `{$to}`, which the site does not have
    .hint = write one of {$lists}, a file such as `pages/over.md`, or a whole address
missing-logo = there is no `{$name}` in `static`
    .hint = put the picture into `static`, and write its path from there
counted = { $errors ->
        [one] 1 error
       *[other] {$errors} errors
    }, { $warnings ->
        [one] 1 warning
       *[other] {$warnings} warnings
    }
waiting-for-another = another run is writing to this folder; waiting for it
polling = changes are found by looking at the disk again and again, since it cannot be watched: {$reason}
no-root = there is no folder `{$folder}`; give the root of the site with `--root`
unit-pages = pages
unit-addresses = addresses
unit-files = files
new-addresses = {$file}: { $new ->
        [0] brought up to date
        [one] 1 new address
       *[other] {$new} new addresses
    }; keep the file in version control
numbers-of-sealed = {$file}: the numbers of published notes were taken from a sealed version:
numbers-of-output = {$file}: the numbers of published notes were taken from `{$folder}`:
numbers-as-they-stand = {$file}: the numbers of published notes were taken from the texts as they stand:
numbers-of-notes = {"  "}{$named}{ $more ->
        [0] {""}
       *[other] {" "}and {$more} more
    }
built = {$pages} pages in {$folder}: {$written} files written, {$unchanged} unchanged, {$removed} removed, {$seconds} s
nothing-written = nothing was written
checked = {$pages} pages checked, {$seconds} s
search-index = search index: {$written} files changed, {$seconds} s
nothing-sealed = nothing was sealed
sealed-as = `{$meeting}` is sealed as version {$version}: { $files ->
        [one] 1 file
       *[other] {$files} files
    }
cannot-listen = cannot listen at {$address} from port {$port}: {$reason}; choose others with `--address` and `--port`
site-is-at = the site is at {$url} until you press Ctrl-C
others-can-read = other machines can read it too, drafts included
told-news = {$new} new, {$gone} gone
told-news-in-part = {$new} new, of which {$more} are not shown (`voetnoot check` shows everything), {$gone} gone
all-mended = everything is mended
packages-made = {$count} packages in {$folder}: {$new} new, {$beside} beside an earlier one, {$left} left as they were; {$files} files, {$megabytes} MB, {$seconds} s
unit-packages = packages
import-error = error
import-warning = warning
import-note = note
import-at-line = line {$line}:{" "}
import-markup-dropped = emphasis and links were left out because Markdown cannot express them all
import-words-differ = the source has `{$source}` where the result has `{$result}`
    .hint = compare the place by eye, and report the document
import-note-unmarked = no marker for note {$note} was found
    .hint = move the citation to the words that it belongs to
import-note-missing = there is no text for note {$number}
    .hint = look for it in the original
import-left-out = left out as {$reason}: { $count ->
        [one] one line, this one
       *[other] {$count} lines, this one first
    }
import-page-numbers = page numbers
import-running-heads = running heads
import-rules = rules
import-link-targets = printed addresses
import-contents = a list of contents
import-colophon = marks of the publisher
import-chrome = the web page around the document
import-note-breaks-off = note {$note} breaks off in the source
    .hint = complete it from the original; nothing was added
import-note-breaks-off-at = note {$note} breaks off in the source: `{$words}`
import-note-uncited = nothing cites note {$note}
import-note-text-guessed = where the text of note {$note} begins is a guess
    .hint = compare it with the original
import-place-guessed = the place of note {$note} is a guess
import-empty-note = empty in the source
import-picture = a picture was left out
    .hint = publish it beside the agenda
import-pandoc-unreadable = pandoc’s answer could not be read: {$error}
import-xml-deep = more than {$count} elements of the XML are within each other, and what follows was not read
import-xml-broken = the XML is broken here, and what follows was not read: {$error}
import-signs-unread = { $count ->
        [one] one sign of the Word document was not read
       *[other] {$count} signs of the Word document were not read
    }
import-table-guessed = {$count} lines were read as a table
    .hint = check its cells
import-control-characters = { $count ->
        [one] one control character was left out
       *[other] {$count} control characters were left out
    }
import-not-utf8 = the text is not UTF-8 and was read as Windows-1252
    .hint = check accents and quotation marks
import-partly-utf8 = { $count ->
        [one] one place is not UTF-8, this one
       *[other] {$count} places are not UTF-8, this one first
    }
    .hint = look for the sign � in the result
import-address-placed = the address `{$address}` was put at the end of note {$note}
    .hint = check that the link belongs there
import-hyphen-out = the hyphen was left out of `{$word}`
import-hyphen-kept = the hyphen was kept in `{$word}`
import-hyphen =
    .hint = check the word
import-formation-unknown = no council formation was recognised
    .hint = say `--formation ID`
import-date-unknown = no date of the meeting was found
    .hint = give it with `--date 2024-06-13`
import-year-guessed = the year of {$day} is not in the text
import-check-start = check `start:` in the front matter
import-letter-day-taken = no date of the meeting was found; {$day} stands for the date of the letter
import-first-day-taken = no date of the meeting was found; {$day} stands for the first date in the text
import-informal = the agenda’s title says the meeting is informal and the letter does not
    .hint = the title was kept as a comment; check which is right
import-letterhead = the letter’s head was kept as a comment
    .hint = take what the front matter needs, then delete it
import-no-items = no agenda item was recognised
    .hint = write each item’s title as a `##` heading
import-agenda-elsewhere = the letter says that the annotated agenda is an annex, and it is not in this document
    .hint = import the annex with the same `--id`, or write the agenda below the letter
import-ad-without-title = the annotation of item {$number} has no title of its own
    .hint = copy the title from the list above
import-treatment-moved = the treatment `{$treatment}` was put under its heading
import-commitment-proposed = this may be a commitment without a day: `{$what}`
    .hint = add it to `commitments:` in the front matter if it is
import-commitment-found = a commitment due {$day} was put in the front matter: `{$what}`
    .hint = check the day, and say in short what is promised
import-commitment-dated = a commitment due {$day}, its year taken from the letter or the meeting, was put in the front matter: `{$what}`
import-second-document = the letter has a second document: `{$title}`
    .hint = move that part to the folder of its own meeting, as `agenda.md` or `report.md`
import-second-divided = a second document of the letter became a file of its own meeting: `{$title}`
import-look = compare with the original
import-day-before-letter = the meeting of {$day} was over when the letter of {$letter} was written, which an agenda precedes
import-day-of-letter = the meeting seems to be on {$day}, the day of the letter itself
import-day-after-letter = the meeting of {$day} was still to come when the letter of {$letter} was written, and a report follows its meeting
import-days-differ = the text names {$day} as the day of the council, and the meeting was put on {$start}
import-formations-differ = the title names the council `{$title}`, and the letter `{$letter}`
import-kind-past = the text tells of what was ({$past} words, and {$ahead} of what will be), and it was read as an agenda
import-kind-ahead = the text tells of what will be ({$ahead} words, and {$past} of what was), and it was read as a report
import-kind =
    .hint = say `--as agenda`, `--as report` or `--as consultation` if it is another kind
import-place-doubtful = `{$place}` was read as the place, and formal councils meet in Brussels or Luxembourg
import-presidency-doubtful = `{$presidency}` was read as the presidency, and on that day it was `{$turn}`
import-signatory-doubtful = `{$name}` signs the letter without initials; it may be the title of an item
import-office-doubtful = the office `{$office}` signs, and the head of the letter names another
import-note-mark = `{$word}` looks as if it cites note {$number}, and there is no such note
    .hint = look for the note in the original, or leave it as part of the word
import-check-clean = clean
import-check-warnings = no errors, { $count ->
        [one] one warning
       *[other] {$count} warnings
    } about the document’s own words
import-check-errors = { $count ->
        [one] one error
       *[other] {$count} errors
    }: the importer should not have written this; please report the document
import-file-line = {$file} line {$line}:
import-read-as = {$file} · read as {$kind} ({$format}) · {$id}
import-kind-agenda = an agenda
import-kind-report = a report
import-kind-consultation = a written consultation
import-row-letter = letter
import-row-agenda = divisions
import-row-items = tied
import-row-treatments = treatments
import-row-notes = footnotes
import-row-references = references
import-row-dossiers = dossiers
import-row-commitments = commitments
import-row-left-out = left out
import-row-words = words
import-row-check = check
import-letter-has = {$sections} sections, {$signatories} signatories
import-agenda-has = {$parts} parts, {$items} items ({$numbered} numbered), {$subitems} sub-items, {$sections} sections
import-items-tied = { $count ->
        [one] one heading to an item of the agenda
       *[other] {$count} headings to items of the agenda
    }
import-notes-found = {$found} found, {$placed} at their place
import-notes-cut-off = {$found} found, {$placed} at their place, {$count} cut off in the source
import-references-found = {$count} recognised{ $forms ->
        [none] {""}
       *[other] : {$forms}
    }
import-dossiers-tied = {$tied} headings tied, {$proposed} dossiers proposed{ $proposed ->
        [0] {""}
       *[other] , which --json lists
    }
import-commitments-has = {$dated} with a day, in the front matter; {$proposed} without, proposed below
import-lines-left-out = {$furniture} (lines)
import-words-kept = {$count} in the source: every word kept, none added
import-words-not-kept = {$count} in the source: words differ, see below
import-refused-date = no date of the meeting was found, and a meeting needs one; give it with `--date 2024-06-13`
import-refused-formation = the site has no formation `{$id}`, but `{$known}`; add `[formations.{$id}]` with `name = "{$title}"` to site.toml, or give one that it has with `--formation`
import-refused-unknown-formation = the site has no formation `{$id}`, but `{$known}`; give the right one with `--formation`
import-facts-alone = this agenda has only what the report tells of the meeting; import the annotated agenda with `--force`
import-head-file = file
import-head-kind = kind
import-head-day = day
import-head-items = items
import-head-notes = notes
import-head-doubts = doubts
import-head-outcome = outcome
import-outcome-written = written
import-outcome-unchanged = unchanged
import-outcome-rewritten = written again
import-outcome-edited = edited since, not touched
import-outcome-second-letter = second letter for one meeting, not written
import-outcome-occupied = the site has this meeting already, not written
import-outcome-refused = refused
import-outcome-failed = failed
import-folder-done = { $letters ->
    [one] 1 document
   *[other] {$letters} documents
} from `{$folder}`; { $look ->
    [0] none needs a look
    [one] 1 of them needs a look
   *[other] {$look} of them need a look
}
import-letters = letters
import-folder-one = `{$option}` is for one letter and not for a folder
import-written = written to {$file}
import-earlier = the earlier file is now {$file}
import-agenda-made = the site has no agenda of this meeting; {$file} has its facts and nothing else
failed-make-folder = cannot make the folder `{$path}`
failed-make-folder-of = cannot make the folder of `{$path}`
failed-open-folder = cannot open the folder `{$path}`
failed-write = cannot write `{$path}`
failed-copy = cannot copy `{$path}`
failed-read = cannot read `{$path}`
failed-open = cannot open `{$path}`
failed-write-folder = cannot write to the folder `{$path}`
failed-move = cannot move `{$path}`
failed-into-place = cannot move `{$path}` into place
failed-name = cannot name `{$path}`
failed-put-back = cannot put back `{$path}`
failed-copies = cannot write the copies of `{$path}`
failed-wait = cannot wait for the other run
failed-lock = cannot write the lock file
failed-go-on = cannot go on where a killed build stopped
failed-journal = cannot write the journal of the build
failed-remove-journal = cannot remove the journal of the build
failed-remove-left = cannot remove what a killed run left behind
failed-remove = cannot remove `{$path}`
failed-chance = cannot get digits by chance from the system
failed-stage = cannot make or read the folder in which new files wait
failed-list = cannot write the list of files
refused-outside = `{$path}` does not lie within the output folder
refused-foreign = the output folder `{$folder}` holds `{$name}`, and no build made that folder; empty it, or name another with `--output`
refused-no-record = there is no `{$record}` that could hold what is published
refused-record-lacks = `{$record}` lacks what this build would publish; build without `--locked` where the record is kept, and commit it: {$named}{ $more ->
        [0] {""}
       *[other] {" "}and {$more} more
    }
refused-journal = `{$path}` was not written by a build; remove it, and the folder `stage` beside it
refused-output = the output folder `{$folder}` {$why}; name another with `--output`
refused-output-root = is the root of the site
refused-output-around = holds the site itself
refused-output-source = overlaps with what the site is made from
refused-stray = `{$path}` {$why}; move it away or name another folder with `--output`
refused-is-link = is a symbolic link
refused-not-made = was not made by a build
refused-remove = `{$path}` {$why}; remove it
refused-neither = is neither a file nor a folder
refused-not-makeable = cannot be made
refused-other-name = has another name elsewhere
refused-too-large = is too large
refused-not-folder = is not a folder
refused-is-folder = is a folder
refused-not-file = is not a file
refused-no-certificates = this machine has no root certificates, so that no `https` address can be checked; install them (on Debian: `ca-certificates`) or name their file in SSL_CERT_FILE
refused-import-there = `{$path}` is there already; replace it with `--force`, which leaves the earlier file beside it, or give another id with `--id`
refused-earlier = there are {$count} earlier versions of `{$path}`; remove some
seal-changed = `{$path}` changed just now or begins with a byte order mark; save it as plain UTF-8 and try again
seal-mistakes = the site has mistakes; `voetnoot check` shows them
seal-sealed = `{$id}` was sealed on {$date}; record a correction with `--correction "…"`
seal-unsealed = `{$id}` is not sealed, so that there is nothing to correct
seal-later = `{$id}` was sealed on {$sealed}, which is later than {$date}
seal-not-past = `{$id}` is not past: it ends on {$date}; `--force` seals it all the same
seal-future = `{$id}` is yet to come: it begins on {$date}
day-to-come = {$date} is yet to come; today is {$today}
seal-no-date = `{$id}` has no date
seal-version-there = `{$path}` is there already, without a seal; move it away
seal-nothing-changed = nothing of `{$id}` has changed since {$date}
seal-folder = the folder of `{$id}` cannot be read: {$reason}
seal-unpublished = `{$path}` is not published, so that it cannot be sealed with the rest; publish it or move it away
seal-no-reason = a correction needs a reason: `--correction "The name of … was misspelt"`
redaction-one-meeting = one meeting at a time: `voetnoot seal MEETING --redact … --reason …`
redaction-of-nothing = it is not said what to take out: name a file of the meeting, or words in its texts
redaction-unsealed = `{$id}` is not sealed: edit its files
redaction-nowhere = nothing of `{$id}` has that: name a file by its path within the folder, or words as they are typed in the text
redaction-reason = the reason stands in the texts, where `{$sign}` means something: use letters, digits and `. , ; : / ( ) -`
redaction-reason-says = the reason says what is to be taken out
redaction-list = what is left of a redaction cannot be read: `{$line}`
redaction-file = {$path}: goes
redaction-places = {$path}: { $places ->
        [one] one place
       *[other] {$places} places
    }
redaction-guessable = version {$version} was sealed without a salt: whoever knows the rest and has its digest can find what is taken out by trying
redaction-beyond = Out of reach:
redaction-elsewhere = {$path}, line {$line}: the same words in capitals or small letters, or within longer ones; edit it, or redact it as well
redaction-unsearched = files in which nobody has looked: {$names}
redaction-name = the name `{$name}` stays, since it is an address
redaction-anchor = {$path}: what leads to `#{$anchor}` no longer finds a heading, since the heading says something else
redaction-site = the published site, until `voetnoot build` has run and the site has been put online again
redaction-history = version control and backups, which keep what was ever written
redaction-packages = archive packages that have left the house
redaction-copies = copies that others made, search engines among them
redaction-ask = This cannot be undone. Type `{$yes}` to take it out.
redaction-yes = yes
redaction-declined = nothing was taken out; `--yes` does not ask
redaction-hindered = nothing was taken out: this has to be mended first
redacted-version = `{$meeting}`, version {$version}: the digest of what is left
archive-in-site = the folder `{$folder}` holds a site that `build` wrote; name another with `--output`
archive-occupied = `{$path}` {$why}; move it away or name another folder
archive-no-name = cannot be the name of a package
archive-no-package = is not a package
archive-foreign = `{$path}` is a package of another meeting or by another program; name another folder with `--output`
archive-no-file-name = `{$path}` cannot be the name of a file in a package
verify-one-digest = `--digest` is of one package; name only that one
verify-no-package = `{$path}` is not a package: it has none of the lists that each package has; name the folder that holds `manifest-sha512.txt`
verify-failed = cannot check `{$path}`: {$reason}
references-unwritten = cannot write the list: {$reason}
references-unread = cannot read `{$path}`: {$reason}; give a text file in UTF-8, or `-`
program-failed = the program failed, and the content is not to blame for that; please report it with the lines above and with `{$path}`
trying-again = error: {$failure}; trying again
import-file = `{$path}`: {$why}; {$hint}
import-stdin = standard input cannot be read
import-unusable-id = `{$id}` cannot be the id of a meeting; give one with `--id`, of letters, digits and hyphens, that begins with neither `_` nor `.`
import-unreadable = the file cannot be read: {$reason}
    .hint = check the name and the permissions
import-too-large = the document, or its text when unpacked, is larger than {$limit} MB
    .hint = take the pictures out, or split the document
import-no-program = `{$program}` is not installed, and only it can read this format
    .hint = type `sudo apt install {$debian}` (Debian, Ubuntu) or `brew install {$homebrew}` (macOS)
import-program-failed = `{$program}` could not read the document: {$said}
    .hint = open the document, save it anew and try again
import-program-slow = `{$program}` took longer than {$seconds} seconds and was stopped
import-format-unknown = {$what} cannot be read
    .hint = save it as docx, PDF, HTML or plain text
import-format-archive = this kind of archive
import-format-doc = the old Word format (.doc)
import-format-rtf = RTF
import-empty = the document has no text
    .hint = a scanned document needs text recognition first
fault-told = error: {$failure}; {$hint}
archive-no-meeting = there is no meeting `{$id}`; {$hint}
archive-no-year = no meeting began in {$year}
archive-no-meetings = there are no meetings
archive-before-seal = `{$id}` was sealed on {$sealed}, so no package of it is from {$date}; leave out `--date`, or give a later day
archive-future = `{$id}` is yet to come: it begins on {$date}, and a package would not hold what was decided
archive-to-come = not packed, since they are yet to come: {$ids}
secret-in-settings = `{$key}` is for a secret, which does not belong into a file that others read
    .hint = take it out, renew it where it was given out, and put it into the environment: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`
    .about = `site.toml` has a key for a password or a secret key, which would be published with the site’s source; it is not shown.
no-publish-value = `{$value}` cannot be `{$key}`
publish-no-target = `site.toml` does not say where to publish; add `[publish]`, as `voetnoot guide publishing` shows
publish-no-record = there is no `{$record}`, without which nobody knows what was published; make an empty file of that name beside `site.toml`, and run `voetnoot build`
publish-absent = this program was made without what speaks to stores; `cargo install voetnoot --features publish` makes one with it
publish-no-keys = the environment has no keys for the store; set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`
publish-no-store = `{$endpoint}` is not the address of a store
publish-no-answer = the store gives no answer: {$why}
publish-store-refuses = the store refuses `{$path}`: {$status} {$code}
publish-no-bucket = the store has no bucket of that name; look at `bucket` in `[publish]`, or make it there
publish-under-way = another publication is under way
publish-conflict = somebody else has published in the meantime; run `voetnoot publish` again
publish-unreadable-state = `{$name}` at the target was not written by this version of the program; publish with the newer one, or remove it
publish-into-output = `{$folder}` is a folder that sites are built into; publish into another
publish-foreign = `{$path}` stands there, and no publication put it there; remove it, or publish with `--force`
publish-call = `{$program}` cannot be called
publish-no-program = `{$program}` is not installed, and publishing to this target needs it
publish-program-failed = `{$program}` failed: {$said}
publish-checked-out = the branch `{$branch}` is checked out, and a work tree is never touched; check out another, or name another under `[publish]`
publish-unfinished-output = a build was killed in `{$folder}`; run `voetnoot build`
publish-other-build = another build has been in `{$folder}` since; run `voetnoot publish` again
publish-nothing = nothing was published
publish-lacks = { $count ->
        [one] the target has an address that this project does not know: somebody published from elsewhere. Bring that here, or run `voetnoot publish --force` if it may go
       *[other] the target has {$count} addresses that this project does not know: somebody published from elsewhere. Bring those here, or run `voetnoot publish --force` if they may go
    }
publish-would = it would publish {$new} new, {$changed} changed, {$removed} removed; {$unchanged} unchanged
publish-done = published: {$new} new, {$changed} changed, {$removed} removed, {$unchanged} unchanged, {$seconds} s
publish-address = readers find it at {$address}

# Forms in the browser

forms-title = Edit the site
forms-no-script = The forms need a script: allow scripts on this page.
forms-remarks =
    Forms for this site in the browser, for Sveltia CMS. Made by `voetnoot new --cms`, and yours from now on.
    `repo` names the repository; the script belongs in `{$script}`. `voetnoot guide publishing` tells how.
forms-agendas = Agendas
forms-agenda = agenda
forms-reports = Reports
forms-report = report
forms-reports-hint = The slug of a new report is the id of its meeting, such as council-2030-05-02.
forms-annexes = Other documents of meetings
forms-annex = document
forms-annexes-hint = Texts beside an agenda. A new one is made in the repository; here it can be changed.
forms-dossiers = Dossiers
forms-dossier = dossier
forms-pages = Pages
forms-page = page
forms-home = Home page
forms-text = Text
forms-moment = Write a day, such as 2030-05-02, or a day and a time, such as 2030-05-02T19:30.
new-unusable-repository = `{$repository}` is not the name of a repository; write `--repo OWNER/NAME`, as its host does
new-forms = The forms are at `/admin/` once the site is published. Put the script into `{$script}`; `voetnoot guide publishing` tells where to get it and how people sign in.
new-forms-repository = `static/admin/config.yml` does not know the repository yet: put its name in the place of `{$placeholder}`
field-accepted = Accepted warnings
field-aliases = Earlier addresses
field-also-known-as = Also known as
field-attachments = Attachments
field-bnc = BNC-fiche
field-cancelled = Cancelled
field-celex = CELEX number
field-com = COM number
field-commitments = Commitments
field-date = Date
field-description = Description
field-done = Done
field-draft = Draft
field-due = Due
field-end = End
field-extra = Own keys
field-file = File
field-formation = Formation
field-id = Id
field-informal = Informal
field-item = Item
field-kamerstuk = Parliamentary paper
field-kamerstukken = Parliamentary papers
field-language = Language
field-letter = Number of the letter
field-menu = Place in the menu
field-milestones = Milestones
field-minister = Minister
field-name = Name
field-office = Office
field-on-behalf-of = Also on behalf of
field-place = Place
field-postponed = Postponed to
field-presidency = Presidency
field-procedure = Procedure
field-published = Published
field-related = Related dossiers
field-short = Short name
field-signatories = Signatories
field-source = Source
field-stage = Stage
field-start = Start
field-status = Status
field-summary = Summary
field-title = Title
field-updated = Updated
field-warning = Warning
field-what = What
field-why = Why
field-words = Words
