//! Sources named by their official addresses.
//!
//! Takes: an address.
//! Gives: the form and the id of the source that it names, with aliases brought to one.
//! Never: guesses from an address of another site, nor from one of these sites that names no single source.

use winnow::prelude::*;
use winnow::token::take_while;

use crate::found::FoundReference;
use crate::id::Id;
use crate::id::form::Form;
use crate::law::article::article_number;
use crate::online::publication_id::{ends, publication};
use crate::text::token::{ParseResult, TextCursor, digits};
use crate::vicinity::Vicinity;

/// The source whose official address is `address`.
pub(crate) fn named_by(address: &str) -> Option<(Form, Id)> {
    let decoded = decode(address);
    let path = decoded.split_once("://").map_or(decoded.as_str(), |(_, path)| path);
    let (host, path) = path.split_once('/')?;
    let host = host.to_ascii_lowercase();
    match host.strip_prefix("www.").unwrap_or(&host) {
        "zoek.officielebekendmakingen.nl" | "officielebekendmakingen.nl" => publication_in(path),
        "eur-lex.europa.eu" => {
            query(path, "uri").and_then(|uri| eur_lex(&uri)).or_else(|| path.strip_prefix("eli/").and_then(eli))
        }
        "data.europa.eu" => path.strip_prefix("eli/").and_then(eli),
        "e-justice.europa.eu" => {
            path.strip_prefix("ecli/").and_then(|ecli| whole(ecli, crate::law::ecli::ecli)).map(|id| (Form::Ecli, id))
        }
        "data.consilium.europa.eu" => council(path),
        "deeplink.rechtspraak.nl" | "uitspraken.rechtspraak.nl" => {
            query(path, "id").and_then(|id| whole(&id, crate::law::ecli::ecli)).map(|id| (Form::Ecli, id))
        }
        "tweedekamer.nl" => query(path, "did").or_else(|| query(path, "id")).and_then(|id| chamber_document(&id)),
        "berthub.eu" => tkconv(path),
        "openkamer.org" => open_kamer(path),
        "wetten.overheid.nl" => statute(path),
        "oeil.europarl.europa.eu" | "oeil.secure.europarl.europa.eu" => query(path, "reference")
            .and_then(|reference| whole(&reference, crate::eu::procedure::procedure))
            .map(|id| (Form::Procedure, id)),
        _ => None,
    }
}

/// Finds a statute by its id, `BWBR0001854`, or an article in the JCI standard, whose digits begin at the candidate.
pub(crate) fn at_statute(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    const JCI: &str = "jci1.3:c:";
    let Some(bwb) = around.at.checked_sub(4) else {
        return;
    };
    if !around.text[..around.at].ends_with("BWBR") || bwb < around.floor {
        return;
    }
    let jci = bwb - JCI.len().min(bwb);
    let start = if around.text[..bwb].ends_with(JCI) && jci >= around.floor { jci } else { bwb };
    let typed = &around.text[start..];
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '&' | '=' | '-');
    let length = typed.find(|c| !part(c)).unwrap_or(typed.len()).min(200);
    let typed = typed[..length].trim_end_matches(['.', ':', '-', '&', '=']);
    if let Some((form, id)) = statute(typed).filter(|_| around.begins_word(start)) {
        found.push(FoundReference::new(start..start + typed.len(), form, Some(id)));
    }
}

