//! Numbers that a Word document gives its paragraphs by itself (`1.`, `1.2`, `II`): shown on paper, absent from the text.

use std::collections::BTreeMap;

use super::part::{Archive, Step, walk};
use super::workbook::OpenError;

/// Levels of one list.
const LEVELS: usize = 9;

/// How one level is numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Level {
    start: u32,
    format: String,
    text: String,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels by list definition.
    definitions: BTreeMap<u32, Vec<Level>>,
    /// The definition of each list.
    lists: BTreeMap<u32, u32>,
    /// Starts that a list sets for itself, by list and level.
    starts: BTreeMap<(u32, usize), u32>,
    /// How far each definition has counted.
    counts: BTreeMap<u32, [Option<u32>; LEVELS]>,
    /// Lists that have begun.
    begun: std::collections::BTreeSet<u32>,
}

impl Numbering {
    /// Reads the lists of a document; none where it has none or they cannot be read.
    pub fn read(archive: &mut Archive<'_>) -> Self {
        let mut numbering = Self::default();
        if let Ok(Some(text)) = archive.part("word/numbering.xml")
            && numbering.parse(&text).is_err()
        {
            return Self::default();
        }
        numbering
    }

    fn parse(&mut self, text: &str) -> Result<(), OpenError> {
        let (mut definition, mut list, mut level) = (None, None, 0usize);
        walk(text, &mut |step| {
            match step {
                Step::Open("abstractNum", element) => {
                    definition = element.count("abstractNumId");
                    list = None;
                }
                Step::Open("num", element) => {
                    list = element.count("numId");
                    definition = None;
                }
                Step::Open("abstractNumId", element) => {
                    if let (Some(list), Some(definition)) = (list, element.count("val")) {
                        self.lists.insert(list, definition);
                    }
                }
                Step::Open("lvl" | "lvlOverride", element) => {
                    level = element.count("ilvl").map_or(LEVELS, |level| level as usize);
                    if let Some(levels) = definition.map(|id| self.definitions.entry(id).or_default())
                        && level < LEVELS
                        && levels.len() <= level
                    {
                        levels.resize(level + 1, Level::default());
                    }
                }
                Step::Open("startOverride", element) => {
                    if let (Some(list), Some(start)) = (list, element.count("val")) {
                        self.starts.insert((list, level), start);
                    }
                }
                Step::Open(name @ ("start" | "numFmt" | "lvlText"), element) => {
                    let described = definition
                        .and_then(|id| self.definitions.get_mut(&id))
                        .and_then(|levels| levels.get_mut(level));
                    if let (Some(described), Some(value)) = (described, element.attribute("val")) {
                        match name {
                            "start" => described.start = value.parse().unwrap_or(1),
                            "numFmt" => described.format = value,
                            _ => described.text = value.chars().take(60).collect(),
                        }
                    }
                }
                Step::Open(..) | Step::Close(_) | Step::Text(_) => {}
            }
            Ok(())
        })
    }

    /// Counts one paragraph of a list and tells what stands before it on paper; empty for bullets.
    pub fn next(&mut self, list: u32, level: usize) -> String {
        let Some((id, levels)) = self
            .lists
            .get(&list)
            .and_then(|id| Some((*id, self.definitions.get(id)?)))
        else {
            return String::new();
        };
        let Some(own) = levels.get(level) else {
            return String::new();
        };
        let counts = self.counts.entry(id).or_default();
        if self.begun.insert(list) {
            for (at, count) in counts.iter_mut().enumerate() {
                if self.starts.contains_key(&(list, at)) {
                    *count = None;
                }
            }
        }
        let start = |at: usize| {
            let own = levels.get(at).map_or(1, |level| level.start);
            self.starts.get(&(list, at)).copied().unwrap_or(own)
        };
        for (at, count) in counts.iter_mut().enumerate() {
            if at < level {
                count.get_or_insert(start(at));
            } else if at == level {
                *count = Some(count.map_or(start(at), |count| count.saturating_add(1)));
            } else {
                *count = None;
            }
        }
        if own.format == "bullet" || own.format == "none" {
            return String::new();
        }
        let mut label = own.text.clone();
        for (at, count) in counts.iter().enumerate().take(level + 1) {
            let format = levels.get(at).map_or("", |level| level.format.as_str());
            let number = spelled(count.unwrap_or(1), format);
            label = label.replace(&format!("%{}", at + 1), &number);
        }
        label
    }
}

/// A number in the manner of a list.
fn spelled(number: u32, format: &str) -> String {
    match format {
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letter(number).to_uppercase(),
        "lowerLetter" => letter(number),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

fn letter(number: u32) -> String {
    let place = number.saturating_sub(1);
    let sign = char::from(b'a' + u8::try_from(place % 26).unwrap_or_default());
    std::iter::repeat_n(sign, (place / 26 + 1).min(8) as usize).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_through_their_levels() {
        let mut numbering = Numbering::default();
        numbering
            .parse(
                "<n><w:abstractNum w:abstractNumId=\"4\">\
                 <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
                 <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl>\
                 <w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"-\"/></w:lvl>\
                 </w:abstractNum>\
                 <w:num w:numId=\"1\"><w:abstractNumId w:val=\"4\"/></w:num>\
                 <w:num w:numId=\"2\"><w:abstractNumId w:val=\"4\"/>\
                 <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"3\"/></w:lvlOverride></w:num></n>",
            )
            .unwrap();
        let mut told = |steps: &[(u32, usize)]| -> Vec<String> {
            steps
                .iter()
                .map(|(list, level)| numbering.next(*list, *level))
                .collect()
        };
        assert_eq!(
            told(&[(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (9, 0)]),
            ["I.", "I.1", "I.2", "", "II.", "II.1", "III.", ""]
        );
        assert_eq!((roman(1994), letter(27)), ("MCMXCIV".into(), "aa".into()));
    }
}
