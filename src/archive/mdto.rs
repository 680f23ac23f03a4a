//! MDTO, the metadata with which Dutch public archives describe what they keep (XML schema 1.0.1, Nationaal Archief).
//!
//! Takes: facts about a meeting (`informatieobject`) or a file (`bestand`).
//! Gives: XML that the official schema accepts; and such XML read back, as far as checking sizes and digests requires.
//! Never: looks anything up, resolves an entity, or leaves out a field that the schema requires.

use jiff::civil::Date;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use crate::machines::media::Media;
use crate::project::digest::Fixity;

/// The namespace of MDTO, which is also the address of its web page.
const NAMESPACE: &str = "https://www.nationaalarchief.nl/mdto";
const LOCATION: &str = "https://www.nationaalarchief.nl/mdto https://www.nationaalarchief.nl/mdto/MDTO-XML1.0.1.xsd";
/// The deepest nesting that is read; the schema goes to 7, and no file of the program goes deeper.
const DEEPEST: usize = 16;

/// A term from a list of terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// In words.
    pub label: String,
    /// Its code in the list; `None` where the list has no codes.
    pub code: Option<String>,
    pub list: String,
}

impl Term {
    pub(super) fn new(label: &str, list: &str) -> Self {
        Term { label: label.to_owned(), code: None, list: list.to_owned() }
    }

    pub(super) fn code(mut self, code: &str) -> Self {
        self.code = Some(code.to_owned());
        self
    }
}

/// A name that an organisation or register gives to something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identifier {
    pub id: String,
    /// The organisation or register.
    pub source: String,
}

/// A reference to something else by name and, where it has one, by identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MdtoReference {
    pub name: String,
    pub identifier: Option<Identifier>,
}

/// A meeting with its documents.
#[derive(Debug, Clone)]
pub(super) struct InformationObject {
    /// Its own identifier comes first.
    pub identifiers: Vec<Identifier>,
    pub name: String,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// The address of its page on the published site.
    pub address: String,
    /// Its first and last day.
    pub days: Option<(Date, Date)>,
    /// The code of its language: `nl`.
    pub language: String,
    /// The day on which it was published.
    pub published: Option<Date>,
    /// How long it has to be kept.
    pub appraisal: Term,
    /// The files that represent the meeting.
    pub files: Vec<MdtoReference>,
    /// The organisation that made it.
    pub creator: MdtoReference,
    /// What restricts its use.
    pub restriction: Term,
}

/// A file of a meeting.
#[derive(Debug, Clone)]
pub(super) struct MdtoFile<'a> {
    pub identifier: Identifier,
    pub name: &'a str,
    /// Its media type and format.
    pub media: Media,
    pub fixity: &'a Fixity,
    /// The day on which the digest held.
    pub date: Date,
    /// Its address on the published site; `None` if it is not part of the site.
    pub address: Option<String>,
    /// The meeting that it represents.
    pub of: MdtoReference,
}

/// The metadata of a meeting.
pub(super) fn information_object(object: &InformationObject) -> Vec<u8> {
    document("informatieobject", |xml| {
        object.identifiers.iter().for_each(|i| xml.identifier("identificatie", i));
        xml.text("naam", &object.name);
        xml.term("aggregatieniveau", &Term::new("Dossier", "Begrippenlijst Aggregatieniveaus MDTO"));
        if let Some(description) = &object.description {
            xml.text("omschrijving", description);
        }
        xml.element("raadpleeglocatie", |xml| xml.text("raadpleeglocatieOnline", &object.address));
        if let Some((first, last)) = object.days {
            xml.element("dekkingInTijd", |xml| {
                xml.term("dekkingInTijdType", &Term::new("Van toepassing", "Voetnoot"));
                xml.text("dekkingInTijdBegindatum", &first.to_string());
                xml.text("dekkingInTijdEinddatum", &last.to_string());
            });
        }
        xml.text("taal", &object.language);
        if let Some(published) = object.published {
            xml.element("event", |xml| {
                xml.term("eventType", &Term::new("Publicatie", "Begrippenlijst EventTypeLijst MDTO"));
                xml.text("eventTijd", &published.to_string());
            });
        }
        xml.term("waardering", &object.appraisal);
        object.files.iter().for_each(|f| xml.reference("heeftRepresentatie", f));
        xml.reference("archiefvormer", &object.creator);
        xml.element("beperkingGebruik", |xml| xml.term("beperkingGebruikType", &object.restriction));
    })
}

