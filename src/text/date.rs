//! Dates and times as Vietnamese offices print them. Vietnam keeps one time all year, seven hours before UTC.

use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339, macros::format_description};

/// The offset of Vietnam's time.
pub const HANOI: UtcOffset = match UtcOffset::from_hms(7, 0, 0) {
    Ok(offset) => offset,
    Err(_) => UtcOffset::UTC,
};

/// Prints a moment as RFC 3339 in Vietnam's time, to the second: the form in which the journal keeps it.
pub fn stamp(moment: OffsetDateTime) -> String {
    let moment = moment.to_offset(HANOI).replace_nanosecond(0).unwrap_or(moment);
    moment.format(&Rfc3339).unwrap_or_default()
}

/// Prints a journal time as `20/11/2026 17:05`; the text itself where it is no such time.
pub fn display(stamp: &str) -> String {
    let format = format_description!("[day]/[month]/[year] [hour]:[minute]");
    OffsetDateTime::parse(stamp, &Rfc3339)
        .ok()
        .and_then(|moment| moment.to_offset(HANOI).format(&format).ok())
        .unwrap_or_else(|| stamp.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_in_vietnams_time_and_read_back() {
        let moment = OffsetDateTime::from_unix_timestamp(1_700_000_000).unwrap();
        assert_eq!(stamp(moment), "2023-11-15T05:13:20+07:00");
        assert_eq!(display(&stamp(moment)), "15/11/2023 05:13");
        assert_eq!(display("?"), "?");
    }
}
