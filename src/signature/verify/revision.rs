//! What was changed between a signed state of a PDF and its last one, object by object. Only what a further signature
//! needs may be: fields of signatures and their widgets, certificates for later checks (DSS), and metadata.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::Alteration;
use super::pdf::{array, dictionary, pages, told};

/// Keys that a further signature may change in the catalog.
const CATALOG: &[&[u8]] = &[b"AcroForm", b"DSS", b"Extensions", b"Metadata", b"Version"];
/// Keys that it may change in the form.
const FORM: &[&[u8]] = &[b"Fields", b"SigFlags", b"DR", b"DA"];
/// Keys that it may change in the empty field that it fills.
const FIELD: &[&[u8]] = &[
    b"V", b"AP", b"AS", b"M", b"MK", b"DA", b"F", b"P", b"Lock", b"SV", b"Type", b"Subtype",
];
/// Keys under which certificates for later checks are kept.
const DSS: &[&[u8]] = &[
    b"DSS", b"VRI", b"Certs", b"Cert", b"OCSPs", b"OCSP", b"CRLs", b"CRL", b"TU", b"TS",
];
/// How many steps are taken to tell which page an object is a part of.
const STEPS: usize = 2_000_000;

/// The gravest thing that was changed; none where only further signatures were added. A file that was certified as final
/// may not even gain those.
pub(super) fn altered(then: &Document, now: &Document, is_final: bool) -> Option<Alteration> {
    let sides = Sides::new(then, now);
    let root = |of: &Document| of.trailer.get(b"Root").and_then(Object::as_reference).ok();
    if root(then) != root(now) || then.trailer.get(b"Encrypt").ok() != now.trailer.get(b"Encrypt").ok() {
        return Some(Alteration::Unreadable);
    }
    let mut changed: Vec<ObjectId> = Vec::new();
    for (id, object) in &then.objects {
        match now.objects.get(id) {
            Some(other) if same(object, other) => {}
            Some(other) if sides.may_change(*id, object, other) => {}
            Some(other) if is_structure(object) && is_structure(other) && !sides.uses.contains_key(id) => {}
            None if is_structure(object) && !sides.uses.contains_key(id) => {}
            Some(_) | None => changed.push(*id),
        }
    }
    // An object that was named but not there: filled in later, it changes what names it.
    for id in now.objects.keys().filter(|id| !then.objects.contains_key(id)) {
        if sides.uses.contains_key(id) {
            changed.push(*id);
        }
    }
    if changed.is_empty() {
        return (is_final && sides.gained()).then_some(Alteration::Final);
    }
    let mut places = BTreeMap::new();
    parts(then, &mut places);
    parts(now, &mut places);
    let what = changed.into_iter().map(|id| sides.what(id, &places));
    what.min_by_key(|what| rank(*what))
}

/// Pages first, as they are what a reader sees.
fn rank(what: Alteration) -> (u8, u32) {
    let order = match what {
        Alteration::Page(_) => 0,
        Alteration::Annotation(_) => 1,
        Alteration::Field => 2,
        Alteration::Object(_) => 3,
        Alteration::Unreadable => 4,
        Alteration::Final => 5,
        // Of packages, which have no revisions.
        Alteration::Sheet(_) | Alteration::Text | Alteration::Part | Alteration::Added => 6,
    };
    (order, what.number().unwrap_or_default())
}

/// Whether an object only says where others are.
fn is_structure(object: &Object) -> bool {
    let Object::Stream(stream) = object else {
        return false;
    };
    stream
        .dict
        .get(b"Type")
        .and_then(Object::as_name)
        .is_ok_and(|kind| kind == b"XRef" || kind == b"ObjStm")
}

fn same(one: &Object, other: &Object) -> bool {
    match (one, other) {
        (Object::Stream(one), Object::Stream(other)) => one.dict == other.dict && one.content == other.content,
        (one, other) => one == other,
    }
}

/// The signed state and the last one.
struct Sides<'a> {
    then: &'a Document,
    now: &'a Document,
    /// Under which keys each object was named in the signed state.
    uses: BTreeMap<ObjectId, BTreeSet<Vec<u8>>>,
    /// The signatures of the last state that are told of.
    told: BTreeSet<ObjectId>,
}

impl<'a> Sides<'a> {
    fn new(then: &'a Document, now: &'a Document) -> Self {
        let mut uses = BTreeMap::new();
        for object in then.objects.values().filter(|object| !is_structure(object)) {
            name(object, b"", &mut uses);
        }
        for (key, value) in &then.trailer {
            if key != b"Prev" && key != b"XRefStm" {
                name(value, key, &mut uses);
            }
        }
        Self {
            then,
            now,
            uses,
            told: told(now),
        }
    }

    /// Whether an object is named under these keys alone.
    fn only_as(&self, id: ObjectId, keys: &[&[u8]]) -> bool {
        self.uses
            .get(&id)
            .is_some_and(|uses| uses.iter().all(|used| keys.contains(&used.as_slice())))
    }

