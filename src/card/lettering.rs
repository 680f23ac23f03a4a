//! Text as lines of letters.
//!
//! Takes: a text, a [`Face`], a size, a width, and how many lines there may be.
//! Gives: [`SetLine`]s of about equal length, with kerning; a text that is too long ends in three dots.
//! Never: draws a letter again that it has already drawn at that size.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use foldhash::fast::FixedState;
use swash::scale::image::Image;
use swash::scale::{Render, ScaleContext, Source};
use swash::shape::ShapeContext;
use swash::text::Script;
use swash::{FontRef, GlyphId};

use super::canvas::{Canvas, Ink, Point, Shape};

/// A face of the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Face {
    /// For titles.
    #[default]
    Display,
    /// For everything else.
    Label,
}

impl Face {
    const COUNT: usize = 2;

    fn bytes(self) -> &'static [u8] {
        match self {
            Face::Display => include_bytes!("fonts/voetnoot-display.ttf"),
            Face::Label => include_bytes!("fonts/voetnoot-label.ttf"),
        }
    }
}

/// How many characters of a text are looked at, which is more than fit on a picture.
const MOST: usize = 400;

/// Letters that have been drawn, and words whose letters have been placed.
#[derive(Default)]
pub(crate) struct Lettering {
    letters: RwLock<HashMap<LetterKey, Arc<DrawnLetter>, FixedState>>,
    words: RwLock<HashMap<String, [Option<ShapedWord>; Face::COUNT], FixedState>>,
}

/// Everything that decides how a letter is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct LetterKey {
    face: Face,
    /// In pixels.
    size: u32,
    glyph: GlyphId,
    ink: Ink,
    /// 1 if it begins on an odd pixel, 0 if on an even one.
    odd: usize,
}

/// A letter and its place, from the beginning of the baseline, to the right and upwards.
#[derive(Debug, Clone, Copy, PartialEq)]
struct PlacedLetter {
    glyph: GlyphId,
    x: f32,
    y: f32,
}

impl PlacedLetter {
    /// The same letter, this much further to the right.
    fn moved(self, by: f32) -> PlacedLetter {
        PlacedLetter { x: self.x + by, ..self }
    }
}

/// A letter that can be drawn on a canvas.
struct DrawnLetter {
    /// Its upper left corner, in pixels to the right of its place on the baseline and above it.
    right: i32,
    up: i32,
    shape: Shape,
}

/// A text as words, at a size of one pixel.
pub(crate) struct ShapedText {
    face: Face,
    words: Vec<ShapedWord>,
    hyphen: ShapedWord,
    dots: ShapedWord,
    /// Whether these are all its words.
    whole: bool,
}

/// What stands between two places where a line may end.
#[derive(Clone, Default)]
struct ShapedWord {
    /// Each letter and its place, from the beginning of the word.
    letters: Arc<[PlacedLetter]>,
    width: f32,
    /// The width of the space after it.
    space: f32,
}

/// A text that has been set.
pub(crate) struct SetText {
    /// From top to bottom.
    pub lines: Vec<SetLine>,
    /// Whether all of it is there and no word is broken.
    pub whole: bool,
}

/// A line of a text that has been set.
#[derive(Default)]
pub(crate) struct SetLine {
    face: Face,
    size: f32,
    letters: Vec<PlacedLetter>,
    /// In pixels.
    pub width: f32,
}

impl ShapedText {
    /// Sets it in at most `most` lines no wider than `measure`, in letters of this `size`; both are in pixels.
    pub(crate) fn set(&self, size: f32, measure: f32, most: usize) -> SetText {
        let measure = measure / size;
        let fits = self.words.iter().all(|word| word.width <= measure);
        let broken =
            (!fits).then(|| self.words.iter().flat_map(|word| self.broken(word, measure)).collect::<Vec<ShapedWord>>());
        let words = broken.as_deref().unwrap_or(&self.words);
        let full = fill(words, measure);
        if full.len() <= most && self.whole {
            let lines = balanced(words, measure, full);
            return SetText { lines: lines.into_iter().map(|line| self.line(line, size)).collect(), whole: fits };
        }
        let mut lines: Vec<Vec<ShapedWord>> = full.into_iter().take(most).map(<[ShapedWord]>::to_vec).collect();
        if let Some(last) = lines.last_mut() {
            while last.len() > 1 && width(last) + self.dots.width > measure {
                last.pop();
            }
            let word = last.pop().unwrap_or_default();
            match word.width + self.dots.width > measure {
                true => last.push(word.cut(measure, &self.dots).0),
                false => last.extend([ShapedWord { space: 0.0, ..word }, self.dots.clone()]),
            }
        }
        SetText { lines: lines.iter().map(|line| self.line(line, size)).collect(), whole: false }
    }

