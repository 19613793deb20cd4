//! Where a picture of a signature stands, as a person writes it.

use crate::domain::{Decimal, Sentence};

/// Reads `PAGE,LEFT,TOP,WIDTH,HEIGHT` in millimetres from the upper left corner; without a page it is the last. Gives the
/// page and the place in tenths of a millimetre, as fine as anybody places a picture.
///
/// # Errors
/// It is not so many numbers, or without width or height.
pub fn parse(at: &str) -> Result<(Option<u32>, [i16; 4]), Sentence> {
    let refused = || Sentence::new("sign-error-at").text("at", at);
    let tenths = |part: &str| -> Option<i16> {
        let length: Decimal = part.trim().parse().ok()?;
        (length * Decimal::TEN).round().to_string().parse().ok()
    };
    let parts: Vec<&str> = at.split(',').collect();
    let (page, place) = match parts.as_slice() {
        [_, _, _, _] => (None, parts.as_slice()),
        [page, place @ ..] if place.len() == 4 => {
            let page = page.trim().parse().map_err(|_| refused())?;
            (Some(page), place)
        }
        _ => return Err(refused()),
    };
    let place: Vec<i16> = place
        .iter()
        .map(|part| tenths(part))
        .collect::<Option<_>>()
        .ok_or_else(refused)?;
    let place: [i16; 4] = place.try_into().map_err(|_| refused())?;
    let [.., width, height] = place;
    if width <= 0 || height <= 0 || page == Some(0) {
        return Err(refused());
    }
    Ok((page, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_with_its_page_or_without() {
        assert_eq!(parse("2, 120,200.5,50,25"), Ok((Some(2), [1200, 2005, 500, 250])));
        assert_eq!(parse("-80,-65,50,25"), Ok((None, [-800, -650, 500, 250])));
        for wrong in ["", "1,2,3", "0,1,2,3,4", "1,1,2,0,4", "a,1,2,3,4", "1,2,3,4,5,6"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