    /// Whether a further signature may have changed an object so.
    fn may_change(&self, id: ObjectId, then: &Object, now: &Object) -> bool {
        if self.only_as(id, &[b"Metadata"]) || self.only_as(id, &[b"Info"]) {
            return true;
        }
        let is_dss = self
            .uses
            .get(&id)
            .is_some_and(|uses| uses.iter().all(|key| DSS.contains(&key.as_slice()) || is_digest(key)));
        if is_dss {
            return true;
        }
        if let (Object::Array(then), Object::Array(now)) = (then, now) {
            return (self.only_as(id, &[b"Annots"]) && self.only_widgets(then, now))
                || (self.only_as(id, &[b"Fields"]) && self.only_fields(then, now));
        }
        let (Object::Dictionary(then), Object::Dictionary(now)) = (then, now) else {
            return false;
        };
        if self.then.trailer.get(b"Root").and_then(Object::as_reference).ok() == Some(id) {
            return self.catalog(then, now);
        }
        if self.only_as(id, &[b"AcroForm"]) {
            return self.form(then, now);
        }
        if then
            .get(b"Type")
            .and_then(Object::as_name)
            .is_ok_and(|kind| kind == b"Page")
        {
            return differs_in(then, now, &[b"Annots"])
                && self.only_widgets(array(self.then, then, b"Annots"), array(self.now, now, b"Annots"));
        }
        // An empty signature field is filled.
        is_signature(self.then, then) && !then.has(b"V") && self.is_filled(now) && differs_in(then, now, FIELD)
    }

    fn catalog(&self, then: &Dictionary, now: &Dictionary) -> bool {
        if !differs_in(then, now, CATALOG) {
            return false;
        }
        match (
            dictionary(self.then, then, b"AcroForm"),
            dictionary(self.now, now, b"AcroForm"),
        ) {
            (Some(then), Some(now)) => self.form(then, now),
            (None, Some(now)) => self.form(&Dictionary::new(), now),
            (Some(_), None) => false,
            (None, None) => true,
        }
    }

    fn form(&self, then: &Dictionary, now: &Dictionary) -> bool {
        differs_in(then, now, FORM)
            && self.only_fields(array(self.then, then, b"Fields"), array(self.now, now, b"Fields"))
    }

    /// Whether the annotations of a page only gained widgets of signatures.
    fn only_widgets(&self, then: &[Object], now: &[Object]) -> bool {
        self.gained_in(then, now).is_some_and(|new| {
            new.into_iter().all(|one| {
                let widget = one
                    .get(b"Subtype")
                    .and_then(Object::as_name)
                    .is_ok_and(|kind| kind == b"Widget");
                widget && is_signature(self.now, one) && (self.is_filled(one) || is_invisible(self.now, one))
            })
        })
    }

    /// Whether a field or its widget shows a signature that a verification tells of, whatever it is worth. A picture of
    /// anything else may cover what was signed.
    fn is_filled(&self, field: &Dictionary) -> bool {
        let parent = || dictionary(self.now, field, b"Parent")?.get(b"V").ok();
        let value = field.get(b"V").ok().or_else(parent);
        value
            .and_then(|value| value.as_reference().ok())
            .is_some_and(|id| self.told.contains(&id))
    }

    /// Whether the fields of a form only gained signatures.
    fn only_fields(&self, then: &[Object], now: &[Object]) -> bool {
        self.gained_in(then, now)
            .is_some_and(|new| new.into_iter().all(|one| is_signature(self.now, one)))
    }

    /// What a list gained; none where it lost something, or gained what cannot be read.
    fn gained_in(&self, then: &[Object], now: &[Object]) -> Option<Vec<&'a Dictionary>> {
        let mut left = then.iter().peekable();
        let mut new = Vec::new();
        for one in now {
            if left.next_if(|old| *old == one).is_none() {
                let id = one.as_reference().ok()?;
                // What was there before is not new because it is listed anew.
                if self.then.objects.contains_key(&id) {
                    return None;
                }
                new.push(self.now.get_dictionary(id).ok()?);
            }
        }
        left.peek().is_none().then_some(new)
    }

    /// Whether any signature was added; timestamps and certificates for later checks are none.
    fn gained(&self) -> bool {
        let count = |of: &Document| {
            let all = of.objects.values().filter_map(|object| object.as_dict().ok());
            let is_stamp = |one: &Dictionary| {
                let kind = one.get(b"SubFilter").and_then(Object::as_name);
                kind.is_ok_and(|kind| kind == b"ETSI.RFC3161")
            };
            all.filter(|one| one.has(b"ByteRange") && !is_stamp(one)).count()
        };
        count(self.now) > count(self.then)
    }

    /// What a changed object is a part of.
    fn what(&self, id: ObjectId, parts: &BTreeMap<ObjectId, Alteration>) -> Alteration {
        let page = |of: &'a Document| of.get_dictionary(id).ok();
        match parts.get(&id).copied() {
            // The page itself names what it shows, and its annotations.
            Some(Alteration::Page(number))
                if page(self.then)
                    .zip(page(self.now))
                    .is_some_and(|(then, now)| differs_in(then, now, &[b"Annots"])) =>
            {
                Alteration::Annotation(number)
            }
            Some(found) => found,
            None if self.only_as(id, &[b"AcroForm", b"Fields", b"Kids", b"V"]) => Alteration::Field,
            None => Alteration::Object(id.0),
        }
    }
}

