//! Text with its marks: emphasis, links and citations of notes.
//!
//! Takes: pieces of text as a source has them.
//! Gives: [`RichText`], which can be joined, split and tidied without losing a citation.
//! Never: knows Markdown.

/// How a piece of text looks. The default is plain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextStyle {
    pub(crate) strong: bool,
    pub(crate) emphasis: bool,
    /// The address of the link that contains the text, as in the source.
    pub(crate) link: Option<String>,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TextRun {
    Text(String, TextStyle),
    /// A citation of the note with this index.
    Cite(usize),
}

/// Running text: pieces in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RichText {
    pub(crate) runs: Vec<TextRun>,
}

impl RichText {
    pub(crate) fn plain(text: &str) -> RichText {
        let mut rich = RichText::default();
        rich.push_plain(text);
        rich
    }

    /// The words without citations.
    pub(crate) fn text(&self) -> String {
        let texts = self.runs.iter().filter_map(|run| match run {
            TextRun::Text(text, _) => Some(text.as_str()),
            TextRun::Cite(_) => None,
        });
        texts.collect()
    }

    /// Adds text at the end; text in the style of the last piece extends that piece.
    pub(crate) fn push(&mut self, text: &str, style: &TextStyle) {
        if text.is_empty() {
            return;
        }
        if let Some(TextRun::Text(last, same)) = self.runs.last_mut()
            && same == style
        {
            last.push_str(text);
            return;
        }
        self.runs.push(TextRun::Text(text.to_string(), style.clone()));
    }

    /// Adds text without marks at the end.
    pub(crate) fn push_plain(&mut self, text: &str) {
        self.push(text, &TextStyle::default());
    }

    /// Adds all pieces of another text.
    pub(crate) fn append(&mut self, other: RichText) {
        for run in other.runs {
            match run {
                TextRun::Text(text, style) => self.push(&text, &style),
                cite => self.runs.push(cite),
            }
        }
    }

    /// Whether there is neither a word nor a citation.
    pub(crate) fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| matches!(run, TextRun::Text(text, _) if text.trim().is_empty()))
    }

    /// Whether there are words and all of them satisfy the test.
    pub(crate) fn all(&self, test: impl Fn(&TextStyle) -> bool) -> bool {
        let mut any = false;
        for run in &self.runs {
            if let TextRun::Text(text, style) = run
                && !text.trim().is_empty()
            {
                any = true;
                if !test(style) {
                    return false;
                }
            }
        }
        any
    }

    /// The indices of the notes that it cites, in order.
    pub(crate) fn cited(&self) -> impl Iterator<Item = usize> {
        self.runs.iter().filter_map(|run| match run {
            TextRun::Cite(note) => Some(*note),
            TextRun::Text(..) => None,
        })
    }

    /// The citations without the words.
    pub(crate) fn cites(&self) -> RichText {
        RichText { runs: self.runs.iter().filter(|run| matches!(run, TextRun::Cite(_))).cloned().collect() }
    }

    /// The text after `at` bytes, preceded by the citations in the part that is left out.
    pub(crate) fn skip(&self, at: usize) -> RichText {
        let (left, right) = self.split_at(at);
        let mut rest = left.cites();
        rest.append(right);
        rest
    }

    /// The text without emphasis, for headings, whose look belongs to the theme.
    pub(crate) fn without_emphasis(&self) -> RichText {
        let mut plain = RichText::default();
        for run in &self.runs {
            match run {
                TextRun::Text(text, style) => {
                    let style = TextStyle { link: style.link.clone(), ..TextStyle::default() };
                    plain.push(text, &style);
                }
                cite => plain.runs.push(cite.clone()),
            }
        }
        plain
    }

    /// Splits after `at` bytes of [`RichText::text`]; a citation at that very place goes to the left. `at` must fall
    /// between characters; beyond the end, everything goes to the left.
    pub(crate) fn split_at(&self, at: usize) -> (RichText, RichText) {
        let (mut left, mut right) = (RichText::default(), RichText::default());
        let mut seen = 0;
        for run in &self.runs {
            match run {
                TextRun::Text(text, style) => {
                    let room = at.saturating_sub(seen).min(text.len());
                    let (head, tail) = text.split_at_checked(room).unwrap_or((text, ""));
                    left.push(head, style);
                    right.push(tail, style);
                    seen += text.len();
                }
                TextRun::Cite(note) if seen <= at && right.runs.is_empty() => left.runs.push(TextRun::Cite(*note)),
                TextRun::Cite(note) => right.runs.push(TextRun::Cite(*note)),
            }
        }
        (left, right)
    }

    /// Removes blanks at both ends and makes each series of blanks one blank.
    pub(crate) fn tidy(&self) -> RichText {
        let mut tidy = RichText::default();
        let mut pending = false;
        let mut begun = false;
        for run in &self.runs {
            let TextRun::Text(text, style) = run else {
                tidy.runs.push(run.clone());
                begun = true;
                continue;
            };
            for piece in text.split_inclusive(char::is_whitespace) {
                let word = piece.trim_end();
                if !word.is_empty() {
                    if pending && begun {
                        tidy.push(" ", style);
                    }
                    tidy.push(word, style);
                    (pending, begun) = (false, true);
                }
                pending |= word.len() < piece.len();
            }
        }
        tidy
    }
}
