//! Registers made from the content: BNC-fiches, motions, and the EU proposals of each quarter.
//!
//! Takes: nothing; [`crate::link`] gathers them.
//! Gives: [`Registers`]: what stands in each, as indices.
//! Never: holds what no document says; a register without entries has no page.

use jiff::civil::Date;

use crate::page::Page;

/// The registers of a site.
#[derive(Debug, Default)]
pub struct Registers {
    /// The BNC-fiches, newest first; those without a date last.
    pub fiches: Vec<Fiche>,
    /// The papers that are said to be motions, as sources, in the order of their ids.
    pub motions: Vec<u32>,
    /// The quarters in which meetings dealt with proposals, newest first.
    pub quarters: Vec<Quarter>,
}

/// A BNC-fiche: the first assessment of a proposal of the Commission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fiche {
    /// The paper under which it was sent.
    pub source: u32,
    /// The dossier that names it as its own.
    pub dossier: Option<u32>,
    /// Its day, as that dossier has it.
    pub date: Option<Date>,
}

/// A quarter of a year.
#[derive(Debug, Clone)]
pub struct Quarter {
    /// The year.
    pub year: i16,
    /// 1 to 4.
    pub number: i8,
    /// Its proposals, in the order of the dossiers.
    pub proposals: Vec<Proposal>,
}

/// A proposal that a quarter has something on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// The dossier.
    pub dossier: u32,
    /// The last meeting of the quarter that dealt with it; none if only a step was taken.
    pub meeting: Option<u32>,
}

impl Quarter {
    /// Its last day.
    pub fn last_day(&self) -> Date {
        Date::new(self.year, self.number * 3, 1).map_or(Date::MAX, Date::last_of_month)
    }
}

impl Registers {
    /// The pages of the registers that have entries.
    pub fn pages(&self) -> impl Iterator<Item = Page> + '_ {
        let fiches = (!self.fiches.is_empty()).then_some(Page::Fiches);
        let motions = (!self.motions.is_empty()).then_some(Page::Motions);
        let quarters = (0..self.quarters.len() as u32).map(Page::Quarter);
        let overview = (!self.quarters.is_empty()).then_some(Page::Overview);
        fiches.into_iter().chain(motions).chain(overview).chain(quarters)
    }
}
