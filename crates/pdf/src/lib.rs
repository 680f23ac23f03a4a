#![doc = include_str!("../README.md")]

mod closed_world;
mod description;
mod settable;

pub use closed_world::{MOST_PAGES, MOST_TEXT, Typesetter, TypesettingFailure};
pub use description::{
    CellSide, FileRelation, PrintedBlock, PrintedCell, PrintedDay, PrintedDocument, PrintedFact, PrintedFile,
    PrintedLanguage, PrintedNote, PrintedPart, RunningHeads,
};
