//! Pages of two columns: which rows stand in which, so that the left one is read to its end before the right one.
//!
//! Takes: the rows of one page by their places.
//! Gives: the order in which to read them, with a mark where a column begins.
//! Never: takes a list, a table with narrow cells or numbers beside their notes for columns of text.

use std::collections::BTreeMap;

/// Where a row stands, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowPlace {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
}

/// A row in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ReadRow {
    /// Its index among the rows of the page.
    pub(super) row: usize,
    /// Whether a column begins with it, other than the first of the page.
    pub(super) opens_column: bool,
}

/// The fewest rows of a column.
const ROWS: usize = 10;
/// How many edges at which rows begin are tried as the edge of the right column.
const EDGES: usize = 6;
/// The least width of most rows of a column, as a share of the width of the page's text.
const WIDTH: f32 = 0.2;
/// Rows whose tops differ by less than this, in points, stand on one line.
const SAME_LINE: f32 = 1.0;
/// The least distance between columns, in points.
const GUTTER: f32 = 6.0;
/// One row of so many may reach over both columns, such as a title.
const REACHING: usize = 8;

/// The side of the page on which a row stands; both, if it reaches over the gutter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ColumnSide {
    Left,
    Right,
    Both,
}

/// The order in which to read the rows of a page.
pub(super) fn reading_order(rows: &[RowPlace]) -> Vec<ReadRow> {
    let Some(edge) = right_edge(rows) else {
        return (0..rows.len()).map(|row| ReadRow { row, opens_column: false }).collect();
    };
    let sides: Vec<ColumnSide> = rows.iter().map(|row| side(row, edge)).collect();
    let mut reaching: Vec<f32> =
        rows.iter().zip(&sides).filter(|(_, side)| **side == ColumnSide::Both).map(|(row, _)| row.top).collect();
    reaching.sort_by(f32::total_cmp);
    // What reaches over both columns is read between what is above and what is below it.
    let band = |row: &RowPlace| reaching.partition_point(|top| *top < row.top);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|a, b| {
        let key = |index: usize| (band(&rows[index]), sides[index]);
        key(*a).cmp(&key(*b)).then(rows[*a].top.total_cmp(&rows[*b].top))
    });
    let mut before = None;
    let read = |row: usize| {
        let here = (band(&rows[row]), sides[row]);
        let opens_column = before.is_some_and(|before| before != here) && sides[row] != ColumnSide::Both;
        before = Some(here);
        ReadRow { row, opens_column }
    };
    order.into_iter().map(read).collect()
}

fn side(row: &RowPlace, edge: f32) -> ColumnSide {
    match () {
        () if row.left >= edge - 1.0 => ColumnSide::Right,
        () if row.right <= edge - GUTTER => ColumnSide::Left,
        () => ColumnSide::Both,
    }
}

/// The left edge of the right column, if there are two: the edge at which most rows begin, of those that leave a column of text on
/// either side.
fn right_edge(rows: &[RowPlace]) -> Option<f32> {
    let mut begin: BTreeMap<i32, usize> = BTreeMap::new();
    for row in rows {
        *begin.entry(row.left.clamp(-1e6, 1e6).round() as i32).or_default() += 1;
    }
    let mut edges: Vec<(usize, i32)> = begin.into_iter().map(|(edge, count)| (count, edge)).collect();
    edges.sort_by(|a, b| b.cmp(a));
    let width = rows.iter().map(|row| row.right).fold(f32::MIN, f32::max)
        - rows.iter().map(|row| row.left).fold(f32::MAX, f32::min);
    edges.into_iter().take(EDGES).map(|(_, edge)| edge as f32).find(|edge| {
        let of = |wanted: ColumnSide| rows.iter().filter(move |row| side(row, *edge) == wanted);
        let wide = |wanted: ColumnSide| {
            let mut widths: Vec<f32> = of(wanted).map(|row| row.right - row.left).collect();
            widths.sort_by(f32::total_cmp);
            widths.len() >= ROWS && widths[widths.len() / 2] >= width * WIDTH
        };
        let tops = |wanted: ColumnSide| of(wanted).map(|row| row.top);
        let first = |wanted| tops(wanted).fold(f32::MAX, f32::min);
        let last = |wanted| tops(wanted).fold(f32::MIN, f32::max);
        let beside =
            first(ColumnSide::Left) < last(ColumnSide::Right) && first(ColumnSide::Right) < last(ColumnSide::Left);
        of(ColumnSide::Both).count() * REACHING <= rows.len()
            && wide(ColumnSide::Left)
            && wide(ColumnSide::Right)
            && beside
            && !is_aligned(tops(ColumnSide::Left).collect(), tops(ColumnSide::Right))
    })
}

/// Whether half of the rows on the right or more stand on a line with one on the left, as the cells of a table do.
fn is_aligned(mut left: Vec<f32>, right: impl Iterator<Item = f32>) -> bool {
    left.sort_by(f32::total_cmp);
    let on_line = |top: f32| {
        let at = left.partition_point(|other| *other < top - SAME_LINE);
        left.get(at).is_some_and(|other| (other - top).abs() <= SAME_LINE)
    };
    let (aligned, all) = right.fold((0, 0), |(aligned, all), top| (aligned + usize::from(on_line(top)), all + 1));
    aligned * 2 >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows from the top of a column on.
    fn column(left: f32, right: f32, count: usize) -> Vec<RowPlace> {
        column_from(100.0, left, right, count)
    }

    fn column_from(top: f32, left: f32, right: f32, count: usize) -> Vec<RowPlace> {
        (0..count).map(|at| RowPlace { left, right, top: top + 10.0 * at as f32 }).collect()
    }

    #[test]
    fn the_left_column_is_read_first() {
        let (left, right) = (column(80.0, 280.0, 12), column_from(104.0, 320.0, 520.0, 12));
        let title = RowPlace { left: 80.0, right: 500.0, top: 80.0 };
        let mut rows: Vec<RowPlace> = left.into_iter().zip(right).flat_map(|(left, right)| [right, left]).collect();
        rows.push(title);
        let order = reading_order(&rows);
        let read: Vec<usize> = order.iter().map(|read| read.row).collect();
        assert_eq!((read[0], read[1], read[2], read[13]), (24, 1, 3, 0));
        let opens: Vec<usize> = (0..read.len()).filter(|at| order[*at].opens_column).collect();
        assert_eq!(opens, [1, 13]);
    }

    #[test]
    fn tables_and_numbers_are_no_columns() {
        let kept = |rows: &[RowPlace]| reading_order(rows).iter().enumerate().all(|(at, read)| read.row == at);
        let beside = |left: Vec<RowPlace>, right: Vec<RowPlace>| -> Vec<RowPlace> {
            left.into_iter().zip(right).flat_map(|(left, right)| [left, right]).collect()
        };
        assert!(kept(&beside(column(80.0, 100.0, 20), column(120.0, 520.0, 20))));
        assert!(kept(&beside(column(80.0, 280.0, 5), column_from(104.0, 320.0, 520.0, 5))));
        assert!(kept(&beside(column(80.0, 280.0, 20), column(320.0, 520.0, 20))), "a table of wide cells");
        assert!(kept(&column(80.0, 520.0, 40)) && kept(&[]));
    }
}
