//! Official addresses, by the shape of a canonical id.
//!
//! Takes the text of an id, gives where the source is officially published.
//! Never says that anything is there: nothing is fetched.

use super::form::Form;
use super::number::{is_celex, is_chamber_document};

/// The shape of a canonical id, with the parts its address needs.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape<'i> {
    /// A publication of zoek.officielebekendmakingen.nl: `kst-…`, `h-tk-…`, `ah-tk-…`, `nds-tk-…`.
    Parliamentary(&'i str),
    /// `stb-2024-71`, `stcrt-2011-6602`, `trb-2008-11`, with its year.
    Gazette(&'i str, u16),
    /// `dossier-32317`: what follows the prefix.
    Dossier(&'i str),
    /// `COM:2024:173` and its kin: series, year, number.
    Commission(&'i str, &'i str, &'i str),
    /// `52024DC0173`, `12016M020`.
    Celex(&'i str),
    /// `OJ:L:2010:180`: series, year, number.
    JournalIssue(&'i str, &'i str, &'i str),
    /// `OJ:L_202401234`: the whole id.
    JournalAct(&'i str),
    /// `2022/0426(COD)`.
    Procedure(&'i str),
    /// `ST-8803-2016-INIT`, `EUCO-7-2024`.
    Council(&'i str),
    /// `ECLI:NL:HR:2005:AT4537`.
    Ecli(&'i str),
    /// `2024D26493`.
    ChamberDocument(&'i str),
    /// `jci1.3:c:BWBR0001854&artikel=273g`.
    Article(&'i str),
    /// `BWBR0001854`.
    Statute(&'i str),
    /// `https://…`.
    Web(&'i str),
}

impl<'i> Shape<'i> {
    /// The shape of `id`, or none when it is no canonical id.
    pub(super) fn of(id: &'i str) -> Option<Shape<'i>> {
        if id.starts_with("http://") || id.starts_with("https://") || id.starts_with("www.") {
            return Some(Shape::Web(id));
        }
        if id.starts_with("jci1.3:c:BWBR") {
            return Some(Shape::Article(id));
        }
        if id.starts_with("BWBR") {
            return (id.len() == 11).then_some(Shape::Statute(id));
        }
        if id.starts_with("ECLI:") {
            return (id.split(':').count() == 5).then_some(Shape::Ecli(id));
        }
        Shape::colon_separated(id).or_else(|| Shape::dash_separated(id)).or_else(|| Shape::numbered(id))
    }

    fn colon_separated(id: &'i str) -> Option<Shape<'i>> {
        let mut parts = id.split(':');
        match (parts.next()?, parts.next()?, parts.next(), parts.next(), parts.next()) {
            (series @ ("COM" | "JOIN" | "SWD" | "SEC" | "C"), year, Some(number), None, None) => {
                (all_digits(year) && all_digits(number)).then_some(Shape::Commission(series, year, number))
            }
            ("OJ", series, Some(year), Some(number), None) => all_digits(year).then_some(Shape::JournalIssue(series, year, number)),
            ("OJ", act, None, None, None) => act.contains('_').then_some(Shape::JournalAct(id)),
            _ => None,
        }
    }

    fn dash_separated(id: &'i str) -> Option<Shape<'i>> {
        let (head, tail) = id.split_once('-')?;
        if tail.is_empty() || !tail.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return None;
        }
        match head {
            "kst" | "h" | "ah" | "nds" => Some(Shape::Parliamentary(id)),
            "stb" | "stcrt" | "trb" => {
                let (year, number) = tail.split_once('-')?;
                all_digits(number).then_some(())?;
                Some(Shape::Gazette(id, year.parse().ok()?))
            }
            "dossier" => Some(Shape::Dossier(tail)),
            "ST" | "CM" | "WK" | "SN" | "DS" | "PE" | "EUCO" => Some(Shape::Council(id)),
            _ => is_celex(id).then_some(Shape::Celex(id)),
        }
    }

    fn numbered(id: &'i str) -> Option<Shape<'i>> {
        if is_celex(id) {
            return Some(Shape::Celex(id));
        }
        if id.len() == 14 && id.as_bytes()[4] == b'/' && id.ends_with(')') {
            return Some(Shape::Procedure(id));
        }
        is_chamber_document(id).then_some(Shape::ChamberDocument(id))
    }

    /// What kind of thing an id of this shape names.
    pub(super) fn form(self) -> Form {
        match self {
            Shape::Parliamentary(id) if id.starts_with("kst") => Form::Kamerstuk,
            Shape::Parliamentary(id) if id.starts_with("ah") => Form::Aanhangsel,
            Shape::Parliamentary(id) if id.starts_with("nds") => Form::NietDossierstuk,
            Shape::Parliamentary(_) => Form::Handelingen,
            Shape::Gazette(id, _) if id.starts_with("stb") => Form::Staatsblad,
            Shape::Gazette(id, _) if id.starts_with("trb") => Form::Tractatenblad,
            Shape::Gazette(..) => Form::Staatscourant,
            Shape::Dossier(_) => Form::Dossier,
            Shape::Commission(..) => Form::Commission,
            Shape::Celex(id) if id.starts_with('1') => Form::TreatyArticle,
            Shape::Celex(id) if id.starts_with('3') => Form::EuAct,
            Shape::Celex(_) => Form::Celex,
            Shape::JournalIssue(..) | Shape::JournalAct(_) => Form::Journal,
            Shape::Procedure(_) => Form::Procedure,
            Shape::Council(id) if id.starts_with("EUCO") => Form::EuropeanCouncil,
            Shape::Council(_) => Form::Council,
            Shape::Ecli(_) => Form::Ecli,
            Shape::ChamberDocument(_) => Form::ChamberDocument,
            Shape::Article(_) | Shape::Statute(_) => Form::Statute,
            Shape::Web(_) => Form::Address,
        }
    }

    /// Where the source is published.
    pub(super) fn address(self) -> Option<String> {
        const ZOEK: &str = "https://zoek.officielebekendmakingen.nl";
        const EURLEX: &str = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=";
        Some(match self {
            Shape::Parliamentary(id) => format!("{ZOEK}/{id}.html"),
            Shape::Gazette(id, year) => {
                // Staatsblad and Tractatenblad are online from 1995; the Staatscourant numbers each piece since July
                // 2009, and before that its number names an issue that has no address of its own.
                let first = if id.starts_with("stcrt") { 2010 } else { 1995 };
                if year < first {
                    return None;
                }
                format!("{ZOEK}/{id}.html")
            }
            Shape::Dossier(dossier) => format!("{ZOEK}/dossier/{dossier}"),
            Shape::Commission("C", year, number) => format!("{EURLEX}PI_COM:C({year}){number}"),
            Shape::Commission(series, year, number) => {
                format!("{EURLEX}{series}:{year}:{number}:FIN")
            }
            Shape::Celex(celex) => format!("{EURLEX}CELEX:{celex}"),
            Shape::JournalIssue(series, year, number) => {
                format!("{EURLEX}OJ:{series}:{year}:{number:0>3}:TOC")
            }
            Shape::JournalAct(id) => format!("{EURLEX}{id}"),
            Shape::Procedure(id) => {
                format!("https://oeil.europarl.europa.eu/oeil/en/procedure-file?reference={id}")
            }
            Shape::Council(id) => council_address(id),
            Shape::Ecli(ecli) if ecli.starts_with("ECLI:NL:") => {
                format!("https://deeplink.rechtspraak.nl/uitspraak?id={ecli}")
            }
            Shape::Ecli(ecli) if ecli.starts_with("ECLI:EU:") => format!("{EURLEX}ecli:{ecli}"),
            Shape::Ecli(ecli) => format!("https://e-justice.europa.eu/ecli/{ecli}"),
            Shape::ChamberDocument(id) => chamber_address(id),
            Shape::Article(jci) => format!("https://wetten.overheid.nl/{jci}"),
            Shape::Statute(bwb) => format!("https://wetten.overheid.nl/{bwb}/"),
            Shape::Web(address) if address.starts_with("www.") => format!("https://{address}"),
            Shape::Web(address) => address.to_owned(),
        })
    }
}

/// Council documents without a version are the initial ones, which the register names `INIT`.
fn council_address(id: &str) -> String {
    let initial = if id.starts_with("EUCO") && id.matches('-').count() == 2 { "-INIT" } else { "" };
    format!("https://data.consilium.europa.eu/doc/document/{id}{initial}/nl/pdf")
}

/// A document has a download; cases and activities have a page.
fn chamber_address(id: &str) -> String {
    const CHAMBER: &str = "https://www.tweedekamer.nl";
    match id.as_bytes().get(4) {
        Some(b'A') => {
            format!("{CHAMBER}/debat_en_vergadering/commissievergaderingen/details?id={id}")
        }
        Some(b'Z') => format!("{CHAMBER}/kamerstukken/detail?id={id}"),
        _ => format!("{CHAMBER}/downloads/document?id={id}"),
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