    /// A word in pieces no wider than the measure.
    fn broken(&self, word: &ShapedWord, measure: f32) -> Vec<ShapedWord> {
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

    fn line(&self, words: &[ShapedWord], size: f32) -> SetLine {
        let mut line = SetLine { face: self.face, size, letters: Vec::new(), width: width(words) * size };
        let mut x = 0.0;
        for word in words {
            let scaled = |letter: &PlacedLetter| PlacedLetter {
                glyph: letter.glyph,
                x: (x + letter.x) * size,
                y: letter.y * size,
            };
            line.letters.extend(word.letters.iter().map(scaled));
            x += word.width + word.space;
        }
        line
    }
}

impl ShapedWord {
    /// The word divided in two: as many letters as fit before an ending, at least one, and the rest.
    fn cut(&self, measure: f32, ending: &ShapedWord) -> (ShapedWord, ShapedWord) {
        let room = measure - ending.width;
        let at = self.letters.iter().rposition(|letter| letter.x <= room).unwrap_or(0).max(1).min(self.letters.len());
        let from = self.letters.get(at).map_or(self.width, |letter| letter.x);
        let ending = ShapedWord { space: 0.0, width: from + ending.width, letters: ending.letters.clone() };
        let ends = ending.letters.iter().map(|letter| letter.moved(from));
        let piece = ShapedWord { letters: self.letters[..at].iter().copied().chain(ends).collect(), ..ending };
        let letters = self.letters[at..].iter().map(|letter| letter.moved(-from)).collect();
        (piece, ShapedWord { letters, width: self.width - from, space: self.space })
    }
}

impl Lettering {
    /// Divides a text into words.
    pub(crate) fn text(&self, face: Face, text: &str) -> ShapedText {
        let space = self.word(face, "n\u{a0}n").width - self.word(face, "nn").width;
        let known: String = text
            .chars()
            .take(MOST)
            .map(|c| if c.is_control() { ' ' } else { c })
            .filter(|c| !is_invisible(*c))
            .collect();
        let mut words = Vec::new();
        for spaced in known.split([' ', '\u{2028}', '\u{2029}']).filter(|spaced| !spaced.is_empty()) {
            words.extend(parts(spaced).map(|part| self.word(face, part)));
            if let Some(last) = words.last_mut() {
                last.space = space;
            }
        }
        ShapedText {
            face,
            words,
            hyphen: self.word(face, "-"),
            dots: self.word(face, "…"),
            whole: text.chars().nth(MOST).is_none(),
        }
    }

    /// The letters of a word and their places, from memory if it has been set before.
    fn word(&self, face: Face, text: &str) -> ShapedWord {
        let known = |words: &HashMap<_, [Option<ShapedWord>; Face::COUNT], _>| {
            words.get(text).and_then(|faces| faces[face as usize].clone())
        };
        if let Some(word) = known(&self.words.read().expect("no thread panics while it holds this lock")) {
            return word;
        }
        let word = shaped(face, text);
        let mut words = self.words.write().expect("no thread panics while it holds this lock");
        words.entry(text.to_owned()).or_default()[face as usize] = Some(word.clone());
        word
    }

    /// Draws a line whose baseline begins at `start`.
    pub(crate) fn draw(&self, canvas: &mut Canvas, line: &SetLine, start: Point, ink: Ink) {
        for letter in &line.letters {
            let (x, y) = (start.x + letter.x.round() as i32, start.y - letter.y.round() as i32);
            let (face, size, odd) = (line.face, line.size as u32, x.rem_euclid(2) as usize);
            let letter = self.letter(LetterKey { face, size, glyph: letter.glyph, ink, odd });
            canvas.draw(Point { x: x + letter.right, y: y - letter.up }, &letter.shape);
        }
    }