/// Which page or annotation each object is a part of; the first where it serves several.
fn parts(document: &Document, found: &mut BTreeMap<ObjectId, Alteration>) {
    let mut left = STEPS;
    for (number, id) in pages(document) {
        found.entry(id).or_insert(Alteration::Page(number));
        let Ok(page) = document.get_dictionary(id) else {
            continue;
        };
        let from = |key: &[u8]| page.get(key).ok().into_iter().collect();
        walk(
            document,
            from(b"Annots"),
            Alteration::Annotation(number),
            found,
            &mut left,
        );
        for key in [&b"Contents"[..], b"Resources"] {
            walk(document, from(key), Alteration::Page(number), found, &mut left);
        }
    }
}

/// Marks what can be reached, without going back to pages, parents and other places.
fn walk<'a>(
    document: &'a Document,
    mut waiting: Vec<&'a Object>,
    what: Alteration,
    found: &mut BTreeMap<ObjectId, Alteration>,
    left: &mut usize,
) {
    const BACK: &[&[u8]] = &[b"P", b"Parent", b"Dest", b"A", b"V", b"Popup", b"IRT"];
    let mut seen = BTreeSet::new();
    while let Some(object) = waiting.pop().filter(|_| *left > 0) {
        *left -= 1;
        let dictionary = match object {
            Object::Reference(id) => {
                let Some(object) = document.objects.get(id) else {
                    found.entry(*id).or_insert(what);
                    continue;
                };
                let is_field = object.as_dict().is_ok_and(|one| one.has(b"FT"));
                // What another document's walk marked is walked again, as it may lead elsewhere now.
                if seen.insert(*id) {
                    found
                        .entry(*id)
                        .or_insert(if is_field { Alteration::Field } else { what });
                    waiting.push(object);
                }
                continue;
            }
            Object::Array(all) => {
                waiting.extend(all);
                continue;
            }
            Object::Dictionary(all) => all,
            Object::Stream(stream) => &stream.dict,
            Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Name(_)
            | Object::String(..) => continue,
        };
        let inside = dictionary.iter().filter(|(key, _)| !BACK.contains(&key.as_slice()));
        waiting.extend(inside.map(|(_, value)| value));
    }
}

/// Notes under which key each object is named.
fn name(object: &Object, key: &[u8], uses: &mut BTreeMap<ObjectId, BTreeSet<Vec<u8>>>) {
    match object {
        Object::Reference(id) => {
            uses.entry(*id).or_default().insert(key.to_vec());
        }
        Object::Array(all) => all.iter().for_each(|one| name(one, key, uses)),
        Object::Dictionary(all) => all.iter().for_each(|(key, one)| name(one, key, uses)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(key, one)| name(one, key, uses)),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..) => {}
    }
}

/// Whether two dictionaries differ in these keys alone.
fn differs_in(one: &Dictionary, other: &Dictionary, keys: &[&[u8]]) -> bool {
    let all: BTreeSet<&Vec<u8>> = one.iter().chain(other.iter()).map(|(key, _)| key).collect();
    all.into_iter()
        .filter(|key| !keys.contains(&key.as_slice()))
        .all(|key| match (one.get(key), other.get(key)) {
            (Ok(one), Ok(other)) => one == other,
            (Ok(_) | Err(_), _) => false,
        })
}

/// Whether a field, or the one that it is a part of, is of a signature.
fn is_signature(document: &Document, field: &Dictionary) -> bool {
    inherited(document, field, b"FT").is_some_and(|kind| kind.as_name().is_ok_and(|kind| kind == b"Sig"))
}

/// Whether a widget shows nothing: without a picture, or without a size.
fn is_invisible(document: &Document, widget: &Dictionary) -> bool {
    let edges: Vec<f32> = array(document, widget, b"Rect")
        .iter()
        .filter_map(|edge| edge.as_float().ok())
        .collect();
    let no_size = matches!(edges.as_slice(), [left, bottom, right, top] if left == right || bottom == top);
    no_size || !widget.has(b"AP")
}

fn inherited<'a>(document: &'a Document, field: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let parent = || dictionary(document, field, b"Parent")?.get_deref(key, document).ok();
    field.get_deref(key, document).ok().or_else(parent)
}

/// Whether a key is the SHA-1 of a signature, in hexadecimal.
fn is_digest(key: &[u8]) -> bool {
    key.len() == 40 && key.iter().all(u8::is_ascii_hexdigit)
}
