//! Names that are possible in every file system and every package.
//!
//! Takes: the name of a file or folder.
//! Gives: what is wrong with it.
//! Never: asks the disk; a name that works on this machine may be lost on the next one.

use crate::diagnostic::{Message, message};

/// The longest name, in bytes. File systems allow 255, some of which are needed for endings such as `.wacz` and `.new`.
const LONGEST: usize = 240;

/// Names that Windows reserves for devices, with any extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];
/// The same, followed by a digit.
const PORTS: &[&str] = &["com", "lpt"];

/// Why a file cannot have this name everywhere, as words that follow the name; `None` if it can.
pub(crate) fn flaw(name: &str) -> Option<Message> {
    let strange = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    match name {
        _ if name.trim_matches('.').is_empty() => Some(message!("no-name")),
        _ if name.len() > LONGEST => Some(message!("name-too-long", most = LONGEST)),
        _ if name.ends_with(['.', ' ']) => Some(message!("name-ends-in-blank")),
        _ if is_device(name) => Some(message!("device-name")),
        _ => {
            let c = name.chars().find(|c| strange(*c))?;
            Some(message!("strange-letter", character = c.escape_debug().to_string()))
        }
    }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    // Windows treats these superscript digits as digits.
    let is_digit = |c: char| c.is_ascii_digit() || "¹²³".contains(c);
    let is = |known: &&str| stem.eq_ignore_ascii_case(known);
    let is_port = |known: &&str| {
        stem.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known))
            && stem[known.len()..].chars().count() == 1
            && stem[known.len()..].chars().all(is_digit)
    };
    DEVICES.iter().any(is) || PORTS.iter().any(is_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_not_every_system_takes_is_told() {
        let long = "a".repeat(241);
        let flawed = [
            "", ".", "..", "a.", "a ", "con", "CON.pdf", "con .txt", "Lpt1.a.b", "com²", "a:b.pdf", "a?", "a*", "a|b",
            "<a", "a\\b", "a/b", "a\tb", &long,
        ];
        for name in flawed {
            assert!(flaw(name).is_some(), "{name}");
        }
        for name in
            ["a", " a", "a b.pdf", ".a", "console", "com", "com10", "comé", "aux-2", "é.pdf", "a#%$'&.pdf", &long[1..]]
        {
            assert_eq!(flaw(name), None, "{name}");
        }
    }
}
