//! The agenda's own outline: parts, items, sub-items, sections, treatments, in the ways of the different formations.
//! Takes the agenda's blocks; gives nodes in the same order, apart from treatments that stood before or below their place.

use super::block::{Block, Kind};
use super::date;
use super::endnote;
use super::finding::Finding;
use super::heading::{self, Titled};
use super::label::{self, Label, Labelled};
use super::letter;
use super::manner::{self, Manner};
use super::node::{Node, Role};
use super::rich::{Rich, Run};
use super::vocabulary;

/// The agenda's nodes and what was unsure.
#[derive(Debug, Default)]
pub struct Agenda {
    pub nodes: Vec<Node>,
    pub findings: Vec<Finding>,
}

/// The agenda's blocks with what was measured of them.
struct Text<'a> {
    blocks: &'a [Block],
    manner: &'a Manner,
    /// For each block whether it belongs to a numbered list.
    runs: &'a [bool],
}

/// Where the reading is.
#[derive(Debug, Default)]
struct State {
    number: Option<u32>,
    letter: Option<u32>,
    roman: Option<u32>,
    in_item: bool,
    in_sub_item: bool,
    /// Nothing but headings and treatments since the last item or sub-item.
    at_heading: bool,
    treated: bool,
    /// The block before was a heading.
    after_heading: bool,
    /// Where the last item's heading is among the nodes.
    heading_at: usize,
    part_begun: bool,
}

/// Reads the agenda's blocks.
pub fn agenda(blocks: &[Block]) -> Agenda {
    let manner = manner::measure(blocks);
    let runs = manner::list_runs(blocks, &manner);
    let text = Text { blocks, manner: &manner, runs: &runs };
    let mut agenda = Agenda::default();
    let mut state = State { part_begun: true, ..State::default() };
    for index in 0..blocks.len() {
        step(&text, index, &mut state, &mut agenda);
    }
    if !agenda.nodes.iter().any(|node| matches!(node, Node::Heading { role: Role::Item, .. })) && !blocks.is_empty() {
        let line = blocks.first().map_or(0, |block| block.line);
        agenda.findings.push(
            Finding::warning(line, "no-items", "no agenda item was recognised".to_string())
                .hint("write each item's title as a `##` heading"),
        );
    }
    agenda
}

fn step(whole: &Text, index: usize, state: &mut State, agenda: &mut Agenda) {
    let block = &whole.blocks[index];
    let text = heading::labelled_text(block);
    if let Some((from, _)) = heading::equals_treatment(&text).filter(|_| matches!(block.kind, Kind::Paragraph | Kind::Heading(_))) {
        let treatment = block.rich.skip(from).without_emphasis().tidy();
        agenda.nodes.push(Node::Treatment { text: treatment, line: block.line });
        state.treated = true;
        return;
    }
    if let Some((from, _)) = vocabulary::labelled_treatment(&text)
        .filter(|_| block.kind == Kind::Paragraph && state.in_item && !state.treated && !state.at_heading_lost())
    {
        let treatment = block.rich.skip(from).without_emphasis().tidy();
        agenda.findings.push(Finding::note(
            block.line,
            "treatment-moved",
            format!("the treatment `{}` was put under its heading", treatment.text()),
        ));
        agenda.nodes.insert((state.heading_at + 1).min(agenda.nodes.len()), Node::Treatment { text: treatment, line: block.line });
        state.treated = true;
        return;
    }
    let dashed = is_dashed_treatment(block, whole.blocks.get(index + 1));
    if state.at_heading && !state.treated && (dashed || is_own_line_treatment(block, whole.manner)) {
        agenda.nodes.push(Node::Treatment { text: heading::without_signs(block.rich.clone()), line: block.line });
        state.treated = true;
        return;
    }
    let heads_notes = index + 1 == whole.blocks.len() && endnote::TITLES.contains(&text.trim_end_matches(':').to_lowercase().as_str());
    if letter::is_closing(&text) || heads_notes {
        agenda.nodes.push(Node::Hidden { rich: heading::labelled_rich(block), line: block.line });
        return;
    }
    match role(whole, index, state) {
        Some(role) => {
            open(block, role, whole.blocks.get(index + 1), state, agenda);
            state.after_heading = true;
        }
        None => {
            state.after_heading = false;
            if !vocabulary::is_labelled_line(&text) {
                state.at_heading = false;
            }
            agenda.nodes.push(Node::Text(as_text(block, whole.runs[index])));
        }
    }
}

impl State {
    /// Labelled lines count only near the heading: once prose has come, they are prose.
    fn at_heading_lost(&self) -> bool {
        !self.at_heading
    }
}

/// A short line of its own under a heading that is a known treatment.
fn is_own_line_treatment(block: &Block, manner: &Manner) -> bool {
    let text = block.text();
    let bare = text.trim_start_matches('(').trim_end_matches(')');
    let section = manner.fixed_sections && vocabulary::is_section(&text);
    // `Conclusies over water` under `A-punten` is what is adopted, not how.
    let subject = ["conclusies over ", "raadsconclusies over ", "besluit over "].iter().any(|words| bare.to_lowercase().starts_with(words));
    matches!(block.kind, Kind::Paragraph | Kind::Heading(_))
        && !section
        && !subject
        && vocabulary::is_treatment(bare)
        && label::label(&text).is_none()
        && text.split_whitespace().count() <= 10
}

