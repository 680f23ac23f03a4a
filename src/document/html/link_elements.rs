//! Links and passages in another language, as HTML.
//!
//! Takes: the beginnings and ends of links.
//! Gives: elements whose addresses are slots, as are their words where the author gave none.
//! Never: resolves a target.

use std::ops::Range;

use pulldown_cmark::LinkType;
use pulldown_cmark_escape::escape_href;

use super::draft::{HtmlDraft, OpenLink, tidy};
use super::{HtmlWriter, Links, unreachable};
use crate::diagnostic::{Code, Hint, Span, message};
use crate::document::attributes;
use crate::document::fragment::Slot;
use crate::document::indices::{LinkId, TargetId};
use crate::document::link::TypedTarget;
use crate::document::link_target;
use crate::document::plain_text::name_mark;
use crate::document::{Link, Target};

impl HtmlWriter<'_> {
    pub(super) fn open_link<'e>(&mut self, kind: LinkType, dest: &str, range: Range<usize>, piece: &mut HtmlDraft<'e>) {
        let wiki = matches!(kind, LinkType::WikiLink { .. });
        let wordless = matches!(kind, LinkType::WikiLink { has_pothole: false });
        let from = piece.text.len();
        let dest = if matches!(kind, LinkType::Email) { format!("mailto:{dest}") } else { dest.to_owned() };
        let mut open = OpenLink { index: None, from, wordless, close: "</a>" };
        if let Some(tag) = dest.strip_prefix("lang:").filter(|_| !wiki && kind != LinkType::Autolink) {
            open.close = self.passage(tag, &range, piece);
            return piece.open_links.push(open);
        }
        match if wiki { Ok(link_target::wiki(&dest)) } else { link_target::read(&dest, self.path) } {
            Ok(link_target::Read::External(url)) => {
                self.reachable(&url, &range);
                let mut href = String::new();
                let _ = escape_href(&mut href, &url);
                piece.html(format!("<a href=\"{href}\" class=\"external\">"));
            }
            Ok(link_target::Read::Internal(target)) => {
                let typed = self.typed(&dest, &range);
                let index = self.link(target, typed, range, piece);
                open.index = Some(index);
                let href = piece.slot(Slot::Href(index));
                piece.html(format!("<a href=\"{href}\">"));
            }
            Err(problem) => {
                let hint = self.meant(&problem, &dest, &range);
                self.report(problem.code, &range, problem.message, hint);
                open.close = "";
            }
        }
        piece.open_links.push(open);
    }

    pub(super) fn close_link(&mut self, piece: &mut HtmlDraft) {
        let Some(open) = piece.open_links.pop() else { return };
        if let (true, Some(index)) = (open.wordless, open.index) {
            let words = piece.slot(Slot::Words(index));
            piece.html(words);
            let typed = piece.text.split_off(open.from.min(piece.text.len()));
            piece.text.push_str(&name_mark(index, &typed));
        }
        if let Some(index) = open.index.filter(|_| !open.wordless) {
            self.links.links[index].words = tidy(&piece.text[open.from.min(piece.text.len())..]);
        }
        if !open.close.is_empty() {
            piece.html(open.close);
        }
    }

    /// Reports an address with which no reader gets anywhere.
    fn reachable(&mut self, url: &str, range: &Range<usize>) {
        let Some(found) = unreachable::find(url) else { return };
        let typed = self.typed(url, range).map(|typed| Span { start: typed.name.start, end: typed.anchor.end });
        let hint = match found.meant.zip(typed) {
            Some((meant, typed)) => Hint::write(&meant, typed),
            None => message!("unreachable-link.hint").into(),
        };
        self.report(Code::UnreachableLink, range, found.message, hint);
    }

    /// Words in another language, written as a link to that language: `[general approach](lang:en)`. Gives the end tag.
    pub(super) fn passage(&mut self, tag: &str, range: &Range<usize>, piece: &mut HtmlDraft) -> &'static str {
        if attributes::is_language(tag) {
            piece.html(format!("<span lang=\"{tag}\">"));
            return "</span>";
        }
        let hint = message!("no-language.hint-passage");
        self.report(Code::MalformedAttribute, range, message!("no-language", tag), hint);
        ""
    }

    /// Where the target of the link at a range of the body is typed.
    pub(super) fn typed(&self, dest: &str, range: &Range<usize>) -> Option<TypedTarget> {
        TypedTarget::find(dest, &self.body[range.clone()], self.offset + range.start)
    }

    /// What to do about a target that cannot be used.
    pub(super) fn meant(&self, problem: &link_target::Problem, dest: &str, range: &Range<usize>) -> Hint {
        let typed = self.typed(dest, range).map(|typed| Span { start: typed.name.start, end: typed.anchor.end });
        match problem.meant.as_ref().zip(typed) {
            Some((meant, typed)) => Hint::write(meant, typed),
            None => problem.hint.clone().into(),
        }
    }

    pub(super) fn link(
        &mut self,
        target: Target,
        typed: Option<TypedTarget>,
        range: Range<usize>,
        piece: &HtmlDraft,
    ) -> LinkId {
        let span = self.span(&range);
        let Links { links, targets } = &mut self.links;
        let fresh = TargetId::from(targets.len());
        let target = *targets.entry(target).or_insert(fresh);
        let (place, division) = (piece.spot.place, piece.spot.division);
        links.push(Link { target, words: String::new(), place, division, span, typed })
    }
}
