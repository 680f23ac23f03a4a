//! Official addresses, by the shape of a canonical id.
//!
//! Takes: the text of an id.
//! Gives: where the source is officially published.
//! Never: says that anything is there: nothing is fetched.

use crate::id::form::Form;
use crate::id::patterns::{is_celex, is_chamber_document};

/// The shape of a canonical id, with the parts its address needs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum IdShape<'i> {
    /// A publication on zoek.officielebekendmakingen.nl: `kst-…`, `h-tk-…`, `ah-tk-…`, `nds-tk-…`.
    Parliamentary(&'i str),
    /// `stb-2024-71`, `stcrt-2011-6602`, `trb-2008-11`, with its year.
    Gazette(&'i str, u16),
    /// `dossier-32317`: the number without the prefix.
    Dossier(&'i str),
    /// `COM:2024:173` and the other series: series, year, number.
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
    /// `P9_TA(2022)0129`: term, year, number.
    AdoptedText(&'i str, &'i str, &'i str),
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

impl<'i> IdShape<'i> {
    /// The shape of `id`; `None` when it is no canonical id.
    pub(crate) fn of(id: &'i str) -> Option<IdShape<'i>> {
        if id.starts_with("http://") || id.starts_with("https://") || id.starts_with("www.") {
            return Some(IdShape::Web(id));
        }
        if id.starts_with("jci1.3:c:BWBR") {
            return Some(IdShape::Article(id));
        }
        if id.starts_with("BWBR") {
            return (id.len() == 11).then_some(IdShape::Statute(id));
        }
        if id.starts_with("ECLI:") {
            return (id.split(':').count() == 5).then_some(IdShape::Ecli(id));
        }
        if let Some((term, (year, number))) = id
            .strip_prefix('P')
            .and_then(|id| id.split_once("_TA("))
            .and_then(|(term, text)| Some((term, text.split_once(')')?)))
        {
            let whole = all_digits(term) && all_digits(year) && all_digits(number);
            return whole.then_some(IdShape::AdoptedText(term, year, number));
        }
        IdShape::colon_separated(id).or_else(|| IdShape::dash_separated(id)).or_else(|| IdShape::numbered(id))
    }

    fn colon_separated(id: &'i str) -> Option<IdShape<'i>> {
        let mut parts = id.split(':');
        match (parts.next()?, parts.next()?, parts.next(), parts.next(), parts.next()) {
            (series @ ("COM" | "JOIN" | "SWD" | "SEC" | "C"), year, Some(number), None, None) => {
                (all_digits(year) && all_digits(number)).then_some(IdShape::Commission(series, year, number))
            }
            ("OJ", series, Some(year), Some(number), None) => {
                all_digits(year).then_some(IdShape::JournalIssue(series, year, number))
            }
            ("OJ", act, None, None, None) => act.contains('_').then_some(IdShape::JournalAct(id)),
            _ => None,
        }
    }

    fn dash_separated(id: &'i str) -> Option<IdShape<'i>> {
        let (head, tail) = id.split_once('-')?;
        if tail.is_empty() || !tail.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return None;
        }
        match head {
            "kst" | "h" | "ah" | "nds" => Some(IdShape::Parliamentary(id)),
            "stb" | "stcrt" | "trb" => {
                let (year, number) = tail.split_once('-')?;
                all_digits(number).then_some(())?;
                Some(IdShape::Gazette(id, year.parse().ok()?))
            }
            "dossier" => Some(IdShape::Dossier(tail)),
            "ST" | "CM" | "WK" | "SN" | "DS" | "PE" | "EUCO" => Some(IdShape::Council(id)),
            _ => is_celex(id).then_some(IdShape::Celex(id)),
        }
    }

    fn numbered(id: &'i str) -> Option<IdShape<'i>> {
        if is_celex(id) {
            return Some(IdShape::Celex(id));
        }
        if id.len() == 14 && id.as_bytes()[4] == b'/' && id.ends_with(')') {
            return Some(IdShape::Procedure(id));
        }
        is_chamber_document(id).then_some(IdShape::ChamberDocument(id))
    }

    /// What kind of thing an id of this shape names.
    pub(crate) fn form(self) -> Form {
        match self {
            IdShape::Parliamentary(id) if id.starts_with("kst") => Form::Kamerstuk,
            IdShape::Parliamentary(id) if id.starts_with("ah") => Form::Aanhangsel,
            IdShape::Parliamentary(id) if id.starts_with("nds") => Form::NietDossierstuk,
            IdShape::Parliamentary(_) => Form::Handelingen,
            IdShape::Gazette(id, _) if id.starts_with("stb") => Form::Staatsblad,
            IdShape::Gazette(id, _) if id.starts_with("trb") => Form::Tractatenblad,
            IdShape::Gazette(..) => Form::Staatscourant,
            IdShape::Dossier(_) => Form::Dossier,
            IdShape::Commission(..) => Form::Commission,
            IdShape::Celex(id) if id.starts_with('1') => Form::TreatyArticle,
            IdShape::Celex(id) if id.starts_with('3') => Form::EuAct,
            IdShape::Celex(_) => Form::Celex,
            IdShape::JournalIssue(..) | IdShape::JournalAct(_) => Form::Journal,
            IdShape::Procedure(_) => Form::Procedure,
            IdShape::Council(id) if id.starts_with("EUCO") => Form::EuropeanCouncil,
            IdShape::Council(_) => Form::Council,
            IdShape::AdoptedText(..) => Form::AdoptedText,
            IdShape::Ecli(_) => Form::Ecli,
            IdShape::ChamberDocument(_) => Form::ChamberDocument,
            IdShape::Article(_) | IdShape::Statute(_) => Form::Statute,
            IdShape::Web(_) => Form::Address,
        }
    }

    /// Where the source is published; `None` where nothing tells.
    pub(crate) fn address(self) -> Option<String> {
        const ZOEK: &str = "https://zoek.officielebekendmakingen.nl";
        const EURLEX: &str = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=";
        Some(match self {
            IdShape::Parliamentary(id) => format!("{ZOEK}/{id}.html"),
            IdShape::Gazette(id, year) => {
                // Staatsblad and Tractatenblad are online from 1995; the Staatscourant numbers each piece since July
                // 2009, and before that its number names an issue that has no address of its own.
                let first = if id.starts_with("stcrt") { 2010 } else { 1995 };
                if year < first {
                    return None;
                }
                format!("{ZOEK}/{id}.html")
            }
            IdShape::Dossier(dossier) => format!("{ZOEK}/dossier/{dossier}"),
            IdShape::Commission("C", year, number) => format!("{EURLEX}PI_COM:C({year}){number}"),
            IdShape::Commission(series, year, number) => {
                format!("{EURLEX}{series}:{year}:{number}:FIN")
            }
            IdShape::Celex(celex) => format!("{EURLEX}CELEX:{celex}"),
            IdShape::JournalIssue(series, year, number) => {
                format!("{EURLEX}OJ:{series}:{year}:{number:0>3}:TOC")
            }
            IdShape::JournalAct(id) => format!("{EURLEX}{id}"),
            IdShape::Procedure(id) => {
                format!("https://oeil.europarl.europa.eu/oeil/en/procedure-file?reference={id}")
            }
            IdShape::Council(id) => council_address(id),
            IdShape::AdoptedText(term, year, number) => {
                format!("https://www.europarl.europa.eu/doceo/document/TA-{term}-{year}-{number}_NL.html")
            }
            IdShape::Ecli(ecli) if ecli.starts_with("ECLI:NL:") => {
                format!("https://deeplink.rechtspraak.nl/uitspraak?id={ecli}")
            }
            IdShape::Ecli(ecli) if ecli.starts_with("ECLI:EU:") => format!("{EURLEX}ecli:{ecli}"),
            IdShape::Ecli(ecli) => format!("https://e-justice.europa.eu/ecli/{ecli}"),
            IdShape::ChamberDocument(id) => chamber_address(id),
            IdShape::Article(jci) => format!("https://wetten.overheid.nl/{jci}"),
            IdShape::Statute(bwb) => format!("https://wetten.overheid.nl/{bwb}/"),
            IdShape::Web(address) if address.starts_with("www.") => format!("https://{address}"),
            IdShape::Web(address) => address.to_owned(),
        })
    }
}

/// A Council document without a version is the first one, which the register names `INIT`.
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