/// `- Stand van zaken` under a heading: a list of one that names a treatment.
fn is_dashed_treatment(block: &Block, next: Option<&Block>) -> bool {
    let unlisted = |block: &Block| !matches!(block.kind, Kind::ListItem(_, None));
    let text = block.text();
    !unlisted(block) && next.is_none_or(unlisted) && vocabulary::is_treatment(&text) && text.split_whitespace().count() <= 10
}

/// What a block opens here, if it is a heading.
fn role(whole: &Text, index: usize, state: &State) -> Option<Role> {
    let (blocks, manner) = (whole.blocks, whole.manner);
    let block = &blocks[index];
    let text = heading::labelled_text(block);
    if whole.runs[index] || letter::is_closing(&text) {
        return None;
    }
    match label::label(&text).filter(|found| heading::is_labelled_heading(block, found)) {
        Some(found) => labelled_role(blocks, index, found.label, manner, state),
        None if label::label(&text).is_some() && manner::level(block).is_none() => None,
        None => bare_role(blocks, index, manner, state),
    }
}

fn labelled_role(blocks: &[Block], index: usize, label: Label, manner: &Manner, state: &State) -> Option<Role> {
    let marked = manner::level(&blocks[index]).is_some() || followed_by_treatment(blocks, index);
    let fits = |number: u32, last: Option<u32>| {
        number == last.unwrap_or(0) + 1 || (marked && number > last.unwrap_or(0)) || (number == 1 && (state.part_begun || marked))
    };
    match label {
        Label::Roman(number) if manner.roman_parts => fits(number, state.roman).then_some(Role::Part),
        Label::Roman(number) => fits(number, state.roman).then_some(Role::Item),
        Label::Ad(_) => Some(Role::Item),
        Label::Number(_) if manner.only_lists(index) => None,
        Label::Number(_) if manner.numbered_levels && matches!(blocks[index].kind, Kind::ListItem(..)) => None,
        // An excerpt may begin with any number.
        Label::Number(number) => (fits(number, state.number) || state.number.is_none() && !state.in_item).then_some(Role::Item),
        Label::Letter(letter) => (state.in_item && fits(letter, state.letter)).then_some(Role::SubItem),
        Label::Decimal(..) => state.in_item.then_some(Role::SubItem),
    }
}

/// Whether a treatment follows, with nothing but sub-items between.
fn followed_by_treatment(blocks: &[Block], index: usize) -> bool {
    let mut next = blocks[index + 1..].iter().take(8);
    next.find(|block| !matches!(label::label(&block.text()), Some(found) if matches!(found.label, Label::Letter(_))))
        .is_some_and(|block| heading::equals_treatment(&block.text()).is_some())
}

/// A heading without a label: by level, by the words, or by what follows.
fn bare_role(blocks: &[Block], index: usize, manner: &Manner, state: &State) -> Option<Role> {
    let block = &blocks[index];
    let text = block.text();
    let next = blocks.get(index + 1);
    let treated = next.is_some_and(|next| heading::equals_treatment(&next.text()).is_some());
    if treated && block.kind == Kind::Paragraph && text.chars().count() <= 300 {
        return Some(Role::Item);
    }
    if !heading::is_bare_heading(block) || next.is_none() {
        return None;
    }
    if manner::is_second_title(&text) || manner.part_level.is_some() && manner::level(block) == manner.part_level {
        return Some(Role::Part);
    }
    if manner.capital_parts && manner::level(block).is_none() && manner::is_capitals(&text) {
        return Some(Role::Part);
    }
    if let (Some(level), Some(items)) = (manner::level(block), manner.item_level) {
        return Some(match level.cmp(&items) {
            std::cmp::Ordering::Less => Role::Part,
            std::cmp::Ordering::Equal if !vocabulary::is_section(&text) => Role::Item,
            _ => Role::Section,
        });
    }
    if !manner.roman_parts
        && is_part_name(&text)
        && next.is_some_and(|next| heading::is_bare_heading(next) || manner::is_numbered_heading(next) || is_prose(next))
    {
        return Some(Role::Part);
    }
    if vocabulary::is_section(&text) {
        return state.in_item.then_some(Role::Section);
    }
    let bold = block.is_bold();
    if block.is_italic() && !bold {
        return state.in_item.then_some(Role::Section);
    }
    let before_ends = index == 0
        || blocks[index - 1].text().ends_with(['.', '”', '’', '!', '?', ')'])
        || !matches!(blocks[index - 1].kind, Kind::Paragraph)
        || state.at_heading
        || state.after_heading;
    let before_text = next.is_some_and(|next| {
        is_prose(next)
            || heading::is_bare_heading(next)
            || vocabulary::is_labelled_line(&next.text())
            || matches!(next.kind, Kind::ListItem(..))
            || !manner.numbered && opens_sub_items(next)
    });
    if !before_text || !before_ends {
        return None;
    }
    if manner.numbered {
        let short = text.chars().count() <= 70 && text.split_whitespace().count() <= 9;
        return (state.in_item && (bold || short)).then_some(Role::Section);
    }
    Some(Role::Item)
}

