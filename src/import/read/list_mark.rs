//! The marks of list items that a source counts itself instead of typing them.
//!
//! Takes: how a list counts, and the number of an item.
//! Gives: the mark as printed, and the block that the item becomes.
//! Never: decides what is a list.

use crate::import::rich_text::RichText;
use crate::import::source_blocks::BlockKind;

/// What a list counts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counting {
    Digits,
    SmallLetters,
    CapitalLetters,
    SmallRoman,
    CapitalRoman,
}

/// How an item of a list is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ListMark {
    Bullet,
    /// A number with which Markdown counts: `3.`, `3)`.
    Number(String),
    /// A letter or roman number, with which Markdown does not count, so it becomes a word.
    Typed(String),
}

impl ListMark {
    /// The mark of the item with this number, from 1; `sign` is what follows the number.
    pub(crate) fn counted(counting: Counting, number: u64, sign: char) -> ListMark {
        match counting {
            Counting::Digits => ListMark::Number(format!("{number}{sign}")),
            Counting::SmallLetters => ListMark::Typed(format!("{}{sign} ", letter(number))),
            Counting::CapitalLetters => ListMark::Typed(format!("{}{sign} ", letter(number).to_uppercase())),
            Counting::SmallRoman => ListMark::Typed(format!("{}{sign} ", roman(number).to_lowercase())),
            Counting::CapitalRoman => ListMark::Typed(format!("{}{sign} ", roman(number))),
        }
    }

    /// The block that an item with this mark becomes, at a depth from 0.
    pub(crate) fn apply(self, rich: RichText, depth: usize) -> (BlockKind, RichText) {
        match self {
            ListMark::Bullet => (BlockKind::ListItem { depth, number: None }, rich),
            ListMark::Number(mark) => (BlockKind::ListItem { depth, number: Some(mark) }, rich),
            ListMark::Typed(mark) => {
                let mut typed = RichText::plain(&mark);
                typed.append(rich);
                (BlockKind::Paragraph, typed)
            }
        }
    }
}

/// `a` for 1, `z` for 26, `aa` for 27.
fn letter(number: u64) -> String {
    let mut letters = String::new();
    let mut rest = number.clamp(1, 10_000);
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    letters
}

/// A roman number in capitals.
fn roman(number: u64) -> String {
    let signs = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number.clamp(1, 200);
    let mut text = String::new();
    for (value, sign) in signs {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}
