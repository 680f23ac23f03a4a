//! The sheet that letters are printed on.
//!
//! Takes: rectangles and [`Stamp`]s, which are made of masks that tell how much of each pixel is covered.
//! Gives: a PNG with a palette of sixteen colours.
//! Never: knows letters, or holds a colour before it is finished: it counts in shades of two inks.

/// Its size, in pixels. The width is even, since two pixels share a byte.
pub const WIDTH: usize = 1200;
pub const HEIGHT: usize = 630;
const ROW: usize = WIDTH / 2;

/// Colours of the theme on a light page.
const PAPER: [u8; 3] = [0xfd, 0xfc, 0xf9];
const TEXT: [u8; 3] = [0x1f, 0x1c, 0x18];

/// The accent of the theme.
pub const ACCENT: [u8; 3] = [0x9c, 0x24, 0x14];

/// How many shades an ink has besides the paper.
const TEXT_SHADES: u8 = 8;
const ACCENT_SHADES: u8 = 7;

/// An ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// That of text.
    Text,
    /// The colour of the theme.
    Accent,
}

impl Ink {
    /// The place in the palette for how much of a pixel is covered, of 255; 0 is the paper.
    fn shade(self, covered: u8) -> u8 {
        let (before, shades) = match self {
            Ink::Text => (0, TEXT_SHADES),
            Ink::Accent => (TEXT_SHADES, ACCENT_SHADES),
        };
        match (u16::from(covered) * u16::from(shades) + 127) / 255 {
            0 => 0,
            step => before + step as u8,
        }
    }
}

/// A shape in one ink, for places whose distance from the left edge is even, or odd.
pub struct Stamp {
    /// Bytes per row.
    width: usize,
    rows: Vec<u8>,
}

impl Stamp {
    /// Makes one of a mask with so many pixels per row. It stands on every second pixel, beginning with this one.
    pub fn new(mask: &[u8], width: usize, first: usize, ink: Ink) -> Stamp {
        let bytes = (width + first).div_ceil(2);
        let mut rows = Vec::with_capacity(bytes * mask.len() / width.max(1));
        for row in mask.chunks_exact(width.max(1)) {
            let start = rows.len();
            rows.resize(start + bytes, 0);
            for (covered, x) in row.iter().zip(first..) {
                rows[start + x / 2] |= ink.shade(*covered) << if x.is_multiple_of(2) { 4 } else { 0 };
            }
        }
        Stamp { width: bytes, rows }
    }

    /// The greatest of its bytes; 0 if it is empty.
    #[cfg(test)]
    pub fn darkest(&self) -> u8 {
        self.rows.iter().copied().max().unwrap_or(0)
    }
}

/// A sheet: two pixels a byte, the left one in the upper half.
pub struct Sheet(Vec<u8>);

impl Default for Sheet {
    fn default() -> Self {
        Sheet(vec![0; ROW * HEIGHT])
    }
}

impl Sheet {
    /// Fills a rectangle.
    pub fn fill(&mut self, (left, top): (i32, i32), (width, height): (usize, usize), ink: Ink) {
        let row = Stamp::new(&vec![255; width], width, left.rem_euclid(2) as usize, ink);
        (top..).take(height).for_each(|y| self.stamp((left, y), &row));
    }

    /// Prints a stamp with its upper left corner at a place that is as even as the stamp. What lies beyond the edges is left out;
    /// where two shapes touch, the darker pixel stays.
    pub fn stamp(&mut self, (left, top): (i32, i32), stamp: &Stamp) {
        let column = left.div_euclid(2);
        let (skip, column) = (column.min(0).unsigned_abs() as usize, column.max(0) as usize);
        for (row, y) in stamp.rows.chunks_exact(stamp.width.max(1)).zip(top..) {
            if !(0..HEIGHT as i32).contains(&y) || column >= ROW {
                continue;
            }
            let below = &mut self.0[y as usize * ROW..][column..ROW];
            for (pixels, shades) in below.iter_mut().zip(row.iter().skip(skip)) {
                *pixels = (*pixels & 0xf0).max(shades & 0xf0) | (*pixels & 0x0f).max(shades & 0x0f);
            }
        }
    }

    /// The finished picture, in the colour given or that of the theme.
    pub fn png(&self, accent: Option<[u8; 3]>) -> Vec<u8> {
        let mut png = Vec::with_capacity(32 << 10);
        let mut encoder = png::Encoder::new(&mut png, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette(accent.unwrap_or(ACCENT)));
        encoder.set_compression(png::Compression::Fastest);
        encoder.set_filter(png::Filter::Up);
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&self.0));
        written.expect("a picture of this size and kind can be written into memory");
        png
    }
}

/// Paper, the shades of text, the shades of the accent.
fn palette(accent: [u8; 3]) -> Vec<u8> {
    let shades = |ink: [u8; 3], count: u8| (1..=count).flat_map(move |step| (0..3).map(move |i| blend(PAPER[i], ink[i], step, count)));
    PAPER.into_iter().chain(shades(TEXT, TEXT_SHADES)).chain(shades(accent, ACCENT_SHADES)).collect()
}

fn blend(paper: u8, ink: u8, step: u8, of: u8) -> u8 {
    let (step, of) = (u16::from(step), u16::from(of));
    ((u16::from(paper) * (of - step) + u16::from(ink) * step) / of) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixel(sheet: &Sheet, x: usize, y: usize) -> u8 {
        let pixels = sheet.0[y * ROW + x / 2];
        if x.is_multiple_of(2) { pixels >> 4 } else { pixels & 15 }
    }

    #[test]
    fn stamps_stand_on_any_pixel_and_stop_at_the_edges() {
        let mut sheet = Sheet::default();
        for (left, top) in [(-3, -1), (7, 2), (8, 5), (WIDTH as i32 - 2, HEIGHT as i32 - 1), (5000, 5000)] {
            sheet.fill((left, top), (5, 2), Ink::Text);
        }
        let row = |y| (0..16).map(|x| pixel(&sheet, x, y)).collect::<Vec<u8>>();
        assert_eq!(row(0), [8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(row(1), [0; 16]);
        assert_eq!(row(2), [0, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8, 8, 0, 0, 0, 0]);
        assert_eq!(row(5), [0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8, 8, 0, 0, 0]);
        let last = |x| pixel(&sheet, x, HEIGHT - 1);
        assert_eq!([WIDTH - 3, WIDTH - 2, WIDTH - 1].map(last), [0, 8, 8]);
        assert_eq!(sheet.0.iter().filter(|pixels| **pixels != 0).count(), 1 + 3 * 2 + 3 * 2 + 1);
    }

    #[test]
    fn the_colour_is_that_of_the_house() {
        let colours = palette([0, 0, 0xff]);
        assert_eq!(colours.len(), 16 * 3);
        assert_eq!(colours[..3], PAPER);
        assert_eq!(colours[8 * 3..9 * 3], TEXT);
        assert_eq!(colours[15 * 3..], [0, 0, 0xff]);
    }
}