/// The metadata of a file.
pub(super) fn file(file: &MdtoFile) -> Vec<u8> {
    document("bestand", |xml| {
        xml.identifier("identificatie", &file.identifier);
        xml.text("naam", file.name);
        xml.text("omvang", &file.fixity.size.to_string());
        let format = match file.media.pronom {
            Some((name, id)) => Term::new(name, "PRONOM-register").code(id),
            None => Term::new(file.media.mime, "IANA Media types"),
        };
        xml.term("bestandsformaat", &format);
        xml.element("checksum", |xml| {
            xml.term("checksumAlgoritme", &Term::new("SHA-512", "Begrippenlijst ChecksumAlgoritme MDTO"));
            xml.text("checksumWaarde", &file.fixity.sha512);
            // The schema requires a time. No clock is read, so it is the beginning of the day.
            xml.text("checksumDatum", &format!("{}T00:00:00Z", file.date));
        });
        if let Some(address) = &file.address {
            xml.text("URLBestand", address);
        }
        xml.reference("isRepresentatieVan", &file.of);
    })
}

fn document(kind: &str, content: impl FnOnce(&mut MdtoXml)) -> Vec<u8> {
    let mut xml = MdtoXml(Writer::new_with_indent(Vec::new(), b' ', 2));
    xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let mut root = BytesStart::new("MDTO");
    root.push_attribute(("xmlns", NAMESPACE));
    root.push_attribute(("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"));
    root.push_attribute(("xsi:schemaLocation", LOCATION));
    xml.event(Event::Start(root));
    xml.element(kind, content);
    xml.event(Event::End(BytesEnd::new("MDTO")));
    let mut bytes = xml.0.into_inner();
    bytes.push(b'\n');
    bytes
}

struct MdtoXml(Writer<Vec<u8>>);

impl MdtoXml {
    fn event(&mut self, event: Event) {
        self.0.write_event(event).expect("a vector takes every byte");
    }

