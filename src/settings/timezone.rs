//! The time zone of a site.
//!
//! Takes: the key `timezone` of `site.toml`.
//! Gives: a zone of the database that is part of the program, and moments as instants in it.
//! Never: asks the machine for its zone or its database, so that every machine makes the same site.

use std::sync::{Arc, LazyLock};

use jiff::ZonedDateTime;
use jiff::civil::{Date, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::diagnostic::{Code, Diagnostic, message, suggest};
use crate::settings::fields::Fields;

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// The zone that the settings name, if they name one.
pub(crate) fn read(fields: &mut Fields, path: &Arc<str>) -> Option<TimeZone> {
    let name = fields.text("timezone")?;
    let zone = DATABASE.get(&name.value).ok();
    if zone.is_none() {
        let message = message!("unknown-zone", name = name.value.escape_debug().to_string());
        let known: Vec<String> = DATABASE.available().map(|name| name.to_string()).collect();
        let known = known.iter().map(String::as_str);
        let hint = suggest::did_you_mean(&name.value, name.typed(), known, message!("unknown-zone.hint"));
        fields.report(Diagnostic::at(Code::WrongType, path, name.span, message).hint(hint));
    }
    zone
}

/// The instant of a time on a day; `None` if the clocks skip that time.
pub(crate) fn instant(zone: &TimeZone, day: Date, time: Time) -> Option<ZonedDateTime> {
    let moment = zone.to_ambiguous_zoned_datetime(day.to_datetime(time));
    match moment.offset() {
        jiff::tz::AmbiguousOffset::Gap { .. } => None,
        // An hour that comes twice is the first.
        _ => moment.earlier().ok(),
    }
}
