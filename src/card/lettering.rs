//! Text as lines of letters.
//!
//! Takes: a text, a [`Face`], a size, and how wide and how many lines may be.
//! Gives: [`Line`]s, about equally long, with kerning; a text that is too long ends in three dots.
//! Never: draws a letter again that this press has drawn at the size.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use foldhash::fast::FixedState;
use swash::scale::image::Image;
use swash::scale::{Render, ScaleContext, Source};
use swash::shape::ShapeContext;
use swash::text::Script;
use swash::{FontRef, GlyphId};

use super::sheet::{Ink, Sheet, Stamp};

/// A face, as a place in [`FACES`].
pub type Face = usize;
/// The face of titles.
pub const DISPLAY: Face = 0;
/// The face of everything else.
pub const LABEL: Face = 1;

const FACES: [&[u8]; 2] = [include_bytes!("fonts/voetnoot-display.ttf"), include_bytes!("fonts/voetnoot-label.ttf")];

/// How many characters of a text are looked at: more than fit on a picture.
const MOST: usize = 400;

/// Letters that were drawn, and words of which the letters have their places.
#[derive(Default)]
pub struct Press {
    letters: RwLock<HashMap<Key, Arc<Letter>, FixedState>>,
    words: RwLock<HashMap<String, [Option<Word>; FACES.len()], FixedState>>,
}

/// What decides how a letter is printed: the last part is 1 where it begins on an odd pixel.
type Key = (Face, u32, GlyphId, Ink, usize);

/// A letter, ready to be printed.
struct Letter {
    /// Where its upper left corner lies from its place on the baseline, to the right and upwards.
    corner: (i32, i32),
    stamp: Stamp,
}

/// A text as words, at a size of one pixel.
pub struct Text {
    face: Face,
    words: Vec<Word>,
    hyphen: Word,
    dots: Word,
    /// Whether these are all of its words.
    whole: bool,
}

/// What stands between two places where a line may end.
#[derive(Clone, Default)]
struct Word {
    /// Each letter with its place from the beginning.
    letters: Arc<[(GlyphId, f32, f32)]>,
    width: f32,
    /// The width of the space behind it.
    space: f32,
}

/// A line of text that is set.
#[derive(Default)]
pub struct Line {
    face: Face,
    size: f32,
    letters: Vec<(GlyphId, f32, f32)>,
    /// Its width, in pixels.
    pub width: f32,
}

impl Text {
    /// Sets it in at most so many lines, no wider than the measure. Also tells whether all of it is there, with no word broken.
    pub fn set(&self, size: f32, measure: f32, most: usize) -> (Vec<Line>, bool) {
        let measure = measure / size;
        let fits = self.words.iter().all(|word| word.width <= measure);
        let broken = (!fits).then(|| self.words.iter().flat_map(|word| self.broken(word, measure)).collect::<Vec<Word>>());
        let words = broken.as_deref().unwrap_or(&self.words);
        let full = fill(words, measure);
        if full.len() <= most && self.whole {
            let lines = balanced(words, measure, full);
            return (lines.into_iter().map(|line| self.line(line, size)).collect(), fits);
        }
        let mut lines: Vec<Vec<Word>> = full.into_iter().take(most).map(<[Word]>::to_vec).collect();
        if let Some(last) = lines.last_mut() {
            while last.len() > 1 && width(last) + self.dots.width > measure {
                last.pop();
            }
            let word = last.pop().unwrap_or_default();
            match word.width + self.dots.width > measure {
                true => last.push(word.cut(measure, &self.dots).0),
                false => last.extend([Word { space: 0.0, ..word }, self.dots.clone()]),
            }
        }
        (lines.iter().map(|line| self.line(line, size)).collect(), false)
    }

    /// A word in pieces that are no wider than the measure.
    fn broken(&self, word: &Word, measure: f32) -> Vec<Word> {
        let mut pieces = Vec::new();
        let mut rest = word.clone();
        while rest.width > measure && rest.letters.len() > 1 {
            let (piece, after) = rest.cut(measure, &self.hyphen);
            pieces.push(piece);
            rest = after;
        }
        pieces.push(rest);
        pieces
    }

    fn line(&self, words: &[Word], size: f32) -> Line {
        let mut line = Line { face: self.face, size, letters: Vec::new(), width: width(words) * size };
        let mut x = 0.0;
        for word in words {
            line.letters.extend(word.letters.iter().map(|(id, dx, dy)| (*id, (x + dx) * size, dy * size)));
            x += word.width + word.space;
        }
        line
    }
}

