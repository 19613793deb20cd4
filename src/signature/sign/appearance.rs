//! The picture of a signature: a one-page PDF taken over as a form XObject, and its place on a page that may be turned.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::super::error::SignError;
use super::Rect;

/// A page's visible box and how far it is turned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Left, lower, right, upper edge, in the page's own coordinates.
    pub edges: [f32; 4],
    /// Quarter turns clockwise.
    pub turns: u8,
}

impl Frame {
    /// The frame of a page, from what it or its ancestors say; A4 where nobody says anything.
    pub fn of(document: &Document, page: ObjectId) -> Self {
        let edges = inherited(document, page, b"CropBox")
            .or_else(|| inherited(document, page, b"MediaBox"))
            .and_then(|found| numbers(document, found))
            .unwrap_or([0.0, 0.0, 595.28, 841.89]);
        let [a, b, c, d] = edges;
        let turned = inherited(document, page, b"Rotate")
            .and_then(|found| found.as_i64().ok())
            .unwrap_or(0);
        Self {
            edges: [a.min(c), b.min(d), a.max(c), b.max(d)],
            turns: u8::try_from(turned.rem_euclid(360) / 90).unwrap_or(0),
        }
    }

    /// The place in the page's own coordinates, as left, lower, right, upper edge.
    pub fn place(&self, rect: Rect) -> [f32; 4] {
        let [x0, y0, x1, y1] = self.edges;
        let (mut width, mut height) = (x1 - x0, y1 - y0);
        if self.turns % 2 == 1 {
            std::mem::swap(&mut width, &mut height);
        }
        let Rect {
            width: w, height: h, ..
        } = rect;
        let l = if rect.left < 0.0 {
            width + rect.left - w
        } else {
            rect.left
        };
        let t = if rect.top < 0.0 {
            height + rect.top - h
        } else {
            rect.top
        };
        match self.turns {
            1 => [x0 + t, y0 + l, x0 + t + h, y0 + l + w],
            2 => [x1 - l - w, y0 + t, x1 - l, y0 + t + h],
            3 => [x1 - t - h, y1 - l - w, x1 - t, y1 - l],
            _ => [x0 + l, y1 - t - h, x0 + l + w, y1 - t],
        }
    }

    /// The matrix that turns a picture upright for whoever looks at the page.
    fn matrix(&self) -> [i64; 6] {
        match self.turns {
            1 => [0, 1, -1, 0, 0, 0],
            2 => [-1, 0, 0, -1, 0, 0],
            3 => [0, -1, 1, 0, 0, 0],
            _ => [1, 0, 0, 1, 0, 0],
        }
    }
}

/// What a page or the nearest of its ancestors says under a name.
fn inherited<'a>(document: &'a Document, page: ObjectId, name: &[u8]) -> Option<&'a Object> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..64 {
        if let Ok(found) = node.get_deref(name, document) {
            return Some(found);
        }
        node = node.get_deref(b"Parent", document).and_then(Object::as_dict).ok()?;
    }
    None
}

fn numbers(document: &Document, found: &Object) -> Option<[f32; 4]> {
    let all: Vec<f32> = found
        .as_array()
        .ok()?
        .iter()
        .filter_map(|one| document.dereference(one).ok()?.1.as_float().ok())
        .collect();
    all.try_into().ok()
}

/// Takes the only page of a PDF over into another document as a form XObject.
pub fn import(stamp: &[u8], frame: Frame, into: &mut Document) -> Result<ObjectId, SignError> {
    let bad = |_| SignError::BadAppearance;
    let source = Document::load_mem(stamp).map_err(bad)?;
    let mut pages = source.page_iter();
    let (Some(page), None) = (pages.next(), pages.next()) else {
        return Err(SignError::BadAppearance);
    };
    let edges = Frame::of(&source, page).edges;
    let content = source.get_page_content(page);
    let mut copied = BTreeMap::new();
    let mut form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => edges.map(Object::Real).to_vec(),
        "Matrix" => frame.matrix().map(Object::Integer).to_vec(),
    };
    if let Some(resources) = inherited(&source, page, b"Resources") {
        form.set("Resources", copy(&source, resources, into, &mut copied, 0)?);
    }
    if let Some(group) = source
        .get_dictionary(page)
        .ok()
        .and_then(|page| page.get(b"Group").ok())
    {
        form.set("Group", copy(&source, group, into, &mut copied, 0)?);
    }
    let mut stream = Stream::new(form, content);
    stream.compress().map_err(bad)?;
    Ok(into.add_object(stream))
}

/// Copies an object with all that it refers to.
fn copy(
    source: &Document,
    object: &Object,
    into: &mut Document,
    copied: &mut BTreeMap<ObjectId, ObjectId>,
    depth: usize,
) -> Result<Object, SignError> {
    if depth > 64 {
        return Err(SignError::BadAppearance);
    }
    let dictionary = |all: &Dictionary, into: &mut Document, copied: &mut BTreeMap<_, _>| {
        let mut out = Dictionary::new();
        for (name, value) in all.iter().filter(|(name, _)| name.as_slice() != b"Parent") {
            out.set(name.clone(), copy(source, value, into, copied, depth + 1)?);
        }
        Ok::<_, SignError>(out)
    };
    Ok(match object {
        Object::Reference(id) => {
            if let Some(known) = copied.get(id) {
                return Ok(Object::Reference(*known));
            }
            let new = into.new_object_id();
            copied.insert(*id, new);
            let target = source.get_object(*id).map_err(|_| SignError::BadAppearance)?;
            let target = copy(source, target, into, copied, depth + 1)?;
            into.set_object(new, target);
            Object::Reference(new)
        }
        Object::Array(all) => {
            let mut out = Vec::with_capacity(all.len());
            for one in all {
                out.push(copy(source, one, into, copied, depth + 1)?);
            }
            Object::Array(out)
        }
        Object::Dictionary(all) => Object::Dictionary(dictionary(all, into, copied)?),
        Object::Stream(stream) => {
            let mut out = stream.clone();
            out.dict = dictionary(&stream.dict, into, copied)?;
            Object::Stream(out)
        }
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..) => object.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_upper_right_corner_is_found_however_the_page_is_turned() {
        let corner = Rect {
            left: -10.0,
            top: 20.0,
            width: 100.0,
            height: 30.0,
        };
        let place = |turns| {
            let edges = [0.0, 0.0, 600.0, 800.0];
            Frame { edges, turns }.place(corner)
        };
        assert_eq!(place(0), [490.0, 750.0, 590.0, 780.0]);
        assert_eq!(place(1), [20.0, 690.0, 50.0, 790.0]);
        assert_eq!(place(2), [10.0, 20.0, 110.0, 50.0]);
        assert_eq!(place(3), [550.0, 10.0, 580.0, 110.0]);
    }
}
