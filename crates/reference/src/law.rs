//! Law and judgments: articles of treaties and statutes, the Dutch gazettes, European case law identifiers.
//!
//! Takes: a place where such a citation may stand.
//! Gives: a reference for each article, issue or judgment cited.
//! Never: takes an article of something that is not registered.

pub(crate) mod article;
pub(crate) mod article_part;
pub(crate) mod ecli;
pub(crate) mod gazette;
