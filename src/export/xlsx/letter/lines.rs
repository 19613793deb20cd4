//! Running text broken into lines, so that the height of its rows is known and a paragraph can go on on the next page.

use crate::export::metrics::{self, BLANK};
use crate::forms::document::Run;

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// At a blank, or with its paragraph.
    Blank,
    /// With a line feed of the text.
    Feed,
    /// Within a word longer than a line.
    Inside,
}

/// One line of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    runs: Vec<Run>,
    end: End,
}

/// Adds a text in the face of a run, to the last run where it has that face.
fn push(runs: &mut Vec<Run>, text: &str, face: &Run) {
    match runs.last_mut() {
        Some(last) if (last.bold, last.italic) == (face.bold, face.italic) => last.text.push_str(text),
        _ if text.is_empty() => {}
        _ => runs.push(Run {
            text: text.to_owned(),
            ..*face
        }),
    }
}

/// Lines joined again, as one text that a cell may break anew.
pub(super) fn joined<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Vec<Run> {
    let mut all: Vec<Run> = Vec::new();
    let mut end = End::Inside;
    for line in lines {
        let between = match end {
            End::Blank => " ",
            End::Feed => "\n",
            End::Inside => "",
        };
        if let Some(last) = all.last_mut() {
            last.text.push_str(between);
        }
        for run in &line.runs {
            push(&mut all, &run.text, run);
        }
        end = line.end;
    }
    all
}

/// Breaks runs into lines of a length, in thousandths of their size; the first begins with so many hard blanks.
pub(super) fn broken(runs: &[Run], indent: usize, room: u32) -> Vec<Line> {
    let mut pen = Pen {
        room: room.max(1_000),
        lines: Vec::new(),
        line: Vec::new(),
        used: 0,
        blanks: 0,
        word: Vec::new(),
        length: 0,
    };
    let indent = "\u{a0}".repeat(indent);
    let first = runs.first().map_or_else(Run::default, |run| Run {
        text: String::new(),
        ..*run
    });
    pen.letters(&indent, &first);
    for run in runs {
        for (at, line) in run.text.split('\n').enumerate() {
            if at > 0 {
                pen.end_word(&first);
                pen.end_line(End::Feed);
            }
            for (at, word) in line.split(' ').enumerate() {
                if at > 0 {
                    pen.end_word(run);
                    pen.blanks += 1;
                }
                pen.letters(word, run);
            }
        }
    }
    pen.end_word(&first);
    pen.end_line(End::Blank);
    pen.lines
}

/// Sets words one behind the other.
struct Pen {
    room: u32,
    lines: Vec<Line>,
    line: Vec<Run>,
    used: u32,
    /// Blanks between the line and the word.
    blanks: usize,
    word: Vec<Run>,
    length: u32,
}

impl Pen {
    fn letters(&mut self, text: &str, face: &Run) {
        self.length += metrics::length(text, face.bold);
        push(&mut self.word, text, face);
    }

    /// Puts the word on the line, or on the next where it does not fit.
    fn end_word(&mut self, face: &Run) {
        let blanks = BLANK * u32::try_from(self.blanks).unwrap_or(u32::MAX / BLANK);
        if !self.word.is_empty() && self.used > 0 && self.used + blanks + self.length > self.room {
            self.end_line(End::Blank);
        }
        if self.word.is_empty() {
            return;
        }
        if self.length > self.room {
            self.cut_word();
            return;
        }
        if self.used > 0 {
            let between = " ".repeat(std::mem::take(&mut self.blanks));
            // The blank belongs to what stands before it, so that a bold word ends where it ends.
            match self.line.last_mut() {
                Some(last) => last.text.push_str(&between),
                None => push(&mut self.line, &between, face),
            }
            self.used += blanks;
        }
        self.blanks = 0;
        for run in std::mem::take(&mut self.word) {
            push(&mut self.line, &run.text, &run);
        }
        self.used += std::mem::take(&mut self.length);
    }

    /// A word longer than a line is broken anywhere.
    fn cut_word(&mut self) {
        self.blanks = 0;
        self.length = 0;
        for run in std::mem::take(&mut self.word) {
            for letter in run.text.chars() {
                let letter = letter.to_string();
                let length = metrics::length(&letter, run.bold);
                if self.used > 0 && self.used + length > self.room {
                    self.end_line(End::Inside);
                }
                push(&mut self.line, &letter, &run);
                self.used += length;
            }
        }
    }

    fn end_line(&mut self, end: End) {
        self.blanks = 0;
        self.used = 0;
        let runs = std::mem::take(&mut self.line);
        self.lines.push(Line { runs, end });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn text(runs: &[Run]) -> String {
        runs.iter().map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn lines_joined_again_say_what_the_paragraph_said_in_its_faces() {
        let runs = [
            Run::plain("Kết quả thẩm định của Hội đồng: "),
            Run::bold("ĐẠT chuẩn"),
            Run::plain("; các tiêu chí\ncòn lại do xã rà soát, bổ sung minh chứng."),
        ];
        let whole = text(&runs);
        for room in [1_000, 4_000, 9_000, 30_000] {
            let lines = broken(&runs, 0, room);
            let back = joined(&lines);
            if room >= 9_000 {
                assert_eq!(back, runs, "{room}");
                assert_eq!(lines.len() > 2, room == 9_000);
            }
            assert_eq!(text(&back).replace(['\n', ' '], ""), whole.replace(['\n', ' '], ""));
            for line in &lines {
                let length: u32 = line.runs.iter().map(|run| metrics::length(&run.text, run.bold)).sum();
                assert!(length <= room.max(1_000), "{room}: {line:?}");
            }
            // Cut anywhere, no word is lost.
            for cut in 0..=lines.len() {
                let (above, below) = lines.split_at(cut);
                let both = format!("{}\n{}", text(&joined(above)), text(&joined(below)));
                if room >= 9_000 {
                    assert_eq!(words(&both), words(&whole));
                }
            }
        }
    }

    #[test]
    fn the_first_line_is_indented_and_an_empty_text_is_one_line() {
        let lines = broken(&[Run::plain("một hai")], 8, 20_000);
        assert_eq!(text(&joined(&lines)), format!("{}một hai", "\u{a0}".repeat(8)));
        assert_eq!(broken(&[], 0, 5_000).len(), 1);
        assert_eq!(broken(&[Run::plain("a\n\nb")], 0, 5_000).len(), 3);
    }
}