impl Word {
    /// As many letters as fit before an ending, at least one, and the rest.
    fn cut(&self, measure: f32, ending: &Word) -> (Word, Word) {
        let room = measure - ending.width;
        let at = self.letters.iter().rposition(|(_, x, _)| *x <= room).unwrap_or(0).max(1).min(self.letters.len());
        let from = self.letters.get(at).map_or(self.width, |(_, x, _)| *x);
        let ending = Word { space: 0.0, width: from + ending.width, letters: ending.letters.clone() };
        let ends = ending.letters.iter().map(|(id, x, y)| (*id, x + from, *y));
        let piece = Word { letters: self.letters[..at].iter().copied().chain(ends).collect(), ..ending };
        let letters = self.letters[at..].iter().map(|(id, x, y)| (*id, x - from, *y)).collect();
        (piece, Word { letters, width: self.width - from, space: self.space })
    }
}

impl Press {
    /// Takes a text apart.
    pub fn text(&self, face: Face, text: &str) -> Text {
        let space = self.word(face, "n\u{a0}n").width - self.word(face, "nn").width;
        let known: String = text.chars().take(MOST).map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_invisible(*c)).collect();
        let mut words = Vec::new();
        for spaced in known.split([' ', '\u{2028}', '\u{2029}']).filter(|spaced| !spaced.is_empty()) {
            words.extend(parts(spaced).map(|part| self.word(face, part)));
            if let Some(last) = words.last_mut() {
                last.space = space;
            }
        }
        Text { face, words, hyphen: self.word(face, "-"), dots: self.word(face, "…"), whole: text.chars().nth(MOST).is_none() }
    }

    /// The letters of a word and their places.
    fn word(&self, face: Face, text: &str) -> Word {
        let known = |words: &HashMap<_, [Option<Word>; FACES.len()], _>| words.get(text).and_then(|faces| faces[face].clone());
        if let Some(word) = known(&self.words.read().expect("no thread panics while it holds this lock")) {
            return word;
        }
        let word = shaped(face, text);
        let mut words = self.words.write().expect("no thread panics while it holds this lock");
        words.entry(text.to_owned()).or_default()[face] = Some(word.clone());
        word
    }

    /// Prints a line with the beginning of its baseline at a place.
    pub fn print(&self, sheet: &mut Sheet, line: &Line, (left, baseline): (i32, i32), ink: Ink) {
        for (id, x, y) in &line.letters {
            let (x, y) = (left + x.round() as i32, baseline - y.round() as i32);
            let letter = self.letter((line.face, line.size as u32, *id, ink, x.rem_euclid(2) as usize));
            sheet.stamp((x + letter.corner.0, y - letter.corner.1), &letter.stamp);
        }
    }

    fn letter(&self, key: Key) -> Arc<Letter> {
        let known = self.letters.read().expect("no thread panics while it holds this lock").get(&key).cloned();
        known.unwrap_or_else(|| {
            let letter = Arc::new(drawn(key));
            self.letters.write().expect("no thread panics while it holds this lock").insert(key, letter.clone());
            letter
        })
    }
}

/// Draws a letter.
fn drawn((face, size, id, ink, odd): Key) -> Letter {
    let mut scale = ScaleContext::new();
    let mut scaler = scale.builder(font(face)).size(size as f32).build();
    match Render::new(&[Source::Outline]).render(&mut scaler, id) {
        Some(Image { placement, data, .. }) => {
            let first = (odd as i32 + placement.left).rem_euclid(2) as usize;
            let stamp = Stamp::new(&data, placement.width as usize, first, ink);
            Letter { corner: (placement.left, placement.top), stamp }
        }
        None => Letter { corner: (0, 0), stamp: Stamp::new(&[], 0, 0, ink) },
    }
}

fn font(face: Face) -> FontRef<'static> {
    FontRef::from_index(FACES[face], 0).expect("the faces within the program can be read")
}

/// Puts the letters of a word in their places, with kerning.
fn shaped(face: Face, text: &str) -> Word {
    let mut context = ShapeContext::new();
    let mut shaper = context.builder(font(face)).script(script(text)).size(1.0).build();
    shaper.add_str(text);
    let (mut letters, mut width) = (Vec::new(), 0.0);
    shaper.shape_with(|cluster| {
        for glyph in cluster.glyphs {
            letters.push((glyph.id, width + glyph.x, glyph.y));
            width += glyph.advance;
        }
    });
    Word { letters: letters.into(), width, space: 0.0 }
}

