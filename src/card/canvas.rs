//! The canvas on which a picture is drawn.
//!
//! Takes: rectangles and [`Shape`]s, made from masks that tell how much of each pixel is covered.
//! Gives: a PNG with a palette of sixteen colours.
//! Never: knows letters, or has a colour before it is finished; until then it counts in shades of two inks.

/// Width and height in pixels. The width is even, since two pixels share a byte.
pub(super) const WIDTH: usize = 1200;
pub(super) const HEIGHT: usize = 630;
const ROW: usize = WIDTH / 2;

/// The paper of the theme on a light page: red, green, blue.
const PAPER: [u8; 3] = [0xfd, 0xfc, 0xf9];
const TEXT: [u8; 3] = [0x1f, 0x1c, 0x18];

/// The accent of the theme: red, green, blue.
pub(super) const ACCENT: [u8; 3] = [0x9c, 0x24, 0x14];

/// How many shades an ink has, besides the paper.
const TEXT_SHADES: u8 = 8;
const ACCENT_SHADES: u8 = 7;

/// A place on the canvas, in pixels from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Point {
    /// Rightwards.
    pub x: i32,
    /// Downwards.
    pub y: i32,
}

/// The size of a rectangle, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    pub width: usize,
    pub height: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Ink {
    /// The colour of text.
    Text,
    /// The accent of the theme.
    Accent,
}

impl Ink {
    /// The place in the palette for a pixel that is covered this much, out of 255; 0 is the paper.
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

/// A shape in one ink, either for even or for odd distances from the left edge.
pub(crate) struct Shape {
    /// Bytes per row.
    width: usize,
    rows: Vec<u8>,
}

impl Shape {
    /// Makes a shape from a mask that is `width` pixels wide. Its left edge is on an even pixel if `first` is 0, on an
    /// odd one if it is 1.
    pub(crate) fn new(mask: &[u8], width: usize, first: usize, ink: Ink) -> Shape {
        let bytes = (width + first).div_ceil(2);
        let mut rows = Vec::with_capacity(bytes * mask.len() / width.max(1));
        for row in mask.chunks_exact(width.max(1)) {
            let start = rows.len();
            rows.resize(start + bytes, 0);
            for (covered, x) in row.iter().zip(first..) {
                rows[start + x / 2] |= ink.shade(*covered) << if x.is_multiple_of(2) { 4 } else { 0 };
            }
        }
        Shape { width: bytes, rows }
    }

    /// The greatest of its bytes; 0 if it is empty.
    #[cfg(test)]
    pub(crate) fn darkest(&self) -> u8 {
        self.rows.iter().copied().max().unwrap_or(0)
    }
}

/// A canvas: two pixels a byte, the left one in the upper half.
pub(crate) struct Canvas(Vec<u8>);

impl Default for Canvas {
    fn default() -> Self {
        Canvas(vec![0; ROW * HEIGHT])
    }
}

impl Canvas {
    /// Fills a rectangle from its upper left corner.
    pub(crate) fn fill(&mut self, corner: Point, extent: Extent, ink: Ink) {
        let row = Shape::new(&vec![255; extent.width], extent.width, corner.x.rem_euclid(2) as usize, ink);
        (corner.y..).take(extent.height).for_each(|y| self.draw(Point { y, ..corner }, &row));
    }

    /// Draws a shape. The distance of `corner` from the left edge has to be even or odd, as the shape is. What lies
    /// beyond the edges is left out; where two shapes touch, the darker pixel stays.
    pub(crate) fn draw(&mut self, corner: Point, shape: &Shape) {
        let column = corner.x.div_euclid(2);
        let (skip, column) = (column.min(0).unsigned_abs() as usize, column.max(0) as usize);
        for (row, y) in shape.rows.chunks_exact(shape.width.max(1)).zip(corner.y..) {
            if !(0..HEIGHT as i32).contains(&y) || column >= ROW {
                continue;
            }
            let below = &mut self.0[y as usize * ROW..][column..ROW];
            for (pixels, shades) in below.iter_mut().zip(row.iter().skip(skip)) {
                *pixels = (*pixels & 0xf0).max(shades & 0xf0) | (*pixels & 0x0f).max(shades & 0x0f);
            }
        }
    }

    /// The finished picture, with the given accent or that of the theme.
    pub(crate) fn png(&self, accent: Option<[u8; 3]>) -> Vec<u8> {
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

/// The paper, the shades of text, the shades of the accent.
fn palette(accent: [u8; 3]) -> Vec<u8> {
    let shades = |ink: [u8; 3], count: u8| {
        (1..=count).flat_map(move |step| (0..3).map(move |i| blend(PAPER[i], ink[i], step, count)))
    };
    PAPER.into_iter().chain(shades(TEXT, TEXT_SHADES)).chain(shades(accent, ACCENT_SHADES)).collect()
}

fn blend(paper: u8, ink: u8, step: u8, of: u8) -> u8 {
    let (step, of) = (u16::from(step), u16::from(of));
    ((u16::from(paper) * (of - step) + u16::from(ink) * step) / of) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixel(canvas: &Canvas, x: usize, y: usize) -> u8 {
        let pixels = canvas.0[y * ROW + x / 2];
        if x.is_multiple_of(2) { pixels >> 4 } else { pixels & 15 }
    }

    #[test]
    fn shapes_stand_on_any_pixel_and_stop_at_the_edges() {
        let mut canvas = Canvas::default();
        for (x, y) in [(-3, -1), (7, 2), (8, 5), (WIDTH as i32 - 2, HEIGHT as i32 - 1), (5000, 5000)] {
            canvas.fill(Point { x, y }, Extent { width: 5, height: 2 }, Ink::Text);
        }
        let row = |y| (0..16).map(|x| pixel(&canvas, x, y)).collect::<Vec<u8>>();
        assert_eq!(row(0), [8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(row(1), [0; 16]);
        assert_eq!(row(2), [0, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8, 8, 0, 0, 0, 0]);
        assert_eq!(row(5), [0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8, 8, 0, 0, 0]);
        let last = |x| pixel(&canvas, x, HEIGHT - 1);
        assert_eq!([WIDTH - 3, WIDTH - 2, WIDTH - 1].map(last), [0, 8, 8]);
        assert_eq!(canvas.0.iter().filter(|pixels| **pixels != 0).count(), 1 + 3 * 2 + 3 * 2 + 1);
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
