//! Voetnoot publishes annotated agendas: the documents in which a government tells parliament, item by item, what a council
//! meeting will discuss, what its own position is, and on which sources that rests.
//!
//! The program is one flow, each arrow a module that takes values and gives values:
//!
//! ```text
//! site.toml  content/  templates/  static/
//!      │
//!    load     walk and read                            the only module that reads the project
//!      ▼  Source
//!    parse    front matter, Markdown, references       pure, one file at a time; remembered
//!      ▼  Document
//!    link     ids, addresses, numbers, ties            pure, the whole site; never remembered
//!      ▼  Site
//!    view     what the template of one page may see    pure
//!      ▼  View
//!    render   Tera                                     pure
//!      ▼  bytes
//!    write    onto disk                                the only module that writes pages
//! ```
//!
//! Start reading at [`flow`], which is this picture as code. What is wrong with the content travels beside the arrows as
//! [`diagnostic::Diagnostic`]s, and only [`cli`] prints them.
#![warn(missing_docs)]

pub mod accepted;
pub mod address;
pub mod answer;
pub mod archive;
pub mod attributes;
pub mod bag;
pub mod calendar;
pub mod card;
pub mod citations;
pub mod claims;
pub mod cli;
pub mod companion;
pub mod config;
pub mod data;
pub mod depot;
pub mod diagnostic;
pub mod difference;
pub mod digest;
pub mod diwoo;
pub mod document;
pub mod feed;
pub mod fields;
pub mod flow;
pub mod fragment;
pub mod front;
pub mod gone;
pub mod guard;
pub mod highlight;
pub mod holding;
pub mod hosting;
pub mod import;
pub mod intake;
pub mod key;
pub mod language;
pub mod link;
pub mod links;
pub mod load;
pub mod mdto;
pub mod media;
pub mod memory;
pub mod mentions;
pub mod news;
pub mod node;
pub mod outline;
pub mod overlay;
pub mod package;
pub mod page;
pub mod parse;
pub mod piece;
pub mod preview;
pub mod project;
pub mod prose;
pub mod publication;
pub mod rebuild;
pub mod record;
pub mod redirection;
pub mod reference;
pub mod referring;
pub mod registered;
pub mod registers;
pub mod render;
pub mod report;
pub mod role;
pub mod seal;
pub mod sealed;
pub mod sealing;
pub mod search;
pub mod serve;
pub mod site;
pub mod sitemap;
pub mod source;
pub mod sources;
pub mod stamp;
pub mod suggest;
pub mod target;
pub mod theme;
pub mod verify;
pub mod view;
pub mod wacz;
pub mod warc;
pub mod watch;
pub mod wording;
pub mod write;
pub mod writer;
pub mod xml;