    fn letter(&self, key: LetterKey) -> Arc<DrawnLetter> {
        let known = self.letters.read().expect("no thread panics while it holds this lock").get(&key).cloned();
        known.unwrap_or_else(|| {
            let letter = Arc::new(drawn(key));
            self.letters.write().expect("no thread panics while it holds this lock").insert(key, letter.clone());
            letter
        })
    }
}

fn drawn(key: LetterKey) -> DrawnLetter {
    let mut scale = ScaleContext::new();
    let mut scaler = scale.builder(font(key.face)).size(key.size as f32).build();
    match Render::new(&[Source::Outline]).render(&mut scaler, key.glyph) {
        Some(Image { placement, data, .. }) => {
            let first = (key.odd as i32 + placement.left).rem_euclid(2) as usize;
            let shape = Shape::new(&data, placement.width as usize, first, key.ink);
            DrawnLetter { right: placement.left, up: placement.top, shape }
        }
        None => DrawnLetter { right: 0, up: 0, shape: Shape::new(&[], 0, 0, key.ink) },
    }
}

fn font(face: Face) -> FontRef<'static> {
    FontRef::from_index(face.bytes(), 0).expect("the faces within the program can be read")
}

/// Places the letters of a word, with kerning.
fn shaped(face: Face, text: &str) -> ShapedWord {
    let mut context = ShapeContext::new();
    let mut shaper = context.builder(font(face)).script(script(text)).size(1.0).build();
    shaper.add_str(text);
    let (mut letters, mut width) = (Vec::new(), 0.0);
    shaper.shape_with(|cluster| {
        for glyph in cluster.glyphs {
            letters.push(PlacedLetter { glyph: glyph.id, x: width + glyph.x, y: glyph.y });
            width += glyph.advance;
        }
    });
    ShapedWord { letters: letters.into(), width, space: 0.0 }
}

/// The script of a word, among those that the faces have.
fn script(word: &str) -> Script {
    match word.chars().find(|c| c.is_alphabetic()) {
        Some('\u{370}'..='\u{3ff}') => Script::Greek,
        Some('\u{400}'..='\u{52f}') => Script::Cyrillic,
        _ => Script::Latin,
    }
}

/// Whether a character shows nothing and has no letter.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The parts of a word after which a line may end; hyphens, dashes and slashes stay with what comes before them.
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
fn width(words: &[ShapedWord]) -> f32 {
    let all: f32 = words.iter().map(|word| word.width + word.space).sum();
    all - words.last().map_or(0.0, |last| last.space)
}

/// Words in lines, each as full as possible.
fn fill(words: &[ShapedWord], measure: f32) -> Vec<&[ShapedWord]> {
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

/// The same number of lines, all about equally long.
fn balanced<'a>(words: &'a [ShapedWord], measure: f32, full: Vec<&'a [ShapedWord]>) -> Vec<&'a [ShapedWord]> {
    let (mut narrow, mut wide, mut best) = (0.0, measure, full);
    for _ in 0..8 {
        let middle = (narrow + wide) / 2.0;
        let lines = fill(words, middle);
        // A word that is wider than the line stands alone on it, which does not count as fitting.
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

    /// The number of lines, the width of the widest, and whether all words are there.
    fn set(text: &str, size: f32, most: usize) -> (usize, f32, bool) {
        let SetText { lines, whole } = Lettering::default().text(Face::Display, text).set(size, 1000.0, most);
        (lines.len(), lines.iter().map(|line| line.width).fold(0.0, f32::max), whole)
    }

    #[test]
    fn lines_are_about_equally_long() {
        let text = Lettering::default().text(Face::Display, "Raad Justitie en Binnenlandse Zaken");
        let SetText { lines, whole } = text.set(88.0, 1000.0, 2);
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
        let letters = |text| shaped(Face::Display, text).letters;
        for text in ["ÀÉÏÖÜçñß€§’“„–…", "ąčđęğįłńőřşșťțůžħ", "ΑθήναΈ", "СофияЖй"]
        {
            assert!(letters(text).iter().all(|letter| letter.glyph != 0), "{text}");
        }
        assert!(letters("漢").iter().any(|letter| letter.glyph == 0));
        let empty = drawn(LetterKey { face: Face::Display, size: 48, glyph: 0, ink: Ink::Text, odd: 0 });
        assert!(empty.shape.darkest() > 0, "a letter that is not there shows as a box");
    }

    #[test]
    fn kerning_is_part_of_a_word() {
        let apart: f32 = ["A", "V"].map(|letter| shaped(Face::Display, letter).width).iter().sum();
        assert!(shaped(Face::Display, "AV").width < apart);
    }
}
