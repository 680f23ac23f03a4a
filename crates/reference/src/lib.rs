#![doc = include_str!("../README.md")]
mod eu;
mod found;
mod id;
mod internal;
mod law;
mod lint;
mod online;
mod parliament;
mod recognise;
mod registry;
mod text;
mod vicinity;

pub use found::cited_range::{CitedRange, cited_ranges};
pub use found::session::{Session, budget_day};
pub use found::{Chamber, Detail, FoundReference, InternalTarget, PaperCitation, PaperDescription, PaperKind};
pub use id::Id;
pub use id::form::Form;
pub use id::notation::dossier_notation;
pub use id::range::RangeFault;
pub use lint::antecedent::{Antecedent, antecedents};
pub use lint::cited_paper::{DescribedPaper, described_papers};
pub use lint::known_dossier::NearbyDossiers;
pub use lint::report::{Lint, LintCode, RecognisedText, RelatedPlace};
pub use lint::{LintContext, link_mismatch, lint};
pub use recognise::recognise;
pub use registry::{Registry, RegistryBuilder};
pub use text::token::CalendarDay;
