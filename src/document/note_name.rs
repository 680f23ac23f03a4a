//! What the address of a note is made from.
//!
//! Takes: the label that the author typed.
//! Gives: its name in addresses and anchors: `11` for `[^11]`, `agenda` for `[^Agenda]`.
//! Never: looks at other notes; two labels may give one name, which [`crate::site::places`] reports.

/// The longest name, in bytes.
const LONGEST: usize = 60;

/// The name of the note with this label.
pub(crate) fn of(label: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if !label.is_empty() && label.len() <= LONGEST && label.chars().all(plain) {
        return label.to_owned();
    }
    let mut name = slug::slugify(label);
    if name.is_empty() {
        // Labels such as `*` and `**` have no letters.
        name = label.chars().map(|c| format!("u{:x}", c as u32)).collect::<Vec<_>>().join("-");
    }
    name.truncate(LONGEST);
    name.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_label_gives_a_name_that_every_address_may_have() {
        for (label, name) in
            [("11", "11"), ("11a", "11a"), ("Eén noot/2", "een-noot-2"), ("*", "u2a"), ("**", "u2a-u2a")]
        {
            assert_eq!(of(label), name);
        }
        assert_eq!(of(&"x-".repeat(99)).len(), 59);
    }
}