/// The script that a word is written in, of those that the faces know.
fn script(word: &str) -> Script {
    match word.chars().find(|c| c.is_alphabetic()) {
        Some('\u{370}'..='\u{3ff}') => Script::Greek,
        Some('\u{400}'..='\u{52f}') => Script::Cyrillic,
        _ => Script::Latin,
    }
}

/// Characters that show nothing and have no letter.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The parts of a word behind which a line may end: hyphens, dashes and strokes stay with what is before them.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let ends = |(at, c): (usize, char)| (at > 0 && "-–—/".contains(c)).then_some(at + c.len_utf8());
        let end = rest.char_indices().find_map(ends).filter(|end| rest[*end..].starts_with(char::is_alphanumeric));
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

/// The width of words on one line.
fn width(words: &[Word]) -> f32 {
    let all: f32 = words.iter().map(|word| word.width + word.space).sum();
    all - words.last().map_or(0.0, |last| last.space)
}

/// Words in lines, each as full as it can be.
fn fill(words: &[Word], measure: f32) -> Vec<&[Word]> {
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0.0);
    for (at, word) in words.iter().enumerate() {
        if at > start && used + word.width > measure {
            lines.push(&words[start..at]);
            (start, used) = (at, 0.0);
        }
        used += word.width + word.space;
    }
    if start < words.len() {
        lines.push(&words[start..]);
    }
    lines
}

/// The same number of lines, each about as long as the others.
fn balanced<'a>(words: &'a [Word], measure: f32, full: Vec<&'a [Word]>) -> Vec<&'a [Word]> {
    let (mut narrow, mut wide, mut best) = (0.0, measure, full);
    for _ in 0..8 {
        let middle = (narrow + wide) / 2.0;
        let lines = fill(words, middle);
        // A word that is wider than the line stands alone on it, which is no fit.
        match lines.len() == best.len() && lines.iter().all(|line| width(line) <= middle) {
            true => (wide, best) = (middle, lines),
            false => narrow = middle,
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of lines, the widest of them, and whether all is there.
    fn set(text: &str, size: f32, most: usize) -> (usize, f32, bool) {
        let (lines, whole) = Press::default().text(DISPLAY, text).set(size, 1000.0, most);
        (lines.len(), lines.iter().map(|line| line.width).fold(0.0, f32::max), whole)
    }

    #[test]
    fn lines_are_about_equally_long() {
        let text = Press::default().text(DISPLAY, "Raad Justitie en Binnenlandse Zaken");
        let (lines, whole) = text.set(88.0, 1000.0, 2);
        let widths: Vec<f32> = lines.iter().map(|line| line.width).collect();
        assert!(whole);
        assert!(widths.len() == 2 && widths.iter().all(|w| (500.0..=1000.0).contains(w)), "{widths:?}");
    }

    #[test]
    fn no_text_leaves_its_measure() {
        let compound = "Meervoudigepersoonlijkheidsaansprakelijkheidsverzekeringsmaatschappijenoverleg";
        let long = "Verordening tot vaststelling van regels ".repeat(40);
        for text in [compound, &long, "a/b/c-d–e", "   ", "", "W".repeat(5000).as_str()] {
            for size in [48.0, 88.0] {
                let (lines, width, _) = set(text, size, 3);
                assert!(lines <= 3 && width <= 1000.0, "{lines} lines of {width} for {text:.20}");
            }
        }
        assert!(!set(compound, 48.0, 4).2, "a broken word is not whole");
        assert!(!set(&long, 48.0, 4).2, "a text that is cut is not whole");
        assert_eq!(set("", 48.0, 4).0, 0);
    }

    #[test]
    fn letters_of_the_union_are_there_and_others_leave_a_mark() {
        let letters = |text| shaped(DISPLAY, text).letters;
        for text in ["ÀÉÏÖÜçñß€§’“„–…", "ąčđęğįłńőřşșťțůžħ", "ΑθήναΈ", "СофияЖй"] {
            assert!(letters(text).iter().all(|(id, ..)| *id != 0), "{text}");
        }
        assert!(letters("漢").iter().any(|(id, ..)| *id == 0));
        let empty = drawn((DISPLAY, 48, 0, Ink::Text, 0));
        assert!(empty.stamp.darkest() > 0, "a letter that is not there shows as a box");
    }

    #[test]
    fn kerning_is_part_of_a_word() {
        let apart: f32 = ["A", "V"].map(|letter| shaped(DISPLAY, letter).width).iter().sum();
        assert!(shaped(DISPLAY, "AV").width < apart);
    }
}
