//! The look of a visible signature: a page as large as the stamp, to be laid over a page of the signed file.

use krilla::Data;
use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::page::PageSettings;

use super::draw;
use super::flow::Mark;
use super::setter::{Setter, Style};
use super::with_setter;
use crate::export::{ExportError, Properties};
use crate::forms::document::Alignment;

/// The size that Nghị định 30/2020/NĐ-CP asks for in the text of an agency's signature, in points.
const SIZE: f32 = 10.0;
/// The smallest size of a text that needs more room, in points.
const SMALLEST: f32 = 5.0;
/// How much of the width a picture takes beside a text.
const PICTURE: f32 = 0.35;
/// Room round the text, in points.
const AROUND: f32 = 2.0;

/// Makes a page of one stamp: lines of text in black, the signer's picture (PNG or JPEG) on their left, or alone where
/// there are no lines. Sizes are points. The text is made smaller where it needs more room.
///
/// # Errors
/// [`ExportError::Pdf`] where the picture cannot be read, or the stamp has no size.
pub fn stamp(
    lines: &[String],
    width: f32,
    height: f32,
    picture: Option<&[u8]>,
    created: &str,
) -> Result<Vec<u8>, ExportError> {
    let failed = |cause: String| ExportError::Pdf { cause };
    let mut pdf = draw::open(&Properties {
        created: created.to_owned(),
        ..Properties::default()
    })?;
    let settings = PageSettings::from_wh(width, height).ok_or_else(|| failed("page".to_owned()))?;
    let mut page = pdf.start_page_with(settings);
    let mut surface = page.surface();
    let mut left = AROUND;
    if let Some(bytes) = picture {
        let image = read(bytes).map_err(failed)?;
        let room = if lines.is_empty() { width } else { width * PICTURE };
        let (wide, tall) = image.size();
        #[expect(clippy::cast_precision_loss, reason = "a picture's size in pixels")]
        let (wide, tall) = (wide as f32, tall as f32);
        let scale = (room / wide).min(height / tall);
        let (wide, tall) = (wide * scale, tall * scale);
        if let Some(size) = Size::from_wh(wide, tall) {
            surface.push_transform(&Transform::from_translate((room - wide) / 2.0, (height - tall) / 2.0));
            surface.draw_image(image, size);
            surface.pop();
        }
        left += room;
    }
    let marks = with_setter(|setter| text(setter, lines, left, width - left - AROUND, height));
    draw::marks(&mut surface, &marks);
    surface.finish();
    page.finish();
    draw::close(pdf)
}

/// The picture, by what its first bytes say it is.
fn read(bytes: &[u8]) -> Result<Image, String> {
    let data = Data::from(bytes.to_vec());
    if bytes.starts_with(b"\x89PNG") {
        Image::from_png(data, false)
    } else {
        Image::from_jpeg(data, false)
    }
}

/// The lines in the middle of the height, in the largest size that leaves them room.
fn text(setter: &mut Setter, lines: &[String], left: f32, width: f32, height: f32) -> Vec<Mark> {
    let mut size = SIZE;
    loop {
        let style = Style::new(size, Alignment::Left);
        let set: Vec<_> = lines
            .iter()
            .flat_map(|line| setter.line(line, false, false, style, width))
            .collect();
        let tall: f32 = set.iter().map(|line| line.height).sum();
        if tall <= height - 2.0 * AROUND || size <= SMALLEST {
            let mut y = ((height - tall) / 2.0).max(0.0);
            let placed = set.into_iter().map(|line| {
                let top = y;
                y += line.height;
                Mark::Text(left, top, line)
            });
            return placed.collect();
        }
        size -= 0.5;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: &str = "2023-11-20T08:00:00+07:00";

    #[test]
    fn a_stamp_is_one_page_and_always_the_same() {
        let lines = [
            "Ký bởi: Ủy ban nhân dân huyện Minh Họa",
            "Ngày ký: 20/11/2023 08:00:00 +07:00",
        ]
        .map(str::to_owned);
        let once = stamp(&lines, 200.0, 50.0, None, DAY).unwrap();
        assert!(once.starts_with(b"%PDF-1.7"));
        assert_eq!(once, stamp(&lines, 200.0, 50.0, None, DAY).unwrap());
    }

    #[test]
    fn a_text_that_needs_more_room_is_set_smaller() {
        let lines = vec!["Ủy ban nhân dân huyện Minh Họa, tỉnh Thanh Hóa".to_owned(); 4];
        let marks = with_setter(|setter| text(setter, &lines, 0.0, 150.0, 60.0));
        let bottom = marks.iter().map(|mark| match mark {
            Mark::Text(_, y, line) => y + line.height,
            Mark::Rules(..) => 0.0,
        });
        assert!(bottom.fold(0.0, f32::max) <= 60.0);
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert!(matches!(
            stamp(&[], 100.0, 50.0, Some(b"GIF89a"), DAY),
            Err(ExportError::Pdf { .. })
        ));
        assert!(matches!(stamp(&[], 0.0, 50.0, None, DAY), Err(ExportError::Pdf { .. })));
    }
}