/// `a. Stages voor iedereen (algemene oriëntatie)` or `i. …`, the first sub-item of a heading.
fn opens_sub_items(block: &Block) -> bool {
    let text = block.text();
    // An `i` is the ninth letter, and the first roman number.
    let first = |found: &Labelled| matches!(found.label, Label::Letter(1 | 9));
    label::label(&text).is_some_and(|found| first(&found) && heading::is_labelled_heading(block, &found))
}

fn is_prose(block: &Block) -> bool {
    matches!(block.kind, Kind::Paragraph) && block.text().split_whitespace().count() >= 6
}

/// Bodies and days that divide an agenda.
pub fn is_part_name(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let bodies = [
        "eurogroep",
        "ecofinraad",
        "ecofin-raad",
        "ecofin raad",
        "ecofin",
        "raad algemene zaken",
        "europese raad",
        "begrotingsraad",
        "artikel 50",
    ];
    let body = bodies.iter().any(|body| vocabulary::starts_with_words(&lower, body)) && lower.split_whitespace().count() <= 6;
    let numbered_day = ["dag ", "day "]
        .iter()
        .find_map(|word| lower.strip_prefix(word))
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let weekdays = [
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
    ];
    let dated = !date::days_in(text, Some(2000)).is_empty();
    body || numbered_day || (dated && weekdays.iter().any(|day| lower.starts_with(day)) && lower.split_whitespace().count() <= 10)
}

/// Writes a heading, with the treatment that it holds unless the next block is one.
fn open(block: &Block, role: Role, next: Option<&Block>, state: &mut State, agenda: &mut Agenda) {
    let words = heading::labelled_rich(block).without_emphasis().tidy();
    let text = words.text();
    let has_line = next.is_some_and(|next| heading::equals_treatment(&next.text()).is_some());
    let Titled { title, treatment, moved } = match role {
        Role::Item | Role::SubItem if !has_line => heading::titled(words),
        _ => Titled { title: words, treatment: None, moved: false },
    };
    let found = label::label(&text).map(|found| found.label);
    enter(role, found, state);
    if let Some(Label::Ad(number)) = found.filter(|_| text.split_whitespace().count() <= 2) {
        agenda.findings.push(
            Finding::warning(block.line, "ad-without-title", format!("the annotation of item {number} has no title of its own"))
                .hint("copy the title from the list above"),
        );
    }
    let level = match role {
        Role::Letter | Role::Part => 1,
        Role::Item => 2,
        Role::SubItem => 3,
        Role::Section if state.in_sub_item => 4,
        Role::Section => 3,
    };
    if role != Role::Section {
        state.heading_at = agenda.nodes.len();
    }
    agenda.nodes.push(Node::Heading { role, level, title, line: block.line });
    if let Some(treatment) = treatment {
        if moved {
            agenda.findings.push(Finding::note(
                block.line,
                "treatment-moved",
                format!("the treatment `{}` was put under its heading", treatment.text()),
            ));
        }
        agenda.nodes.push(Node::Treatment { text: treatment, line: block.line });
        state.treated = true;
    }
}

/// Notes in the state that a heading begins.
fn enter(role: Role, label: Option<Label>, state: &mut State) {
    match role {
        Role::Letter | Role::Part => {
            *state = State { part_begun: true, roman: state.roman, ..State::default() };
            if let Some(Label::Roman(number)) = label {
                state.roman = Some(number);
            }
        }
        Role::Item => {
            match label {
                Some(Label::Number(number) | Label::Ad(number)) => state.number = Some(number),
                Some(Label::Roman(number)) => state.roman = Some(number),
                _ => {}
            }
            (state.letter, state.in_item, state.in_sub_item) = (None, true, false);
            (state.at_heading, state.treated, state.part_begun) = (true, false, false);
        }
        Role::SubItem => {
            if let Some(Label::Letter(letter)) = label {
                state.letter = Some(letter);
            }
            (state.in_sub_item, state.at_heading, state.treated) = (true, true, false);
        }
        Role::Section => state.at_heading = false,
    }
}

/// A block as running text: numbered lines of a run become a list, other labels stay words.
fn as_text(block: &Block, in_run: bool) -> Block {
    let text = block.text();
    let listed = label::label(&text).filter(|found| {
        in_run
            && matches!(found.label, Label::Number(_))
            && found.mark.len() <= 4
            && !found.mark.ends_with(":")
            && found.mark.trim_end_matches(['.', ')']).len() + 1 == found.mark.len()
    });
    match listed {
        Some(found) if block.kind == Kind::Paragraph && !matches!(block.rich.runs.first(), Some(Run::Cite(_))) => {
            let rich: Rich = block.rich.skip(text.len() - found.rest.len());
            Block { kind: Kind::ListItem(0, Some(found.mark.to_string())), rich, ..block.clone() }
        }
        _ => block.clone(),
    }
}