/// Decodes percent-encoded ASCII: ids contain colons and parentheses, which EUR-Lex encodes.
fn decode(address: &str) -> String {
    let mut decoded = String::with_capacity(address.len());
    let mut rest = address;
    while let Some(at) = rest.find('%') {
        decoded.push_str(&rest[..at]);
        let code = rest.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code.filter(|code| code.is_ascii_graphic()) {
            Some(code) => {
                decoded.push(char::from(code));
                rest = &rest[at + 3..];
            }
            None => {
                decoded.push('%');
                rest = &rest[at + 1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The value of one key in the query of an address.
fn query(path: &str, key: &str) -> Option<String> {
    let (_, query) = path.split_once('?')?;
    let query = query.split('#').next()?;
    query.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('=').map(str::to_owned))
}

/// What a parser makes of `text`, if it reads all of it.
fn whole(text: &str, parser: impl FnOnce(&mut TextCursor<'_>) -> ParseResult<Id>) -> Option<Id> {
    let mut input = TextCursor::new(text);
    parser(&mut input).ok().filter(|_| ends(&input))
}

/// `kst-32317-760.html`, also under `dossier/32317/` and `behandelddossier/32317/`; `dossier/32317` itself.
fn publication_in(path: &str) -> Option<(Form, Id)> {
    let path = path.split(['?', '#']).next()?.trim_end_matches('/');
    let last = path.rsplit('/').next()?;
    let name = last.split('.').next()?;
    if let Some(id) = whole(name, publication) {
        return Some((publication_form(id.as_str()), id));
    }
    let dossier = path.strip_prefix("dossier/").or_else(|| path.strip_prefix("behandelddossier/"))?;
    dossier_id(dossier)
}

/// A dossier by the number in an address: `32317`, `21501-02`, `36600-VI`.
fn dossier_id(dossier: &str) -> Option<(Form, Id)> {
    let plain = |input: &mut TextCursor<'_>| -> ParseResult<Id> {
        digits(input, 4..6)?;
        take_while(0..7, |c: char| c.is_ascii_alphanumeric() || c == '-').void().parse_next(input)?;
        Ok(Id::new(format!("dossier-{}", dossier.to_ascii_uppercase())))
    };
    whole(dossier, plain).map(|id| (Form::Dossier, id))
}

fn publication_form(id: &str) -> Form {
    match id.split('-').next() {
        Some("kst") => Form::Kamerstuk,
        Some("stb") => Form::Staatsblad,
        Some("stcrt") => Form::Staatscourant,
        Some("trb") => Form::Tractatenblad,
        Some("ah") => Form::Aanhangsel,
        Some("nds") => Form::NietDossierstuk,
        _ => Form::Handelingen,
    }
}

/// `CELEX:52024DC0173`, `COM:2022:695:FIN`, `CONSIL:ST_12755_2023_INIT`, `OJ:L_202401234`, `ecli:ECLI:EU:C:2014:317`.
fn eur_lex(uri: &str) -> Option<(Form, Id)> {
    if let Some(celex) = uri.get(..6).filter(|head| head.eq_ignore_ascii_case("celex:")).and(uri.get(6..)) {
        return whole(celex, crate::eu::celex::celex).map(|id| (Form::Celex, id));
    }
    if let Some(ecli) = uri.strip_prefix("ecli:") {
        return whole(ecli, crate::law::ecli::ecli).map(|id| (Form::Ecli, id));
    }
    if let Some(document) = uri.strip_prefix("CONSIL:") {
        let id = whole(&document.replace('_', "-"), crate::eu::council::register_id)?;
        return Some((crate::eu::council::form_of(&id), id));
    }
    if uri.starts_with("OJ:") {
        return whole(uri, crate::eu::journal::uri).map(|id| (Form::Journal, id));
    }
    let mut parts = uri.split(':');
    let (series, year, number) = (parts.next()?, parts.next()?, parts.next()?);
    let numbers = [year, number].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let known = matches!(series, "COM" | "JOIN" | "SWD" | "SEC") && year.len() == 4 && numbers;
    let number: u32 = number.parse().ok()?;
    known.then(|| (Form::Commission, Id::new(format!("{series}:{year}:{number}"))))
}

/// `reg/2024/1689/oj`: the kind of act gives the letter of its CELEX number.
fn eli(path: &str) -> Option<(Form, Id)> {
    let mut parts = path.split('/');
    let letter = match parts.next()? {
        "treaty" => {
            return treaty_article(parts.next()?, parts.next()?).map(|id| (Form::TreatyArticle, id));
        }
        "reg" | "reg_impl" | "reg_del" => 'R',
        "dir" | "dir_impl" | "dir_del" => 'L',
        "dec" | "dec_impl" | "dec_del" => 'D',
        "dec_framw" => 'F',
        "reco" => 'H',
        _ => return None,
    };
    let (year, number) = (parts.next()?, parts.next()?);
    let year = year.parse::<u32>().ok().filter(|year| (1952..2100).contains(year))?;
    let number = number.parse::<u32>().ok().filter(|number| *number < 100_000)?;
    Some((Form::EuAct, Id::new(format!("3{year}{letter}{number:04}"))))
}

/// `tfeu_2016/art_326`, of the consolidated versions of 2016.
fn treaty_article(treaty: &str, article: &str) -> Option<Id> {
    let stem = match treaty {
        "teu_2016" => "12016M",
        "tfeu_2016" => "12016E",
        "char_2016" => "12016P",
        _ => return None,
    };
    let number = article.strip_prefix("art_").filter(|number| (1..=3).contains(&number.len()))?;
    let numeric = number.bytes().all(|b| b.is_ascii_digit());
    numeric.then(|| Id::new(format!("{stem}{number:0>3}")))
}

/// `doc/document/ST-8803-2016-INIT/nl/pdf`.
fn council(path: &str) -> Option<(Form, Id)> {
    let name = path.strip_prefix("doc/document/")?.split('/').next()?;
    let id = whole(name, crate::eu::council::register_id)?;
    Some((crate::eu::council::form_of(&id), id))
}

fn chamber_document(text: &str) -> Option<(Form, Id)> {
    crate::id::patterns::is_chamber_document(text).then(|| (Form::ChamberDocument, Id::new(text)))
}

/// The public mirror of the data of both chambers: `tkconv/op/kst-…`, `tkconv/document.html?nummer=…`,
/// `tkconv/ksd.html?ksd=…`.
fn tkconv(path: &str) -> Option<(Form, Id)> {
    let path = path.strip_prefix("tkconv/")?;
    if let Some(number) = query(path, "nummer") {
        return chamber_document(&number);
    }
    if let Some(dossier) = path.starts_with("ksd.html").then(|| query(path, "ksd")).flatten() {
        let addition = query(path, "toevoeging").filter(|addition| !addition.is_empty());
        return dossier_id(&addition.map_or(dossier.clone(), |addition| format!("{dossier}-{addition}")));
    }
    let name = path.strip_prefix("op/").unwrap_or(path);
    if let Some(number) = path.strip_prefix("get/") {
        return chamber_document(number);
    }
    whole(name, publication).map(|id| (publication_form(id.as_str()), id))
}

/// `kamerstuk/32317/540`.
fn open_kamer(path: &str) -> Option<(Form, Id)> {
    let mut parts = path.strip_prefix("kamerstuk/")?.split(['/', '?', '#']);
    let (dossier, number) = (parts.next()?, parts.next()?);
    whole(&format!("kst-{dossier}-{number}"), publication).map(|id| (Form::Kamerstuk, id))
}

/// `BWBR0001854/…`, `jci1.3:c:BWBR0001854&artikel=273g&g=…`: the version in time is dropped.
fn statute(path: &str) -> Option<(Form, Id)> {
    let jci = ["jci1.3:c:", "jci1.31:c:"].iter().find_map(|prefix| path.strip_prefix(prefix));
    let name = jci.unwrap_or(path);
    let bwb = name.get(..11).filter(|bwb| bwb.starts_with("BWBR") && bwb[4..].bytes().all(|b| b.is_ascii_digit()))?;
    let rest = &name[11..];
    if jci.is_none() {
        let whole_statute = rest.trim_matches('/').is_empty();
        return whole_statute.then(|| (Form::Statute, Id::new(bwb)));
    }
    let article = rest.split('&').find_map(|part| part.strip_prefix("artikel="));
    let Some(article) = article else {
        return Some((Form::Statute, Id::new(bwb)));
    };
    let id = whole(article, |input| {
        let number = article_number(input)?;
        Ok(Id::new(format!("jci1.3:c:{bwb}&artikel={number}")))
    })?;
    Some((Form::Statute, id))
}