    fn element(&mut self, name: &str, content: impl FnOnce(&mut MdtoXml)) {
        self.event(Event::Start(BytesStart::new(name)));
        content(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn text(&mut self, name: &str, value: &str) {
        // Other control characters are not allowed in XML 1.0 at all, not even as references (section 2.2).
        let value: String =
            value.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
        self.element(name, |xml| xml.event(Event::Text(BytesText::new(value.trim()))));
    }

    fn term(&mut self, name: &str, term: &Term) {
        self.element(name, |xml| {
            xml.text("begripLabel", &term.label);
            if let Some(code) = &term.code {
                xml.text("begripCode", code);
            }
            xml.element("begripBegrippenlijst", |xml| xml.text("verwijzingNaam", &term.list));
        });
    }

    fn identifier(&mut self, name: &str, identifier: &Identifier) {
        self.element(name, |xml| {
            xml.text("identificatieKenmerk", &identifier.id);
            xml.text("identificatieBron", &identifier.source);
        });
    }

    fn reference(&mut self, name: &str, reference: &MdtoReference) {
        self.element(name, |xml| {
            xml.text("verwijzingNaam", &reference.name);
            if let Some(identifier) = &reference.identifier {
                xml.identifier("verwijzingIdentificatie", identifier);
            }
        });
    }
}

/// What a metadata file describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MdtoRecord {
    /// A meeting.
    InformationObject,
    /// A file of this size and digest.
    File(Fixity),
}

/// Reads metadata back.
///
/// # Errors
/// A sentence that says why it is not well-formed, or what it lacks.
pub(super) fn read(xml: &str) -> Result<MdtoRecord, String> {
    let mut reader = Reader::from_str(xml);
    let mut path: Vec<String> = Vec::new();
    let (mut kind, mut fields) = (String::new(), Vec::new());
    let (mut size, mut sha512) = (String::new(), String::new());
    let mut roots = 0;
    loop {
        match reader.read_event().map_err(|error| format!("it is not well-formed XML: {error}"))? {
            Event::Start(start) => {
                path.push(start.name().as_ref().to_owned());
                match path.len() {
                    1 => roots += 1,
                    2 => kind.clone_from(&path[1]),
                    3 => fields.push(path[2].clone()),
                    DEEPEST.. => return Err("its elements are nested too deeply".to_owned()),
                    _ => {}
                }
            }
            Event::End(_) => {
                path.pop();
            }
            Event::Text(text) => {
                let text: &str = &text;
                match path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
                    ["MDTO", "bestand", "omvang"] => size.push_str(text),
                    ["MDTO", "bestand", "checksum", "checksumWaarde"] => sha512.push_str(text),
                    [] if !text.trim().is_empty() => return Err("text stands outside its root".to_owned()),
                    _ => {}
                }
            }
            Event::DocType(_) => return Err("it has a document type, which could hide entities".to_owned()),
            Event::Eof if path.is_empty() && roots == 1 => break,
            Event::Eof => return Err("it ends too early".to_owned()),
            _ => {}
        }
    }
    let required: &[&str] = match kind.as_str() {
        "informatieobject" => &["identificatie", "naam", "waardering", "archiefvormer", "beperkingGebruik"],
        "bestand" => &["identificatie", "naam", "omvang", "bestandsformaat", "checksum", "isRepresentatieVan"],
        _ => return Err("it describes neither an `informatieobject` nor a `bestand`".to_owned()),
    };
    if let Some(lacking) = required.iter().find(|field| !fields.iter().any(|f| f == *field)) {
        return Err(format!("it has no `{lacking}`"));
    }
    match kind.as_str() {
        "bestand" => Ok(MdtoRecord::File(Fixity {
            sha512,
            size: size.parse().map_err(|_| "its `omvang` is not a number".to_owned())?,
        })),
        _ => Ok(MdtoRecord::InformationObject),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machines::media::media;
    use jiff::civil::date;

    fn publisher() -> MdtoReference {
        MdtoReference { name: "Ministerie <A> & \"B\"".to_owned(), identifier: None }
    }

    fn a_file(fixity: &Fixity) -> Vec<u8> {
        let identifier = Identifier { id: "jbz/index.html".to_owned(), source: "Ministerie".to_owned() };
        let name = "index.html";
        file(&MdtoFile {
            identifier,
            name,
            media: media(name),
            fixity,
            date: date(2024, 6, 14),
            address: None,
            of: publisher(),
        })
    }

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let fixity = Fixity { sha512: crate::project::digest::sha512(b"x"), size: 1 };
        let xml = String::from_utf8(a_file(&fixity)).unwrap();
        assert!(xml.contains("<verwijzingNaam>Ministerie &lt;A&gt; &amp; "), "{xml}");
        assert!(xml.contains("<checksumDatum>2024-06-14T00:00:00Z</checksumDatum>"));
        assert_eq!(read(&xml), Ok(MdtoRecord::File(fixity)));
    }

    #[test]
    fn characters_that_xml_cannot_hold_are_left_out() {
        let object = InformationObject {
            identifiers: vec![Identifier { id: "a\u{1}b".to_owned(), source: "s".to_owned() }],
            name: "n\u{b}".to_owned(),
            description: None,
            address: "https://agenda.example.nl/".to_owned(),
            days: Some((date(2024, 6, 13), date(2024, 6, 14))),
            language: "nl".to_owned(),
            published: None,
            appraisal: Term::new("Blijvend te bewaren", "Begrippenlijst Waarderingen MDTO").code("B"),
            files: Vec::new(),
            creator: publisher(),
            restriction: Term::new("Geen beperking", "lijst"),
        };
        let xml = String::from_utf8(information_object(&object)).unwrap();
        assert!(xml.contains("<identificatieKenmerk>ab</identificatieKenmerk>"), "{xml}");
        assert_eq!(read(&xml), Ok(MdtoRecord::InformationObject));
    }

    #[test]
    fn what_is_not_well_formed_or_not_complete_is_refused() {
        let xml = String::from_utf8(a_file(&Fixity { sha512: String::new(), size: 1 })).unwrap();
        let wrong = [
            xml[..xml.len() - 4].to_owned(),
            xml.replace("</naam>", "</name>"),
            xml.replace("omvang", "bytes"),
            xml.replace("<omvang>1<", "<omvang>one<"),
            xml.replace("<MDTO", "<!DOCTYPE x [<!ENTITY e \"e\">]><MDTO"),
            format!("{xml}{}", xml.lines().skip(1).collect::<String>()),
            format!("{xml}text"),
            format!("{}{}", "<a>".repeat(20), "</a>".repeat(20)),
            String::new(),
        ];
        for xml in wrong {
            assert!(read(&xml).is_err(), "{xml}");
        }
    }
}
