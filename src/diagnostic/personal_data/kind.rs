//! The kinds of personal data.
//!
//! Takes: nothing; the modules beside it find such data.
//! Gives: [`PersonalData`], with its [`PersonalKind`].
//! Never: looks for anything.

use std::ops::Range;

/// What kind of data it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PersonalKind {
    /// A citizen service number: eight or nine digits that pass the eleven test.
    CitizenNumber,
    /// An account number that passes the check of ISO 13616.
    BankAccount,
    /// A Dutch mobile number.
    MobileNumber,
    /// An address at a provider of mail for consumers.
    PrivateMail,
}

impl PersonalKind {
    /// Its name in the texts of messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            PersonalKind::CitizenNumber => "citizen",
            PersonalKind::BankAccount => "account",
            PersonalKind::MobileNumber => "mobile",
            PersonalKind::PrivateMail => "mail",
        }
    }

    /// Where the end of such data begins by which it can be told from other data, and which messages show.
    pub(crate) fn tail(self, data: &str) -> usize {
        let last = |count: usize| data.floor_char_boundary(data.len().saturating_sub(count));
        match self {
            PersonalKind::CitizenNumber | PersonalKind::MobileNumber => last(3),
            // In groups, the last of them has two signs.
            PersonalKind::BankAccount => last(5),
            PersonalKind::PrivateMail => data.find('@').unwrap_or(0),
        }
    }
}

/// How much is taken for personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// What probably is, by what stands around it.
    Report,
    /// What may be, whatever stands around it: hiding a number too many harms nobody.
    Hide,
}

/// Personal data at a range of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PersonalData {
    pub kind: PersonalKind,
    pub range: Range<usize>,
}
