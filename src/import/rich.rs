//! Text with its marks: emphasis, links and footnote citations. Knows nothing of Markdown.

/// How a piece of text looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    pub strong: bool,
    pub emphasis: bool,
    /// Target of the link that the text is part of.
    pub link: Option<String>,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    Text(String, Style),
    /// A citation of the note with this index.
    Cite(usize),
}

/// Running text: pieces in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    pub runs: Vec<Run>,
}

impl Rich {
    /// Text without marks.
    pub fn plain(text: &str) -> Rich {
        let mut rich = Rich::default();
        rich.push(text, &Style::default());
        rich
    }

    /// The words alone, without citations.
    pub fn text(&self) -> String {
        let texts = self.runs.iter().filter_map(|run| match run {
            Run::Text(text, _) => Some(text.as_str()),
            Run::Cite(_) => None,
        });
        texts.collect()
    }

    /// Adds text at the end; text of the same style grows the last piece.
    pub fn push(&mut self, text: &str, style: &Style) {
        if text.is_empty() {
            return;
        }
        if let Some(Run::Text(last, same)) = self.runs.last_mut()
            && same == style
        {
            last.push_str(text);
            return;
        }
        self.runs.push(Run::Text(text.to_string(), style.clone()));
    }

    /// Adds all pieces of another text.
    pub fn append(&mut self, other: Rich) {
        for run in other.runs {
            match run {
                Run::Text(text, style) => self.push(&text, &style),
                cite => self.runs.push(cite),
            }
        }
    }

    /// Whether there is neither a word nor a citation.
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| matches!(run, Run::Text(text, _) if text.trim().is_empty()))
    }

    /// Whether every word satisfies the test, and there is one.
    pub fn all(&self, test: impl Fn(&Style) -> bool) -> bool {
        let mut any = false;
        for run in &self.runs {
            if let Run::Text(text, style) = run
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

    /// The citations alone.
    pub fn cites(&self) -> Rich {
        Rich { runs: self.runs.iter().filter(|run| matches!(run, Run::Cite(_))).cloned().collect() }
    }

    /// The text after `at` bytes, with the citations of what is left out before it.
    pub fn skip(&self, at: usize) -> Rich {
        let (left, right) = self.split_at(at);
        let mut rest = left.cites();
        rest.append(right);
        rest
    }

    /// Takes emphasis off, for headings, whose look is the theme's.
    pub fn without_emphasis(&self) -> Rich {
        let mut plain = Rich::default();
        for run in &self.runs {
            match run {
                Run::Text(text, style) => {
                    let style = Style { link: style.link.clone(), ..Style::default() };
                    plain.push(text, &style);
                }
                cite => plain.runs.push(cite.clone()),
            }
        }
        plain
    }

    /// Splits after `at` bytes of [`Rich::text`]; a citation at the very place goes to the left.
    /// `at` must be on a character boundary; beyond the end everything goes to the left.
    pub fn split_at(&self, at: usize) -> (Rich, Rich) {
        let (mut left, mut right) = (Rich::default(), Rich::default());
        let mut seen = 0;
        for run in &self.runs {
            match run {
                Run::Text(text, style) => {
                    let room = at.saturating_sub(seen).min(text.len());
                    let (head, tail) = text.split_at_checked(room).unwrap_or((text, ""));
                    left.push(head, style);
                    right.push(tail, style);
                    seen += text.len();
                }
                Run::Cite(note) if seen <= at && right.runs.is_empty() => left.runs.push(Run::Cite(*note)),
                Run::Cite(note) => right.runs.push(Run::Cite(*note)),
            }
        }
        (left, right)
    }

    /// Takes blanks off both ends and makes any run of blanks one blank.
    pub fn tidy(&self) -> Rich {
        let mut tidy = Rich::default();
        let mut pending = false;
        let mut begun = false;
        for run in &self.runs {
            let Run::Text(text, style) = run else {
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
