//! The forms a reference can take.
//!
//! Takes: nothing.
//! Gives: [`Form`] and the name of each.
//! Never: recognises one; what a form looks like is in the module that reads it.

use std::fmt;

/// What kind of thing a reference names, as far as its words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A numbered paper of one of the chambers: `Kamerstukken II 2023-24, 32 317, nr. 872`.
    Kamerstuk,
    /// A parliamentary dossier as a whole: `Kamerstukdossier 32 317`.
    Dossier,
    /// The proceedings of a chamber: `Handelingen II 2016/17, nr. 71, item 14`.
    Handelingen,
    /// Written questions with their answers: `Aanhangsel Handelingen II 2017/18, nr. 2214`.
    Aanhangsel,
    /// A chamber's document outside any dossier: `nds-tk-2025D22374`.
    NietDossierstuk,
    /// The Bulletin of Acts and Decrees: `Stb. 2024, 71`.
    Staatsblad,
    /// The Government Gazette: `Stcrt. 2011, 6602`.
    Staatscourant,
    /// The Treaty Series: `Trb. 2008, 11`.
    Tractatenblad,
    /// A COM, JOIN, SWD, SEC or C document of the Commission.
    Commission,
    /// A CELEX number, bare or within an address.
    Celex,
    /// An act of the Union by kind, year and number: `Richtlijn 2011/36/EU`.
    EuAct,
    /// The Official Journal of the Union: `PbEU 2010, L 180`.
    Journal,
    /// An interinstitutional procedure: `2022/0426(COD)`.
    Procedure,
    /// A document of the Council: `ST 8803/16`.
    Council,
    /// A document of the European Council: `EUCO 7/24`.
    EuropeanCouncil,
    /// A text adopted by the European Parliament: `P9_TA(2022)0129`.
    AdoptedText,
    /// An article of a Union treaty: `artikel 20 VEU`.
    TreatyArticle,
    /// An article of a registered Dutch statute: `artikel 273g Sr`.
    Statute,
    /// A judgment by its European Case Law Identifier.
    Ecli,
    /// A number of a document, case or activity of the Tweede Kamer: `2024D26493`.
    ChamberDocument,
    /// An address on the web that names none of the above.
    Address,
    /// A name or abbreviation that the site has registered: `AVG`.
    Abbreviation,
    /// A place within the same document: `zie noot 3`.
    Internal,
}

impl Form {
    /// The form's name in data files, such as `eu-act`: lower case ASCII and `-`. It never changes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Form::Kamerstuk => "kamerstuk",
            Form::Dossier => "dossier",
            Form::Handelingen => "handelingen",
            Form::Aanhangsel => "aanhangsel",
            Form::NietDossierstuk => "niet-dossierstuk",
            Form::Staatsblad => "staatsblad",
            Form::Staatscourant => "staatscourant",
            Form::Tractatenblad => "tractatenblad",
            Form::Commission => "commission",
            Form::Celex => "celex",
            Form::EuAct => "eu-act",
            Form::Journal => "journal",
            Form::Procedure => "procedure",
            Form::Council => "council",
            Form::EuropeanCouncil => "european-council",
            Form::AdoptedText => "adopted-text",
            Form::TreatyArticle => "treaty-article",
            Form::Statute => "statute",
            Form::Ecli => "ecli",
            Form::ChamberDocument => "chamber-document",
            Form::Address => "address",
            Form::Abbreviation => "abbreviation",
            Form::Internal => "internal",
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
