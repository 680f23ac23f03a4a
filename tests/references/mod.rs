//! The grammar of references: the labelled corpus, all spellings, what is reported, and that time grows with the length.

mod command;
mod corpus;
mod linear;
mod lint;
mod properties;
mod seed;
mod site;
mod sources;
mod spellings;
